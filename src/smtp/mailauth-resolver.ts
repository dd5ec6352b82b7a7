import type { DNSResolver } from 'mailauth';
import type { DnsAnswer, DnsRecord, DnsStatus, RecordType, Resolver } from '../net/resolver.ts';

/** How mailauth asks the DNS. */
export type MailauthResolver = DNSResolver;

/** What Node's own resolver calls it, as mailauth expects. */
const CODES: Readonly<Record<Exclude<DnsStatus, 'answer'>, string>> = {
  'no-data': 'ENODATA',
  nxdomain: 'ENOTFOUND',
  servfail: 'ESERVFAIL',
  refused: 'EREFUSED',
  timeout: 'ETIMEOUT',
  malformed: 'EBADRESP',
};

const TYPES: readonly RecordType[] = ['A', 'AAAA', 'MX', 'TXT', 'CNAME', 'PTR', 'NS'];

/**
 * Lets mailauth ask the DNS through our resolver, so that `--dns`, `--resolve` and the demo's zones hold for it too.
 *
 * The function rejects with an error of Node's codes, as `dns.promises.resolve` does.
 */
export function mailauthResolver(resolver: Resolver, signal?: AbortSignal): MailauthResolver {
  return async (name, wanted) => {
    const type = TYPES.find((known) => known === wanted);
    if (type === undefined) throw dnsError(name, 'ENOTIMP');
    const answer = await ask(resolver, { name, type }, signal);
    if (answer?.status !== 'answer') throw dnsError(name, codeOf(answer));
    // mailauth's type knows no MX objects, which its SPF asks for all the same.
    return valuesOf(answer) as Awaited<ReturnType<DNSResolver>>;
  };
}

/** A name that the DNS cannot carry, as a macro may make one, does not exist (RFC 7208 §4.3). */
function codeOf(answer: DnsAnswer | undefined): string {
  if (answer?.source === 'name') return CODES.nxdomain;
  return answer === undefined || answer.status === 'answer' ? CODES['no-data'] : CODES[answer.status];
}

/** A host's addresses may stand in the hosts file or in `--resolve`; a name in a record is complete. */
async function ask(
  resolver: Resolver,
  { name, type }: { readonly name: string; readonly type: RecordType },
  signal: AbortSignal | undefined,
): Promise<DnsAnswer | undefined> {
  if (type !== 'A' && type !== 'AAAA') return resolver.query(name, type, signal);
  const answers = await resolver.addresses(`${name.replace(/\.$/, '')}.`, signal);
  return answers.find((answer) => answer.type === type);
}

function valuesOf({ records }: DnsAnswer): unknown[] {
  return records.flatMap((record) => valueOfRecord(record));
}

function valueOfRecord(record: DnsRecord): unknown[] {
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return [record.address];
    case 'TXT':
      return [[record.text]];
    case 'MX':
      // A null MX (RFC 7505) names no host; mailauth would ask for one without a name.
      if (record.exchange === '' || record.exchange === '.') return [];
      return [{ exchange: record.exchange, priority: record.preference }];
    case 'CNAME':
    case 'PTR':
    case 'NS':
      return [record.target];
    default:
      return [];
  }
}

function dnsError(name: string, code: string): Error {
  return Object.assign(new Error(`${code} ${name}`), { code });
}
