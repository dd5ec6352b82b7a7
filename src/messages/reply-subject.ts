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

const TEXT_CHARACTERS = 2_000;
/** How replies about SPF, DKIM and DMARC name the domain that they judged. */
const JUDGED_DOMAIN = [
  /\bunauthenticated e?mail from ((?:[\w-]{1,63}\.){1,8}[a-z][\w-]{1,62})(?![\w@-])/i,
  /\bSPF \[((?:[\w-]{1,63}\.){1,8}[a-z][\w-]{1,62})\]/i,
  /\bdomain(?: of| name)?:? ["'<]?((?:[\w-]{1,63}\.){1,8}[a-z][\w-]{1,62})(?![\w@-])/i,
  /\bpolicy (?:of|for|by) (?:the domain )?["'<]?((?:[\w-]{1,63}\.){1,8}[a-z][\w-]{1,62})(?![\w@-])/i,
];

/** The domain that a reply about SPF, DKIM or DMARC names as judged; else that of the address in it. */
export function judgedDomainOf(seen: Interpretation): string | undefined {
  const text = seen.statement.text.slice(0, TEXT_CHARACTERS);
  for (const pattern of JUDGED_DOMAIN) {
    const name = nameOf(pattern.exec(text)?.[1] ?? '');
    if (name !== undefined) return name;
  }
  return senderDomainOf(seen);
}

/** Whether a reply about DMARC says that the domain has a policy, and which. */
export function hasPolicy({ statement }: Interpretation): boolean {
  return /policy (?:of|is|=) ?["']?(?:reject|quarantine)|\bp=(?:reject|quarantine)|domain's DMARC policy/i.test(
    statement.text.slice(0, TEXT_CHARACTERS),
  );
}

/** Whether nodemailer, or what is written with it, tells of it. */
export function isNodemailer({ statement }: Interpretation): boolean {
  return statement.software === 'nodemailer';
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

/** The domain of an address, as a command takes it; undefined unless it is a whole name. */
export function domainOf(address: string | undefined): string | undefined {
  return address === undefined ? undefined : nameOf(address.slice(address.lastIndexOf('@') + 1));
}

function nameOf(text: string): string | undefined {
  return text.length <= 253 && HOST_NAME.test(text) ? text.toLowerCase() : undefined;
}
