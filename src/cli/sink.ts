import { once } from 'node:events';
import { promises } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { UsageError } from '../errors.ts';

/** Where the report goes. */
export interface Sink {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the report's place before any work is done, so that nothing is found out and then lost.
 *
 * @throws UsageError for a file that cannot be written.
 */
export async function openSink(file: string | undefined): Promise<Sink> {
  return file === undefined || file === '-' ? standardOutput() : fileSink(file, await openFile(file));
}

async function openFile(file: string): Promise<FileHandle> {
  return promises.open(file, 'w').catch((error: NodeJS.ErrnoException) => {
    throw unwritable(file, error);
  });
}

function unwritable(file: string, error: NodeJS.ErrnoException): UsageError {
  return new UsageError(
    `cannot write "${file}": ${error.code ?? error.message}`,
    'name a place that can be written',
  );
}

function fileSink(file: string, handle: FileHandle): Sink {
  return {
    write: (text) =>
      handle.writeFile(text).catch((error: NodeJS.ErrnoException) => {
        throw unwritable(file, error);
      }),
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
      if (!isGone && !process.stdout.write(text)) {
        // An error of the stream is kept by the listener above.
        await Promise.race([once(process.stdout, 'drain'), closed()]).catch(() => undefined);
      }
    },
    close: async () => {
      // An error of the last write is told in the next turn.
      await new Promise((resolve) => setImmediate(resolve));
      if (fault) throw fault;
    },
  };
}

function closed(): Promise<unknown> {
  return new Promise((resolve) => process.stdout.once('close', resolve));
}
