import { passwordOf, refuseSeparator } from './credentials.ts';
import type { Credentials, Mechanism } from './mechanism.ts';
import { singleResponse } from './single-response.ts';

/** PLAIN (RFC 4616): the password itself, as it was typed, since preparing it is the server's part (§3). */
export const plain: Mechanism = {
  name: 'PLAIN',
  exposes: 'secret',
  strength: 20,
  carriesAuthzid: true,
  needs: ['username', 'password'],
  isUsable: () => true,
  begin: async (credentials) => singleResponse('PLAIN', message(credentials)),
};

function message(credentials: Credentials): Buffer {
  const { authzid = '', username } = credentials;
  const password = passwordOf(credentials, 'PLAIN');
  refuseSeparator('\0', 'PLAIN', { 'user name': username, password, 'authorization identity': authzid });
  return Buffer.from([authzid, username, password].join('\0'));
}
