import type { PromptWords } from '../prompt-words.ts';

/** What is asked before a command goes on, in English. */
export const promptWords: PromptWords = {
  names: {
    password: 'Password (not shown)',
    token: 'Access token (not shown)',
    'oauth-client-secret': 'Client secret (not shown)',
    'oauth-refresh-token': 'Refresh token (not shown)',
    'imap-password': 'IMAP password (not shown)',
  },
  passwordOf: (user) => `Password of ${user} (not shown)`,
  tokenOf: (user) => `Access token of ${user} (not shown)`,
  passphraseOf: (file) => `Passphrase of ${file} (not shown)`,
  sendMany: (messages, recipients) =>
    `Send ${messages > 1 ? `${messages} messages` : 'a message'} to ${recipients > 1 ? `each of ${recipients} recipients` : 'one recipient'}?`,
  isOwnServer: (domain) => `Are the mail servers of ${domain} yours? Others take a relay test for an attack.`,
  yes: 'Yes',
  no: 'No',
  yesOrNo: 'answer y or n',
};
