import { refuseAuthzid, refuseSeparator, tokenOf } from './credentials.ts';
import { malformed } from './line.ts';
import type { Channel, Credentials, Exchange, Mechanism, Refusal } from './mechanism.ts';
import { parseOauthError } from './oauth-error.ts';
import { escapeName } from './scram-message.ts';

/** XOAUTH2, Google's and Microsoft's form: user name and access token. Errors are answered by an empty line. */
export const xoauth2: Mechanism = {
  name: 'XOAUTH2',
  exposes: 'secret',
  strength: 65,
  carriesAuthzid: false,
  needs: ['username', 'token'],
  isUsable: () => true,
  begin: async (credentials) => {
    const token = tokenOf(credentials, 'XOAUTH2');
    refuseAuthzid(credentials, 'XOAUTH2');
    refuseSeparator('\x01', 'XOAUTH2', { 'user name': credentials.username });
    const message = `user=${credentials.username}\x01auth=Bearer ${token}\x01\x01`;
    return new BearerExchange({ token, message, acknowledgement: '' });
  },
};

/** OAUTHBEARER (RFC 7628): access token, host and port; errors are answered by one U+0001 (§3.2.3). */
export const oauthBearer: Mechanism = {
  name: 'OAUTHBEARER',
  exposes: 'secret',
  strength: 70,
  carriesAuthzid: true,
  needs: ['token'],
  isUsable: () => true,
  begin: async (credentials, channel) => {
    const token = tokenOf(credentials, 'OAUTHBEARER');
    const message = bearerMessage(credentials, channel, token);
    return new BearerExchange({ token, message, acknowledgement: '\x01' });
  },
};

/** The user name stands for the identity to act as unless another is given, as in RFC 7628 §4.1. */
function bearerMessage(
  { username, authzid = username }: Credentials,
  { host, port }: Channel,
  token: string,
): string {
  refuseSeparator('\0', 'OAUTHBEARER', { 'authorization identity': authzid });
  refuseSeparator('\x01', 'OAUTHBEARER', { 'authorization identity': authzid });
  const identity = authzid === '' ? '' : `a=${escapeName(authzid)}`;
  return `n,${identity},\x01host=${host}\x01port=${port}\x01auth=Bearer ${token}\x01\x01`;
}

interface BearerStart {
  readonly token: string;
  readonly message: string;
  /** What answers an error, so that the server can go on to its 535. */
  readonly acknowledgement: string;
}

class BearerExchange implements Exchange {
  readonly #start: BearerStart;
  #refusal: Refusal | undefined;

  constructor(start: BearerStart) {
    this.#start = start;
  }

  get refusal(): Refusal | undefined {
    return this.#refusal;
  }

  start(): Uint8Array {
    return Buffer.from(this.#start.message);
  }

  async next(challenge: Uint8Array): Promise<Uint8Array> {
    if (this.#refusal) throw malformed('a second challenge came after the error');
    this.#refusal = parseOauthError(challenge, this.#start.token);
    return Buffer.from(this.#start.acknowledgement);
  }

  finish(): void {}
}
