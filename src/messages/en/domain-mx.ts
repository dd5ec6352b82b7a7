import { zoneName } from '../../identity/zone-record.ts';
import type { FindingTexts } from '../catalog.ts';
import { type DomainMxId, addressLine as lineOf, publishSteps } from '../domain-publish.ts';
import { formatsOf } from '../format.ts';
import { publishWords } from './domain-words.ts';

const { list } = formatsOf('en');

function lossOf(isOnly: boolean): string {
  return isOnly ? 'No mail can come in.' : 'Mail comes in by the other servers, later than it could.';
}

/** A domain's way in, in English. */
export const domainMxTexts: FindingTexts<DomainMxId> = {
  'domain.mx-absent': {
    title: ({ fallback }) => (fallback ? 'The domain has no MX record' : 'The domain names no mail server'),
    meaning: ({ domain, fallback }) =>
      fallback
        ? `${domain} has no MX record. Senders fall back to its own address, which is often a web server and rarely meant.`
        : `${domain} has neither an MX record nor an address to fall back to. Mail for it comes back to the sender.`,
    fix: ({ domain, publish }) => [
      ...publishSteps(publish, publishWords),
      `If ${domain} is to take no mail, say so: \`${domain}. MX 0 .\``,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'domain.mx-null': {
    title: () => 'The domain takes no mail, and says so',
    meaning: ({ domain }) =>
      `${domain} publishes a null MX. Senders give up at once, as they should for a domain that takes no mail.`,
    fix: ({ domain }) => [
      `Nothing, if that is meant. Else replace \`${domain}. MX 0 .\` with the name of a mail server.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7505',
  },
  'domain.mx-null-mixed': {
    title: () => 'A null MX stands beside real ones',
    meaning: ({ domain, hosts }) =>
      `${domain} says that it takes no mail, and names ${list(hosts)} at the same time. Some senders believe the one, some the other.`,
    fix: ({ domain }) => [`Remove \`${domain}. MX 0 .\`, or all the others.`],
    see: 'https://www.rfc-editor.org/rfc/rfc7505#section-3',
  },
  'domain.mx-address': {
    title: () => 'An MX record holds an IP address',
    meaning: ({ domain, address, isOnly }) =>
      `The MX of ${domain} names the address ${address}, where only a host name may stand. Senders look for a host of that name and find none. ${lossOf(isOnly)}`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'domain.mx-host-absent': {
    title: () => 'An MX record names a host without an address',
    meaning: ({ domain, hosts, isOnly }) =>
      `The MX of ${domain} names ${list(hosts)}, for which the DNS has no address. ${lossOf(isOnly)}`,
    fix: ({ domain, hosts: [host], before, publish }) => [
      `Publish the server’s address, \`${zoneName(host ?? '')} A ADDRESS\`, or remove \`${domain}. MX ${before[0]}\``,
      ...publishSteps(publish, publishWords),
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'domain.mx-unroutable': {
    title: () => 'A mail server has an address of a private network',
    meaning: ({ lost, isOnly }) =>
      `${list(lost.map(({ host, address }) => `${host} (${address})`))} cannot be reached from the Internet. ${lossOf(isOnly)}`,
    fix: ({ lost: [first] }) => [
      `Replace \`${lineOf(first, first?.address)}\` with the server’s public address: \`${lineOf(first, 'ADDRESS')}\``,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6890',
  },
  'domain.mx-alias': {
    title: () => 'An MX record names an alias',
    meaning: ({ host, alias }) =>
      `${host} is a CNAME for ${alias}. An MX record has to name the host itself; some senders refuse an alias.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc2181#section-10.3',
  },
  'domain.mx-ipv6-only': {
    title: () => 'The mail servers have no IPv4 address',
    meaning: ({ domain, hosts }) =>
      `${list(hosts)} can be reached over IPv6 alone. Many senders have only IPv4, and cannot write to ${domain}.`,
    fix: ({ hosts: [host] }) => [`Publish its IPv4 address as well: \`${zoneName(host ?? '')} A ADDRESS\``],
    see: 'https://www.rfc-editor.org/rfc/rfc3974',
  },
};
