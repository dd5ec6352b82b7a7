import type { ExerciseWords } from '../exercise-words.ts';

/** The words about extensions that were tried, in English. */
export const exerciseWords: ExerciseWords = {
  columns: { extension: 'extension', tried: 'tried', outcome: 'outcome' },
  outcomes: {
    works: 'works',
    fails: 'fails',
    unproven: 'not proven',
    untried: 'not tried',
    accepted: 'not offered, and accepted',
  },
  reasons: {
    'limit-ignored': 'over the limit, and accepted',
    'parameter-refused': 'the parameter is refused',
    'replies-confused': 'the replies do not fit the commands',
    'replies-alike': 'a yes comes even out of place, and so proves nothing',
    'chunk-refused': 'BDAT is refused',
    'chunk-misread': 'the chunk was read as commands',
    'codes-missing': 'a reply has no code of them',
    'command-unknown': 'the command is not known',
    'parameters-malformed': 'what it says is malformed',
    'offered-in-tls': 'offered again under TLS',
    'limit-unnamed': 'no limit is named',
    'sender-refused': 'the sender is refused',
    'recipient-needed': 'give --to to try it with a recipient',
    'recipient-refused': 'the recipient is refused',
    'refused-otherwise': 'refused for another reason',
    'arrival-unseen': 'accepted; what arrives is only seen in the mailbox',
    'session-ended': 'the session had ended',
    'not-exercised': 'there is no trial for it',
    'tls-needed': 'has a meaning under TLS only',
  },
  byOffer: 'the answer to EHLO',
  claimAccepted: (code) => `accepted (${code})`,
  claimRefused: (code) => `refused (${code})`,
  claimUnoffered: (names) => `not offered: ${names.join(', ')}`,
};
