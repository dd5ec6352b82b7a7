import type { Detail } from '../../replies/causes.ts';
import { authCommand } from '../auth-command.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { type LoginRefusalText, type LoginWords, loginRefusalText } from '../login-refusal.ts';
import { causes } from './causes/index.ts';

const { quote } = formatsOf('en');

const words: LoginWords = {
  said: (text) => `In the exchange itself the server gave this reason: ${quote(text)}.`,
  unknown: ({ code, mechanism }, evidence) => ({
    title: `The login is refused (${code})`,
    meaning: `The server refused the login with ${mechanism}, in words that name no known reason. ${
      code < 500
        ? 'A code 4xx means "not now".'
        : 'A code 5xx means that the same login will be refused again.'
    }`,
    fix: [
      'Read the server’s words above: they are for whoever runs it.',
      'Log in to the provider’s web mail with the same user name and password, to see whether these are right.',
      `Then try once more: ${authCommand(evidence, { user: 'ADDRESS' })}`,
    ],
    avoid: 'Do not try again and again: that locks accounts.',
  }),
};

function text(main?: Detail): LoginRefusalText {
  return loginRefusalText(causes, words, main);
}

/** Logins that were refused, in English: the words of their causes. */
export const authRefusalTexts: FindingTexts<
  | 'auth.credentials-rejected'
  | 'auth.account-locked'
  | 'auth.app-password-required'
  | 'auth.oauth-required'
  | 'auth.disabled'
  | 'auth.web-login-required'
  | 'auth.token-rejected'
  | 'auth.tls-required'
  | 'auth.attempts-limited'
  | 'auth.server-failure'
  | 'auth.refused'
> = {
  'auth.credentials-rejected': text('auth-failed'),
  'auth.account-locked': text('account-locked'),
  'auth.app-password-required': text('app-password-required'),
  'auth.oauth-required': text('oauth-required'),
  'auth.disabled': text('smtp-auth-disabled'),
  'auth.web-login-required': text('web-login-required'),
  'auth.token-rejected': text('token-rejected'),
  'auth.tls-required': text('tls-required'),
  'auth.attempts-limited': text('login-limit'),
  'auth.server-failure': text('auth-unavailable'),
  'auth.refused': text(),
};

/** The words of a mechanism that was refused. */
export const mechanismRefusalText = text('mechanism-unsupported');
