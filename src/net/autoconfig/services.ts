import type { DnsAnswer, DnsRecord } from '../resolver.ts';
import { type FoundServer, hostName } from './found.ts';

type Srv = Extract<DnsRecord, { type: 'SRV' }>;

const SERVERS = 4;

/** The names of a domain's SRV records for handing in mail, with the protection that each means (RFC 8314 §5.1, RFC 6186 §3.1). */
export const SERVICES: readonly (readonly [name: string, security: FoundServer['security']])[] = [
  ['_submissions._tcp', 'tls'],
  ['_submission._tcp', 'starttls'],
];

/** Reads the servers of one SRV answer, best first; a target of `.` says that there is none (RFC 2782). */
export function readServices(
  { records }: DnsAnswer,
  security: FoundServer['security'],
): readonly FoundServer[] {
  return records
    .flatMap((record) => (record.type === 'SRV' ? [record] : []))
    .sort(bySrvOrder)
    .slice(0, SERVERS)
    .flatMap(({ target, port }) => {
      const host = hostName(target);
      return host === undefined || port === 0 ? [] : [{ host, port, security }];
    });
}

/** By priority; among equals the heaviest, since nothing is gained by drawing lots here. */
function bySrvOrder(a: Srv, b: Srv): number {
  return a.priority - b.priority || b.weight - a.weight;
}
