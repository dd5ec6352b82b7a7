import type { CauseTexts } from '../../cause-text.ts';
import { loginCommand } from '../../login-command.ts';
import { steps } from '../../next-step.ts';
import { commandOn } from '../../reply-subject.ts';
import { at, host, limit, linkStep, REPLIER, senderDomain, waitOr } from './phrases.ts';
import { transportCauses } from './transport.ts';

const NO_HURRY = 'Do not retry at once: it counts as another attempt, and often makes the block longer.';

/** Refusals by policy, by load and by the way itself, in English. */
export const deliveryCauses: CauseTexts<
  'policy' | 'rate-limited' | 'greylisted' | 'server-error' | 'protocol' | 'loop' | 'network' | 'expired'
> = {
  policy: {
    title: 'A local rule of the receiver refuses it',
    who: () => REPLIER,
    meaning: (seen) =>
      `The server refused${at(seen)}. It applied a rule of its own and does not say which: who may write to whom, a content filter, a country or address list. Only its administrator can see which one it was.`,
    fix: (seen) =>
      steps(
        linkStep(seen),
        'Ask the recipient, some other way, to forward the whole reply to their mail administrator, with the time and both addresses.',
        'Send a short plain-text message with no link and no attachment; if that arrives, the content was the reason.',
        `If every recipient there refuses you, check how your own domain looks: ${commandOn('domain', senderDomain(seen))}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc3463#section-3.8',
  },
  'rate-limited': {
    title: 'Too much in too short a time',
    meaning: (seen) =>
      `The server counts messages, recipients, connections or attempts, and takes no more for now: it refused${at(seen)}.${limit(seen, 'of them')}`,
    fix: (seen) =>
      steps(
        `Wait ${waitOr(seen, 'some 15 to 60 minutes')}, then go on more slowly.`,
        'Send over fewer connections at a time, and space the messages. Postfix: `default_destination_concurrency_limit`, `default_destination_rate_delay`.',
        'If you did not send that much, look for a stolen password or a script that repeats itself.',
        linkStep(seen),
      ),
    avoid: NO_HURRY,
  },
  'daily-limit': {
    title: 'The account has sent all it may for now',
    meaning: (seen) =>
      `The provider allows so many messages or recipients in a day or an hour, and the account has used them up.${limit(seen, 'for that time')} It is often counted over the last 24 hours, not from midnight.`,
    fix: (seen) =>
      steps(
        `Wait ${waitOr(seen, 'up to 24 hours')}; mail to you still arrives.`,
        'If you did not send that much, change the password at once and look through the sent mail: somebody else uses the account.',
        'For newsletters and programs, use a sending service, or ask the provider for a higher limit.',
        linkStep(seen),
      ),
    avoid: 'Do not try on during the block: with some providers its time starts again.',
  },
  'connection-limit': {
    title: 'Too many connections at a time from one address',
    meaning: (seen) =>
      `The server takes only so many connections at a time, or in a minute, from one address, and turned this one away${at(seen)}.${limit(seen, 'connections')} Behind one address there may be a whole office.`,
    fix: (seen) =>
      steps(
        `Wait ${waitOr(seen, 'some minutes')}, then open fewer connections: one or two are enough.`,
        'Send several messages over one connection. Nodemailer: `pool: true`, `maxConnections: 1`; Postfix: `smtp_destination_concurrency_limit`.',
        'Close each session with QUIT, so that none is left hanging.',
        `See whether it answers again: ${commandOn('probe', host(seen))}`,
      ),
    avoid: NO_HURRY,
  },
  'recipient-limit': {
    title: 'Too many recipients in one message',
    meaning: (seen) =>
      `The server takes only so many recipients in one transaction.${limit(seen, 'recipients')}${seen.statement.code === 452 ? ' Those accepted before this reply are served; the others want a new transaction.' : ''}`,
    fix: (seen) =>
      steps(
        'Split the list into several messages, of at most 100 recipients or what the reply names.',
        'On a mail server, lower the recipients for each transaction. Postfix: `default_destination_recipient_limit`.',
        'For regular mailings, use a mailing list or a sending service.',
        linkStep(seen),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1.10',
  },
  'login-limit': {
    title: 'Too many logins, or too many failed ones',
    meaning: (seen) =>
      `The server counts logins of an account or an address, and refuses more for now, even with the right password.${limit(seen, 'attempts')} A device with an old password is the usual reason.`,
    fix: (seen) =>
      steps(
        `Stop every program and device that uses the account, and wait ${waitOr(seen, '15 minutes to some hours')}.`,
        'Find the one with the old password: a telephone, a printer, a script, a second mail program.',
        `Then test the login once: ${loginCommand(seen, 'ADDRESS')}`,
        linkStep(seen),
      ),
    avoid:
      'Do not try again in between: each wrong password makes the block longer, and may lock the account.',
  },
  greylisted: {
    title: 'Delayed on purpose: the server wants a second try',
    who: () => 'nobody; mail servers retry by themselves',
    meaning: (seen) =>
      `The server puts off mail from senders it does not know yet, since spammers seldom retry (greylisting). Nothing is wrong: the same message is taken after ${waitOr(seen, 'some minutes')}, if it comes from the same address.`,
    fix: (seen) =>
      steps(
        'Do nothing if a mail server sends: it tries again by itself, and later messages pass at once.',
        `From a program of your own, send the same message again after ${waitOr(seen, '5 to 15 minutes')}, with the same sender, recipient and address.`,
        'If it goes on for hours, look whether each try leaves from another address; then let them leave from one.',
        linkStep(seen),
      ),
    avoid: 'Do not retry at once or from another address: the delay starts again.',
    see: 'https://www.rfc-editor.org/rfc/rfc6647',
  },
  'server-error': {
    title: 'The server itself is in trouble',
    who: () => REPLIER,
    meaning: (seen) =>
      `The server could not do its part${at(seen)}: a wrong setting, a full disk, a failed lookup, a program behind it that hangs. Neither your message nor your address is the reason.`,
    fix: (seen) =>
      steps(
        `Wait ${waitOr(seen, 'half an hour')}; most of it passes.`,
        `See whether the server is well again: ${commandOn('probe', host(seen))}`,
        'If it lasts, tell its administrator the time, the addresses and the whole reply; the cause is in their mail log at that time.',
        linkStep(seen),
      ),
  },
  'server-busy': {
    title: 'The server is overloaded or being restarted',
    who: () => REPLIER,
    meaning: (seen) =>
      `It has no room for more work now, or is shutting down for maintenance, and turns callers away${at(seen)}. It concerns everybody, not only you.`,
    fix: (seen) => [
      `Wait ${waitOr(seen, 'some minutes to half an hour')}; sending servers retry by themselves.`,
      `See whether it takes connections again: ${commandOn('probe', host(seen))}`,
      'If it is your server, find what uses it up: processes, the queue, a filter that hangs, a flood of spam.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-3.8',
  },
  'storage-full': {
    title: 'The server has no disk space left',
    who: () => REPLIER,
    meaning: () =>
      'Its disk or queue is full, and not the mailbox of one recipient: nobody there receives mail now.',
    fix: (seen) =>
      steps(
        `Wait ${waitOr(seen, 'some hours')}; what a mail server sends stays in its queue meanwhile.`,
        'Tell the administrator, by telephone or through another address, since their mail does not arrive either.',
        'On your own server, make room on the queue’s disk: logs, old backups, a stuck queue. Postfix wants 1.5 times `message_size_limit` free.',
      ),
  },
  'auth-unavailable': {
    title: 'The login service does not answer for now',
    who: () => REPLIER,
    meaning: () =>
      'The mail server could not ask the system that knows the passwords. That says nothing about your password, which may be right.',
    fix: (seen) =>
      steps(
        `Wait ${waitOr(seen, 'some minutes')} and log in again; change no password.`,
        'If it lasts, look at the provider’s status page or call them.',
        'On your own server, look at what is behind SASL: the Dovecot auth socket, saslauthd, LDAP, the database.',
        `Test the login: ${loginCommand(seen, 'ADDRESS')}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-6',
  },
  'filter-unavailable': {
    title: 'The receiver’s filter does not answer for now',
    who: () => REPLIER,
    meaning: (seen) =>
      `The server hands mail to a spam or virus filter, or to a policy service, and that does not answer. Until it does, the server turns mail away${at(seen)}.`,
    fix: (seen) => [
      `Wait ${waitOr(seen, 'half an hour')}; the message is put off, not refused.`,
      'If it lasts, tell the administrator: give the time of the reply; their log names the filter.',
      'On your own server, restart the filter (rspamd, amavis, ClamAV, the milter) and look whether it has memory and current signatures.',
    ],
  },
  ...transportCauses,
};
