import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { SmtpError, type SmtpErrorKind } from '../errors.ts';
import { formatProxy, type ProxyServer, type ProxyTarget } from './proxy-name.ts';

/** What each refusal of RFC 1928 §6 stands for, by the name that the package `socks` gives it. */
const REFUSALS: readonly (readonly [words: string, kind: SmtpErrorKind, meaning: string])[] = [
  ['ConnectionRefused', 'refused', 'the target refused the connection'],
  ['NotAllowed', 'refused', 'its rules do not allow this target'],
  ['HostUnreachable', 'unreachable', 'the target cannot be reached from there'],
  ['NetworkUnreachable', 'unreachable', "the target's network cannot be reached from there"],
  ['TTLExpired', 'timeout', 'the target did not answer in time'],
  ['CommandNotSupported', 'unreachable', 'it opens no connections'],
  ['AddressNotSupported', 'unreachable', 'it cannot reach this kind of address'],
  ['Failure', 'unreachable', 'it failed without saying why'],
  ['no accepted authentication type', 'refused', 'it asks for a user name and password'],
  ['Authentication failed', 'refused', 'it rejected the user name or password'],
  ['Socket closed', 'disconnected', 'it closed the connection'],
];

/**
 * Opens a way through a SOCKS5 proxy (RFC 1928, RFC 1929) over a socket connected to it.
 *
 * @throws SmtpError at stage `connect`, worded for the proxy.
 */
export async function openBySocks(socket: Socket, proxy: ProxyServer, target: ProxyTarget): Promise<Socket> {
  const { SocksClient } = await import('socks');
  const { host, port, username, password } = proxy;
  if (Buffer.byteLength(target.host) > 255) throw refusal(proxy, 'unreachable', 'name too long for SOCKS5');
  try {
    await SocksClient.createConnection({
      proxy: {
        host,
        port,
        type: 5,
        ...(username === undefined ? {} : { userId: username, password: password ?? '' }),
      },
      command: 'connect',
      destination: target,
      existing_socket: socket,
      // Ours, which also hears an abort, must be the one that ends a silence.
      timeout: LONGER_THAN_OURS_MS,
    });
  } catch (error) {
    throw socksFailure(proxy, error);
  }
  return keepEarlyBytes(socket);
}

const LONGER_THAN_OURS_MS = 2 ** 31 - 1;

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

function socksFailure(proxy: ProxyServer, error: unknown): SmtpError {
  const words = error instanceof Error ? error.message : String(error);
  const known = REFUSALS.find(([name]) => words.includes(name));
  if (!known) return refusal(proxy, 'protocol', `it does not speak SOCKS5 (${words})`, 'SOCKS5');
  const [name, kind, meaning] = known;
  return refusal(proxy, kind, meaning, `SOCKS5_${name.replace(/(?<=[a-z])(?=[A-Z])| /g, '_').toUpperCase()}`);
}

/** Without a cause: the package's errors carry the proxy's password. */
function refusal(proxy: ProxyServer, kind: SmtpErrorKind, meaning: string, code?: string): SmtpError {
  return new SmtpError(kind, `the proxy ${formatProxy(proxy)} opened no way: ${meaning}`, {
    stage: 'connect',
    code,
  });
}
