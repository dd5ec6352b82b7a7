import { UsageError } from '../../errors.ts';
import { formatHostPort, parsePort, parseTarget } from '../../target.ts';
import { type GivenOption, lastOf } from './given.ts';
import { addressesOf } from './message.ts';
import type { Translated } from './part.ts';
import { EXPANSION } from './words.ts';

/** What `--protocol` stands for. */
interface Protocol {
  readonly isLmtp?: true;
  readonly security?: 'starttls' | 'tls';
  readonly logsIn?: true;
  readonly isOld?: true;
}

const PROTOCOLS: Readonly<Record<string, Protocol>> = {
  smtp: { isOld: true },
  ssmtp: { security: 'tls' },
  ssmtpa: { security: 'tls', logsIn: true },
  smtps: { security: 'tls', isOld: true },
  esmtp: {},
  esmtpa: { logsIn: true },
  esmtps: { security: 'starttls' },
  esmtpsa: { security: 'starttls', logsIn: true },
  lmtp: { isLmtp: true },
  lmtpa: { isLmtp: true, logsIn: true },
  lmtps: { isLmtp: true, security: 'starttls' },
  lmtpsa: { isLmtp: true, security: 'starttls', logsIn: true },
};

/**
 * What `--protocol` means.
 *
 * @throws UsageError for one that swaks has not.
 */
export function protocolOf(given: readonly GivenOption[]): Protocol {
  const name = lastOf(given, '--protocol')?.value ?? 'esmtp';
  const known = name.toLowerCase();
  const protocol = Object.hasOwn(PROTOCOLS, known) ? PROTOCOLS[known] : undefined;
  if (protocol) return protocol;
  throw new UsageError(`swaks has no protocol "${name}"`, `give one of ${Object.keys(PROTOCOLS).join(', ')}`);
}

/**
 * Says whom to connect to, and with which security. The words begin with the target, where there is one.
 *
 * @throws UsageError for several, for none that can be told, and for one that cannot be one.
 */
export function targetWords(given: readonly GivenOption[]): Translated {
  const ways = ['--server', '--socket', '--pipe'].filter((name) => lastOf(given, name));
  if (ways.length > 1) throw new UsageError(`${ways.join(' and ')} exclude each other`, 'give one of them');
  const protocol = protocolOf(given);
  const security = securityOf(given, protocol);
  const target = wayTo(given, protocol, security);
  return {
    words: [...target, ...(security === 'auto' ? [] : ['--security', security])],
    remarks: protocol.isOld ? ['--protocol: EHLO is said, and HELO only where a server refuses it'] : [],
  };
}

type Security = 'none' | 'starttls' | 'tls' | 'auto';

/** The sooner of two wins in swaks too, which then complains; without any there is no TLS. */
function securityOf(given: readonly GivenOption[], { security }: Protocol): Security {
  if (lastOf(given, '--tls-on-connect')) return 'tls';
  if (lastOf(given, '-tls')) return 'starttls';
  if (lastOf(given, '-tlso', '-tlsos')) return 'auto';
  return security ?? 'none';
}

function wayTo(given: readonly GivenOption[], protocol: Protocol, security: Security): readonly string[] {
  const socket = lastOf(given, '--socket')?.value;
  const pipe = lastOf(given, '--pipe')?.value;
  const lmtp = protocol.isLmtp ? ['--lmtp'] : [];
  if (socket !== undefined) return [checked(`unix:${absolute(socket)}`), ...lmtp];
  if (pipe !== undefined) return ['--pipe', pipe, ...lmtp];
  const usual = protocol.isLmtp ? '24' : security === 'tls' ? '465' : '25';
  const port = lastOf(given, '--port')?.value;
  const server = lastOf(given, '--server')?.value;
  if (server === undefined) return mxOf(given, port);
  const [host, own] = serverAndPort(server);
  const place = `${host}:${checkedPort(own ?? port ?? usual)}`;
  return [checked(protocol.isLmtp ? `lmtp://${place}` : place)];
}

/** Without a server swaks takes the best MX of the last recipient. */
function mxOf(given: readonly GivenOption[], port: string | undefined): readonly string[] {
  const domain = lastOf(given, '--copy-routing')?.value ?? domainOf(addressesOf(given).at(-1));
  if (domain === undefined || domain === '') {
    throw new UsageError('no --server, and no recipient whose domain would have one', 'add --server HOST');
  }
  return [checked(domain), '--mx', ...(port === undefined ? [] : ['--port', checkedPort(port)])];
}

function domainOf(address: string | undefined): string | undefined {
  return address?.includes('@') ? address.slice(address.lastIndexOf('@') + 1).replace(/>$/, '') : undefined;
}

/** `host:port`, `[host]:port`, `host/port`; an IPv6 address may stand alone. */
function serverAndPort(text: string): [string, string | undefined] {
  const match =
    /^\[([^\]]+)\](?:[:/](.+))?$/.exec(text) ??
    /^([^/]+)\/(\w+)$/.exec(text) ??
    /^([^:]+):([^:]+)$/.exec(text);
  return match ? [formatHostPort(match[1] ?? ''), match[2]] : [formatHostPort(text), undefined];
}

/** What the shell will put there is not known here. */
function checked(target: string): string {
  if (!target.includes(EXPANSION)) parseTarget(target);
  if (target.startsWith('-'))
    throw new UsageError(`"${target}" is no server`, 'a host begins with a letter or digit');
  return target;
}

function checkedPort(port: string): string {
  return port.includes(EXPANSION) ? port : String(parsePort(port));
}

function absolute(path: string): string {
  return path.startsWith('/') || path.startsWith(EXPANSION) ? path : `${EXPANSION}PWD/${path}`;
}
