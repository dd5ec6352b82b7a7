import type { Interpretation } from '../replies/interpretation.ts';
import { formatHostPort, ipVersion } from '../target.ts';

/** Letters, digits and hyphens (RFC 1123 §2.1), two labels or more: safe to print, and in a shell. */
const HOST_NAME = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/i;

/** The host that spoke, as a target is typed; undefined unless it is a whole name or an IP address. */
export function hostOf({ statement }: Interpretation): string | undefined {
  const { host, port } = statement;
  const name = host === undefined || ipVersion(host) === 6 ? host : nameOf(host);
  return name === undefined ? undefined : formatHostPort(name, port);
}

/** The IP address that the text names, most often the sending one; undefined for anything else. */
export function ipOf({ facts }: Interpretation): string | undefined {
  return facts.ip === undefined || ipVersion(facts.ip) === 0 ? undefined : facts.ip;
}

/** The domain of the address that the text names, unless that is the recipient's. */
export function senderDomainOf({ facts, statement }: Interpretation): string | undefined {
  const isRecipient = facts.address?.toLowerCase() === statement.recipient?.toLowerCase();
  return isRecipient ? undefined : domainOf(facts.address);
}

/** The domain of the recipient. */
export function recipientDomainOf({ statement }: Interpretation): string | undefined {
  return domainOf(statement.recipient);
}

/** A command as it is typed, in backticks. */
export function commandOn(
  verb: 'probe' | 'domain' | 'ports' | 'starttls' | 'auth' | 'inspect',
  subject: string,
): string {
  return `\`smtp-doctor ${verb} ${subject}\``;
}

function domainOf(address: string | undefined): string | undefined {
  return address === undefined ? undefined : nameOf(address.slice(address.lastIndexOf('@') + 1));
}

function nameOf(text: string): string | undefined {
  return text.length <= 253 && HOST_NAME.test(text) ? text.toLowerCase() : undefined;
}
