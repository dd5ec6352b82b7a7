import { UsageError } from '../errors.ts';
import { BodyHash } from './dkim-body-hash.ts';
import type { Pieces } from './outflow.ts';

/** Nobody's header is larger; it is held while it is signed. */
const HEADER_BYTES = 1024 * 1024;

/** Signed where they stand (RFC 6376 §5.4.1); the first ones may stand only once (RFC 5322 §3.6, RFC 2045 §3). */
const ONCE = [
  ...['From', 'Sender', 'Reply-To', 'To', 'Cc', 'Subject', 'Date', 'Message-ID', 'In-Reply-To', 'References'],
  ...['MIME-Version', 'Content-Type', 'Content-Transfer-Encoding'],
];
const SIGNED = [
  ...ONCE,
  ...['Date', 'From', 'Sender', 'To', 'Cc', 'Message-ID'].map((name) => `Resent-${name}`),
  ...['Id', 'Help', 'Unsubscribe', 'Subscribe', 'Post', 'Owner', 'Archive'].map((name) => `List-${name}`),
].map((name) => name.toLowerCase());

/** A header field as mailauth takes it. */
export interface ParsedField {
  readonly key: string;
  readonly casedKey: string;
  /** As it stands, without its end. */
  readonly line: { toString(encoding?: string): string };
}

/** What is signed of a message. */
export interface Digest {
  readonly fields: readonly ParsedField[];
  readonly bodyHash: string;
}

/**
 * Reads a message to its end, for the two things that are signed of it; only its header is held.
 *
 * @throws UsageError for a header beyond 1 MiB.
 */
export async function digestOf(pieces: Pieces, canonicalization: string): Promise<Digest> {
  const hash = new BodyHash(canonicalization.endsWith('/simple') ? 'simple' : 'relaxed');
  let header = '';
  let isBody = false;
  for await (const piece of pieces) {
    if (isBody) {
      hash.push(piece);
      continue;
    }
    header += Buffer.from(piece).toString('latin1');
    const end = /^\r?\n|\r?\n\r?\n/.exec(header);
    if (end) {
      isBody = true;
      hash.push(Buffer.from(header.slice(end.index + end[0].length), 'latin1'));
      header = header.slice(0, end.index);
    } else if (header.length > HEADER_BYTES) {
      throw new UsageError('a header of more than 1 MiB cannot be signed', 'an empty line ends the header');
    }
  }
  return { fields: fieldsOf(header), bodyHash: hash.digest() };
}

/** The fields that are to be signed, from the top down. */
function fieldsOf(header: string): ParsedField[] {
  return header.split(/\r?\n(?![ \t])/).flatMap((field) => {
    const casedKey = /^([!-9;-~]+)[ \t]*:/.exec(field)?.[1];
    if (casedKey === undefined || !SIGNED.includes(casedKey.toLowerCase())) return [];
    // mailauth takes these for white space, and so a byte of UTF-8 too; of what stands for them it keeps the low byte.
    const text = field
      .replace(/\r?\n/g, '\r\n')
      .replace(/[\v\f\xa0]/g, (byte) => String.fromCharCode(byte.charCodeAt(0) | 0x100));
    return [{ key: casedKey.toLowerCase(), casedKey, line: { toString: () => text } }];
  });
}

/**
 * Names fields once more than they stand: what does not stand there is signed as nothing (RFC 6376 §5.4.2).
 *
 * mailauth lists the names from the bottom up, so that more are listed behind all others by the topmost field.
 */
export function oversigned([top, ...fields]: readonly ParsedField[]): readonly ParsedField[] {
  return top ? [{ ...top, casedKey: [top.casedKey, ...ONCE].join(': ') }, ...fields] : [];
}
