import { ipVersion } from '../target.ts';
import { ipv6Nibbles } from './reverse-name.ts';

/** Words by which access providers name the lines of their customers. */
const LINE_WORDS =
  /(?:^|[.\d_-])(?:a?dsl|broadband|cable|cust(?:omer)?s?|client|dhcp|dial(?:in|up)?|dyn(?:amic)?(?:ip)?|fiber|ftth|home|hsd|pool|ppp(?:oe)?|res(?:idential)?|static(?:ip)?|user|vdsl)(?:$|[.\d_-])/i;

/**
 * Says whether a name looks made by a machine out of the address, or named after a line, as many receivers ask before
 * they take mail from it.
 */
export function isGenericName(name: string, address: string): boolean {
  return holdsAddress(name.toLowerCase(), address) || LINE_WORDS.test(hostPart(name));
}

/** Without the two last labels, which are the provider's own name. */
function hostPart(name: string): string {
  return name.split('.').slice(0, -2).join('.');
}

function holdsAddress(name: string, address: string): boolean {
  if (ipVersion(address) === 6) return holdsIpv6(name, address);
  const octets = address.split('.').map(Number);
  const hex = octets.map((octet) => octet.toString(16).padStart(2, '0')).join('');
  const digits = octets.map((octet) => String(octet).padStart(3, '0')).join('');
  if (name.includes(hex) || name.includes(digits)) return true;
  const runs = [octets, [...octets].reverse()].flatMap((order) => [order.slice(0, 3), order.slice(1)]);
  return runs.some((run) =>
    new RegExp(`(?<!\\d)${run.map((octet) => `0*${octet}`).join('[-._x]?')}(?!\\d)`).test(name),
  );
}

function holdsIpv6(name: string, address: string): boolean {
  const nibbles = ipv6Nibbles(address) ?? '';
  const bare = name.replace(/[-.:]/g, '');
  return (
    nibbles.length === 32 &&
    (bare.includes(nibbles.slice(16)) || bare.includes([...nibbles].reverse().join('')))
  );
}
