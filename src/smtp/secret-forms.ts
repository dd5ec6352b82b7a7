/** A form of fewer characters stands in innocent words. */
const LEAST_CHARACTERS = 6;

/**
 * The forms in which a secret may be written: base64 at each of the three places where it can begin, in both
 * alphabets; hexadecimal; percent signs (RFC 3986 §2.1). What other bytes have a share in is left off.
 */
export function secretForms(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const base64 = [0, 1, 2].map((before) => base64At(bytes, before));
  const hex = bytes.toString('hex');
  const forms = [
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    hex,
    hex.replace(/../g, '%$&'),
    ...percentEncoded(secret),
  ];
  return [...new Set(forms)].filter(({ length }) => length >= LEAST_CHARACTERS);
}

/** The characters of base64 that are the secret's alone, where so many bytes stand before it. */
function base64At(bytes: Buffer, before: number): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  const bits = 8 * (before + bytes.length);
  return text.slice(Math.ceil((8 * before) / 6), Math.floor(bits / 6));
}

/** With signs that programs escape or leave; nothing for a secret that has none. */
function percentEncoded(secret: string): string[] {
  // Half a surrogate pair cannot be encoded; a round trip through UTF-8 replaces it.
  const text = encodeURIComponent(Buffer.from(secret, 'utf8').toString('utf8'));
  const all = text.replace(/[-_.!~*'()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return [text, all].filter((form) => form !== secret);
}
