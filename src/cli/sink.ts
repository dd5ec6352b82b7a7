import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
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
  return file === undefined || file === '-' ? standardOutput() : fileSink(await openFile(file));
}

async function openFile(file: string): Promise<FileHandle> {
  return open(file, 'w').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `cannot write "${file}": ${error.code ?? error.message}`,
      'name a file in a writable folder',
    );
  });
}

function fileSink(handle: FileHandle): Sink {
  return {
    write: async (text) => void (await handle.write(text)),
    close: () => handle.close(),
  };
}

/** A reader that has gone (`| head -1`) is no error: the rest is not written. */
function standardOutput(): Sink {
  let isGone = false;
  process.stdout.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    isGone = true;
  });
  return {
    write: async (text) => {
      if (!isGone && !process.stdout.write(text))
        await Promise.race([once(process.stdout, 'drain'), closed()]);
    },
    close: async () => undefined,
  };
}

function closed(): Promise<unknown> {
  return new Promise((resolve) => process.stdout.once('close', resolve));
}
