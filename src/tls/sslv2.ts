import { randomBytes } from 'node:crypto';
import { ByteReader, uint } from './bytes.ts';
import { PROTOCOL_NUMBERS } from './protocols.ts';

/** SSL 2.0's ciphers, by the three bytes that stand for each (draft-hickman-netscape-ssl-00 §C.4). */
const CIPHERS: Readonly<Record<number, string>> = {
  65664: 'SSL_CK_RC4_128_WITH_MD5',
  131200: 'SSL_CK_RC4_128_EXPORT40_WITH_MD5',
  196736: 'SSL_CK_RC2_128_CBC_WITH_MD5',
  262272: 'SSL_CK_RC2_128_CBC_EXPORT40_WITH_MD5',
  327808: 'SSL_CK_IDEA_128_CBC_WITH_MD5',
  393280: 'SSL_CK_DES_64_CBC_WITH_MD5',
  458944: 'SSL_CK_DES_192_EDE3_CBC_WITH_MD5',
  524416: 'SSL_CK_RC4_64_WITH_MD5',
};

const CLIENT_HELLO = 1;
const SERVER_HELLO = 4;
const CHALLENGE_BYTES = 16;
/** A server's hello holds one certificate and at most these eight ciphers. */
const MOST_CIPHERS = 64;

/** Writes a ClientHello of SSL 2.0, to see whether DROWN (CVE-2016-0800) has a way in. */
export function buildSsl2Hello(): Buffer {
  const specs = Buffer.concat(Object.keys(CIPHERS).map((cipher) => uint(Number(cipher), 3)));
  const body = Buffer.concat([
    uint(CLIENT_HELLO, 1),
    uint(PROTOCOL_NUMBERS.SSLv2, 2),
    uint(specs.length, 2),
    uint(0, 2),
    uint(CHALLENGE_BYTES, 2),
    specs,
    randomBytes(CHALLENGE_BYTES),
  ]);
  // The highest bit says that the header has two bytes.
  return Buffer.concat([uint(0x8000 + body.length, 2), body]);
}

/**
 * Reads a ServerHello of SSL 2.0, as far as it has come.
 *
 * @returns the names of the ciphers that the server has; undefined for what is none, or not yet whole.
 */
export function parseSsl2Hello(bytes: Buffer): readonly string[] | undefined {
  const reader = new ByteReader(bytes);
  const head = reader.uint(2);
  if ((head & 0x8000) === 0 || reader.uint(1) !== SERVER_HELLO) return undefined;
  reader.take(2);
  const version = reader.uint(2);
  const certificateBytes = reader.uint(2);
  const specBytes = reader.uint(2);
  reader.take(2 + certificateBytes);
  const specs = new ByteReader(reader.take(specBytes));
  if (reader.isBroken || version !== PROTOCOL_NUMBERS.SSLv2) return undefined;
  const count = Math.min(Math.floor(specs.left / 3), MOST_CIPHERS);
  const names = Array.from({ length: count }, () => CIPHERS[specs.uint(3)]);
  return names.filter((name) => name !== undefined);
}
