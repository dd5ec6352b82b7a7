import type { DeliveryWords } from '../delivery-words.ts';
import { groupDigits } from '../quantity.ts';

/** The words about a transaction in English. */
export const deliveryWords: DeliveryWords = {
  works: 'message taken',
  nullSender: 'none: the null sender of reports (<>)',
  parameters: (parameters) => `with ${parameters.join(' ')}`,
  accepted: (code) => `address accepted (${code})`,
  delivered: (code) => `message taken (${code})`,
  temporary: (code) => `refused for now (${code})`,
  permanent: (code) => `refused for good (${code})`,
  notAsked: 'not reached',
  unconfirmed: 'not known: the answer to the message never came',
  counts: (accepted, all) => `${accepted} of ${all} got the message`,
  bytes: (bytes) => `${groupDigits(bytes, 'en')} ${bytes === 1 ? 'byte' : 'bytes'}`,
  kind: (kind) => `test of ${kind}`,
  expected: {
    accepted: 'expected: accepted',
    refused: 'expected: refused',
    filtered: 'expected: refused, or marked on arrival, wherever a filter looks',
    varies: 'expected: refused, or mended on the way; servers differ',
  },
  asExpected: 'so it was',
  notAsExpected: 'it was not so',
  notSent: 'not sent',
  cutShort: 'the server answered before it had all of it, and the rest was not sent',
  isConverted: 'Unix line ends were made CRLF',
  token: (token) => `token ${token}`,
  dropped: {
    mail: 'connection broken off after MAIL, as asked',
    rcpt: 'connection broken off after RCPT, as asked',
    data: 'connection broken off after DATA, before the message, as asked',
    dot: 'connection broken off after the message, before the answer, as asked: it may have been taken',
  },
};
