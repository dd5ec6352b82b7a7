import { UsageError } from '../errors.ts';
import { formatHostPort } from '../target.ts';

/** A proxy as the user named it. */
export interface ProxyServer {
  /** Both resolve the target's name at the proxy. */
  readonly protocol: 'socks5' | 'http';
  /** Name, or IP address without brackets. */
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  /** Secret: never in a message, and no part of the evidence. */
  readonly password?: string;
}

/** What lies behind the proxy; the name is resolved there. */
export interface ProxyTarget {
  readonly host: string;
  readonly port: number;
}

/** The port of SOCKS in IANA's registry. */
const SOCKS_PORT = 1080;

/** RFC 1928 §5 and RFC 1929 §2 give each of these texts one byte for its length. */
const SOCKS_TEXT_BYTES = 255;

const PROXY_HINT = 'give socks5://[user:password@]host[:port] or http://[user:password@]host:port';

/**
 * Reads a proxy as typed: `socks5://`, `socks5h://` (the same to us) or `http://`.
 *
 * @throws UsageError that does not quote the text, since a password may stand in it.
 */
export function parseProxy(text: string): ProxyServer {
  const url = parseUrl(text);
  const isHttp = url.protocol === 'http:';
  if (!isHttp && url.protocol !== 'socks5:' && url.protocol !== 'socks5h:') {
    throw new UsageError(`unknown kind of proxy "${url.protocol.slice(0, -1)}"`, PROXY_HINT);
  }
  const port = url.port === '' ? defaultPort(text, isHttp) : Number(url.port);
  if (url.hostname === '' || port === undefined || port === 0) {
    throw new UsageError('the proxy lacks a host or a port', PROXY_HINT);
  }
  return {
    protocol: isHttp ? 'http' : 'socks5',
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    ...credentials(url),
  };
}

/** Writes a proxy for people, without what it was logged in with. */
export function formatProxy({ protocol, host, port }: ProxyServer): string {
  return `${protocol}://${formatHostPort(host, port)}`;
}

function parseUrl(text: string): URL {
  // The parser drops characters that nobody means to type in a URL.
  if (/[\s\x00-\x1f\x7f]/.test(text)) throw new UsageError('white space in the proxy', PROXY_HINT);
  if (!/^[a-z0-9]+:\/\//i.test(text) || !URL.canParse(text))
    throw new UsageError('the proxy is no URL', PROXY_HINT);
  const url = new URL(text);
  if (/^\/?$/.test(url.pathname) && url.search === '' && url.hash === '') return url;
  throw new UsageError('nothing may follow the port of the proxy', PROXY_HINT);
}

/** The URL parser leaves out port 80 of http, which then was typed all the same. */
function defaultPort(text: string, isHttp: boolean): number | undefined {
  if (!isHttp) return SOCKS_PORT;
  return /:80\/?$/.test(text) ? 80 : undefined;
}

function credentials({ username, password }: URL): Pick<ProxyServer, 'username' | 'password'> {
  const [user, secret] = [username, password].map(decode);
  if (user === undefined || secret === undefined) {
    throw new UsageError(
      'the user name or password of the proxy is wrongly %-encoded or too long',
      PROXY_HINT,
    );
  }
  return { ...(user === '' ? {} : { username: user }), ...(secret === '' ? {} : { password: secret }) };
}

function decode(text: string): string | undefined {
  try {
    const decoded = decodeURIComponent(text);
    return Buffer.byteLength(decoded) > SOCKS_TEXT_BYTES ? undefined : decoded;
  } catch {
    return undefined;
  }
}
