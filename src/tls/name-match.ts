import type { CertificateFacts } from './certificate.ts';
import { canonicalAddress, nameAttribute } from './certificate-names.ts';

/**
 * Whether a certificate is for this host (RFC 6125 §6.4): an IP address only by an iPAddress entry, a name by
 * dNSName entries, or by the common name of a certificate that has none of either.
 */
export function matchesName(leaf: CertificateFacts, expected: string): boolean {
  const address = canonicalAddress(expected.replace(/^\[(.*)\]$/, '$1'));
  if (address !== undefined) return leaf.names.includes(address);
  const commonName = nameAttribute(leaf.subject, 'CN');
  const presented = leaf.names.length === 0 && commonName !== undefined ? [commonName] : leaf.names;
  return presented.some((name) => matchesPresented(name.toLowerCase(), withoutDot(expected.toLowerCase())));
}

/** `*` stands for the whole leftmost label and no more (RFC 6125 §6.4.3), and never for a host of a top-level domain. */
function matchesPresented(presented: string, expected: string): boolean {
  const name = withoutDot(presented);
  if (!name.startsWith('*.')) return name === expected;
  const parent = name.slice(2);
  const dot = expected.indexOf('.');
  return dot > 0 && parent.includes('.') && !parent.includes('*') && expected.slice(dot + 1) === parent;
}

function withoutDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name;
}
