import type { Socket } from 'node:net';
import type { Client, Dispatcher } from 'undici';
import { SmtpError, type SmtpErrorKind } from '../errors.ts';
import { formatHostPort } from '../target.ts';
import { formatProxy, type ProxyServer, type ProxyTarget } from './proxy-name.ts';

/**
 * Opens a way through an HTTP proxy with CONNECT (RFC 9110 §9.3.6) over a socket connected to it.
 *
 * @throws SmtpError at stage `connect`, worded for the proxy.
 */
export async function openByConnect(
  socket: Socket,
  proxy: ProxyServer,
  target: ProxyTarget,
): Promise<Socket> {
  const undici = await import('undici');
  const client = new undici.Client(`http://${formatHostPort(proxy.host, proxy.port)}`, {
    connect: (_options, callback) => callback(null, socket),
    // Ours, which also hears an abort, must be the one that ends a silence.
    headersTimeout: 0,
  });
  const answer = await ask(client, proxy, target).catch((error: unknown) => httpFailure(proxy, error));
  if (answer instanceof SmtpError) {
    await client.destroy();
    throw answer;
  }
  const refused = refusalOf(proxy, answer.statusCode);
  if (refused) throw refused;
  return socket;
}

function ask(
  client: Client,
  proxy: ProxyServer,
  { host, port }: ProxyTarget,
): Promise<Dispatcher.ConnectData> {
  const authority = formatHostPort(host, port);
  return client.connect({ path: authority, headers: { host: authority, ...authorization(proxy) } });
}

/** Basic (RFC 7617). */
function authorization({ username, password = '' }: ProxyServer): Record<string, string> {
  if (username === undefined) return {};
  return { 'proxy-authorization': `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

/** Reads the proxy's status; undefined for any 2xx, which is consent. */
function refusalOf(proxy: ProxyServer, status: number): SmtpError | undefined {
  if (status >= 200 && status <= 299) return undefined;
  const [kind, meaning] = REFUSALS[status] ?? ['unreachable', 'it answered'];
  return failure(proxy, kind, `${meaning} (HTTP ${status})`, `HTTP_${status}`);
}

const REFUSALS: Readonly<Record<number, readonly [kind: SmtpErrorKind, meaning: string]>> = {
  401: ['refused', 'it asks for a user name and password'],
  403: ['refused', 'its rules do not allow this target'],
  405: ['refused', 'its rules do not allow CONNECT'],
  407: ['refused', 'it asks for a user name and password'],
  502: ['unreachable', 'it cannot reach the target'],
  503: ['unreachable', 'it cannot reach the target'],
  504: ['timeout', 'the target did not answer it in time'],
};

function httpFailure(proxy: ProxyServer, error: unknown): SmtpError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  const isClosed = code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE';
  if (isClosed) return failure(proxy, 'disconnected', 'it closed the connection', code);
  const words = error instanceof Error ? error.message : String(error);
  return failure(proxy, 'protocol', `it does not speak HTTP (${words})`, code);
}

function failure(
  proxy: ProxyServer,
  kind: SmtpErrorKind,
  meaning: string,
  code: string | undefined,
): SmtpError {
  return new SmtpError(kind, `the proxy ${formatProxy(proxy)} opened no way: ${meaning}`, {
    stage: 'connect',
    code,
  });
}
