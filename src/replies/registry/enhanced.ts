import type { Detail } from '../causes.ts';

/** What one enhanced status code says (RFC 3463), whether temporary or permanent. */
export interface EnhancedRow {
  /** The code without its class, which is also the name of its texts: `X.7.8`. */
  readonly key: EnhancedKey;
  /** Its name in the IANA registry of SMTP Enhanced Status Codes. */
  readonly title: string;
  /** The reply codes the registry pairs it with; empty when it names none, or any. */
  readonly basicCodes: readonly number[];
  readonly detail?: Detail;
  /** `weak` when servers use it for other things too; `none` when it tells no cause. */
  readonly strength: 'strong' | 'weak' | 'none';
  readonly reference: string;
}

/** What an enhanced code is about: its second number (RFC 3463 §3). */
export type EnhancedSubject =
  | 'other'
  | 'address'
  | 'mailbox'
  | 'system'
  | 'network'
  | 'protocol'
  | 'content'
  | 'security';

/** A row with a detail is weak unless it says otherwise. */
type ShortRow = readonly [
  title: string,
  basicCodes: readonly number[],
  reference: string,
  detail?: Detail,
  strength?: 'strong',
];

const CODES = {
  'X.0.0': ['Other undefined Status', [], 'RFC 3463 §3.1'],

  'X.1.0': ['Other address status', [], 'RFC 3463 §3.2', 'recipient-unknown'],
  'X.1.1': ['Bad destination mailbox address', [451, 550], 'RFC 3463 §3.2', 'recipient-unknown', 'strong'],
  'X.1.2': ['Bad destination system address', [], 'RFC 3463 §3.2', 'domain-unknown', 'strong'],
  'X.1.3': [
    'Bad destination mailbox address syntax',
    [501],
    'RFC 3463 §3.2',
    'recipient-malformed',
    'strong',
  ],
  'X.1.4': ['Destination mailbox address ambiguous', [], 'RFC 3463 §3.2', 'recipient-unknown'],
  'X.1.5': ['Destination address valid', [250], 'RFC 3463 §3.2'],
  'X.1.6': [
    'Destination mailbox has moved, No forwarding address',
    [],
    'RFC 3463 §3.2',
    'recipient-moved',
    'strong',
  ],
  'X.1.7': ["Bad sender's mailbox address syntax", [], 'RFC 3463 §3.2', 'sender-malformed'],
  'X.1.8': ["Bad sender's system address", [451, 501], 'RFC 3463 §3.2', 'sender-domain', 'strong'],
  'X.1.9': ['Message relayed to non-compliant mailer', [], 'RFC 3886'],
  'X.1.10': ['Recipient address has null MX', [556], 'RFC 7505', 'domain-takes-no-mail', 'strong'],

  'X.2.0': ['Other or undefined mailbox status', [], 'RFC 3463 §3.3'],
  'X.2.1': ['Mailbox disabled, not accepting messages', [], 'RFC 3463 §3.3', 'recipient-disabled', 'strong'],
  'X.2.2': ['Mailbox full', [552], 'RFC 3463 §3.3', 'mailbox-full', 'strong'],
  'X.2.3': [
    'Message length exceeds administrative limit',
    [552],
    'RFC 3463 §3.3',
    'message-too-big',
    'strong',
  ],
  'X.2.4': ['Mailing list expansion problem', [450, 452], 'RFC 3463 §3.3', 'server-error'],

  'X.3.0': [
    'Other or undefined mail system status',
    [221, 250, 421, 451, 550, 554],
    'RFC 3463 §3.4',
    'server-error',
  ],
  'X.3.1': ['Mail system full', [452], 'RFC 3463 §3.4', 'storage-full', 'strong'],
  'X.3.2': ['System not accepting network messages', [453, 521], 'RFC 3463 §3.4; RFC 7504', 'server-error'],
  'X.3.3': ['System not capable of selected features', [], 'RFC 3463 §3.4', 'parameter-unsupported'],
  'X.3.4': ['Message too big for system', [552, 554], 'RFC 3463 §3.4', 'message-too-big', 'strong'],
  'X.3.5': ['System incorrectly configured', [], 'RFC 3463 §3.4', 'server-error', 'strong'],
  'X.3.6': ['Requested priority was changed', [250, 251], 'RFC 6710'],

  'X.4.0': ['Other or undefined network or routing status', [], 'RFC 3463 §3.5', 'network'],
  'X.4.1': ['No answer from host', [451], 'RFC 3463 §3.5', 'network', 'strong'],
  'X.4.2': ['Bad connection', [421], 'RFC 3463 §3.5', 'connection-lost', 'strong'],
  'X.4.3': ['Directory server failure', [451, 550], 'RFC 3463 §3.5', 'domain-dns-failed'],
  'X.4.4': ['Unable to route', [], 'RFC 3463 §3.5', 'recipient-domain'],
  'X.4.5': ['Mail system congestion', [451], 'RFC 3463 §3.5', 'server-busy'],
  'X.4.6': ['Routing loop detected', [], 'RFC 3463 §3.5', 'loop', 'strong'],
  'X.4.7': ['Delivery time expired', [], 'RFC 3463 §3.5', 'expired', 'strong'],

  'X.5.0': [
    'Other or undefined protocol status',
    [220, 250, 251, 252, 253, 451, 452, 454, 458, 459, 501, 502, 503, 554],
    'RFC 3463 §3.6',
    'protocol',
  ],
  'X.5.1': [
    'Invalid command',
    [430, 500, 501, 503, 530, 550, 554, 555],
    'RFC 3463 §3.6',
    'protocol',
    'strong',
  ],
  'X.5.2': ['Syntax error', [500, 501, 502, 550, 555], 'RFC 3463 §3.6', 'protocol', 'strong'],
  'X.5.3': ['Too many recipients', [451], 'RFC 3463 §3.6', 'recipient-limit', 'strong'],
  'X.5.4': [
    'Invalid command arguments',
    [451, 501, 502, 503, 504, 550, 555],
    'RFC 3463 §3.6',
    'parameter-unsupported',
    'strong',
  ],
  'X.5.5': ['Wrong protocol version', [], 'RFC 3463 §3.6', 'protocol'],
  'X.5.6': ['Authentication Exchange line is too long', [500], 'RFC 4954 §6', 'protocol', 'strong'],

  'X.6.0': ['Other or undefined media error', [], 'RFC 3463 §3.7', 'message-format'],
  'X.6.1': ['Media not supported', [], 'RFC 3463 §3.7', 'message-format'],
  'X.6.2': ['Conversion required and prohibited', [], 'RFC 3463 §3.7', 'message-format'],
  'X.6.3': ['Conversion required but not supported', [554], 'RFC 3463 §3.7', 'message-format'],
  'X.6.4': ['Conversion with loss performed', [250], 'RFC 3463 §3.7'],
  'X.6.5': ['Conversion Failed', [], 'RFC 3463 §3.7', 'message-format'],
  'X.6.6': ['Message content not available', [554], 'RFC 4468', 'server-error'],
  'X.6.7': [
    'Non-ASCII addresses not permitted for that sender/recipient',
    [553, 550],
    'RFC 6531',
    'protocol',
    'strong',
  ],
  'X.6.8': [
    'UTF-8 string reply is required, but not permitted by the SMTP client',
    [252, 553, 550],
    'RFC 6531',
    'protocol',
    'strong',
  ],
  'X.6.9': [
    'UTF-8 header message cannot be transferred to one or more recipients, so the message must be rejected',
    [550],
    'RFC 6531',
    'protocol',
    'strong',
  ],
  'X.6.10': ['deprecated duplicate of X.6.8', [], 'RFC 6531'],

  'X.7.0': [
    'Other or undefined security status',
    [220, 235, 450, 454, 500, 501, 503, 504, 530, 535, 550],
    'RFC 3463 §3.8',
  ],
  'X.7.1': [
    'Delivery not authorized, message refused',
    [451, 454, 502, 503, 533, 550, 551],
    'RFC 3463 §3.8',
    'policy',
  ],
  'X.7.2': ['Mailing list expansion prohibited', [550], 'RFC 3463 §3.8', 'members-only', 'strong'],
  'X.7.3': ['Security conversion required but not possible', [], 'RFC 3463 §3.8', 'tls'],
  'X.7.4': ['Security features not supported', [504], 'RFC 3463 §3.8', 'mechanism-unsupported'],
  'X.7.5': ['Cryptographic failure', [], 'RFC 3463 §3.8', 'tls'],
  'X.7.6': ['Cryptographic algorithm not supported', [], 'RFC 3463 §3.8', 'tls'],
  'X.7.7': ['Message integrity failure', [], 'RFC 3463 §3.8', 'message-format'],
  'X.7.8': ['Authentication credentials invalid', [535, 554], 'RFC 4954 §6', 'auth-failed', 'strong'],
  'X.7.9': ['Authentication mechanism is too weak', [534], 'RFC 4954 §6', 'auth-method', 'strong'],
  'X.7.10': ['Encryption Needed', [523], 'RFC 5248', 'tls-required', 'strong'],
  'X.7.11': [
    'Encryption required for requested authentication mechanism',
    [524, 538],
    'RFC 4954 §6',
    'tls-required',
    'strong',
  ],
  'X.7.12': ['A password transition is needed', [422, 432], 'RFC 4954 §6', 'auth-method', 'strong'],
  'X.7.13': ['User Account Disabled', [525], 'RFC 5248', 'account-locked'],
  'X.7.14': ['Trust relationship required', [535, 554], 'RFC 5248', 'policy'],
  'X.7.15': ['Priority Level is too low', [450, 550], 'RFC 6710', 'policy'],
  'X.7.16': ['Message is too big for the specified priority', [552], 'RFC 6710', 'message-too-big', 'strong'],
  'X.7.17': ['Mailbox owner has changed', [], 'RFC 7293', 'recipient-unknown', 'strong'],
  'X.7.18': ['Domain owner has changed', [], 'RFC 7293', 'recipient-domain'],
  'X.7.19': ['RRVS test cannot be completed', [], 'RFC 7293', 'server-error'],
  'X.7.20': ['No passing DKIM signature found', [550], 'RFC 7372 §3.1', 'dkim-failed', 'strong'],
  'X.7.21': ['No acceptable DKIM signature found', [550], 'RFC 7372 §3.1', 'dkim-failed', 'strong'],
  'X.7.22': ['No valid author-matched DKIM signature found', [550], 'RFC 7372 §3.1', 'dkim-failed', 'strong'],
  'X.7.23': ['SPF validation failed', [550], 'RFC 7372 §3.2', 'spf-failed', 'strong'],
  'X.7.24': ['SPF validation error', [451, 550], 'RFC 7372 §3.2', 'spf-failed', 'strong'],
  'X.7.25': ['Reverse DNS validation failed', [550], 'RFC 7372 §3.3', 'ptr-missing', 'strong'],
  'X.7.26': ['Multiple authentication checks failed', [550], 'RFC 7372 §3.4', 'sender-auth', 'strong'],
  'X.7.27': ['Sender address has null MX', [550], 'RFC 7505', 'sender-domain', 'strong'],
  'X.7.28': ['Mail flood detected', [], 'draft-levine-mailbomb-header', 'rate-limited', 'strong'],
  'X.7.29': ['ARC validation failure', [550], 'RFC 8617', 'sender-auth', 'strong'],
  'X.7.30': ['REQUIRETLS support required', [550], 'RFC 8689', 'tls-unavailable', 'strong'],
} as const satisfies { readonly [key: `X.${number}.${number}`]: ShortRow };

