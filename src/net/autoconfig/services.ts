import type { DnsAnswer, DnsRecord } from '../resolver.ts';
import { type FoundServer, hostName } from './found.ts';

type Srv = Extract<DnsRecord, { type: 'SRV' }>;

const SERVERS = 4;

/** The names of a domain's SRV records for handing in mail, with the protection that each means (RFC 8314 §5.1, RFC 6186 §3.1). */
export const SERVICES: readonly (readonly [name: string, security: FoundServer['security']])[] = [
  ['_submissions._tcp', 'tls'],
  ['_submission._tcp', 'starttls'],
];

/** Reads the servers of one SRV answer, best first; of a host or port that is none nothing is said. */
export function readServices(
  { records }: DnsAnswer,
  security: FoundServer['security'],
): readonly FoundServer[] {
  return records
    .flatMap((record) => (record.type === 'SRV' ? [record] : []))
    .sort(bySrvOrder)
    .flatMap(({ target, port }) => {
      const host = hostName(target);
      return host === undefined || port === 0 ? [] : [{ host, port, security }];
    })
    .slice(0, SERVERS);
}

/** Says whether the domain declares that it has no such service: a single target of `.` (RFC 2782). */
export function isRefused({ records }: DnsAnswer): boolean {
  const targets = records.flatMap((record) => (record.type === 'SRV' ? [record.target] : []));
  return targets.length === 1 && /^\.?$/.test(targets[0] ?? '');
}

/** By priority; among equals the heaviest, since nothing is gained by drawing lots here. */
function bySrvOrder(a: Srv, b: Srv): number {
  return a.priority - b.priority || b.weight - a.weight;
}
