/**
 * Reads the dNSName and iPAddress entries out of Node's text of subjectAltName.
 *
 * Node quotes, as JSON, every value that could be taken for more than one (CVE-2021-44532); such quotes are
 * undone here and never cut at a comma. A dNSName in the form of an IP address keeps the prefix `DNS:`,
 * since it names no address (RFC 6125 §6.4.4 aside, RFC 5280 §4.2.1.6 has iPAddress for that).
 */
export function parseAlternativeNames(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(ENTRY)].flatMap(([, type, quoted, plain = '']) => {
    const value = quoted === undefined ? plain : unquote(quoted);
    if (value === undefined) return [];
    if (type === 'IP Address') return canonicalAddress(value) ?? [];
    if (type !== 'DNS') return [];
    return canonicalAddress(value) === undefined ? [value] : [`DNS:${value}`];
  });
}

/** Type, then a JSON string or anything up to the next comma. */
const ENTRY = /(?<=^|, )([A-Za-z ]+):(?:("(?:[^"\\]|\\.)*")|([^",]*))(?=, |$)/g;

/** Writes an IP address in the one form of RFC 5952; undefined when it is none. */
export function canonicalAddress(text: string): string | undefined {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text) && URL.canParse(`http://${text}`)) return text;
  if (!text.includes(':') || !/^[0-9a-f:.]{2,45}$/i.test(text)) return undefined;
  return URL.canParse(`http://[${text}]`) ? new URL(`http://[${text}]`).hostname.slice(1, -1) : undefined;
}

/** Writes Node's name, one part a line, in one line: `CN=R3, O=Example, C=US`, the most special part first. */
export function formatName(lines: string): string {
  return lines.split('\n').filter(Boolean).reverse().join(', ');
}

/** Finds one attribute of a formatted name, in the escaping it stands in. */
export function nameAttribute(name: string, type: 'CN' | 'O'): string | undefined {
  const parts = name.split(/(?<!\\), | \+ /);
  return parts.find((part) => part.startsWith(`${type}=`))?.slice(type.length + 1);
}

const ISSUER_URL = /^CA Issuers - URI:(?:("(?:[^"\\]|\\.)*")|(.*))$/m;

const URL_CHARACTERS = 1_000;

/** Finds where the issuer's certificate is said to lie, in Node's text of authorityInfoAccess; http(s) only. */
export function parseIssuerUrl(text: string | undefined): string | undefined {
  const [, quoted, plain] = ISSUER_URL.exec(text ?? '') ?? [];
  const url = quoted === undefined ? plain : unquote(quoted);
  if (url === undefined || url.length > URL_CHARACTERS || !/^https?:\/\//i.test(url)) return undefined;
  return URL.canParse(url) ? url : undefined;
}

function unquote(json: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
