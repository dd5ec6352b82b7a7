import type { Stage } from '../errors.ts';
import type { Detail } from './causes.ts';
import type { Circumstances, Statement } from './interpretation.ts';

type Recast = Readonly<Partial<Record<Detail, Detail>>>;

/** In answer to MAIL the address is the sender's; in answer to EHLO the name is the client's. */
const AT_STAGE: Readonly<Partial<Record<Stage, Recast>>> = {
  mail: {
    'recipient-unknown': 'sender-rejected',
    'recipient-malformed': 'sender-malformed',
    'recipient-domain': 'sender-domain',
    'domain-unknown': 'sender-domain',
    'domain-dns-failed': 'sender-domain',
    'domain-takes-no-mail': 'sender-domain',
  },
  hello: { 'domain-unknown': 'helo-invalid', 'domain-dns-failed': 'helo-invalid' },
};

/** A server that answers AUTH was reached: what it complains of is what checks its passwords. */
const BEHIND_LOGIN: Recast = {
  network: 'auth-unavailable',
  'connection-lost': 'auth-unavailable',
  'connection-refused': 'auth-unavailable',
  'connection-timeout': 'auth-unavailable',
  'server-error': 'auth-unavailable',
};

/** Many servers know no AUTH until the session is encrypted, and say only that they do not know it. */
const LOGIN_IN_CLEARTEXT: Recast = {
  'mechanism-unsupported': 'tls-required',
  'command-unknown': 'tls-required',
  'command-order': 'tls-required',
};

/** A server that asks for TLS under TLS does not know that it has it. */
const UNDER_TLS: Recast = { 'tls-required': 'tls-unnoticed' };

/** Who has logged in and is refused for the sender may not send as that address. */
const SENDER_AFTER_LOGIN: Recast = { 'sender-rejected': 'sender-not-owned', policy: 'sender-not-owned' };

/** The same at RCPT, where a rule that is not named may as well be the recipient's. */
const SENDER_AT_RCPT_AFTER_LOGIN: Recast = { 'sender-rejected': 'sender-not-owned' };

/** Words that say themselves that it is about the recipient, whatever was asked. */
const NAMES_RECIPIENT = /recipient|rcpt|destinat|empf[aä]nger|получател/i;

/** Reads details in the light of the stage, of TLS and of a login: gives what each of them means there. */
export function recastFor(statement: Statement, given: Circumstances): (detail: Detail) => Detail {
  const stage = statement.stage ?? given.stage;
  const tables: Recast[] = [];
  const atStage = stage && AT_STAGE[stage];
  if (atStage && !NAMES_RECIPIENT.test(statement.text)) tables.push(atStage);
  if (stage === 'auth' && statement.code !== undefined) tables.push(BEHIND_LOGIN);
  if (stage === 'auth' && given.tls === false) tables.push(LOGIN_IN_CLEARTEXT);
  if (given.tls === true) tables.push(UNDER_TLS);
  if (stage === 'mail' && given.authenticated === true) tables.push(SENDER_AFTER_LOGIN);
  if (stage === 'rcpt' && given.authenticated === true) tables.push(SENDER_AT_RCPT_AFTER_LOGIN);
  return (detail) => tables.reduce((read, table) => table[read] ?? read, detail);
}
