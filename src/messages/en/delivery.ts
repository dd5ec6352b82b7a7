import type { FindingTexts } from '../catalog.ts';
import { named } from '../error-name.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { formatSeconds, groupDigits } from '../quantity.ts';
import { sendCommandIn } from '../send-command.ts';
import { chunksTaken } from './chunks-taken.ts';
import { deliveryRefusals } from './delivery-refusal.ts';
import { extensionTexts } from './extension-missing.ts';
import { recipientList } from './recipient-list.ts';

const { duration, quote, size } = formatsOf('en');
const send = sendCommandIn('ADDRESS');

interface Loss {
  readonly how: 'silent' | 'dropped' | 'malformed';
  readonly code: string | undefined;
  readonly waitedMs: number;
  readonly received?: string | undefined;
}

function lost({ how, code, waitedMs, received }: Loss): string {
  const last = received === undefined ? '' : `; the last that came was ${quote(received)}`;
  if (how === 'silent') return `the server said nothing more for ${duration(waitedMs)}${last}`;
  if (how === 'dropped') return `the connection was closed${named(code)}${last}`;
  return `something came that is no SMTP reply${last}`;
}

const LOOK_IN_LOG = 'On the server, look into the log at this time.';

interface Trace {
  readonly queueId: string | undefined;
  readonly messageId: string | undefined;
}

/** What to look for in a log. */
function traceOf({ queueId, messageId }: Trace): string {
  if (queueId !== undefined) return `the queue id ${quote(queueId)}`;
  return messageId === undefined ? 'sender and recipient' : `the Message-ID ${quote(messageId)}`;
}

/** Transactions that broke off or went well, and those that were refused, in English. */
export const deliveryTexts: FindingTexts<
  | keyof typeof deliveryRefusals
  | 'mail.extension-missing'
  | 'mail.try-repeated'
  | 'mail.dropped'
  | 'rcpt.dropped'
  | 'mail.out-of-step'
  | 'rcpt.some-refused'
  | 'data.dropped'
  | 'data.source-failed'
  | 'data.unconfirmed'
  | 'data.answered-early'
  | 'data.series-refused'
  | 'data.accepted'
