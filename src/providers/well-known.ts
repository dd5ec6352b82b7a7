import { ipVersion } from '../target.ts';
import type { SubmissionEndpoint } from './provider.ts';

/** An entry of nodemailer's list, which holds nothing but host and port. */
export interface WellKnownService {
  readonly name: string;
  readonly endpoint: SubmissionEndpoint;
}

/** Entries that mislead: services without SMTP for users, and hosts that lead elsewhere than the key says. */
const MISLEADING = /^(?:smtp\.tutanota\.com|smtps\.aruba\.it|in\.mailjet\.com|smtp\.openmailbox\.org)$/;

/**
 * Looks a domain or a service's name up in nodemailer's list.
 *
 * Its traps are mended: a port may be text, 465 means TLS also where it is not said, and entries without a port, on
 * 25 (which is between servers), without TLS, or known to mislead are left out.
 */
export async function wellKnownService(key: string): Promise<WellKnownService | undefined> {
  const { wellKnown } = await import('./nodemailer.ts');
  const found: unknown = wellKnown(key);
  if (typeof found !== 'object' || found === null) return undefined;
  const { description, host, port, secure, ignoreTLS }: Partial<Record<string, unknown>> = { ...found };
  const number = Number(port);
  if (typeof host !== 'string' || MISLEADING.test(host) || ipVersion(host) !== 0) return undefined;
  if (!Number.isInteger(number) || number < 26 || ignoreTLS === true) return undefined;
  const security = secure === true || number === 465 ? 'tls' : 'starttls';
  const name = typeof description === 'string' ? description : key;
  return { name, endpoint: { host, port: number, security, reported: true } };
}
