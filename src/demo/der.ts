// Writers of the few DER types (ITU-T X.690) that a certificate is made of.

/** One type-length-value; the contents of a constructed type are its parts in order. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), derLength(content.length), content]);
}

function derLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  return length < 0x100 ? Buffer.from([0x81, length]) : Buffer.from([0x82, length >> 8, length & 0xff]);
}

/** A SEQUENCE of parts, in order. */
export function sequence(...parts: readonly Uint8Array[]): Buffer {
  return der(0x30, ...parts);
}

/** A SET of one part, as names have them. */
export function setOf(part: Uint8Array): Buffer {
  return der(0x31, part);
}

/** A non-negative INTEGER of these bytes. */
export function integer(bytes: Uint8Array): Buffer {
  return der(0x02, (bytes[0] ?? 0) >= 0x80 ? Buffer.from([0]) : Buffer.alloc(0), bytes);
}

/** An OBJECT IDENTIFIER in dotted form. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const low = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) low.unshift((rest & 0x7f) | 0x80);
  return low;
}

/** A UTF8String. */
export function utf8String(text: string): Buffer {
  return der(0x0c, Buffer.from(text));
}

/** A BIT STRING; `unused` bits at its end carry nothing. */
export function bitString(bytes: Uint8Array, unused = 0): Buffer {
  return der(0x03, Buffer.from([unused]), bytes);
}

/** An OCTET STRING. */
export function octetString(bytes: Uint8Array): Buffer {
  return der(0x04, bytes);
}

/** A BOOLEAN that is true. */
export const TRUE = der(0x01, Buffer.from([0xff]));

/** UTCTime, which RFC 5280 §4.1.2.5 wants for dates before 2050. */
export function utcTime(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return der(0x17, Buffer.from(`${digits}Z`));
}

/** PEM of one DER value. */
export function pem(label: string, bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
