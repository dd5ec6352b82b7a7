import type { Detail } from '../../replies/causes.ts';
import { authCommand } from '../auth-command.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { type LoginRefusalText, type LoginWords, loginRefusalText } from '../login-refusal.ts';
import { causes } from './causes/index.ts';

const { quote } = formatsOf('it');

const words: LoginWords = {
  said: (text) => `Nello scambio stesso il server ha dato questo motivo: ${quote(text)}.`,
  unknown: ({ code, mechanism }, evidence) => ({
    title: `L’autenticazione è rifiutata (${code})`,
    meaning: `Il server ha rifiutato l’autenticazione con ${mechanism}, con parole che non indicano un motivo noto. ${
      code < 500
        ? 'Un codice 4xx vuol dire "non adesso".'
        : 'Un codice 5xx vuol dire che lo stesso tentativo sarà rifiutato di nuovo.'
    }`,
    fix: [
      'Leggi le parole del server qui sopra: sono per chi lo gestisce.',
      'Accedi alla webmail del provider con lo stesso nome utente e la stessa password, per vedere se sono giusti.',
      `Poi prova ancora una volta: ${authCommand(evidence, { user: 'INDIRIZZO' })}`,
    ],
    avoid: 'Non riprovare di continuo: così l’account viene bloccato.',
  }),
};

function text(main?: Detail): LoginRefusalText {
  return loginRefusalText(causes, words, main);
}

/** Logins that were refused, in Italian: the words of their causes. */
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
