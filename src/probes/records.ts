import type { DnsAnswer } from '../net/resolver.ts';

/** No honest record of mail is longer; DNS would carry sixteen times as much. */
const TEXT_CHARACTERS = 4_096;

/** The texts of a TXT answer, each cut at 4096 characters. */
export function textsOf({ records }: DnsAnswer): string[] {
  return records.flatMap((record) => (record.type === 'TXT' ? [record.text.slice(0, TEXT_CHARACTERS)] : []));
}

/** Says whether the DNS has answered, be it that there is nothing. */
export function isAnswered({ status }: DnsAnswer): boolean {
  return status === 'answer' || status === 'no-data' || status === 'nxdomain';
}

/** Says whether a name is a domain or lies below it. */
export function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}
