import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { SmtpError, type SmtpErrorKind } from '../errors.ts';
import { formatProxy, type ProxyServer, type ProxyTarget } from './proxy-name.ts';

interface Refusal {
  readonly code: string;
  readonly kind: SmtpErrorKind;
  readonly meaning: string;
}

/** The replies of RFC 1928 §6, and what may go wrong before one, by the words of the package `socks`. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  ConnectionRefused: {
    code: 'SOCKS5_CONNECTION_REFUSED',
    kind: 'refused',
    meaning: 'the target refused the connection',
  },
  NotAllowed: {
    code: 'SOCKS5_NOT_ALLOWED',
    kind: 'refused',
    meaning: 'its rules do not allow this target',
  },
  HostUnreachable: {
    code: 'SOCKS5_HOST_UNREACHABLE',
    kind: 'unreachable',
    meaning: 'the target cannot be reached from there',
  },
  NetworkUnreachable: {
    code: 'SOCKS5_NETWORK_UNREACHABLE',
    kind: 'unreachable',
    meaning: 'no network there leads to the target',
  },
  TTLExpired: {
    code: 'SOCKS5_TTL_EXPIRED',
    kind: 'timeout',
    meaning: 'the target did not answer it in time',
  },
  CommandNotSupported: {
    code: 'SOCKS5_COMMAND_NOT_SUPPORTED',
    kind: 'unreachable',
    meaning: 'it opens no connections',
  },
  AddressNotSupported: {
    code: 'SOCKS5_ADDRESS_NOT_SUPPORTED',
    kind: 'unreachable',
    meaning: 'it cannot reach this kind of address',
  },
  '- Failure': {
    code: 'SOCKS5_FAILURE',
    kind: 'unreachable',
    meaning: 'it failed without saying why',
  },
  'no accepted authentication type': {
    code: 'SOCKS5_LOGIN_REQUIRED',
    kind: 'refused',
    meaning: 'it asks for a user name and password',
  },
  'Authentication failed': {
    code: 'SOCKS5_LOGIN_REJECTED',
    kind: 'refused',
    meaning: 'it rejected the user name or password',
  },
  'Socket closed': {
    code: 'SOCKS5_CLOSED',
    kind: 'disconnected',
    meaning: 'it closed the connection',
  },
};

const NOT_SOCKS: Refusal = {
  code: 'SOCKS5_MALFORMED',
  kind: 'protocol',
  meaning: 'it does not speak SOCKS5',
};

const NAME_TOO_LONG: Refusal = {
  code: 'SOCKS5_NAME_TOO_LONG',
  kind: 'unreachable',
  meaning: 'the name of the target is too long for SOCKS5',
};

/** RFC 1928 §5 gives a name's length one byte. */
const NAME_BYTES = 255;

/** Our own clock, which also hears an abort, must be the one that ends a silence. */
const LONGER_THAN_OURS_MS = 2 ** 31 - 1;

/**
 * Opens a way through a SOCKS5 proxy (RFC 1928, RFC 1929) over a socket connected to it.
 *
 * @throws SmtpError at stage `connect`, worded for the proxy.
 */
export async function openBySocks(socket: Socket, proxy: ProxyServer, target: ProxyTarget): Promise<Socket> {
  if (Buffer.byteLength(target.host) > NAME_BYTES) throw failure(proxy, NAME_TOO_LONG);
  const { SocksClient, SocksClientError } = await import('./socks.ts');
  const { host, port, username, password = '' } = proxy;
  try {
    await SocksClient.createConnection({
      proxy: { host, port, type: 5, ...(username === undefined ? {} : { userId: username, password }) },
      command: 'connect',
      destination: target,
      existing_socket: socket,
      timeout: LONGER_THAN_OURS_MS,
    });
  } catch (error) {
    if (!(error instanceof SocksClientError)) throw error;
    throw failure(proxy, refusalOf(error.message));
  }
  return keepEarlyBytes(socket);
}

/**
 * Puts back what the target said right behind the proxy's consent, such as a greeting.
 *
 * The package hands such bytes, an immediate later, to whoever listens then, and lets the socket flow.
 */
async function keepEarlyBytes(socket: Socket): Promise<Socket> {
  const early: Buffer[] = [];
  const keep = (chunk: Buffer): void => {
    early.push(chunk);
  };
  socket.on('data', keep);
  await setImmediate();
  socket.pause();
  socket.off('data', keep);
  if (early.length > 0) socket.unshift(Buffer.concat(early));
  return socket;
}

function refusalOf(message: string): Refusal {
  const words = Object.keys(REFUSALS).find((part) => message.includes(part));
  return (words === undefined ? undefined : REFUSALS[words]) ?? NOT_SOCKS;
}

/** Without a cause: the package's errors carry the proxy's password. */
function failure(proxy: ProxyServer, { kind, meaning, code }: Refusal): SmtpError {
  return new SmtpError(kind, `the proxy ${formatProxy(proxy)} opened no way: ${meaning}`, {
    stage: 'connect',
    code,
  });
}
