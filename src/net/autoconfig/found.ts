import { ipVersion } from '../../target.ts';
import { parseDnsName } from '../dns-name.ts';

/** A way in that somebody publishes for a domain. */
export interface FoundServer {
  /** Lower case, never an address. */
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls';
  /** What is to be typed as the user name, where it is told. */
  readonly userName?: 'address' | 'local-part' | 'other';
  /** What is taken in the place of a password, where it is told. */
  readonly credentials?: readonly ('password' | 'oauth')[];
}

/**
 * Checks a host name that came from outside; it will stand in commands and configuration files.
 *
 * @returns undefined for what is no full host name of letters, digits and hyphens.
 */
export function hostName(text: string): string | undefined {
  const name = parseDnsName(text.trim());
  if (name === undefined || ipVersion(name) !== 0) return undefined;
  return /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(name) ? name : undefined;
}

/** Checks a port that came from outside. */
export function portNumber(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}
