import type { PromptWords } from '../prompt-words.ts';

/** What is asked before a command goes on, in Italian. */
export const promptWords: PromptWords = {
  names: {
    password: 'Password (non si vede)',
    token: 'Token di accesso (non si vede)',
    'oauth-client-secret': 'Segreto del client (non si vede)',
    'oauth-refresh-token': 'Refresh token (non si vede)',
    'imap-password': 'Password IMAP (non si vede)',
  },
  passwordOf: (user) => `Password di ${user} (non si vede)`,
  tokenOf: (user) => `Token di accesso di ${user} (non si vede)`,
  passphraseOf: (file) => `Passphrase di ${file} (non si vede)`,
  sendMany: (messages, recipients) =>
    `Invio ${messages > 1 ? `${messages} messaggi` : 'un messaggio'} a ${recipients > 1 ? `ciascuno dei ${recipients} destinatari` : 'un solo destinatario'}?`,
  isOwnServer: (domain) =>
    `I server di posta di ${domain} sono tuoi? Altri prenderebbero una prova di relay per un attacco.`,
  yes: 'Sì',
  no: 'No',
  yesOrNo: 'rispondi s o n',
};
