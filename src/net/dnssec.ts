import type { DnsAnswer } from './resolver.ts';

/**
 * What an answer is worth to DANE. `secure`: validated, and the way to who says so cannot be forged. `unproven`:
 * said to be validated, by a server at the end of a way on which anybody could have said it. `insecure`: not signed,
 * or asked of a server that does not validate. `local`: from this computer, where DNSSEC has no say. `failed`: no
 * answer, which is how a validating server tells of signatures that are wrong or have expired (RFC 4035 §5.5).
 */
export type DnssecState = 'secure' | 'unproven' | 'insecure' | 'local' | 'failed';

const ANSWERED: ReadonlySet<DnsAnswer['status']> = new Set(['answer', 'no-data', 'nxdomain']);
const LOCAL: ReadonlySet<string> = new Set(['hosts', 'literal', 'localhost', '--resolve']);

/** Judges one answer by its AD flag and by the way it came (RFC 7672 §2.1.1, RFC 4035 §4.9.3). */
export function dnssecOf({ authenticated, pathTrusted, source, status }: DnsAnswer): DnssecState {
  if (LOCAL.has(source)) return 'local';
  if (!ANSWERED.has(status)) return 'failed';
  if (!authenticated) return 'insecure';
  return pathTrusted ? 'secure' : 'unproven';
}

/** The state of A and AAAA together: the weaker counts, and one that has no record, only where the other has none. */
export function weakestDnssec(answers: readonly DnsAnswer[]): DnssecState {
  const found = answers.filter(({ status }) => status === 'answer');
  const states = (found.length > 0 ? found : answers).map(dnssecOf);
  return WEAKEST_FIRST.find((state) => states.includes(state)) ?? 'failed';
}

const WEAKEST_FIRST: readonly DnssecState[] = ['failed', 'insecure', 'unproven', 'local', 'secure'];

/** Whether nobody between could have set the AD flag: the server is on this computer, or was asked in TLS. */
export function isTrustedSource(source: string): boolean {
  return /^(127\.|\[::1\]:|tls:|https:)/.test(source);
}
