/** What must not stand for itself in xtext (RFC 3461 §4): all but printable ASCII, and of that `+` and `=`. */
const NEEDS_HEX = /[^!-*,-<>-~]/g;

/** Encodes a text as xtext (RFC 3461 §4): `a+b` becomes `a+2Bb`. Beyond ASCII the bytes are those of UTF-8. */
export function xtext(text: string): string {
  const bytes = Buffer.from(text).toString('latin1');
  return bytes.replace(
    NEEDS_HEX,
    (byte) => `+${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** Encodes an address as utf-8-addr-xtext (RFC 6533 §3), which is ASCII: `ü` becomes `\x{FC}`. */
export function utf8AddressXtext(address: string): string {
  return address.replace(
    /[^!-*,-<>-[\]-~]/gu,
    (character) => `\\x{${character.codePointAt(0)?.toString(16).toUpperCase().padStart(2, '0')}}`,
  );
}
