import type { DnsAnswer } from '../net/resolver.ts';

/** The texts of a TXT answer, whole: a record that was cut would have faults of our own making. */
export function textsOf({ records }: DnsAnswer): string[] {
  return records.flatMap((record) => (record.type === 'TXT' ? [record.text] : []));
}

/** Says whether the DNS has answered, be it that there is nothing. */
export function isAnswered({ status }: DnsAnswer): boolean {
  return status === 'answer' || status === 'no-data' || status === 'nxdomain';
}

/** Says whether a name is a domain or lies below it. */
export function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}