> = {
  ...deliveryRefusals,
  ...extensionTexts,
  'mail.try-repeated': {
    title: ({ why, subject, waitedMs }) =>
      why === 'next-host'
        ? `The next mail host was tried: ${subject}`
        : `Tried again after ${duration(waitedMs)}`,
    meaning: ({ why, subject, waitedMs, saidSeconds, recipients }) =>
      (why === 'next-host'
        ? `A sender that fails here for the time being goes on to the domain’s next host, and so did this test: ${subject}. `
        : why === 'temporary-failure'
          ? 'What went wrong here was said to be for the time being only, and the same was tried once more. '
          : `The server had put the message off, as it does with senders it does not know yet, and the same was sent once more: it named ${saidSeconds === undefined ? 'no time' : formatSeconds(saidSeconds, 'en')}, and this test waited ${duration(waitedMs)}. `) +
      (recipients
        ? `That was for ${recipientList(recipients)} alone, and decides for them.`
        : 'What came of that decides.'),
    fix: ({ why }, evidence) => [
      'Read the run that follows: it says what a sender ends with.',
      why === 'next-host'
        ? `See what is wrong with this host, which every sender tries first: ${probeCommand(evidence)}`
        : 'There is nothing to mend: mail servers try again by themselves.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'mail.dropped': {
    title: ({ how }) =>
      how === 'dropped' ? 'The server hangs up when told the sender' : 'No answer to the sender’s address',
    meaning: (loss) =>
      `After MAIL FROM, ${lost(loss)}. That should have been a reply, were it a refusal. Filters that do not like the sender or the connection hang up so, and servers that look the sender up in a slow DNS; no message was sent.`,
    fix: (_data, evidence) => [
      `See whether the session stands without a sender: ${probeCommand(evidence)}`,
      `Try another sender: ${send(evidence, { from: 'ADDRESS' })}`,
      LOOK_IN_LOG,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-3.8',
  },
  'rcpt.dropped': {
    title: ({ how }) =>
      how === 'dropped' ? 'The server hangs up when told a recipient' : 'No answer to a recipient',
    meaning: (loss) =>
      `After RCPT TO, ${lost(loss)}. Servers do so when they ask another server whether the mailbox exists and get no answer, or when they want to be rid of a client that names many wrong addresses; no message was sent.`,
    fix: (_data, evidence) => [
      `Try one recipient alone: ${send(evidence)}`,
      `Give it more time, as RFC 5321 does: ${send(evidence, { options: '--timeout 300' })}`,
      LOOK_IN_LOG,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2.3',
  },
  'mail.out-of-step': {
    title: ({ code }) => `The answers are out of step (${code})`,
    meaning: ({ code, lines, command }) =>
      `To ${command ?? 'the message'} the server said ${quote([code, ...lines].join(' '))}, which is no answer to it, and no refusal either: it fits another command. One reply came too many or too few before, so that each one since has been read as the answer to the wrong command. Nothing counts as delivered.`,
    fix: (_data, evidence) => [
      `See whether it does the same one command at a time; --no-pipelining tells more: ${send(evidence, { options: '--no-pipelining' })}`,
      'If it does, the server, or a filter in front of it, answers out of turn; its administrator must mend it.',
      'If it does not, it gets PIPELINING wrong, and should not offer it.',
      LOOK_IN_LOG,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.3.2',
  },
  'rcpt.some-refused': {
    title: ({ refused }) =>
      refused.length > 0
        ? 'Some of the recipients were refused'
        : 'The recipients did not all have the same fate',
    meaning: ({ accepted, refused, unknown, unreached, isHandedOver }) =>
      steps(
        accepted.length > 0 && `The server took ${recipientList(accepted)}.`,
        refused.length > 0 &&
          `It refused ${recipientList(refused.map(({ address, code }) => `${address} (${code})`))}.`,
        unknown.length > 0 &&
          `No answer came for ${recipientList(unknown)}: whether the message reached them is not known.`,
        unreached.length > 0 &&
          `The message did not get as far as ${recipientList(unreached)}: the sending ended before.`,
        isHandedOver
          ? 'The message was handed over for those it took.'
          : unknown.length === 0 && 'The message was handed over for nobody.',
      ).join(' '),
    fix: ({ refused, unknown, unreached, isHandedOver }, evidence) => {
      const again = [...refused.map(({ address }) => address), ...unreached];
      return steps(
        'The other findings say why, and what to do.',
        !isHandedOver && unknown.length === 0
          ? `Then send again: ${send(evidence)}`
          : again.length > 0 &&
              `Then send again to those only who are sure not to have it: ${send(evidence, { to: again })}`,
      );
    },
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-3.3',
  },
  'data.dropped': {
    title: ({ isBegun }) =>
      isBegun ? 'The connection breaks in the middle of the message' : 'No answer to DATA',
    meaning: (loss) =>
      `${
        loss.isBegun
          ? `The message${loss.bytes === undefined ? '' : ` (${size(loss.bytes)})`} was being sent when ${lost(loss)}`
          : `Sender and recipients had been accepted; after DATA, ${lost(loss)}`
      }. ${loss.chunksTaken ? `${chunksTaken(loss.chunksTaken)} The last one was not sent` : 'The final dot was not sent'}, so that the message is delivered to nobody.`,
    fix: (data, evidence) => [
      ...(data.chunksTaken ? [`See whether it goes through by DATA, without --bdat: ${send(evidence)}`] : []),
      `Try a message of one kilobyte: ${send(evidence, { options: '--kind size:1K' })}`,
      'If a small one passes, large packets get lost: lower the MTU of a VPN or tunnel (1400 for a test), or compare from another network.',
      'If it breaks as well, a filter hangs up without a word: switch off the mail scanning of an antivirus or firewall for a test.',
      LOOK_IN_LOG,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.4',
  },
  'data.source-failed': {
    title: () => 'The message could not be read while it was being sent',
    meaning: ({ how, bytes, delivered }) =>
      `The file it comes from ${
        how === 'unreadable'
          ? 'could be read before the message was announced, and not while it was being sent'
          : `has become ${how} since the message was announced`
      }${bytes === undefined ? '' : ` (announced: ${size(bytes)})`}. The connection was closed without the end of the message, so that nobody gets half of it. ${
        delivered.length === 0
          ? 'It was delivered to nobody.'
          : `Before that, the server had taken it for ${recipientList(delivered)}.`
      } The server is not to blame.`,
    fix: ({ left }, evidence) => [
      'Make a copy of the file that nothing writes to or deletes, and send that.',
      `Then send again, to those only who do not have it yet: ${send(evidence, { to: left })}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.4',
  },
  'data.unconfirmed': {
    title: () => 'Whether the message was delivered is not known',
    meaning: ({ how, code, lines, waitedMs, addresses, isForSome }) =>
      steps(
        how === 'contradicted'
          ? `The server had already answered the message when it said ${quote([code, ...(lines ?? [])].join(' '))} too, which nobody had asked for or which is no answer to QUIT. Its answers are out of step, and which of them was meant for the message cannot be told: it may be on its way, and it may have been thrown away.`
          : `The whole message had been handed over, the final dot included, when ${
              how === 'asked'
                ? 'the connection was broken off, as you asked'
                : how === 'interrupted'
                  ? 'you ended the run'
                  : lost({ how, code, waitedMs })
            }. The server may have accepted it all the same: then it is being delivered, and whoever sends again delivers it twice.`,
        isForSome && `That is so for ${recipientList(addresses)}.`,
      ).join(' '),
    fix: ({ how, token, messageId, addresses }, evidence) =>
      steps(
        `Do not send it again yet: look first whether it has arrived, in the spam folder too${token === undefined ? '' : `; it holds ${quote(token)}`}.`,
        messageId === undefined
          ? 'On the server, look for sender and recipient in the log at this time.'
          : `On the server, look for ${quote(messageId)} in the log.`,
        how === 'contradicted' &&
          `If it is nowhere after an hour, send it again, one command at a time: ${send(evidence, { to: addresses, options: '--no-pipelining' })}`,
        how === 'contradicted' &&
          'If it happens again, the server, or a filter in front of it, answers out of turn; its administrator must mend it.',
        how !== 'asked' &&
          how !== 'contradicted' &&
          `If it is nowhere after an hour, send it again, with the ten minutes that RFC 5321 gives a server here: ${send(evidence, { to: addresses, options: '--timeout 600' })}`,
        how !== 'asked' &&
          how !== 'contradicted' &&
          how !== 'interrupted' &&
          'If it happens again, the server’s checks after the dot take too long; its administrator must make them faster.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc1047',
  },
  'data.answered-early': {
    title: () => 'The server answers before it has the whole message',
    meaning: ({ code, lines, bytes }) =>
      `While the message${bytes === undefined ? '' : ` (${size(bytes)})`} was still being sent, the server said ${quote(`${code} ${lines.join(' ')}`)}. That cannot be an answer to a message it does not have: the rest was not sent, and nothing counts as delivered. Client and server would no longer mean the same by the next reply.`,
    fix: (_data, evidence) => [
      `See whether it does the same without a flight of commands: ${send(evidence, { options: '--no-pipelining' })}`,
      'If it does, the server, or a filter in front of it, answers out of turn; its administrator must mend it.',
      'If it does not, it gets PIPELINING wrong, and should not offer it.',
      LOOK_IN_LOG,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.4',
  },
  'data.series-refused': {
    title: ({ asked, accepted }) =>
      `Messages taken for all: ${groupDigits(accepted, 'en')} of ${groupDigits(asked, 'en')}`,
    meaning: ({ partly, temporary, permanent, unconfirmed, unsent, shown }) =>
      `The others: ${steps(
        partly > 0 && `${groupDigits(partly, 'en')} taken for some of the recipients`,
        temporary > 0 && `${groupDigits(temporary, 'en')} refused for now`,
        permanent > 0 && `${groupDigits(permanent, 'en')} refused for good`,
        unconfirmed > 0 && `${groupDigits(unconfirmed, 'en')} not answered`,
        unsent > 0 && `${groupDigits(unsent, 'en')} not sent`,
      ).join(', ')}. The report tells of number ${groupDigits(shown, 'en')}.`,
    fix: () => [
      'If the first ones passed and those after them did not, the server limits how many it takes: send fewer, or slower.',
    ],
  },
  'data.accepted': {
    title: ({ isInMailbox }) =>
      isInMailbox ? 'The message lies in the mailbox' : 'The server has accepted the message',
    meaning: ({ isInMailbox, queueId, messageId, returnsTo }) =>
      steps(
        isInMailbox
          ? 'LMTP answers when the message is stored: it lies in the mailbox, or wherever the rules of its owner put it.'
          : `From now on the server must deliver it, or ${returnsTo === '' ? 'give it up without a word, as the sender is empty' : `tell ${quote(returnsTo)} why it cannot`}. It does not mean that the message lies in the inbox: the next server may refuse it, it may wait in a queue, or be sorted as spam.`,
        `Look into the inbox first, then into the spam folder; in the server’s log, look for ${traceOf({ queueId, messageId })}.`,
      ).join(' '),
    fix: ({ token, queueId, messageId, returnsTo, isInMailbox }) =>
      steps(
        `Look into the recipient’s inbox, then into the spam folder${token === undefined ? '' : `, for ${quote(token)}`}.`,
        `If it is not there after some minutes, look for ${traceOf({ queueId, messageId })} in the server’s log, or have its administrator do so.`,
        returnsTo !== '' &&
          !isInMailbox &&
          `A bounce would come to ${quote(returnsTo)}; have it explained: \`smtp-doctor explain bounce.eml\``,
        'Once it has arrived, save it and have its way and its checks read: `smtp-doctor inspect message.eml`',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-6.1',
  },
};
