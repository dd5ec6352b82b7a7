import { open } from 'node:fs/promises';
import { reasonOf, UsageError } from '../../errors.ts';
import { collect } from '../explain/input.ts';
import { unwritable } from '../sink.ts';

const TEXT_BYTES = 4 * 1024 * 1024;

/** Reads a text of at most 4 MiB. @throws UsageError for a file that cannot be read, or is larger. */
export async function readTextFile(file: string): Promise<string> {
  try {
    const handle = await open(file);
    const { bytes, isCut } = await collect(handle.createReadStream(), TEXT_BYTES);
    if (!isCut) return new TextDecoder().decode(bytes);
  } catch (error) {
    throw new UsageError(`cannot read "${file}": ${reasonOf(error)}`, 'name a file that can be read');
  }
  throw new UsageError(`"${file}" has more than ${TEXT_BYTES} bytes`, 'give a dialogue of C: and S:');
}

/**
 * Writes a text that may tell whom somebody writes to: for the user's eyes alone.
 *
 * @throws UsageError for a file that is there already, or cannot be written.
 */
export async function writeNewFile(file: string, text: string): Promise<void> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(text);
    await handle.close();
  } catch (error) {
    throw error instanceof Error ? unwritable(file, error) : error;
  }
}
