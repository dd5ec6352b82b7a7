import type { Socket } from 'node:net';
import { SmtpError } from '../errors.ts';
import { ipVersion } from '../target.ts';
import { CONNECT_TIMEOUT_MS, type Dialled, type DialOptions, dial, type Undialled } from './dial.ts';
import { openByConnect } from './proxy-http.ts';
import { formatProxy, type ProxyServer, type ProxyTarget } from './proxy-name.ts';
import { openBySocks } from './proxy-socks.ts';

export {
  formatProxy,
  type ProxyServer,
  type ProxyTarget,
  parseProxy,
} from './proxy-name.ts';

/**
 * Connects to a target through a proxy. The attempts, and the address, are the proxy's.
 *
 * `timeoutMs` is for each attempt at the proxy, and again for what the proxy then does.
 * @returns Undialled when the proxy is not reached, refuses, or does not reach the target.
 * @throws SmtpError `aborted`.
 */
export async function dialThroughProxy(
  proxy: ProxyServer,
  target: ProxyTarget,
  options: Pick<DialOptions, 'timeoutMs' | 'signal'> = {},
): Promise<Dialled | Undialled> {
  const addresses = await resolveProxy(proxy, options.signal);
  if (addresses instanceof SmtpError) return { attempts: [], failure: addresses };
  const outcome = await dial(
    addresses.map((address) => ({ address, port: proxy.port })),
    options,
  );
  if ('failure' in outcome) return { ...outcome, failure: unreached(proxy, outcome.failure) };
  const opened = await negotiate(outcome.socket, { proxy, target, ...options });
  if (opened instanceof SmtpError) return { attempts: outcome.attempts, failure: opened };
  return { ...outcome, socket: opened };
}

interface Negotiation extends Pick<DialOptions, 'timeoutMs' | 'signal'> {
  readonly proxy: ProxyServer;
  readonly target: ProxyTarget;
}

/** Asks the proxy for the way to the target, within the time; the socket is closed if there is none. */
async function negotiate(socket: Socket, negotiation: Negotiation): Promise<Socket | SmtpError> {
  const { proxy, target, timeoutMs = CONNECT_TIMEOUT_MS, signal } = negotiation;
  const cut = cutOff(socket, proxy, { timeoutMs, signal });
  try {
    const open = proxy.protocol === 'http' ? openByConnect : openBySocks;
    return await Promise.race([open(socket, proxy, target), cut.closed]);
  } catch (error) {
    socket.destroy();
    if (signal?.aborted) throw aborted(signal);
    if (cut.isLate()) return silent(proxy, timeoutMs);
    if (error instanceof SmtpError) return error;
    throw error;
  } finally {
    cut.end();
  }
}

/** Closes the socket when time is up or the user aborts, which every proxy dialogue notices. */
function cutOff(
  socket: Socket,
  proxy: ProxyServer,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal | undefined },
) {
  let isLate = false;
  const gone = new SmtpError('disconnected', `the proxy ${formatProxy(proxy)} closed the connection`, {
    stage: 'connect',
    code: 'ECONNRESET',
  });
  let onClose: () => void = () => undefined;
  // A socket that died while a package was loaded tells the package nothing more.
  const closed = new Promise<never>((_resolve, reject) => {
    onClose = () => setImmediate(reject, gone);
    if (socket.destroyed) onClose();
    socket.once('close', onClose);
  });
  closed.catch(() => undefined);
  const close = (): void => {
    socket.destroy();
  };
  const timer = setTimeout(() => {
    isLate = true;
    close();
  }, timeoutMs);
  signal?.addEventListener('abort', close, { once: true });
  return {
    closed,
    isLate: () => isLate,
    end(): void {
      clearTimeout(timer);
      socket.off('close', onClose);
      signal?.removeEventListener('abort', close);
    },
  };
}

/** The system resolves the proxy's own name: our resolver is for what is diagnosed. */
async function resolveProxy(
  proxy: ProxyServer,
  signal: AbortSignal | undefined,
): Promise<string[] | SmtpError> {
  if (signal?.aborted) throw aborted(signal);
  if (ipVersion(proxy.host) !== 0) return [proxy.host];
  try {
    const { lookup } = await import('node:dns/promises');
    const found = await lookup(proxy.host, { all: true });
    return found.map(({ address }) => address);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    const message = `the name of the proxy ${formatProxy(proxy)} is unknown: ${code}`;
    return new SmtpError('unreachable', message, { stage: 'connect', code, cause: error });
  }
}

function unreached(proxy: ProxyServer, failure: SmtpError): SmtpError {
  const message = `the proxy ${formatProxy(proxy)} cannot be reached: ${failure.message}`;
  return new SmtpError(failure.kind, message, { stage: 'connect', code: failure.code, cause: failure });
}

function silent(proxy: ProxyServer, timeoutMs: number): SmtpError {
  const message = `the proxy ${formatProxy(proxy)} opened no way within ${timeoutMs / 1000} s`;
  return new SmtpError('timeout', message, { stage: 'connect', code: 'ETIMEDOUT' });
}

function aborted(signal: AbortSignal): SmtpError {
  return new SmtpError('aborted', 'interrupted while connecting', { stage: 'connect', cause: signal.reason });
}
