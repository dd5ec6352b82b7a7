import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { steps } from '../next-step.ts';

const { duration, list: listed, quote } = formatsOf('en');

/** The recipient's mailbox after an accepted message, in English. */
export const arrivalTexts: FindingTexts<
  'data.arrival-missing' | 'data.arrived-as-spam' | 'data.arrived' | 'data.arrival-unverified'
> = {
  'data.arrival-missing': {
    title: () => 'Accepted, but not in the mailbox',
    meaning: ({ server, waitedMs, folders }) =>
      `The message was looked for on ${server} for ${duration(waitedMs)}, in ${listed(folders)}, and was in none of them. It may still wait in a queue, have gone to another mailbox, or have been dropped by a filter without a word.`,
    fix: ({ queueId, messageId }) =>
      steps(
        queueId === undefined
          ? messageId !== undefined && `In the server’s log, look for the Message-ID ${quote(messageId)}.`
          : `In the server’s log, look for the queue id ${quote(queueId)}.`,
        'Look whether the mailbox is the recipient’s own: an alias or a forwarding may lead elsewhere.',
        'Wait longer, as greylisting and slow filters need: --imap-timeout 600',
      ),
  },
  'data.arrived-as-spam': {
    title: ({ folder, isFiled }) =>
      isFiled ? `It arrived as spam, in ${folder}` : 'It arrived marked as spam',
    meaning: ({ spamField, failed }) =>
      `Hardly anybody will see it.${spamField === undefined ? '' : ` A filter has written ${quote(spamField)}.`}${
        failed.length === 0 ? '' : ` The receiver had doubts about the sender: ${listed(failed)}.`
      }`,
    fix: ({ failed }) =>
      steps(
        'Save it from there and have it judged: `smtp-doctor inspect message.eml`',
        failed.length > 0 && 'Mend what failed first: SPF, DKIM and DMARC of the sender’s domain.',
        'A test text alone can look like spam: send the real one with --eml.',
      ),
  },
  'data.arrived': {
    title: ({ folder }) => `The message has arrived in ${folder}`,
    meaning: ({ server, afterMs }) =>
      `It was seen on ${server} ${duration(afterMs)} after it had been accepted.`,
    fix: () => ['Nothing.'],
  },
  'data.arrival-unverified': {
    title: () => 'Whether the message has arrived could not be seen',
    meaning: ({ server, kind, message, hasBegun }) =>
      `${
        {
          login: `${server} refused the login`,
          resolve: `The name of the IMAP server is not known`,
          refused: `Nothing answers at ${server}`,
          unreachable: `There is no way to ${server}`,
          timeout: `${server} did not answer in time`,
          tls: `TLS with ${server} failed, and no password is sent without it`,
          disconnected: `${server} closed the connection`,
          protocol: `${server} does not speak IMAP as it should`,
          limit: `${server} sent too much, and the connection was closed`,
          aborted: 'The search for it was cut off',
        }[kind]
      }${hasBegun ? ' while the folders were looked through' : ''}: ${quote(message)}. The message itself was accepted.`,
    fix: ({ kind }) =>
      steps(
        kind === 'login' &&
          'Check --imap-user and its password; Gmail and others want an app password for IMAP.',
        (kind === 'resolve' || kind === 'refused') &&
          'Give --imap HOST:PORT: 993 is IMAP in TLS, 143 IMAP with STARTTLS.',
        kind === 'tls' &&
          'Give a root with --ca, or the name in the certificate as HOST; --allow-cleartext does without trust.',
        kind === 'disconnected' && 'Try again: a server that is busy may hang up.',
        (kind === 'timeout' || kind === 'protocol' || kind === 'limit') &&
          'Check that --imap names an IMAP server, and look into its log.',
        kind === 'unreachable' && 'Check the network and the firewall on the way to it.',
        kind === 'aborted'
          ? 'Look into the mailbox yourself, or send again and let the search end.'
          : 'Or look into the mailbox yourself.',
      ),
  },
};
