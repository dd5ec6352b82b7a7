import { greylistingOf } from '../../rules/delivery/greylisting.ts';
import { authCommand } from '../auth-command.ts';
import type { FindingTexts } from '../catalog.ts';
import { type DeliveryWords, deliveryRefusalTexts } from '../delivery-refusal.ts';
import { sendCommandIn } from '../send-command.ts';
import { causes } from './causes/index.ts';
import { chunksTaken } from './chunks-taken.ts';
import { recipientList } from './recipient-list.ts';
import { relayWords } from './relay.ts';
import { sizeSentence, sizeWords } from './size-refused.ts';

const send = sendCommandIn('ADDRESS');

const UNKNOWN = {
  mail: {
    title: 'The sender is refused',
    side: 'No recipient had been named yet: it is about the sender’s address, the login or the connection, and neither about a recipient nor about the message.',
  },
  rcpt: {
    title: 'The recipient is refused',
    side: 'The sender had been accepted and the message not been seen: it is about this recipient, or about who may write to it.',
  },
  data: {
    title: 'The message is refused',
    side: 'Sender and recipient had been accepted: it is about the message, or about a check that the server makes only then.',
  },
} as const;

function classWords(code: number): string {
  return code < 500 ? 'A code 4xx means "not now".' : 'A code 5xx means that the same will be refused again.';
}

const words: DeliveryWords = {
  concerned: (addresses) => `The recipients so answered: ${recipientList(addresses)}.`,
  others: (others) =>
    `Refused in another way: ${recipientList(others.map(({ address, code }) => `${address} (${code})`))}.`,
  chunksTaken,
  notRetried: 'This test keeps no queue: nobody tries again in its place.',
  late: (answered) =>
    answered === 'rcpt'
      ? 'The refusal is about who sends, although it came in answer to RCPT: many servers judge the sender only then.'
      : 'The refusal is about who sends, although it came only after the message.',
  unknown: ({ code, answered }, evidence) => ({
    title: `${UNKNOWN[answered].title} (${code})`,
    meaning: `The server’s words name no known reason. ${UNKNOWN[answered].side} ${classWords(code)}`,
    fix: [
      'Read the server’s words above: they are for whoever runs it, who finds the reason in the log at this time.',
      answered === 'data'
        ? `Try a plain test message, to see whether the content was the reason: ${send(evidence)}`
        : answered === 'rcpt'
          ? `Try another recipient there, to see whether it is this one: ${send(evidence, { to: '' })}`
          : `Try another sender, to see whether it is the address: ${send(evidence, { from: 'ADDRESS' })}`,
    ],
  }),
};

const text = deliveryRefusalTexts(causes, words);

/** Transactions that were refused, in English: the words of their causes. */
export const deliveryRefusals: FindingTexts<
  | 'mail.auth-required'
  | 'mail.tls-required'
  | 'mail.sender-not-owned'
  | 'mail.sender-refused'
  | 'mail.size-refused'
  | 'mail.rate-limited'
  | 'mail.refused'
  | 'rcpt.relay-denied'
  | 'rcpt.mailbox-unknown'
  | 'rcpt.mailbox-disabled'
  | 'rcpt.mailbox-full'
  | 'rcpt.domain-unknown'
  | 'rcpt.greylisted'
  | 'rcpt.blocklisted'
  | 'rcpt.rate-limited'
  | 'rcpt.refused'
  | 'data.too-large'
  | 'data.spam'
  | 'data.content-blocked'
  | 'data.sender-unauthenticated'
  | 'data.message-malformed'
  | 'data.refused'
> = {
  'mail.auth-required': text({
    main: 'auth-required',
    isOfSender: true,
    first: ({ authenticated, offersAuth }, evidence) =>
      authenticated
        ? []
        : offersAuth
          ? [`Send with a login, which the server offers: ${send(evidence, { user: 'ADDRESS' })}`]
          : [`The server offers no login in this session; see why: ${authCommand(evidence)}`],
  }),
  'mail.tls-required': text({ main: 'tls-required', isOfSender: true }),
  'mail.sender-not-owned': text({ main: 'sender-not-owned', isOfSender: true }),
  'mail.sender-refused': text({ main: 'sender-rejected', isOfSender: true }),
  'mail.size-refused': text({ main: 'message-too-big', also: sizeSentence, instead: sizeWords }),
  'mail.rate-limited': text({ main: 'rate-limited' }),
  'mail.refused': text(),
  'rcpt.relay-denied': text({ main: 'relay-denied', instead: relayWords }),
  'rcpt.mailbox-unknown': text({ main: 'recipient-unknown' }),
  'rcpt.mailbox-disabled': text({ main: 'recipient-disabled' }),
  'rcpt.mailbox-full': text({ main: 'mailbox-full' }),
  'rcpt.domain-unknown': text({ main: 'domain-unknown' }),
  'rcpt.greylisted': text({
    main: 'greylisted',
    first: (_refusal, evidence) =>
      evidence.followedBy
        ? []
        : [
            `Once that time is over, send it again from here: ${send(evidence, { to: greylistingOf(evidence)?.addresses })}`,
          ],
  }),
  'rcpt.blocklisted': text({ main: 'address-blocklisted' }),
  'rcpt.rate-limited': text({ main: 'rate-limited' }),
  'rcpt.refused': text(),
  'data.too-large': text({ main: 'message-too-big', also: sizeSentence, instead: sizeWords }),
  'data.spam': text({ main: 'content-spam' }),
  'data.content-blocked': text({ main: 'content-blocked' }),
  'data.sender-unauthenticated': text({ main: 'sender-auth' }),
  'data.message-malformed': text({ main: 'message-format' }),
  'data.refused': text(),
};
