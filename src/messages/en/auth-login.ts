import type { SaslFault } from '../../sasl/mechanism.ts';
import { authCommand, tokenCommand } from '../auth-command.ts';
import type { FindingTexts } from '../catalog.ts';
import { named } from '../error-name.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { mechanismRefusalText } from './auth-refusal.ts';

const { date, duration, list, quote } = formatsOf('en');

const ENDINGS = {
  limit: 'the server said that this is enough for now',
  closed: 'the server closed the connection',
  silent: 'the server no longer answered',
  'out-of-step': 'the server did not take part in the cancelling as RFC 4954 wants it',
} as const;

const UNANSWERED = {
  silent: 'The server said nothing more',
  dropped: 'The server closed the connection',
  malformed: 'What the server said is no SMTP reply',
} as const;

const FAULTS: Readonly<Record<SaslFault, string>> = {
  'challenge-malformed': 'it is no base64, or lacks what the mechanism needs',
  'iterations-excessive': 'it asks for more rounds of hashing than any honest server',
  'server-signature-wrong': 'its signature is wrong',
  'server-signature-missing': 'it gave none',
  'nonce-wrong': 'its nonce does not continue ours',
  'iterations-few':
    'it asks for so few rounds of hashing that whoever sees our answer can guess the password',
  'channel-binding-stripped':
    'it says that it offered channel binding, which did not reach us: somebody took it out of the offer',
  'channel-binding-wrong': 'it sees another TLS session than we do, so that there are two of them',
};

/** Logins that were tried, withheld or examined, in English. */
export const authLoginTexts: FindingTexts<
  | 'auth.accepted'
  | 'auth.mechanism-unsupported'
  | 'auth.challenge-malformed'
  | 'auth.server-unproven'
  | 'auth.cleartext-sent'
  | 'auth.cleartext-withheld'
  | 'auth.unanswered'
  | 'auth.examination-partial'
  | 'auth.token-expired'
  | 'auth.username-form'
