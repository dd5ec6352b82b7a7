import { STAGES, type Stage } from '../../errors.ts';
import type { Detail } from '../causes.ts';

/** What one reply code says by itself, at one stage or wherever it comes. */
export interface CodeRow {
  /** The name of its texts. */
  readonly key: CodeKey;
  readonly code: number;
  /** Absent when the row holds at every stage that has no row of its own. */
  readonly stage?: Stage;
  /** Absent when nothing is refused. */
  readonly detail?: Detail;
  /** `weak` when servers use the code for other things too, so that the words decide. */
  readonly strength: 'strong' | 'weak';
  /** The paragraph that defines it, or who uses it. */
  readonly reference: string;
  /** `not-a-reply` is a number that programs show in the place of a reply. */
  readonly standing: 'standard' | 'common' | 'not-a-reply';
}

/** A row is weak unless it says otherwise; one that cites no RFC is no standard's. */
type ShortRow = readonly [reference: string, detail?: Detail, strength?: 'strong'];

interface ShortTable {
  readonly [key: `${number}` | `${number} ${Stage}`]: ShortRow;
}

/** A code alone holds at any stage; with a stage it holds there, where it means something else. */
const CODES = {
  '101': ['mail programs and help pages', 'network'],
  '111': ['Linux ECONNREFUSED', 'connection-refused'],

  '211': ['RFC 5321 §4.2.3'],
  '214': ['RFC 5321 §4.2.3'],
  '220': ['RFC 5321 §3.1'],
  '220 starttls': ['RFC 3207 §4'],
  '221': ['RFC 5321 §4.1.1.10'],
  '235': ['RFC 4954 §6'],
  '250': ['RFC 5321 §4.2.3'],
  '250 data': ['RFC 5321 §4.2.5'],
  '251': ['RFC 5321 §3.4'],
  '252': ['RFC 5321 §3.5.3'],
  '253': ['RFC 1985'],
  '334': ['RFC 4954 §4'],
  '354': ['RFC 5321 §4.1.1.4'],

  '420': ['providers’ help pages', 'network'],
  '421': ['RFC 5321 §3.8', 'server-busy'],
  '421 greeting': ['RFC 5321 §3.8', 'rate-limited'],
  '421 auth': ['Postfix smtpd_hard_error_limit', 'login-limit', 'strong'],
  '421 data': ['RFC 5321 §3.8', 'server-busy'],
  '422': ['RFC 5248', 'auth-method'],
  '430': ['RFC 5248', 'auth-failed'],
  '431': ['Exchange before 2007', 'storage-full'],
  '432': ['RFC 4954 §6', 'auth-method'],
  '432 data': ['Microsoft 365', 'rate-limited'],
  '434': ['drafts of RFC 2554', 'auth-failed'],
  '435': ['Exim', 'auth-unavailable'],
  '441': ['Exchange before 2007', 'network'],
  '442': ['OpenSMTPD', 'connection-lost'],
  '446': ['Exchange before 2007', 'loop'],
  '447': ['Exchange before 2007', 'expired'],
  '449': ['Exchange before 2007', 'network'],
  '450': ['RFC 5321 §4.2.3', 'server-error'],
  '450 mail': ['Postfix unknown_address_reject_code', 'sender-domain'],
  '450 rcpt': ['RFC 5321 §4.3.2', 'server-error'],
  '450 data': ['RFC 5321 §4.3.2', 'greylisted'],
  '451': ['RFC 5321 §4.2.3', 'server-error'],
  '451 greeting': ['providers that throttle by address', 'reputation'],
  '451 mail': ['RFC 5321 §4.3.2', 'server-error'],
  '451 rcpt': ['RFC 5321 §4.3.2', 'server-error'],
  '451 data': ['RFC 5321 §4.3.2', 'server-error'],
  '452': ['RFC 5321 §4.2.3', 'storage-full'],
  '452 rcpt': ['RFC 5321 §4.5.3.1.10', 'recipient-limit'],
  '453': ['RFC 2645', 'server-error'],
  '454': ['RFC 3207 §4; RFC 4954 §6', 'server-error'],
  '454 starttls': ['RFC 3207 §4', 'tls-unavailable', 'strong'],
  '454 auth': ['RFC 4954 §6', 'auth-unavailable'],
  '454 rcpt': ['Postfix defer_unauth_destination', 'relay-denied'],
  '455': ['RFC 5321 §4.1.1.11', 'parameter-unsupported', 'strong'],
  '458': ['RFC 1985', 'server-error'],
  '459': ['RFC 1985', 'policy'],
  '471': ['providers’ help pages', 'policy'],

  '500': ['RFC 5321 §4.2.4', 'command-unknown', 'strong'],
  '500 starttls': ['RFC 5321 §4.2.4', 'tls-unavailable'],
  '500 auth': ['RFC 4954 §6', 'protocol'],
  '501': ['RFC 5321 §4.2.3', 'protocol', 'strong'],
  '501 hello': ['RFC 5321 §4.1.1.1', 'helo-invalid'],
  '501 auth': ['RFC 4954 §4', 'protocol', 'strong'],
  '501 mail': ['RFC 5321 §4.3.2', 'sender-malformed'],
  '501 rcpt': ['RFC 5321 §4.3.2', 'recipient-malformed'],
  '502': ['RFC 5321 §4.2.4', 'command-unknown', 'strong'],
  '502 starttls': ['RFC 5321 §4.2.4', 'tls-unavailable'],
  '502 auth': ['RFC 5321 §4.2.4', 'command-unknown'],
  '503': ['RFC 5321 §4.2.3', 'command-order', 'strong'],
  '503 auth': ['RFC 4954 §4', 'command-order'],
  '503 mail': ['several servers', 'auth-required'],
  '503 data': ['RFC 5321 §4.1.1.4', 'command-order'],
  '504': ['RFC 5321 §4.2.3', 'parameter-unsupported', 'strong'],
  '504 hello': ['Postfix non_fqdn_reject_code', 'helo-invalid'],
  '504 auth': ['RFC 4954 §4', 'mechanism-unsupported', 'strong'],
  '504 mail': ['Postfix non_fqdn_reject_code', 'sender-malformed'],
  '504 rcpt': ['Postfix non_fqdn_reject_code', 'recipient-malformed'],
  '510': ['providers’ help pages', 'recipient-unknown'],
  '511': ['providers’ help pages', 'recipient-unknown'],
  '512': ['providers’ help pages', 'domain-unknown'],
  '513': ['providers’ help pages', 'auth-required'],
  '521': ['RFC 7504 §3', 'domain-takes-no-mail'],
  '523': ['RFC 5248', 'tls-required'],
  '524': ['RFC 5248', 'tls-required'],
  '525': ['RFC 5248', 'account-locked', 'strong'],
  '530': ['RFC 4954 §6', 'auth-required'],
  '530 auth': ['RFC 3207 §4', 'tls-required', 'strong'],
  '530 mail': ['RFC 4954 §6', 'auth-required'],
  '533': ['RFC 5248', 'policy'],
  '534': ['RFC 4954 §6', 'auth-method', 'strong'],
  '535': ['RFC 4954 §6', 'auth-failed', 'strong'],
  '538': ['RFC 4954 §6', 'tls-required', 'strong'],
  '540': ['Rambler', 'recipient-disabled'],
  '541': ['providers’ help pages; Zoho', 'policy'],
  '542': ['MessageLabs', 'recipient-unknown'],
  '550': ['RFC 5321 §4.2.3', 'recipient-unknown'],
  '550 greeting': ['servers that refuse by address', 'reputation'],
  '550 hello': ['RFC 5321 §4.3.2', 'helo-invalid'],
  '550 auth': ['servers that give no RFC 4954 code', 'auth-failed'],
  '550 mail': ['RFC 5321 §4.3.2', 'sender-rejected'],
  '550 rcpt': ['RFC 5321 §4.3.2', 'recipient-unknown'],
  '550 data': ['RFC 5321 §4.3.2', 'content-spam'],
  '551': ['RFC 5321 §3.4', 'recipient-moved'],
  '552': ['RFC 5321 §4.2.3', 'mailbox-full'],
  '552 mail': ['RFC 1870 §6.1', 'message-too-big', 'strong'],
  '552 rcpt': ['RFC 5321 §4.3.2', 'mailbox-full', 'strong'],
  '552 data': ['RFC 1870 §6.3', 'message-too-big'],
  '553': ['RFC 5321 §4.2.3', 'recipient-unknown'],
  '553 mail': ['RFC 5321 §4.3.2', 'sender-rejected'],
  '553 rcpt': ['RFC 5321 §4.3.2', 'recipient-unknown'],
  '554': ['RFC 5321 §4.2.3', 'policy'],
  '554 greeting': ['RFC 5321 §3.1', 'reputation'],
  '554 hello': ['servers that refuse by address', 'reputation'],
  '554 auth': ['RFC 5248', 'auth-failed'],
  '554 mail': ['servers that judge the sender first', 'sender-rejected'],
  '554 rcpt': ['Postfix relay_domains and access tables', 'relay-denied'],
  '554 data': ['RFC 5321 §4.3.2', 'content-spam'],
  '555': ['RFC 5321 §4.1.1.11', 'parameter-unsupported', 'strong'],
  '556': ['RFC 7504 §4', 'domain-takes-no-mail', 'strong'],
  '557': ['servers with codes of their own', 'policy'],
  '571': ['Exchange and Sendmail of old; Orange', 'policy'],
} as const satisfies ShortTable;

