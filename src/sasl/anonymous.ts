import { UsageError } from '../errors.ts';
import { refuseAuthzid } from './credentials.ts';
import type { Mechanism } from './mechanism.ts';
import { singleResponse } from './single-response.ts';

/** RFC 4505 §2: characters, not bytes. */
const MOST_TRACE_CHARACTERS = 255;

/** What the `trace` profile forbids (RFC 4505 §3): controls, private use, no characters, surrogates, change of display. */
const FORBIDDEN =
  /[\p{Cc}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}\u200e\u200f\u2028-\u202e\u206a-\u206f\ufff9-\uffff]/u;

/** ANONYMOUS (RFC 4505): the user name is sent as trace information, an address or a word; it may be empty. */
export const anonymous: Mechanism = {
  name: 'ANONYMOUS',
  exposes: 'nothing',
  strength: 0,
  carriesAuthzid: false,
  needs: [],
  isUsable: () => true,
  begin: async (credentials) => {
    refuseAuthzid(credentials, 'ANONYMOUS');
    const { username } = credentials;
    if ([...username].length > MOST_TRACE_CHARACTERS || FORBIDDEN.test(username)) {
      throw new UsageError(
        `the user name cannot be trace information: over ${MOST_TRACE_CHARACTERS} characters, or control characters in it (RFC 4505 §2)`,
        'give an email address or a word as --user',
      );
    }
    return singleResponse('ANONYMOUS', Buffer.from(username));
  },
};
