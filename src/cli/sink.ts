import { promises, writeFileSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { reasonOf, UsageError } from '../errors.ts';

/** Where the report goes. */
export interface Sink {
  write(text: string): Promise<void>;
  /** False once the reader has gone: what is written then is lost. */
  isOpen(): boolean;
  close(): Promise<void>;
}

/**
 * Opens the report's place before any work is done, so that nothing is found out and then lost.
 *
 * @throws UsageError for a file that cannot be written.
 */
export async function openSink(file: string | undefined): Promise<Sink> {
  return file === undefined || file === '-' ? standardOutput() : openFileSink(file, 'w');
}

/**
 * Opens a file to add to, which takes no more than so many bytes: the lines beyond them are left out.
 *
 * @throws UsageError for a file that cannot be written.
 */
export async function openAppendingSink(file: string, limitBytes: number): Promise<Sink> {
  const sink = await openFileSink(file, 'a');
  let room = limitBytes;
  return {
    ...sink,
    write: (text) => {
      const taken = wholeLines(text, room);
      room -= Buffer.byteLength(taken);
      return sink.write(taken);
    },
  };
}

/** The lines of a text that fit into so many bytes. */
function wholeLines(text: string, bytes: number): string {
  const all = Buffer.from(text);
  if (all.length <= bytes) return text;
  return all.subarray(0, all.lastIndexOf('\n', bytes - 1) + 1).toString();
}

async function openFile(file: string, flags: 'a' | 'w'): Promise<FileHandle> {
  return promises.open(file, flags).catch((error: NodeJS.ErrnoException) => {
    throw unwritable(file, error);
  });
}

/** Why a file cannot be written, and what to do about it. */
const UNWRITABLE: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  EACCES: ['you may not write there', 'name a place that can be written'],
  EEXIST: ['it is there already', 'name another file'],
  EISDIR: ['it is a directory', 'name a file in it'],
  ENOENT: ['its folder does not exist', 'make the folder first, or name another place'],
  ENOSPC: ['no space is left there', 'free some, or name another place'],
  EPERM: ['you may not write there', 'name a place that can be written'],
  EROFS: ['it can only be read there', 'name a place that can be written'],
};

/** Says why a file cannot be written, and how to come by one that can. */
export function unwritable(file: string, error: NodeJS.ErrnoException): UsageError {
  const { code = '' } = error;
  const [reason, hint = 'name a place that can be written'] = UNWRITABLE[code] ?? [];
  const why = reason === undefined ? reasonOf(error) : `${reason} (${code})`;
  return new UsageError(`cannot write "${file}": ${why}`, hint);
}

async function openFileSink(file: string, flags: 'a' | 'w'): Promise<Sink> {
  const handle = await openFile(file, flags);
  // A file never keeps its writer waiting; going through Node's other threads would cost more than the writing.
  const isFile = (await handle.stat()).isFile();
  const put = async (text: string): Promise<void> =>
    isFile ? writeFileSync(handle.fd, text) : handle.writeFile(text);
  return {
    write: (text) =>
      put(text).catch((error: NodeJS.ErrnoException) => {
        throw unwritable(file, error);
      }),
    isOpen: () => true,
    close: () => handle.close(),
  };
}

/** A reader that has gone (`| head -1`) is no error: the rest is not written. */
function standardOutput(): Sink {
  let isGone = false;
  let fault: UsageError | undefined;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') fault = unwritable('standard output', error);
    isGone = true;
  });
  return {
    write: async (text) => {
      if (!isGone && !process.stdout.write(text)) await drained();
    },
    isOpen: () => !isGone,
    close: async () => {
      // An error of the last write is told in the next turn.
      await new Promise((resolve) => setImmediate(resolve));
      if (fault) throw fault;
    },
  };
}

/** Waits until the reader has taken what was written, or has gone; an error is kept by who listens for it. */
function drained(): Promise<void> {
  const ends = ['drain', 'close', 'error'] as const;
  return new Promise((resolve) => {
    const settle = (): void => {
      for (const end of ends) process.stdout.off(end, settle);
      resolve();
    };
    for (const end of ends) process.stdout.on(end, settle);
  });
}
