import { domainToASCII } from 'node:url';

/** RFC 1035 §2.3.4, counted in the text form without the trailing dot. */
const LABEL_OCTETS = 63;
const NAME_OCTETS = 253;

/**
 * Brings a name into the form that is asked: A-labels, lower case, no trailing dot.
 *
 * Undefined for what DNS cannot carry: empty or overlong labels, an overlong name, spaces, control characters, or
 * letters that IDNA forbids.
 */
export function parseDnsName(text: string): string | undefined {
  const name = toALabels(text.endsWith('.') ? text.slice(0, -1) : text);
  if (name.length > NAME_OCTETS || !/^[!-~]+$/.test(name)) return undefined;
  const fits = name.split('.').every((label) => label.length > 0 && label.length <= LABEL_OCTETS);
  return fits ? name : undefined;
}

// domainToASCII reads "1.2.3" as an address and refuses "host.1", so it sees names with other letters only.
function toALabels(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text.toLowerCase() : domainToASCII(text);
}