/** A reply code, with the stage where it has a meaning of its own: `535`, `550 rcpt`. */
export type CodeKey = keyof typeof CODES;

function isCodeKey(key: string): key is CodeKey {
  return Object.hasOwn(CODES, key);
}

function standingOf(code: number, reference: string): CodeRow['standing'] {
  if (code < 200) return 'not-a-reply';
  return reference.startsWith('RFC ') ? 'standard' : 'common';
}

function rowOf(key: CodeKey): CodeRow {
  const [reference, detail, strong]: ShortRow = CODES[key];
  const code = Number(key.slice(0, 3));
  const stage = STAGES.find((name) => name === key.slice(4));
  return {
    key,
    code,
    ...(stage && { stage }),
    ...(detail && { detail }),
    strength: strong ?? 'weak',
    reference,
    standing: standingOf(code, reference),
  };
}

let rows: ReadonlyMap<string, CodeRow> | undefined;

function allRows(): ReadonlyMap<string, CodeRow> {
  rows ??= new Map(Object.keys(CODES).flatMap((key) => (isCodeKey(key) ? [[key, rowOf(key)]] : [])));
  return rows;
}

/** What a reply code says at a stage, else wherever it comes; undefined for a code nobody is known to use. */
export function codeAt(code: number, stage?: Stage): CodeRow | undefined {
  return allRows().get(`${code} ${stage}`) ?? allRows().get(`${code}`);
}

/** All rows, by code; that which holds anywhere stands before those of a stage. */
export function knownCodes(): readonly CodeRow[] {
  return [...allRows().values()].sort((one, other) => one.code - other.code);
}