> = {
  'auth.accepted': {
    title: ({ mechanism }) => `The login works, with ${mechanism}`,
    meaning: ({ mechanism, secure, advertised, isContradicted }) =>
      `The server accepted user and secret with ${mechanism} ${secure ? 'under TLS' : 'without TLS'}.${advertised ? '' : ' It does so although it does not offer the mechanism.'}${isContradicted ? ' Before that, within the exchange, it had refused the login: what it checks, if anything, is doubtful.' : ''}`,
    fix: () => ['Give a mail program that fails the same server, port, encryption and user name.'],
    see: 'https://www.rfc-editor.org/rfc/rfc4954',
  },
  'auth.mechanism-unsupported': {
    title: (data, evidence) => {
      if (data.reason === 'refused') return mechanismRefusalText.title(data, evidence);
      if (data.reason === 'examined') return 'A mechanism is offered and does not work';
      return data.reason === 'unusable' ? 'No mechanism can be used' : 'The mechanism is not offered';
    },
    meaning: (data, evidence) => {
      const { mechanisms, offered } = data;
      if (data.reason === 'refused') return mechanismRefusalText.meaning(data, evidence);
      if (data.reason === 'examined')
        return `The server lists ${list(mechanisms)} and refuses ${mechanisms.length === 1 ? 'it' : 'them'} at the first step, before any password was asked for.`;
      const offer = offered.length === 0 ? 'none' : list(offered);
      if (data.reason === 'not-offered')
        return `${list(mechanisms)} is not among the mechanisms that the server offers (${offer}), so that no login was tried.`;
      return mechanisms.length > 0
        ? `${list(mechanisms)} lacks something in this session, such as a TLS channel to bind to, so that no login was tried.`
        : `None of the mechanisms that the server offers (${offer}) can be used with what was given, so that no login was tried.`;
    },
    who: (data, evidence) =>
      data.reason === 'refused' ? mechanismRefusalText.who(data, evidence) : undefined,
    fix: (data, evidence) => {
      if (data.reason === 'refused') return mechanismRefusalText.fix(data, evidence);
      if (data.reason === 'examined')
        return [
          'On the server, take the mechanism out of the list, or give it what it needs: a module, or the passwords in clear for CRAM-MD5 and its kin.',
          `Look again: ${authCommand(evidence)}`,
        ];
      return steps(
        data.reason === 'not-offered' &&
          `Let the strongest that is offered be taken: ${authCommand(evidence, { user: 'ADDRESS' })}`,
        data.reason === 'not-offered' &&
          `Or try it all the same: ${authCommand(evidence, { user: 'ADDRESS', options: `--mechanism ${data.mechanisms[0] ?? 'NAME'} --force` })}`,
        data.reason === 'unusable' &&
          `Where XOAUTH2 or OAUTHBEARER is offered, give a token: ${authCommand(evidence, { user: 'ADDRESS', options: '--token-stdin' })}`,
        data.reason === 'unusable' && 'Where only others are offered, give a password instead of a token.',
      );
    },
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-4',
  },
  'auth.challenge-malformed': {
    title: ({ mechanism }) => `The challenge of ${mechanism} makes no sense`,
    meaning: ({ mechanism, fault }) =>
      `After AUTH ${mechanism} the server sent a 334 that cannot be a challenge of this mechanism${fault === undefined ? '' : `: ${FAULTS[fault]}`}. The login was cancelled; the password was not sent in answer to it.`,
    fix: (_data, evidence) => [
      `Use another mechanism: ${authCommand(evidence, { user: 'ADDRESS', options: '--mechanism PLAIN' })}`,
      'On the server, mend or switch off the mechanism; its challenges must be base64.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-4',
  },
  'auth.server-unproven': {
    title: () => 'The server could not prove that it knows the password',
    meaning: ({ mechanism, fault }) =>
      `${mechanism} lets both sides prove that they know the secret, and the server did not: ${FAULTS[fault]}. Somebody on the way may be posing as the server. The password itself was not sent.`,
    fix: (_data, evidence) => [
      `Look at the certificate and at what is on the way: ${probeCommand(evidence)}`,
      'Try from another network; if it works there, do not log in through this one.',
      'If it fails everywhere, the administrator sets the password anew: the server’s copy may be damaged.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5802#section-3',
  },
  'auth.cleartext-sent': {
    title: ({ exposes }) =>
      exposes === 'secret'
        ? 'The secret was sent where others can read it'
        : 'The password can be guessed from what was sent',
    meaning: ({ mechanism, exposes, way }) =>
      `${way === 'cleartext' ? 'There was no TLS' : 'The certificate is not trusted'}, and ${mechanism} ${
        exposes === 'secret'
          ? 'sends the secret itself'
          : 'sends something that a password can be tried against'
      }. It was allowed with --allow-cleartext.`,
    fix: (_data, evidence) => [
      'If the network is not your own, change the password.',
      `Log in under TLS: ${authCommand(evidence, { user: 'ADDRESS', port: 465 })}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8314#section-3',
  },
  'auth.cleartext-withheld': {
    title: ({ way }) =>
      way === 'cleartext'
        ? 'No login was tried, as there is no TLS'
        : 'No login was tried, as the certificate is not trusted',
    meaning: ({ way, offersStartTls }) =>
      way === 'cleartext'
        ? `The mechanisms offered show the password to whoever reads along, and the connection is not encrypted.${offersStartTls ? ' The server offers STARTTLS, which was not used.' : ''}`
        : 'Whoever holds this certificate need not be the server, and the mechanisms offered would give the password away.',
    fix: ({ way, offersStartTls }, evidence) =>
      way === 'cleartext'
        ? [
            offersStartTls
              ? `Use the TLS that is offered: ${authCommand(evidence, { user: 'ADDRESS', options: '--security starttls' })}`
              : `Try TLS from the first byte: ${authCommand(evidence, { user: 'ADDRESS', port: 465 })}`,
            `To send it in clear text all the same, on a network of your own: ${authCommand(evidence, { user: 'ADDRESS', options: '--allow-cleartext' })}`,
          ]
        : [
            `If the certificate is your own authority’s, name it: ${authCommand(evidence, { user: 'ADDRESS', options: '--ca FILE' })}`,
            `To send it all the same, on a network of your own: ${authCommand(evidence, { user: 'ADDRESS', options: '--allow-cleartext' })}`,
          ],
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-4',
  },
  'auth.unanswered': {
    title: () => 'The login got no answer',
    meaning: ({ how, mechanism, code, waitedMs, received }) =>
      `${UNANSWERED[how]}${how === 'silent' ? ` for ${duration(waitedMs)}` : named(code)} during the login${mechanism === undefined ? '' : ` with ${mechanism}`}.${received === undefined ? '' : ` The last that came was ${quote(received)}.`} Servers do so when they limit logins, or when what they check passwords with is down.`,
    fix: (_data, evidence) => [
      'Wait a quarter of an hour before the next attempt: each one may prolong a block.',
      `See whether the mechanisms work without a login: ${authCommand(evidence)}`,
      'On the server, look into the log at this time.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-6',
  },
  'auth.examination-partial': {
    title: () => 'Not all mechanisms could be examined',
    meaning: ({ ended, last }) =>
      `The examination ended${last === undefined ? '' : ` at ${last}`}, as ${ENDINGS[ended]}. Nobody tried to log in, so that no account can be locked by it.`,
    fix: (_data, evidence) => [
      `Later, ask for one at a time: ${authCommand(evidence, { options: '--mechanism NAME' })}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-4',
  },
  'auth.token-expired': {
    title: ({ isRefused }) =>
      isRefused ? 'The access token has expired' : 'The access token says that it has expired',
    meaning: ({ expiresAt, isRefused }) =>
      `The token itself says that it was valid until ${date(expiresAt)}, ${expiresAt.slice(11, 16)} UTC.${isRefused ? ' The server refused it.' : ''} Access tokens live for an hour or so.`,
    fix: (_data, evidence) => [
      'Fetch a new access token with the refresh token, or let the user sign in again.',
      `Let it be fetched here: ${tokenCommand(evidence, 'ADDRESS')}`,
      'Check the clock of the computer that asked for the token.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4',
  },
  'auth.username-form': {
    title: () => 'The user name may have the wrong form',
    meaning: ({ expected, word, isKnown }) => {
      if (expected === 'name')
        return word === undefined
          ? 'This provider does not take the mail address as the user name, but one that its pages show.'
          : `This provider takes the word "${word}" as the user name, whoever logs in, and a key as the password.`;
      return isKnown
        ? 'This provider takes the whole mail address as the user name; what was given has no @.'
        : 'Most servers take the whole mail address as the user name; what was given has no @.';
    },
    fix: ({ expected, word }, evidence) => [
      expected === 'name'
        ? `Try once: ${authCommand(evidence, { user: word ?? 'NAME' })}`
        : `Try once with the address: ${authCommand(evidence, { user: 'ADDRESS' })}`,
    ],
  },
};
