import type { StageTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { settingOf } from '../settings.ts';

const { list } = formatsOf('en');

/** The offer of a login, in English. */
export const authTexts: StageTexts<'auth'> = {
  'auth.missing': {
    title: () => 'No login is offered',
    meaning: ({ port, secure }) =>
      `Port ${port} is where users submit mail, but its answer to EHLO${secure ? ' under TLS' : ''} does not list AUTH. The server then takes mail from addresses that it knows, and from nobody else.`,
    fix: ({ port }, evidence) =>
      steps(
        port !== 587 && `See what port 587 offers: ${probeCommand(evidence, { port: 587 })}`,
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
};
