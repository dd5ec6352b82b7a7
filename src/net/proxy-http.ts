import type { Socket } from 'node:net';
import type { buildConnector, Client, Dispatcher } from 'undici';
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
  const { Client: HttpClient } = await import('./undici.ts');
  const client = new HttpClient(`http://${formatHostPort(proxy.host, proxy.port)}`, {
    connect: (_options, callback) => process.nextTick(handOver, socket, callback),
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

/**
 * Undici, left alone by one socket, asks for another: there is none.
 *
 * It takes its own error codes for a reason to ask again at once, for ever, so the refusal bears another.
 */
function handOver(socket: Socket, callback: buildConnector.Callback): void {
  if (!socket.destroyed) return void callback(null, socket);
  const isUnread =
    socket.errored !== null && 'code' in socket.errored && socket.errored.code === 'UND_ERR_SOCKET';
  const code = isUnread ? 'HPE_EARLY_BYTES' : 'ECONNRESET';
  callback(Object.assign(new Error('the connection is closed', { cause: socket.errored }), { code }), null);
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

/** Puts what undici throws into ours; anything else is our own bug. */
function httpFailure(proxy: ProxyServer, error: unknown): SmtpError {
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error && error.code !== undefined ? String(error.code) : error.name;
  if (CLOSED.has(code)) return failure(proxy, 'disconnected', 'it closed the connection', code);
  if (!/^(UND_ERR_|HPE_|HTTPParserError$)/.test(code)) throw error;
  return failure(proxy, 'protocol', 'it does not speak HTTP', code);
}

const CLOSED: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'ECONNABORTED', 'EPIPE']);

function failure(proxy: ProxyServer, kind: SmtpErrorKind, meaning: string, code: string): SmtpError {
  return new SmtpError(kind, `the proxy ${formatProxy(proxy)} opened no way: ${meaning}`, {
    stage: 'connect',
    code,
  });
}
