/** One element of DER (ITU-T X.690): where its contents lie. */
export interface DerElement {
  /** The identifier byte: class, constructed bit and tag number. */
  readonly tag: number;
  readonly content: Buffer;
  /** Header and contents. */
  readonly whole: Buffer;
}

export const SEQUENCE = 0x30;
export const OBJECT_IDENTIFIER = 0x06;

/** Longer object identifiers name nothing that we look for. */
const OBJECT_IDENTIFIER_BYTES = 64;

/**
 * Reads the element that begins the bytes.
 *
 * @returns undefined for what is no DER, or needs what certificates never do: tag numbers over 30,
 *   indefinite lengths, lengths of more than four bytes.
 */
export function readElement(bytes: Buffer): DerElement | undefined {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  const lengthBytes = first < 0x80 ? 0 : first - 0x80;
  if (first === 0x80 || lengthBytes > 4 || bytes.length < 2 + lengthBytes) return undefined;
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(2, lengthBytes);
  const start = 2 + lengthBytes;
  if (bytes.length - start < length) return undefined;
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(0, start + length) };
}

/** Reads the elements within a constructed one, `most` at most; undefined when one is no DER. */
export function readElements(content: Buffer, most: number): readonly DerElement[] | undefined {
  const elements: DerElement[] = [];
  for (let rest = content; rest.length > 0 && elements.length < most; ) {
    const element = readElement(rest);
    if (!element) return undefined;
    elements.push(element);
    rest = rest.subarray(element.whole.length);
  }
  return elements;
}

/** Writes an object identifier's contents in dotted form; undefined when they are none. */
export function formatObjectIdentifier(content: Buffer): string | undefined {
  const last = content.at(-1);
  if (last === undefined || last >= 0x80 || content.length > OBJECT_IDENTIFIER_BYTES) return undefined;
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const byte of content) {
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [head = 0n, ...rest] = arcs;
  // The first two arcs share one number (X.690 §8.19.4).
  const root = head < 80n ? head / 40n : 2n;
  return [root, head - root * 40n, ...rest].join('.');
}
