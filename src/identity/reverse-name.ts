import { ipVersion } from '../target.ts';

/**
 * The labels of an address in the order of the DNS: `4.3.2.1`, or the 32 nibbles of an IPv6 address (RFC 3596 §2.5).
 * A list's zone, or the reverse tree's, goes behind it. Undefined for what is no address.
 */
export function reverseLabels(address: string): string | undefined {
  if (ipVersion(address) === 4) return address.split('.').reverse().join('.');
  const nibbles = ipv6Nibbles(address);
  return nibbles === undefined ? undefined : [...nibbles].reverse().join('.');
}

/** The name whose PTR record names the host of an address (RFC 1035 §3.5, RFC 3596 §2.5). */
export function ptrName(address: string): string | undefined {
  const labels = reverseLabels(address);
  return labels === undefined ? undefined : `${labels}.${ipVersion(address) === 4 ? 'in-addr' : 'ip6'}.arpa`;
}

/** The 32 hexadecimal digits of an IPv6 address. */
export function ipv6Nibbles(address: string): string | undefined {
  if (ipVersion(address) !== 6) return undefined;
  const [head = '', tail] = withoutDotted(address.replace(/%.*$/, '').toLowerCase()).split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0000');
  const all = tail === undefined ? before : [...before, ...zeros, ...after];
  return all.length === 8 ? all.join('') : undefined;
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':').map((group) => group.padStart(4, '0'));
}

/** `::ffff:192.0.2.1` ends in an IPv4 address (RFC 4291 §2.2). */
function withoutDotted(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_all, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
}
