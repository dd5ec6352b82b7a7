import type { Evidence } from '../../evidence.ts';
import type { HelloRefusal } from '../../rules/hello.ts';
import type { FindingData } from '../../rules/index.ts';
import type { StageTexts } from '../catalog.ts';
import { named } from '../error-name.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { type RefusalWords, refusalWordsOf } from '../refusal.ts';
import { causes } from './causes/index.ts';
import { replyFormFix, replyFormMeaning } from './reply-form.ts';

const { duration, list, quote } = formatsOf('en');
const refusalWords = refusalWordsOf(causes);

const REFUSALS: Readonly<Record<HelloRefusal, string>> = {
  'unknown-command':
    'It does not know the command: the server, or a filter before it, is older than 1995 or pretends to be.',
  overwritten:
    'It quotes a command of X’s that was never sent: a firewall with SMTP inspection overwrote EHLO on its way.',
  'out-of-step':
    'That is no answer to EHLO, and no refusal either: it fits another command, so that one reply came too many or too few before it.',
  busy: 'A code 4xx is temporary: the server is overloaded or limits your address.',
  name: 'It does not like the name that was given: many servers want a full host name that exists in the DNS.',
  other: 'It gives no reason that can be told from the code.',
};

/** The words of the cause, where it is none that our own words know more closely. */
function whyRefused(data: FindingData['hello.ehlo-refused'], evidence: Evidence): RefusalWords | undefined {
  return data.isCommandItself ? undefined : refusalWords(data, 'hello', evidence);
}

function afterTls(secure: boolean): string {
  return secure ? ' under TLS' : '';
}

/** EHLO, in English. */
export const helloTexts: StageTexts<'hello'> = {
  'hello.ehlo-refused': {
    title: ({ code, heloWorks, reason }) =>
      reason === 'out-of-step'
        ? `The answer to EHLO is out of step (${code})`
        : heloWorks
          ? `EHLO is refused (${code}), only HELO works`
          : `EHLO is refused (${code})`,
    meaning: (data, evidence) =>
      `The server answered ${data.code} ${quote(data.lines)}. ${whyRefused(data, evidence)?.meaning ?? REFUSALS[data.reason]}${data.heloWorks ? ' HELO offers neither STARTTLS nor AUTH.' : ''}`,
    fix: (data, evidence) => {
      const { reason } = data;
      const why = whyRefused(data, evidence);
      if (why) return why.fix;
      if (reason === 'name' || reason === 'other') {
        return [
          `Give a host name of yours that exists: ${probeCommand(evidence, { options: '--ehlo mail.example.org' })}`,
        ];
      }
      if (reason === 'out-of-step') {
        return [
          `See what comes, line by line: ${probeCommand(evidence, { options: '--transcript' })}`,
          'The server, or a filter or proxy in front of it, answers out of turn; its administrator must mend it.',
        ];
      }
      if (reason === 'busy') return [`Try again in some minutes: ${probeCommand(evidence)}`];
      return steps(
        'On the firewall before the server, switch SMTP inspection off: `no inspect esmtp`',
        evidence.goal.port === 25 &&
          `Port 587 is mostly left alone: ${probeCommand(evidence, { port: 587 })}`,
        reason === 'unknown-command' && 'Otherwise replace the server or gateway by one that knows EHLO.',
      );
    },
    who: (data, evidence) => whyRefused(data, evidence)?.who,
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.1',
  },
  'hello.keywords-masked': {
    title: ({ hidesStartTls }) =>
      hidesStartTls ? 'A firewall hides STARTTLS' : 'A firewall overwrites the EHLO keywords',
    meaning: ({ masked, hidesStartTls }) => {
      const what = `The answer to EHLO holds ${list(masked)}: Cisco’s SMTP inspection puts X’s over keywords that it does not let through.`;
      return hidesStartTls
        ? `${what} One is just as long as STARTTLS, which is missing, so mail goes in clear text.`
        : what;
    },
    fix: (_data, evidence) =>
      steps(
        'On the firewall, let TLS through (`allow-tls`), or switch inspection off: `no inspect esmtp`',
        evidence.goal.port === 25 &&
          `Port 587 is mostly left alone: ${probeCommand(evidence, { port: 587 })}`,
        evidence.goal.port === 587 &&
          `TLS from the first byte cannot be overwritten: ${probeCommand(evidence, { port: 465 })}`,
      ),
  },
  'hello.malformed': {
    title: ({ unreadable }) =>
      unreadable ? 'The answer to EHLO cannot be read' : 'The answer to EHLO is malformed',
    meaning: replyFormMeaning,
    fix: ({ kinds }) => [replyFormFix(kinds)],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.2',
  },
  'hello.silent': {
    title: ({ secure }) => `No answer to EHLO${afterTls(secure)}`,
    meaning: ({ waitedMs, secure }) =>
      `The server greeted, but left EHLO${afterTls(secure)} without an answer for ${duration(waitedMs)}. It hangs, often in a DNS lookup of your name, or a filter in between swallows the command.`,
    fix: (_data, evidence) => [
      `Wait longer: ${probeCommand(evidence, { options: '--timeout 60' })}`,
      'On the server, check that its resolver answers and read the mail log at this time.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2',
  },
  'hello.dropped': {
    title: ({ secure }) => `The server hung up at EHLO${afterTls(secure)}`,
    meaning: ({ code, received, secure }) => {
      const said = received === '' ? '' : `; its last words were ${quote(received)}`;
      const why = secure
        ? 'Under TLS 1.3 a server that wants a client certificate does that, else one that crashes.'
        : 'It does not like the name that was given, limits your address, or crashes.';
      return `The connection ended${named(code)} where the answer to EHLO was due${said}. ${why}`;
    },
    fix: ({ secure }, evidence) =>
      steps(
        secure &&
          `If it wants a client certificate: ${probeCommand(evidence, { options: '--client-cert FILE --client-key FILE' })}`,
        !secure &&
          `Give a host name of yours that exists: ${probeCommand(evidence, { options: '--ehlo mail.example.org' })}`,
        'On the server, read the mail log at this time.',
      ),
  },
};
