import { accessSync, constants, createReadStream, openSync, type Stats, statSync } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';
import { reasonOf, UsageError } from '../../errors.ts';
import type { Pieces } from '../../smtp/outflow.ts';
import { release } from '../credentials/secret.ts';

/** Begins what is read anew; each time the same bytes come. */
export type Source = () => Pieces;

/** What holds for reading what is no file. */
export interface Reading {
  /** How long is waited for all that a pipe gives. */
  readonly deadlineMs: number;
  /** Stdin gives a secret. */
  readonly isStdinTaken: boolean;
}

/** The larger the pieces, the more of them waits in memory for the collector. */
const READ_BYTES = 16 * 1024;
/** Files without a name, open for as long as the program runs: Node closes what is collected, with a warning. */
const SPOOLED = new Set<unknown>();

/** No mail is larger; a pipe may be endless. */
const SPOOL_BYTES = 4 * 1024 ** 3;

const STDIN = /^\/(?:dev\/stdin|dev\/fd\/0|proc\/self\/fd\/0)$/;

/**
 * Opens a file, or a pipe such as that of `<(command)`, which is read to its end first.
 *
 * @param option  Names it in errors.
 * @throws UsageError for what cannot be read, and for a pipe that does not end in time.
 */
export async function openSource(option: string, file: string, reading: Reading): Promise<Source> {
  const origin = `${option} "${file}"`;
  if (STDIN.test(file)) return openStdin(origin, reading);
  const stats = statOf(file, origin);
  if (stats.isFile() && stats.size > 0) return () => createReadStream(file, { highWaterMark: READ_BYTES });
  // What the kernel writes as it is read shows no size, may be another each time, and may wait for ever.
  if (stats.isFile())
    return spool(origin, reading, () => createReadStream(file, { fd: openUnblocked(file) }));
  if (!stats.isFIFO()) throw new UsageError(`${origin} is no file and no pipe`, 'name a file, or a pipe');
  return spool(origin, reading, (signal) => {
    signal.addEventListener('abort', () => release(file), { once: true });
    return createReadStream(file);
  });
}

/**
 * Reads stdin to its end.
 *
 * @throws UsageError where it is a terminal, has been read before, or does not end in time.
 */
export async function openStdin(origin: string, reading: Reading): Promise<Source> {
  if (reading.isStdinTaken) {
    throw new UsageError(
      `${origin} leaves no stdin for a secret`,
      'read the secret from a file or a variable',
    );
  }
  if (process.stdin.isTTY)
    throw new UsageError(`nothing is piped into stdin for ${origin}`, 'pipe it in, or name a file');
  if (process.stdin.readableEnded) {
    throw new UsageError(`stdin has been read before ${origin}`, 'name files for the others');
  }
  return spool(origin, reading, () => process.stdin);
}

function statOf(file: string, origin: string): Stats {
  try {
    accessSync(file, constants.R_OK);
    const stats = statSync(file);
    if (!stats.isDirectory()) return stats;
  } catch (error) {
    throw new UsageError(`cannot read ${origin}: ${reasonOf(error)}`, hintFor(file));
  }
  throw new UsageError(`${origin} is a directory`, 'name a file in it');
}

/** Swaks reads a file where an "@" stands before its name. */
function hintFor(file: string): string {
  return file.startsWith('@') ? `write the file's name without the "@"` : 'name a file that can be read';
}

/** A read that waits cannot be given up, and would keep the process; this one fails with `EAGAIN` instead. */
function openUnblocked(file: string): number {
  return openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
}

/** A message is read more than once, a pipe gives it once: it waits in a file, for us alone, that has no name any more. */
async function spool(
  origin: string,
  { deadlineMs }: Reading,
  begin: (signal: AbortSignal) => Readable,
): Promise<Source> {
  const signal = AbortSignal.timeout(deadlineMs);
  const handle = await namelessFile();
  try {
    await fill(handle, addAbortSignal(signal, begin(signal)), origin);
  } catch (error) {
    await handle.close();
    if (error instanceof UsageError) throw error;
    if (!signal.aborted)
      throw new UsageError(`cannot read ${origin}: ${reasonOf(error)}`, 'try it with a file');
    throw new UsageError(
      `${origin} did not end within the deadline of ${deadlineMs / 1000} s`,
      'end what writes to it, or give a longer --deadline',
    );
  }
  SPOOLED.add(handle);
  return () => handle.createReadStream({ start: 0, autoClose: false, highWaterMark: READ_BYTES });
}

async function fill(handle: FileHandle, stream: Readable, origin: string): Promise<void> {
  let bytes = 0;
  for await (const piece of stream) {
    bytes += piece.length;
    if (bytes > SPOOL_BYTES)
      throw new UsageError(`${origin} gives more than 4 GiB`, 'give a smaller message');
    await handle.appendFile(piece);
  }
}

async function namelessFile(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'smtp-doctor-'));
  const handle = await open(join(folder, 'message'), 'wx+', 0o600);
  await rm(folder, { recursive: true });
  return handle;
}
