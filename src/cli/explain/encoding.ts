import { Readable } from 'node:stream';
import { UsageError } from '../../errors.ts';

/** So much is looked at to know what the bytes are. */
const HEAD_BYTES = 4_096;
const HINT = 'give it as text: UTF-8, UTF-16, or that compressed by gzip';
const OPENING_BYTES = 8;
const GZIP = '1f8b';

/** What is no text and is known by its first bytes, in hexadecimal. */
const FORMATS: readonly (readonly [opening: string, name: string, hint: string])[] = [
  ['1f8b', 'compressed twice', 'unpack it first'],
  ['425a68', 'bzip2', 'unpack it first: bzip2 -dc FILE | smtp-doctor explain'],
  ['fd377a585a00', 'xz', 'unpack it first: xz -dc FILE | smtp-doctor explain'],
  ['28b52ffd', 'zstd', 'unpack it first: zstd -dc FILE | smtp-doctor explain'],
  ['504b0304', 'zip', 'unpack it first'],
  ['d0cf11e0a1b11ae1', 'a message in the format of Outlook', 'save it as .eml, or paste its text'],
  ['25504446', 'PDF', 'paste its text'],
];

/**
 * The text in these bytes as UTF-8: decompressed (gzip) and decoded (UTF-16, with its mark or without).
 *
 * @param name  What is read, for the error.
 * @param isPacked  Whether it came out of a compressed file, which is not unpacked again.
 * @throws UsageError for what is no text, naming what it is.
 */
export async function* textOf(
  pieces: AsyncIterable<Uint8Array>,
  name: string,
  isPacked = false,
): AsyncGenerator<Uint8Array, void, undefined> {
  const source = pieces[Symbol.asyncIterator]();
  try {
    const { head, isEnd } = await headOf(source);
    const rest = isEnd ? once(head) : resumed(head, source);
    const isGzip = head.subarray(0, 2).toString('hex') === GZIP;
    if (isGzip && !isPacked) yield* textOf(unpacked(rest, name), name, true);
    else yield* decoded(rest, encodingOf(head, name));
  } finally {
    await source.return?.();
  }
}

/** Waits for enough to know a format by, but not for more than a line: somebody may wait for its answer. */
async function headOf(source: AsyncIterator<Uint8Array>): Promise<{ head: Buffer; isEnd: boolean }> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < OPENING_BYTES && !head.includes(0x0a)) {
    const next = await source.next();
    if (next.done) return { head, isEnd: true };
    head = Buffer.concat([head, next.value]);
  }
  return { head, isEnd: false };
}

async function* once(piece: Uint8Array): AsyncGenerator<Uint8Array> {
  if (piece.length > 0) yield piece;
}

/** What has been taken from a source already, and then the rest of it. */
export async function* resumed(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* unpacked(pieces: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const { createGunzip } = await import('node:zlib');
  const packed = Readable.from(pieces, { objectMode: false });
  const plain = createGunzip();
  packed.once('error', (error) => plain.destroy(error));
  try {
    yield* packed.pipe(plain);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${name} is compressed by gzip and damaged`, 'unpack it first');
  } finally {
    packed.destroy();
  }
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

function encodingOf(head: Buffer, name: string): Encoding {
  const start = head.subarray(0, HEAD_BYTES);
  const opening = start.subarray(0, OPENING_BYTES).toString('hex');
  const [, format, hint] = FORMATS.find(([mark]) => opening.startsWith(mark)) ?? [];
  if (format !== undefined) throw new UsageError(`${name} is no text but ${format}`, hint);
  if (opening.startsWith('fffe')) return 'utf-16le';
  if (opening.startsWith('feff')) return 'utf-16be';
  const wide = wideEncodingOf(start);
  if (wide) return wide;
  if (isBinary(start)) throw new UsageError(`${name} is no text`, HINT);
  return 'utf-8';
}

/** Text of Latin letters in UTF-16 has a zero in every second byte, and hardly one beside them. */
function wideEncodingOf(start: Buffer): Encoding | undefined {
  const units = Math.floor(start.length / 2);
  const [even, odd] = [zerosIn(start, 0, 2), zerosIn(start, 1, 2)];
  if (units < 2 || Math.min(even, odd) > units / 20) return undefined;
  if (odd > units * 0.6) return 'utf-16le';
  return even > units * 0.6 ? 'utf-16be' : undefined;
}

/** Text has line ends, tabs and perhaps colours, and hardly any other control character. */
function isBinary(start: Uint8Array): boolean {
  let controls = 0;
  for (const byte of start) if (byte < 0x20 && !TEXT_CONTROLS.has(byte)) controls += 1;
  return start.length >= 64 && controls > start.length / 16;
}

/** BS, TAB, LF, FF, CR, ESC. */
const TEXT_CONTROLS: ReadonlySet<number> = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

function zerosIn(bytes: Uint8Array, from: number, step: number): number {
  let count = 0;
  for (let at = from; at < bytes.length; at += step) if (bytes[at] === 0) count += 1;
  return count;
}

async function* decoded(pieces: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8') {
    yield* pieces;
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const piece of pieces) {
    const text = decoder.decode(piece, { stream: true });
    if (text !== '') yield Buffer.from(text);
  }
  const last = decoder.decode();
  if (last !== '') yield Buffer.from(last);
}
