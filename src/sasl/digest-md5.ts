import { timingSafeEqual } from 'node:crypto';
import { passwordOf } from './credentials.ts';
import { type DigestChallenge, parseDigestChallenge, parseResponseAuth } from './digest-challenge.ts';
import { type DigestInput, digestProofs, isLatin1, NONCE_COUNT } from './digest-response.ts';
import { malformed } from './line.ts';
import { type Exchange, type Mechanism, SaslError } from './mechanism.ts';
import { freshNonce } from './nonce.ts';

export interface DigestOptions {
  /** Makes the client's nonce; random when absent. A test gives that of an example. */
  readonly nonce?: () => string;
  /** The first half of the digest-uri, `smtp` when absent. */
  readonly service?: string;
}

/** Who logs in where: what of DIGEST-MD5 is known before the challenge. */
type Login = Omit<DigestInput, 'realm' | 'nonce'>;

/** DIGEST-MD5 (RFC 2831), historic since RFC 6331, without integrity or confidentiality layer. */
export function digestMd5({ nonce = freshNonce, service = 'smtp' }: DigestOptions = {}): Mechanism {
  return {
    name: 'DIGEST-MD5',
    exposes: 'hash',
    strength: 50,
    carriesAuthzid: true,
    needs: ['username', 'password'],
    isUsable: () => true,
    begin: async (credentials, { host }) => {
      const { username, authzid } = credentials;
      const password = passwordOf(credentials, 'DIGEST-MD5');
      const digestUri = `${service}/${host}`;
      return new DigestExchange({ username, password, authzid, cnonce: nonce(), digestUri });
    },
  };
}

class DigestExchange implements Exchange {
  readonly #login: Login;
  #expected: 'challenge' | 'proof' | 'nothing' = 'challenge';
  #responseAuth = '';
  #isProven = false;

  constructor(login: Login) {
    this.#login = login;
  }

  start(): undefined {
    return undefined;
  }

  async next(challenge: Uint8Array): Promise<Uint8Array> {
    const expected = this.#expected;
    this.#expected = expected === 'challenge' ? 'proof' : 'nothing';
    if (expected === 'challenge') return this.#answer(parseDigestChallenge(challenge));
    if (expected === 'proof') return this.#verify(parseResponseAuth(challenge));
    throw malformed('a challenge came after the end of DIGEST-MD5');
  }

  finish(): void {
    if (this.#isProven) return;
    throw new SaslError(
      'server-signature-missing',
      'the server accepted without having proven that it knows the password (RFC 2831 §2.1.3)',
    );
  }

  #answer({ nonce, realms, isUtf8 }: DigestChallenge): Uint8Array {
    const input: DigestInput = { ...this.#login, nonce, realm: chooseRealm(realms, this.#login.username) };
    const { response, responseAuth } = digestProofs(input);
    this.#responseAuth = responseAuth;
    const message = formatResponse(input, { response, isUtf8, hasRealm: realms.length > 0 });
    // Without the charset directive it is ISO 8859-1; a name that does not fit is sent as it can be.
    return Buffer.from(message, isUtf8 || !isLatin1(message) ? 'utf8' : 'latin1');
  }

  #verify(proof: string): Uint8Array {
    const [theirs, ours] = [Buffer.from(proof), Buffer.from(this.#responseAuth)];
    if (theirs.length !== ours.length || !timingSafeEqual(theirs, ours)) {
      const message = 'rspauth shows that the server does not know the password (RFC 2831 §2.1.3)';
      throw new SaslError('server-signature-wrong', message);
    }
    this.#isProven = true;
    return Buffer.alloc(0);
  }
}

/** The realm that is the domain of the user's address where it is offered, else the first; empty when there is none. */
function chooseRealm(realms: readonly string[], username: string): string {
  const domain = username.slice(username.lastIndexOf('@') + 1).toLowerCase();
  return realms.find((realm) => realm.toLowerCase() === domain) ?? realms[0] ?? '';
}

function formatResponse(
  { username, authzid, realm, nonce, cnonce, digestUri }: DigestInput,
  { response, isUtf8, hasRealm }: { response: string; isUtf8: boolean; hasRealm: boolean },
): string {
  const directives = [
    ...(isUtf8 ? ['charset=utf-8'] : []),
    `username=${quote(username)}`,
    ...(hasRealm ? [`realm=${quote(realm)}`] : []),
    `nonce=${quote(nonce)}`,
    `nc=${NONCE_COUNT}`,
    `cnonce=${quote(cnonce)}`,
    `digest-uri=${quote(digestUri)}`,
    `response=${response}`,
    'qop=auth',
    ...(authzid ? [`authzid=${quote(authzid)}`] : []),
  ];
  return directives.join(',');
}

function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}
