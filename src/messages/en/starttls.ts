import type { StageTexts } from '../catalog.ts';
import { named } from '../error-name.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { settingOf } from '../settings.ts';
import { startTlsCommand } from '../starttls-command.ts';
import { replyFormFix, replyFormMeaning } from './reply-form.ts';

const { duration, list, quote } = formatsOf('en');

const READ_THE_LOG =
  'On the server, read the mail log at this time: a missing or unreadable certificate or key is the usual cause.';

/** STARTTLS, in English. */
export const startTlsTexts: StageTexts<'starttls'> = {
  'starttls.missing': {
    title: () => 'STARTTLS is not offered',
    meaning: ({ middlebox }, { goal }) => {
      const cost =
        goal.role === 'submission'
          ? 'so passwords and mail would travel in clear text; mail programs refuse to log in'
          : 'so mail to it travels in clear text, and senders that insist on TLS return it';
      const culprit = middlebox === undefined ? '' : ` ${middlebox} on the way may have taken it out.`;
      return `The server’s answer to EHLO does not list STARTTLS, ${cost}.${culprit}`;
    },
    fix: ({ securePorts, middlebox }, evidence) => {
      const [port] = securePorts;
      const setting = settingOf(evidence, 'offer-starttls');
      return steps(
        port !== undefined && `Use port ${port}, which encrypts: ${probeCommand(evidence, { port })}`,
        port === undefined &&
          evidence.goal.role === 'submission' &&
          evidence.goal.port !== 465 &&
          `Try TLS from the first byte: ${probeCommand(evidence, { port: 465 })}`,
        middlebox !== undefined &&
          `Switch off the mail inspection of ${middlebox}, and probe again: ${probeCommand(evidence)}`,
        'On the server, give the mail service a certificate and key and let it offer STARTTLS.',
        setting,
      );
    },
    see: 'https://www.rfc-editor.org/rfc/rfc3207',
  },
  'starttls.refused': {
    title: ({ code }) => `STARTTLS is offered, then refused (${code})`,
    meaning: ({ code, lines, temporary }) =>
      `The server lists STARTTLS, but answered the command with ${code} ${quote(lines)}. ${
        temporary
          ? 'It means to do TLS and cannot now: most often it cannot read its certificate or key.'
          : 'Either TLS is half set up, or an antivirus or proxy on the way answers in the server’s place.'
      }`,
    fix: ({ temporary }, evidence) =>
      steps(
        !temporary &&
          'Switch off the mail shield of an antivirus on this machine for a moment and try again.',
        READ_THE_LOG,
        evidence.goal.port === 587 &&
          `TLS from the first byte may work meanwhile: ${probeCommand(evidence, { port: 465 })}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-4',
  },
  'starttls.silent': {
    title: () => 'No answer to STARTTLS',
    meaning: ({ waitedMs }) =>
      `The server offered STARTTLS, but did not answer the command within ${duration(waitedMs)}. It hangs, or a filter in between swallows the command.`,
    fix: (_data, evidence) => [
      `Wait longer: ${probeCommand(evidence, { options: '--timeout 60' })}`,
      READ_THE_LOG,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-4',
  },
  'starttls.dropped': {
    title: () => 'The server hung up at STARTTLS',
    meaning: ({ code, answered }) =>
      `The server offered STARTTLS, and the connection ended${named(code)} ${
        answered ? 'right after its answer' : 'where the answer to the command was due'
      }. Its TLS part crashes, or a filter in between cuts off what it cannot read.`,
    fix: (_data, evidence) =>
      steps(
        READ_THE_LOG,
        'Try from another network; if it works there, a filter on your side cuts TLS off.',
        evidence.goal.port === 587 &&
          `TLS from the first byte may work meanwhile: ${probeCommand(evidence, { port: 465 })}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-4',
  },
  'starttls.malformed': {
    title: ({ unreadable }) =>
      unreadable ? 'The answer to STARTTLS cannot be read' : 'The answer to STARTTLS is malformed',
    meaning: replyFormMeaning,
    fix: ({ kinds }) => [replyFormFix(kinds)],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.2',
  },
  'starttls.not-tls': {
    title: () => 'After STARTTLS the server does not speak TLS',
    meaning: ({ code, sample }) => {
      const said = sample === '' ? '' : `, but went on with ${quote(sample)}`;
      return `The server answered 220 to STARTTLS${said}: what came next was no TLS${named(code)}. A proxy that knows the word but not the protocol does that, or TLS failed on the server and it fell back to clear text.`;
    },
    fix: (_data, evidence) =>
      steps(
        READ_THE_LOG,
        'If a proxy or load balancer stands before it, let it pass TLS through.',
        evidence.goal.port === 587 &&
          `TLS from the first byte may work meanwhile: ${probeCommand(evidence, { port: 465 })}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-4',
  },
  'starttls.reply-injected': {
    title: () => 'Text was slipped in before the TLS handshake',
    meaning: ({ sample }) =>
      `After the 220 to STARTTLS, and still in clear text, ${quote(sample)} arrived. A client that keeps it takes it for a protected reply. Somebody on the way forged it, or the server or its proxy is faulty. It was not used here.`,
    fix: (_data, evidence) =>
      steps(
        `Try from another network: ${probeCommand(evidence)}`,
        'If it shows there too, update the server and its proxy (CVE-2011-0411 and its kin).',
        'If it shows in your network only, do not send passwords through it.',
        evidence.goal.role === 'submission' &&
          `TLS from the first byte leaves no such gap: ${probeCommand(evidence, { port: 465 })}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-6',
  },
  'starttls.not-enforced': {
    title: () => 'Mail is accepted without TLS',
    meaning: ({ code, lines }) =>
      `MAIL was answered ${code} ${quote(lines)} before TLS. A program that is set up wrong, or somebody who removes STARTTLS on the way, can make users send in clear text.`,
    fix: (_data, evidence) =>
      steps(
        'On this port, let the server answer 530 to MAIL and AUTH until TLS is up.',
        settingOf(evidence, 'require-tls'),
        `Check it: ${probeCommand(evidence, { options: '--enforcement' })}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-4',
  },
  'starttls.login-not-enforced': {
    title: () => 'A login is accepted without TLS',
    meaning: ({ mechanism }) =>
      `The server’s answer to EHLO offers no login before TLS, and yet AUTH ${mechanism} was answered 334, the invitation to send name and password in clear text. A program that is set up wrong sends them.`,
    fix: (_data, evidence) =>
      steps(
        'On the server, let AUTH be refused (530 or 538) until TLS is up.',
        settingOf(evidence, 'auth-after-tls'),
        `Check it: ${startTlsCommand(evidence)}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-4',
  },
  'starttls.command-injected': {
    title: () => 'A command sent before TLS is carried out within it',
    meaning: () =>
      'We put NOOP behind STARTTLS in one write, and the server answered it after the handshake, as if it had come through TLS. Somebody in between can put words before those of a client, and so have its password mailed to himself (CVE-2011-0411).',
    fix: (_data, evidence) =>
      steps(
        'Update the mail server, and the proxy or filter in front of it: it must throw away what it has read when TLS begins.',
        evidence.goal.role === 'submission' &&
          `TLS from the first byte leaves no such gap: ${probeCommand(evidence, { port: 465 })}`,
        `Check it: ${startTlsCommand(evidence)}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-6',
  },
  'starttls.stripped': {
    title: () => 'STARTTLS is taken out on the way',
    meaning: ({ middlebox, securePorts }) =>
      `The answer to EHLO does not list STARTTLS, and yet the server took the command with 220. ${middlebox === undefined ? 'A firewall, an antivirus or an attacker in between' : middlebox} removes the offer, so that everything goes in clear text and can be read.${securePorts.length > 0 ? ` On ${securePorts.length === 1 ? 'port' : 'ports'} ${list(securePorts)} TLS is offered.` : ''}`,
    fix: ({ securePorts, middlebox }, evidence) => {
      const [port] = securePorts;
      return steps(
        port !== undefined && `Use port ${port} meanwhile: ${probeCommand(evidence, { port })}`,
        `Switch off the SMTP inspection of ${middlebox ?? 'the firewall or antivirus'} (“fixup”, “ESMTP inspection”, “mail shield”).`,
        `Probe from another network: ${startTlsCommand(evidence)}`,
      );
    },
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-6',
  },
};
