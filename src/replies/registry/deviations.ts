import type { Detail } from '../causes.ts';
import { enhancedSubject } from './enhanced.ts';

/** What a provider means by an enhanced code, where it is not what the registry says, or says nothing. */
export interface Deviation {
  /** As the list writes it: `5.7.14`, `X.7.27` for both classes, `5.7.606-649`, `504 5.7.40`. */
  readonly key: string;
  readonly detail: Detail;
  readonly source: string;
}

type ShortRow = readonly [key: string, detail: Detail];

interface ProviderRows {
  readonly source: string;
  readonly rows: readonly ShortRow[];
}

/** A key may begin with the reply code it goes with, may leave its class open, and may end in a range. */
const PROVIDERS: Readonly<Record<string, ProviderRows>> = {
  google: {
    source: 'Google Workspace: Gmail SMTP errors and codes',
    rows: [
      ['5.4.5', 'daily-limit'],
      ['5.7.9', 'app-password-required'],
      ['5.7.14', 'web-login-required'],
      // Commands pipelined after STARTTLS.
      ['523 5.7.10', 'protocol'],
      ['501 5.7.11', 'protocol'],
      // Google tests the PTR record here, and SPF in X.7.27.
      ['4.7.23', 'ptr-missing'],
      ['X.7.27', 'spf-failed'],
      ['X.7.29', 'tls-required'],
      ['X.7.30', 'dkim-failed'],
      ['X.7.32', 'dmarc-failed'],
      // The page prints 5.7.4, 5.7.8 and 5.7.9 with a 0 too much since August 2025.
      ['504 5.7.40', 'mechanism-unsupported'],
      ['X.7.40', 'dmarc-failed'],
      ['5.7.80', 'auth-failed'],
      ['5.7.90', 'auth-method'],
    ],
  },
  microsoft: {
    source: 'Microsoft: non-delivery reports in Exchange Online',
    rows: [
      ['432 4.3.2', 'rate-limited'],
      ['4.4.316', 'connection-refused'],
      ['X.4.8', 'certificate-refused'],
      ['4.7.500-699', 'reputation'],
      ['4.7.850-899', 'reputation'],
      ['5.1.8', 'account-locked'],
      ['5.1.10', 'recipient-unknown'],
      ['5.1.90', 'daily-limit'],
      ['5.2.121-122', 'rate-limited'],
      ['5.4.1', 'recipient-unknown'],
      ['5.4.14', 'loop'],
      ['5.4.300', 'expired'],
      // Outlook.com and Hotmail.
      ['550 5.5.0', 'recipient-unknown'],
      ['5.6.11', 'line-format'],
      ['535 5.7.3', 'auth-failed'],
      ['X.7.5', 'certificate-refused'],
      ['5.7.12-13', 'members-only'],
      ['550 5.7.30', 'oauth-required'],
      ['5.7.57', 'auth-required'],
      ['5.7.60', 'sender-not-owned'],
      ['5.7.64', 'relay-denied'],
      ['5.7.124', 'members-only'],
      ['5.7.133-136', 'members-only'],
      // Basic authentication off, SMTP AUTH off or a wrong password: the words tell which.
      ['535 5.7.139', 'auth-method'],
      ['X.7.321', 'tls-unavailable'],
      ['X.7.322-323', 'certificate-refused'],
      ['X.7.324', 'domain-dns-failed'],
      ['X.7.325', 'certificate-refused'],
      ['5.7.501-503', 'account-locked'],
      ['5.7.504-505', 'recipient-unknown'],
      ['5.7.506', 'helo-invalid'],
      ['5.7.507', 'reputation'],
      ['5.7.508', 'rate-limited'],
      ['5.7.509', 'dmarc-failed'],
      ['5.7.510', 'policy'],
      ['5.7.511', 'address-blocklisted'],
      ['5.7.512', 'header-invalid'],
      ['5.7.513', 'address-blocklisted'],
      ['5.7.606-649', 'address-blocklisted'],
      ['5.7.703', 'policy'],
      ['5.7.705', 'account-locked'],
      ['5.7.708', 'reputation'],
      ['5.7.750', 'sender-unverified'],
    ],
  },
  yandex: { source: 'refusals of Yandex', rows: [['5.7.1', 'recipient-unknown']] },
  comcast: { source: 'refusals of Comcast', rows: [['4.1.1', 'rate-limited']] },
  orange: { source: 'refusals of Orange, OFR_417', rows: [['552 5.1.1', 'mailbox-full']] },
  zoho: { source: 'refusals of Zoho', rows: [['5.4.6', 'rate-limited']] },
};

const KEY = /^(?:(\d{3}) )?([245X])\.(\d{1,3})\.(\d{1,3})(?:-(\d{1,3}))?$/;

interface Range {
  readonly code: number | undefined;
  readonly class: string;
  readonly subject: number;
  readonly from: number;
  readonly to: number;
}

function parseKey(key: string): Range | undefined {
  const [, code, digit = '', subject, from, to = from] = KEY.exec(key) ?? [];
  if (digit === '') return undefined;
  return {
    code: code === undefined ? undefined : Number(code),
    class: digit,
    subject: Number(subject),
    from: Number(from),
    to: Number(to),
  };
}

function holds(row: Range, asked: Range): boolean {
  return (
    (row.class === 'X' || row.class === asked.class) &&
    row.subject === asked.subject &&
    row.from <= asked.from &&
    asked.from <= row.to &&
    (row.code === undefined || row.code === asked.code)
  );
}

type IndexedRow = readonly [range: Range, deviation: Deviation];

const indexed = new Map<string, readonly IndexedRow[]>();

function rowsOf(provider: string): readonly IndexedRow[] {
  const known = indexed.get(provider);
  if (known || !Object.hasOwn(PROVIDERS, provider)) return known ?? [];
  const { source = '', rows = [] } = PROVIDERS[provider] ?? {};
  const found = rows.flatMap(([key, detail]) => {
    const range = parseKey(key);
    return range ? [[range, { key, detail, source }] as const] : [];
  });
  indexed.set(provider, found);
  return found;
}

/**
 * What a provider means by an enhanced code, when it is not what the registry says.
 *
 * @param code  The reply code it came with; rows for one reply code hold only with it.
 */
export function deviationOf(provider: string, enhanced: string, code?: number): Deviation | undefined {
  if (enhancedSubject(enhanced) === undefined) return undefined;
  const asked = parseKey(code === undefined ? enhanced : `${code} ${enhanced}`);
  return asked && rowsOf(provider).find(([range]) => holds(range, asked))?.[1];
}

/** The provider that gives a meaning to a code nobody registered: such a code betrays who spoke. */
export function inventorOf(enhanced: string, code?: number): string | undefined {
  return deviatingProviders().find((provider) => deviationOf(provider, enhanced, code) !== undefined);
}

/** All deviations of a provider; none for a provider without any. */
export function deviationsOf(provider: string): readonly Deviation[] {
  return rowsOf(provider).map(([, deviation]) => deviation);
}

/** The providers that have deviations. */
export function deviatingProviders(): readonly string[] {
  return Object.keys(PROVIDERS);
}
