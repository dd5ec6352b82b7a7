import { closeSync, constants, createReadStream, openSync, type Stats, statSync, writeSync } from 'node:fs';
import { addAbortSignal, type Readable } from 'node:stream';
import { reasonOf, SmtpError, UsageError } from '../../errors.ts';
import { collect } from '../explain/input.ts';

/** No password or token is as long; what is larger is some other file. */
export const SECRET_BYTES = 64 * 1024;

const FILE_HINT = 'name a file that can be read';

/** Readable by the group or by everybody. */
const OTHERS = 0o044;

/**
 * Checks a secret and cuts one trailing line break, nothing else.
 *
 * @param origin  Where it comes from, to be named in an error: `--password-file "F"`.
 * @throws UsageError that does not quote the secret: empty, NUL or a line break inside, a byte order mark.
 */
export function checkedSecret(text: string, origin: string): string {
  const secret = text.replace(/(?:\r\n|\n|\r)$/, '');
  if (secret === '') throw new UsageError(`${origin} gives an empty secret`, 'give at least one character');
  if (secret.includes('\0')) {
    throw new UsageError(`${origin} gives a secret with a NUL character`, 'save it as UTF-8 text');
  }
  if (/[\r\n]/.test(secret)) {
    throw new UsageError(`${origin} gives more than one line`, 'give the secret alone, on one line');
  }
  if (!secret.startsWith('\uFEFF')) return secret;
  throw new UsageError(`${origin} begins with a byte order mark`, 'save it as UTF-8 without one');
}

/**
 * Decodes the bytes of a secret.
 *
 * @throws UsageError for more than 64 kB, and for what is no UTF-8.
 */
export function decodedSecret(
  { bytes, isCut }: { bytes: Uint8Array; isCut: boolean },
  origin: string,
): string {
  if (isCut) throw new UsageError(`${origin} gives more than 64 kB`, 'give the secret alone');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`${origin} gives no UTF-8 text`, 'save it as UTF-8');
  }
}

/**
 * Reads a stream as a secret, until its end.
 *
 * @throws UsageError; SmtpError `aborted`.
 */
export async function readSecret(stream: Readable, origin: string, signal: AbortSignal): Promise<string> {
  return checkedSecret(await readText(stream, origin, signal), origin);
}

/**
 * Reads a file of at most 64 kB that holds secrets; that others can read it is said only of what was parsed.
 *
 * @param option  Names it in errors and in the warning.
 * @throws UsageError; SmtpError `aborted`.
 */
export async function readPrivateFile<Value>(
  file: string,
  option: string,
  { signal, warn, parse, hint = FILE_HINT }: PrivateFileOptions<Value>,
): Promise<Value> {
  const origin = `${option} "${file}"`;
  const stats = statOf(file, origin, hint);
  if (stats.isFIFO()) signal.addEventListener('abort', () => release(file), { once: true });
  const value = parse(await readText(createReadStream(file), origin, signal));
  if (isOpenToOthers(stats)) warn(`${origin} can be read by others; run: chmod 600 ${file}`);
  return value;
}

/** Writes into a pipe: who waits in vain at its other end would keep the process even beyond its exit. */
export function release(pipe: string): void {
  try {
    const end = openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK);
    writeSync(end, '\n');
    closeSync(end);
  } catch {
    // Nobody waits.
  }
}

interface PrivateFileOptions<Value> {
  readonly signal: AbortSignal;
  readonly warn: (line: string) => void;
  /** Makes of the text what it is to be, or throws: it is some other file then. */
  readonly parse: (text: string) => Value;
  /** What to do about a file that is not there. */
  readonly hint?: string;
}

function statOf(file: string, origin: string, hint: string): Stats {
  try {
    const stats = statSync(file);
    if (!stats.isDirectory()) return stats;
  } catch (error) {
    throw unreadable(origin, error, hint);
  }
  throw new UsageError(`${origin} is a directory`, 'name a file in it');
}

function isOpenToOthers(stats: Stats): boolean {
  // Windows keeps who may read a file elsewhere, and a pipe is nobody's file.
  return process.platform !== 'win32' && stats.isFile() && (stats.mode & OTHERS) !== 0;
}

async function readText(stream: Readable, origin: string, signal: AbortSignal): Promise<string> {
  try {
    return decodedSecret(await collect(addAbortSignal(signal, stream), SECRET_BYTES), origin);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (!signal.aborted) throw unreadable(origin, error);
    throw new SmtpError('aborted', `stopped while reading ${origin}`, { stage: 'auth', cause: error });
  }
}

function unreadable(origin: string, error: unknown, hint = FILE_HINT): UsageError {
  return new UsageError(`cannot read ${origin}: ${reasonOf(error)}`, hint);
}
