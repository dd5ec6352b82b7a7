import { createHash } from 'node:crypto';

/** What both proofs of DIGEST-MD5 are computed over (RFC 2831 §2.1.2.1). */
export interface DigestInput {
  readonly username: string;
  readonly password: string;
  readonly authzid?: string | undefined;
  readonly realm: string;
  readonly nonce: string;
  readonly cnonce: string;
  /** `smtp/mail.example.org` */
  readonly digestUri: string;
}

/** In lower-case hexadecimal. */
export interface DigestProofs {
  readonly response: string;
  /** What the server must answer with (RFC 2831 §2.1.3). */
  readonly responseAuth: string;
}

/** The first use of a nonce; this client makes no second. */
export const NONCE_COUNT = '00000001';

/** Computes the client's and the server's proof with qop `auth`. */
export function digestProofs(input: DigestInput): DigestProofs {
  const { nonce, cnonce, digestUri } = input;
  const secret = hex(sessionSecret(input));
  const proof = (method: string): string =>
    hex([secret, nonce, NONCE_COUNT, cnonce, 'auth', hex(`${method}:${digestUri}`)].join(':'));
  return { response: proof('AUTHENTICATE'), responseAuth: proof('') };
}

function sessionSecret({ username, realm, password, nonce, cnonce, authzid }: DigestInput): Buffer {
  const colon = Buffer.from(':');
  const parts = [hashed(username), colon, hashed(realm), colon, hashed(password)];
  const identity = createHash('md5').update(Buffer.concat(parts)).digest();
  return Buffer.concat([identity, Buffer.from(`:${nonce}:${cnonce}${authzid ? `:${authzid}` : ''}`)]);
}

/** A text that ISO 8859-1 can hold is hashed in it, whatever crosses the wire (RFC 2831 §2.1.2.1). */
function hashed(text: string): Buffer {
  return Buffer.from(text, isLatin1(text) ? 'latin1' : 'utf8');
}

export function isLatin1(text: string): boolean {
  return /^[\0-\xff]*$/.test(text);
}

function hex(data: string | Buffer): string {
  return createHash('md5').update(data).digest('hex');
}
