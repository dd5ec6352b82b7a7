import { authCommand } from '../auth-command.ts';
import type { FindingTexts, StageTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { settingOf } from '../settings.ts';
import { authLoginTexts } from './auth-login.ts';
import { authRefusalTexts } from './auth-refusal.ts';

const { list } = formatsOf('en');

const offerTexts: FindingTexts<
  'auth.missing' | 'auth.after-tls-only' | 'auth.cleartext-offered' | 'auth.mechanisms-differ'
> = {
  'auth.missing': {
    title: () => 'No login is offered',
    meaning: ({ port, role, secure }) =>
      role === 'relay'
        ? `Port ${port} is for mail between servers and lists no AUTH in its answer to EHLO${secure ? ' under TLS' : ''}. Users log in on port 587 or 465.`
        : `Port ${port} is where users submit mail, but its answer to EHLO${secure ? ' under TLS' : ''} does not list AUTH. The server then takes mail from addresses that it knows, and from nobody else.`,
    fix: ({ port, role }, evidence) =>
      steps(
        port !== 587 && `See what port 587 offers: ${authCommand(evidence, { port: 587 })}`,
        role === 'submission' &&
          'On the server, switch the login on for this port and connect it to the users.',
        settingOf(evidence, 'offer-auth'),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc4954',
  },
  'auth.after-tls-only': {
    title: () => 'The login is offered after TLS only',
    meaning: ({ mechanisms }) =>
      `AUTH (${list(mechanisms)}) appears once TLS is up. That is as it should be; a mail program without encryption finds no login here.`,
    fix: () => ['Set the mail program to STARTTLS or SSL/TLS, as fits the port.'],
    see: 'https://www.rfc-editor.org/rfc/rfc8314',
  },
  'auth.cleartext-offered': {
    title: () => 'Passwords are accepted in clear text',
    meaning: ({ mechanisms, offersStartTls }) =>
      `Before TLS the server already offers AUTH with ${list(mechanisms)}, which send${mechanisms.length === 1 ? 's' : ''} the secret itself. ${
        offersStartTls
          ? 'A mail program that is set up wrong logs in without TLS and shows it to everyone on the way.'
          : 'As it offers no STARTTLS, every login shows it to everyone on the way.'
      }`,
    fix: (_data, evidence) =>
      steps(
        'On the server, offer AUTH under TLS only.',
        settingOf(evidence, 'auth-after-tls'),
        `Check it: ${probeCommand(evidence)}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-4',
  },
  'auth.mechanisms-differ': {
    title: () => 'TLS changes which mechanisms are offered',
    meaning: ({ before, after, lost }) =>
      `Before TLS the server offers ${list(before)}, after it ${list(after)}. ${
        lost.length > 0
          ? 'What is gone after TLS fails in a mail program that was set up without it.'
          : 'A mail program that does not use TLS has the smaller choice.'
      }`,
    fix: (_data, evidence) => [
      'Set the mail program to STARTTLS or SSL/TLS, and its mechanism to one that is offered then.',
      `Try each of them without a login: ${authCommand(evidence)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-4',
  },
};

/** Logins, in English. */
export const authTexts: StageTexts<'auth'> = { ...offerTexts, ...authRefusalTexts, ...authLoginTexts };
