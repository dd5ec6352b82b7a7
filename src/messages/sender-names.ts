import type { Sender } from '../rules/tls/policy-outcomes.ts';

/** Senders by their makers' names, alike in every language; Postfix with its `smtp_tls_security_level`. */
export const SENDER_NAMES: Readonly<Record<Sender, string>> = {
  'postfix-may': 'Postfix (may)',
  'postfix-dane': 'Postfix (dane)',
  'postfix-secure': 'Postfix (secure)',
  exim: 'Exim',
  gmail: 'Gmail',
  'microsoft-365': 'Microsoft 365',
};