/** An enhanced code without its class: `X.7.8`. */
export type EnhancedKey = keyof typeof CODES;

function isEnhancedKey(key: string): key is EnhancedKey {
  return Object.hasOwn(CODES, key);
}

function rowOf(key: EnhancedKey): EnhancedRow {
  const [title, basicCodes, reference, detail, strong]: ShortRow = CODES[key];
  if (!detail) return { key, title, basicCodes, strength: 'none', reference };
  return { key, title, basicCodes, detail, strength: strong ?? 'weak', reference };
}

let rows: ReadonlyMap<string, EnhancedRow> | undefined;

function allRows(): ReadonlyMap<string, EnhancedRow> {
  rows ??= new Map(Object.keys(CODES).flatMap((key) => (isEnhancedKey(key) ? [[key, rowOf(key)]] : [])));
  return rows;
}

/** Class, subject and detail as RFC 3463 §2 writes them. */
const ENHANCED = /^[245]\.\d{1,3}\.\d{1,3}$/;

/** What the registry says of an enhanced code, `5.7.8`; undefined for an unregistered one, and for what is none. */
export function enhancedRow(code: string): EnhancedRow | undefined {
  if (!ENHANCED.test(code)) return undefined;
  const row = allRows().get(`X${code.slice(1)}`);
  return row && code.startsWith('2') ? withoutRefusal(row) : row;
}

/** Class 2 refuses nothing (RFC 3463 §2), so `2.7.1` has no cause. */
function withoutRefusal({ detail: _refusal, ...row }: EnhancedRow): EnhancedRow {
  return { ...row, strength: 'none' };
}

const SUBJECTS: readonly EnhancedSubject[] = [
  'other',
  'address',
  'mailbox',
  'system',
  'network',
  'protocol',
  'content',
  'security',
];

/** What an enhanced code is about, be it registered or not; undefined when its subject has no meaning. */
export function enhancedSubject(code: string): EnhancedSubject | undefined {
  return ENHANCED.test(code) ? SUBJECTS[Number(code.split('.')[1])] : undefined;
}

/** All registered codes, by number. */
export function knownEnhanced(): readonly EnhancedRow[] {
  return [...allRows().values()];
}
