import type { StageTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { refusalWordsOf } from '../refusal.ts';
import { SERVICE_NAMES } from '../service-names.ts';
import { settingOf } from '../settings.ts';
import { causes } from './causes/index.ts';
import { replyFormFix, replyFormMeaning } from './reply-form.ts';

const { duration, quote } = formatsOf('en');
const refusalWords = refusalWordsOf(causes);

function port(number: number | undefined): string {
  return number === undefined ? 'this socket' : `port ${number}`;
}

/** The greeting, in English. */
export const greetingTexts: StageTexts<'greeting'> = {
  'greeting.tls-expected': {
    title: () => 'This port speaks TLS from the first byte',
    meaning: (data) =>
      `A greeting in clear text was waited for, but ${port(data.port)} begins with a TLS handshake (implicit TLS) and works that way. A client set to STARTTLS or to no encryption hangs here.`,
    fix: (_data, evidence) => [
      'Set the mail program to SSL/TLS for this port, not to STARTTLS.',
      `Check it: ${probeCommand(evidence, { options: '--security tls' })}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8314',
  },
  'greeting.not-smtp': {
    title: ({ service }) =>
      service === undefined
        ? 'What answers here is not SMTP'
        : `What answers here is ${SERVICE_NAMES[service]}, not SMTP`,
    meaning: ({ service, line, ...data }) => {
      const said = line === '' ? 'something that is no SMTP reply' : quote(line);
      const who =
        service === undefined
          ? 'Another service listens there.'
          : `That is how ${SERVICE_NAMES[service]} begins.`;
      return `Where "220" belongs, ${port(data.port)} said ${said}. ${who}`;
    },
    fix: ({ service }, evidence) =>
      steps(
        service === 'tls' &&
          `Speak TLS from the first byte: ${probeCommand(evidence, { options: '--security tls' })}`,
        'Check the port: mail is handed in on 587 or 465, and passed between servers on 25.',
        evidence.goal.port !== 587 && `Try: ${probeCommand(evidence, { port: 587 })}`,
      ),
  },
  'greeting.silent': {
    title: () => 'Connected, but the server says nothing',
    meaning: ({ waitedMs, triedTls }, { goal: { program } }) =>
      program === undefined
        ? `The connection is up, and no greeting came within ${duration(waitedMs)}${triedTls ? '; TLS from the first byte was tried too' : ''}. The service hangs, or a filter in between accepts connections without passing them on.`
        : `The program runs, and said nothing within ${duration(waitedMs)}. It may wait for something: Postfix’s "sendmail -bs" stays silent for as long as its mail system is not running.`,
    fix: ({ triedTls }, evidence) =>
      evidence.goal.program === undefined
        ? steps(
            `Wait longer, since some servers delay on purpose: ${probeCommand(evidence, { options: '--timeout 60' })}`,
            !triedTls &&
              `Try TLS from the first byte: ${probeCommand(evidence, { options: '--security tls' })}`,
            'On the server, look for exhausted processes or a DNS lookup that hangs before the greeting.',
          )
        : [
            'See whether the mail system that it belongs to is running: `postfix status`',
            'Run the program by itself, and read what it says on standard error and in the mail log.',
            `Wait longer, in case it is only slow: ${probeCommand(evidence, { options: '--timeout 60' })}`,
          ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2',
  },
  'greeting.endless': {
    title: () => 'The greeting has no end',
    meaning: ({ tooMuch, waitedMs, sample }) => {
      const what = tooMuch
        ? 'The server sent more than any greeting needs, and was stopped.'
        : `The greeting began, but its last line ("220" and a space) did not come within ${duration(waitedMs)}.`;
      return sample === '' ? what : `${what} It begins with ${quote(sample)}.`;
    },
    fix: (_data, evidence) => [
      'On the server, check the configured banner, and what stands before it: a tarpit feeds unwanted callers like this.',
      `Try from another address: ${probeCommand(evidence)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.2',
  },
  'greeting.dropped': {
    title: () => 'The server hung up before greeting',
    meaning: ({ received, code }, { goal: { program } }) => {
      if (program !== undefined && received === '') {
        return 'The program ran, and ended without a greeting. What it says on standard error stands above, or in the mail log.';
      }
      const what = `The connection was accepted and then ${code === 'ECONNRESET' ? 'reset' : 'closed'} before a greeting was complete`;
      return received === ''
        ? `${what}. A server does that to addresses it does not want, or when it crashes.`
        : `${what}; until then it said ${quote(received)}.`;
    },
    fix: (_data, evidence) =>
      evidence.goal.program === undefined
        ? steps(
            'Try from another network; if it works there, your address is blocked.',
            evidence.goal.port !== 465 &&
              `Try TLS from the first byte: ${probeCommand(evidence, { options: '--security tls' })}`,
            'On the server, read the mail log at this time: access lists, connection limits, crashes.',
          )
        : [
            'Run the program by itself: it must speak SMTP on its standard input and output, as "exim -bs" does.',
          ],
  },
  'greeting.busy': {
    title: ({ code }) => `The server is not taking connections now (${code})`,
    meaning: (data, evidence) =>
      `Instead of a greeting it said ${data.code} ${quote(data.lines)}. ${
        refusalWords(data, 'greeting', evidence)?.meaning ??
        'A code 4xx is temporary: the server is overloaded or stopping, or your address has too many connections.'
      }`,
    fix: (data, evidence) =>
      refusalWords(data, 'greeting', evidence)?.fix ??
      steps(
        `Try again in some minutes: ${probeCommand(evidence)}`,
        'If it stays so, the server’s administrator raises its connection limits or finds what uses them up.',
        settingOf(evidence, 'connection-limit'),
      ),
    who: (data, evidence) => refusalWords(data, 'greeting', evidence)?.who,
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-3.8',
  },
  'greeting.refused': {
    title: ({ code }) => `The server turns you away (${code})`,
    meaning: (data, evidence) => {
      const { code, lines } = data;
      if (code === 521) return `It says 521 ${quote(lines)}: this host takes no mail from anybody.`;
      if (code < 500)
        return `It began with ${code} ${quote(lines)}, where only 220, 4xx or 554 have a meaning.`;
      return `Instead of a greeting it said ${code} ${quote(lines)}. ${
        refusalWords(data, 'greeting', evidence)?.meaning ??
        'It refuses your address for good: a blocklist, no reverse DNS, or a rule of its own.'
      }`;
    },
    fix: (data, evidence) =>
      data.code >= 500 && data.code !== 521
        ? (refusalWords(data, 'greeting', evidence)?.fix ?? [
            'Follow the link or the list named in the reply, and ask for the removal of your address there.',
            'Check that your address has a reverse DNS name that points back to it.',
            'To send as a user, go through your provider’s port 587 with a login.',
          ])
        : [
            'Check that this is the host that takes the mail.',
            `Once its administrator has mended it: ${probeCommand(evidence)}`,
          ],
    who: (data, evidence) =>
      data.code >= 500 && data.code !== 521 ? refusalWords(data, 'greeting', evidence)?.who : undefined,
    see: 'https://www.rfc-editor.org/rfc/rfc7504',
  },
  'greeting.slow': {
    title: ({ elapsedMs }) => `The greeting took ${duration(elapsedMs)}`,
    meaning: () =>
      'Mail programs may give up before that. It is either a delay on purpose against spammers, or a DNS lookup of your address that hangs.',
    fix: () => [
      'On the server, check that its resolver answers quickly, reverse lookups and blocklists included.',
      'If the delay is wanted, limit it to port 25.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2',
  },
  'greeting.masked': {
    title: () => 'A firewall overwrites the greeting',
    meaning: ({ lines }) =>
      `The greeting arrived as ${quote(`${(lines[0] ?? '').slice(0, 12)}…`)}. Cisco’s SMTP inspection ("fixup", "inspect esmtp") does that, and breaks STARTTLS, AUTH and long lines with it. It usually stands before the server.`,
    fix: (_data, evidence) =>
      steps(
        'On the firewall, switch SMTP inspection off: `no inspect esmtp`',
        'Or at least let TLS and the banner through: `allow-tls`, `no mask-banner`',
        evidence.goal.port === 25 &&
          `Port 587 is mostly left alone: ${probeCommand(evidence, { port: 587 })}`,
      ),
  },
  'greeting.malformed': {
    title: ({ kinds, nameMissing, unreadable }) => {
      if (unreadable) return 'The greeting cannot be read';
      return nameMissing && kinds.length === 0
        ? 'The greeting does not name the server'
        : 'The greeting is malformed';
    },
    meaning: (data) => {
      const name = 'The first word after 220 must be the server’s own name (RFC 5321 §4.2).';
      if (data.kinds.length === 0 && data.nameMissing) return `${name} It says ${quote(data.sample)}.`;
      return data.nameMissing ? `${replyFormMeaning(data)} ${name}` : replyFormMeaning(data);
    },
    fix: ({ nameMissing, kinds }, evidence) =>
      steps(
        nameMissing && 'Let the banner begin with the server’s full host name.',
        nameMissing && settingOf(evidence, 'hostname'),
        kinds.length > 0 && replyFormFix(kinds),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.2',
  },
};
