import { createHmac } from 'node:crypto';
import { passwordOf, refuseAuthzid } from './credentials.ts';
import { malformed } from './line.ts';
import type { Exchange, Mechanism } from './mechanism.ts';

/** CRAM-MD5 (RFC 2195): a keyed hash of the server's challenge, from which the password can be tried offline. */
export const cramMd5: Mechanism = {
  name: 'CRAM-MD5',
  exposes: 'hash',
  strength: 40,
  carriesAuthzid: false,
  needs: ['username', 'password'],
  isUsable: () => true,
  begin: async (credentials) => {
    refuseAuthzid(credentials, 'CRAM-MD5');
    return exchange(credentials.username, passwordOf(credentials, 'CRAM-MD5'));
  },
};

function exchange(username: string, password: string): Exchange {
  let isAnswered = false;
  return {
    start: () => undefined,
    next: async (challenge) => {
      if (isAnswered) throw malformed('a second challenge came, and CRAM-MD5 has one');
      // RFC 2195 §2 has a msg-id here; servers send other things, but nothing would be a fixed hash.
      if (challenge.length === 0) throw malformed('the challenge of CRAM-MD5 is empty (RFC 2195 §2)');
      isAnswered = true;
      return Buffer.from(`${username} ${createHmac('md5', password).update(challenge).digest('hex')}`);
    },
    finish: () => {},
  };
}
