import type { DeliveryWords } from '../delivery-words.ts';
import { formatsOf } from '../format.ts';
import { formatSeconds, groupDigits } from '../quantity.ts';

const { decimal, duration, list } = formatsOf('en');

/** What the server itself named, beside the wait that is made of it. */
function said(seconds: number | undefined): string {
  return seconds === undefined
    ? 'the server names no time'
    : `the server says ${formatSeconds(seconds, 'en')}`;
}

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
  contradicted: 'not known: the server contradicts itself',
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
  signed: ({ domain, selector, algorithm }) =>
    `signed with DKIM for ${domain}, selector ${selector}, ${algorithm}`,
  token: (token) => `token ${token}`,
  spread: (transactions, connections) =>
    [
      ...(transactions > 1 ? [`in ${transactions} transactions, as one takes no more recipients`] : []),
      ...(connections > 1 ? [`over ${groupDigits(connections, 'en')} connections`] : []),
    ].join(', '),
  limits: ({ mailMax, rcptMax, rcptDomainMax }) =>
    `the server allows ${list([
      ...(mailMax === undefined
        ? []
        : [`${mailMax} ${mailMax === 1 ? 'message' : 'messages'} in a connection`]),
      ...(rcptMax === undefined
        ? []
        : [`${rcptMax} ${rcptMax === 1 ? 'recipient' : 'recipients'} in a message`]),
      ...(rcptDomainMax === undefined ? [] : [`${rcptDomainMax} of their domains in a message`]),
    ])}`,
  series: ({ asked, elapsedMs, perSecond }) =>
    `${groupDigits(asked, 'en')} times in ${duration(elapsedMs)}: ${decimal(perSecond)} a second`,
  outcomes: ({ accepted, partly, temporary, permanent, unconfirmed }) =>
    [
      `${groupDigits(accepted, 'en')} taken`,
      ...(partly > 0 ? [`${groupDigits(partly, 'en')} taken for some`] : []),
      ...(temporary > 0 ? [`${groupDigits(temporary, 'en')} refused for now`] : []),
      ...(permanent > 0 ? [`${groupDigits(permanent, 'en')} refused for good`] : []),
      ...(unconfirmed > 0 ? [`${groupDigits(unconfirmed, 'en')} not answered`] : []),
    ].join(', '),
  shown: (number) => `shown here: number ${groupDigits(number, 'en')}`,
  waiting: (seconds, saidSeconds) =>
    `greylisted; trying again in ${formatSeconds(seconds, 'en')} (${said(saidSeconds)})`,
  waitTooLong: (seconds, saidSeconds, left) =>
    `greylisted; the next try would be in ${formatSeconds(seconds, 'en')} (${said(saidSeconds)}), and the deadline leaves ${formatSeconds(left, 'en')}: not tried again; give a longer --deadline`,
  dropped: {
    mail: 'connection broken off after MAIL, as asked',
    rcpt: 'connection broken off after RCPT, as asked',
    data: 'connection broken off after DATA, before the message, as asked',
    dot: 'connection broken off after the message, before the answer, as asked: it may have been taken',
  },
};
