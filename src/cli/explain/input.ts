import { createReadStream, fstatSync, type Stats, statSync } from 'node:fs';
import { UsageError } from '../../errors.ts';
import { parseReplyText } from '../../replies/read/code.ts';
import { textOf } from './encoding.ts';

/** What is to be explained: words as they were typed, or documents whose bytes, of UTF-8, are yet to come. */
export type Input =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'documents'; readonly documents: readonly AsyncIterable<Uint8Array>[] };

/** Endings by which a word is meant as a file, though there is none. */
const FILE_NAME = /^[^\s<>"]{1,200}\.(?:eml|msg|mbox|log|txt|json|ndjson|gz)$/i;
/** `/var/log/x`, `./x`, `~/x`, `logs/x`; not `SSL/TLS`, nor a link. */
const PATH = /^(?:~|\.{1,2})?\/|^\.{1,2}$|^(?=[^/]{0,255}[a-z])[\w.@+-]{1,255}(?:\/[\w.@+-]{0,255}){1,40}$/;
const HINT = 'give a reply, e.g. smtp-doctor explain "535 5.7.8 Authentication failed", or a file of it';

/**
 * Finds out what is to be read: words that name files are those files, `-` or nothing is stdin. A bare code
 * is a code, whatever files there are: `./535` is the file.
 *
 * @throws UsageError when there is nothing to read, or it cannot be read.
 */
export function inputOf(words: readonly string[]): Input {
  if (words.length === 0) return { kind: 'documents', documents: [standardInput()] };
  if (words.join('').trim() === '') throw new UsageError('there is no text to explain', HINT);
  return words.every(isFile)
    ? { kind: 'documents', documents: words.map(documentOf) }
    : { kind: 'words', text: words.join(' ') };
}

/** Whether a word is a file, or is meant as one. */
function isFile(word: string): boolean {
  if (word === '-') return true;
  if (word === '' || parseReplyText(word).text === '') return false;
  return statOf(word) !== undefined || FILE_NAME.test(word) || isPath(word);
}

/** With a blank it may be a sentence, unless it ends as a file does: `/tmp/my bounce.eml`. */
function isPath(word: string): boolean {
  // A challenge in base64 has slashes too.
  if (!/\s/.test(word)) return PATH.test(word) && !/^ey[A-Za-z0-9+/]{8}/.test(word);
  return /^(?:~|\.{0,2})\//.test(word) && FILE_NAME.test(word.replace(/\s/g, '_'));
}

function documentOf(name: string): AsyncIterable<Uint8Array> {
  if (name === '-' || name === '/dev/stdin') return standardInput(name);
  const found = statOf(name);
  if (!found) throw new UsageError(`there is no file "${name}"`, HINT);
  if (found.isDirectory()) throw new UsageError(`"${name}" is a directory`, 'name a file in it');
  if (!found.isFile() && !found.isFIFO())
    throw new UsageError(`"${name}" is no file but a device or a socket`, 'name a file');
  return textOf(fileOf(name), `"${name}"`);
}

/**
 * The text on stdin, as bytes of UTF-8.
 *
 * @throws UsageError when nobody writes to it: a terminal, where no `-` asked for it, or a directory.
 */
export function standardInput(word?: string): AsyncIterable<Uint8Array> {
  if (word === undefined && process.stdin.isTTY) throw new UsageError('nothing to explain', HINT);
  // Node takes it for an empty one.
  if (fstatSync(0).isDirectory()) throw new UsageError('stdin is a directory', 'give a file in it');
  return textOf(process.stdin, 'stdin');
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
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
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
