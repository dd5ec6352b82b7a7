import { createReadStream, type Stats, statSync } from 'node:fs';
import { UsageError } from '../errors.ts';

/** What is to be explained: words as they were typed, or bytes that are yet to come. */
export type Input =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'pieces'; readonly pieces: AsyncIterable<Uint8Array> };

/** Endings by which a word is meant as a file, though there is none. */
const FILE_NAME = /^[^\s<>"]{1,200}\.(?:eml|msg|mbox|log|txt|json|ndjson|gz)$/i;
const HINT = 'give a reply, e.g. smtp-doctor explain "535 5.7.8 Authentication failed", or a file of it';

/**
 * Finds out what is to be read: one word that names a file is that file, `-` or nothing is stdin.
 *
 * @throws UsageError when there is nothing to read, or it cannot be read.
 */
export function inputOf(words: readonly string[]): Input {
  const [first, ...others] = words;
  if (first === undefined || (first === '-' && others.length === 0)) return standardInput(first);
  if (others.length > 0) return { kind: 'words', text: words.join(' ') };
  const found = statOf(first);
  if (found?.isFile() || found?.isFIFO()) return { kind: 'pieces', pieces: fileOf(first) };
  if (found?.isDirectory() && first.includes('/'))
    throw new UsageError(`"${first}" is a directory`, 'name a file in it');
  if (!found && FILE_NAME.test(first)) throw new UsageError(`there is no file "${first}"`, HINT);
  return { kind: 'words', text: first };
}

/** The bytes of stdin. */
export function standardInput(word?: string): Input {
  if (word === undefined && process.stdin.isTTY) throw new UsageError('nothing to explain', HINT);
  return { kind: 'pieces', pieces: process.stdin };
}

function statOf(name: string): Stats | undefined {
  try {
    return statSync(name, { throwIfNoEntry: false });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw unreadable(name, error);
  }
}

/** Words are seldom a path: too long a name and one that leads through a file are none either. */
function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE', 'ELOOP'].includes(String(code));
}

async function* fileOf(name: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(name, { highWaterMark: 1 << 18 });
  } catch (error) {
    throw unreadable(name, error);
  }
}

function unreadable(name: string, error: unknown): UsageError {
  const reason = error instanceof Error && 'code' in error ? error.code : error;
  return new UsageError(`cannot read "${name}": ${reason}`, 'name a file that can be read');
}

/** Collects the pieces up to a limit in bytes; says whether there was more. */
export async function collect(
  pieces: AsyncIterable<Uint8Array>,
  limitBytes: number,
): Promise<{ readonly bytes: Uint8Array; readonly isCut: boolean }> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    parts.push(piece);
    size += piece.length;
    if (size > limitBytes) break;
  }
  return { bytes: Buffer.concat(parts).subarray(0, limitBytes), isCut: size > limitBytes };
}
