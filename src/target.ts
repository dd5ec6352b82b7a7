import { domainToASCII, domainToUnicode } from 'node:url';
import { UsageError } from './errors.ts';

export type Scheme = 'smtp' | 'smtps' | 'lmtp';

/** What a user may name: a host, a unix socket, or a mail domain whose MX hosts are meant. */
export type Target =
  | {
      readonly kind: 'host';
      /** A-label form, lower case, or an IP address without brackets. */
      readonly host: string;
      readonly port?: number;
      readonly scheme?: Scheme;
    }
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'domain'; readonly domain: string };

/** Service names of the mail ports (IANA registry), and what users call them. */
const PORT_NAMES: Readonly<Record<string, number>> = {
  smtp: 25,
  submissions: 465,
  smtps: 465,
  submission: 587,
  lmtp: 24,
};

const TARGET_HINT = 'give a host, host:port, [IPv6]:port, smtp://host, user@domain or unix:/path';

/** The node:url and node:net parsers it rests on would accept far longer ones. */
const TARGET_CHARACTERS = 320;

/**
 * Reads one target as typed.
 *
 * @throws UsageError that quotes the text and says what is accepted.
 */
export function parseTarget(text: string): Target {
  const trimmed = text.trim();
  if (trimmed === '') throw new UsageError('empty target', TARGET_HINT);
  if (trimmed.length > TARGET_CHARACTERS) {
    throw new UsageError(`target of ${trimmed.length} characters`, TARGET_HINT);
  }
  if (trimmed.startsWith('unix:')) return parseUnix(trimmed);
  const url = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(trimmed);
  if (url) return parseUrl(trimmed, url[1] ?? '', url[2] ?? '');
  if (trimmed.includes('@')) return { kind: 'domain', domain: parseDomain(domainPart(trimmed)) };
  return parseHostPort(trimmed);
}

/**
 * Reads a port number or service name.
 *
 * @throws UsageError
 */
export function parsePort(text: string): number {
  const name = text.toLowerCase();
  if (Object.hasOwn(PORT_NAMES, name)) return PORT_NAMES[name] ?? 0;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new UsageError(
    `unknown port "${text}"`,
    'give a number from 1 to 65535 or one of smtp, submission, submissions',
  );
}

/**
 * Checks a domain name and gives its A-label form.
 *
 * @throws UsageError
 */
export function parseDomain(text: string): string {
  const bare = text.replace(/\.$/, '');
  const ascii = /[\s/?#%:@\\]/.test(bare) ? '' : domainToASCII(bare);
  const labels = ascii.split('.');
  // The converter takes "1.2.3" for the address 1.2.0.3, as browsers do; nobody means that here.
  if (ipVersion(ascii) !== 0 || /^(?:0x[0-9a-f]*|\d+)$/i.test(labels.at(-1) ?? '')) {
    throw new UsageError(`"${text}" is neither a name nor a whole address`, TARGET_HINT);
  }
  const fits = ascii.length <= 253 && labels.every((label) => /^[a-z0-9_-]{1,63}$/i.test(label));
  if (ascii === '' || !fits) throw new UsageError(`"${text}" is no domain name`, TARGET_HINT);
  return ascii.toLowerCase();
}

/** 4 or 6 for an IP address (an IPv6 zone such as `%eth0` allowed), 0 for anything else. */
export function ipVersion(text: string): 0 | 4 | 6 {
  if (/^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text)) return 4;
  if (!text.includes(':')) return 0;
  const address = text.replace(/%[a-z0-9.:-]{1,32}$/i, '');
  return /^[0-9a-f:.]+$/i.test(address) && URL.canParse(`http://[${address}]`) ? 6 : 0;
}

/** The Unicode form of an A-label name where it differs, for showing beside it. */
export function unicodeForm(host: string): string | undefined {
  if (!host.includes('xn--')) return undefined;
  const unicode = domainToUnicode(host);
  return unicode === '' || unicode === host ? undefined : unicode;
}

/** `host:port` with the brackets an IPv6 address needs. */
export function formatHostPort(host: string, port?: number): string {
  const name = ipVersion(host) === 6 ? `[${host}]` : host;
  return port === undefined ? name : `${name}:${port}`;
}

function parseUnix(text: string): Target {
  const path = text.slice('unix:'.length).replace(/^\/\/(?=\/)/, '');
  if (!path.startsWith('/'))
    throw new UsageError(`"${text}" has no absolute path`, 'write unix:/path/to/socket');
  return { kind: 'unix', path };
}

function parseUrl(text: string, scheme: string, rest: string): Target {
  const name = scheme.toLowerCase();
  if (name !== 'smtp' && name !== 'smtps' && name !== 'lmtp') {
    throw new UsageError(`unknown scheme "${scheme}" in "${text}"`, 'use smtp://, smtps:// or lmtp://');
  }
  const authority = rest.replace(/\/$/, '');
  if (/[/?#@]/.test(authority)) {
    throw new UsageError(
      'a URL target may hold a host and a port only',
      'leave out path and login; a password never belongs on a command line',
    );
  }
  return { ...parseHostPort(authority), scheme: name };
}

function parseHostPort(text: string): Extract<Target, { kind: 'host' }> {
  if (ipVersion(text) !== 0) return { kind: 'host', host: text.toLowerCase() };
  const match = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(.*))?$/.exec(text);
  if (!match) throw new UsageError(`cannot read the target "${text}"`, TARGET_HINT);
  const host = parseHost(match[1], match[2]);
  return match[3] === undefined ? { kind: 'host', host } : { kind: 'host', host, port: parsePort(match[3]) };
}

function parseHost(bracketed: string | undefined, plain: string | undefined): string {
  if (bracketed === undefined) return ipVersion(plain ?? '') !== 0 ? (plain ?? '') : parseDomain(plain ?? '');
  const address = bracketed.replace(/^IPv6:/i, '');
  if (ipVersion(address) === 0) throw new UsageError(`"${bracketed}" is no IP address`, TARGET_HINT);
  return address.toLowerCase();
}

function domainPart(text: string): string {
  const at = text.lastIndexOf('@');
  if (at === 0)
    throw new UsageError(`"${text}" is no mail address`, 'write user@domain, or the domain with --mx');
  return text.slice(at + 1);
}
