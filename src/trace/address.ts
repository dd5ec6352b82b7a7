import { ipVersion } from '../target.ts';

/** Finds the first IP address in a piece of a trace field: `[192.0.2.1]`, `[IPv6:2001:db8::1]`, `(192.0.2.1)`, bare. */
export function findAddress(text: string): string | undefined {
  const candidates = text
    .slice(0, 1_000)
    .matchAll(/(?:\[|^|[\s(=])(?:IPv6:)?([\da-f]*[:.][\da-f:.]+)(?:%[\w.]+)?(?=\]|$|[\s),:;])/gi);
  for (const [, candidate = ''] of candidates) {
    const address = plain(candidate);
    if (ipVersion(address) !== 0) return address;
  }
  return undefined;
}

/** IPv4 in the dress of IPv6 is IPv4. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d{1,3}(?:\.\d{1,3}){3}$)/i, '').toLowerCase();
}

const PRIVATE_V4 =
  /^(?:0|10|127|169\.254|192\.168|192\.0\.0|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
const PRIVATE_V6 = /^(?:::1?$|f[cd]|fe[89ab])/i;

/** Whether an address is one of a network's own: private, shared, link-local or loopback (RFC 6890). */
export function isPrivateAddress(address: string): boolean {
  return ipVersion(address) === 4 ? PRIVATE_V4.test(address) : PRIVATE_V6.test(address);
}

/** Labels below which a country's registry hands out names: `co.uk`, `com.au`. */
const SECOND_LEVEL = /^(?:co|com|net|org|gov|gob|gouv|edu|ac|or|ne|go|gv|mil)$/i;

/** The domain a host belongs to, guessed from its labels; undefined for what is no name. */
export function organisationOf(host: string | undefined): string | undefined {
  if (host === undefined || ipVersion(host) !== 0) return undefined;
  const labels = host.toLowerCase().replace(/\.$/, '').split('.');
  if (labels.length < 2 || labels.some((label) => label === '')) return undefined;
  const isCountry = (labels.at(-1) ?? '').length === 2 && SECOND_LEVEL.test(labels.at(-2) ?? '');
  return labels.slice(isCountry ? -3 : -2).join('.');
}
