import { refuseSeparator } from './credentials.ts';
import type { Mechanism } from './mechanism.ts';
import { singleResponse } from './single-response.ts';

/** EXTERNAL (RFC 4422 appendix A): the identity is the client certificate's; the response is who to act as, or empty. */
export const external: Mechanism = {
  name: 'EXTERNAL',
  exposes: 'nothing',
  strength: 60,
  carriesAuthzid: true,
  needs: [],
  isUsable: ({ showsClientCertificate }) => showsClientCertificate === true,
  begin: async ({ authzid = '' }) => {
    refuseSeparator('\0', 'EXTERNAL', { 'authorization identity': authzid });
    return singleResponse('EXTERNAL', Buffer.from(authzid));
  },
};
