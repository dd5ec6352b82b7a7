import type { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket, type TLSSocketOptions } from 'node:tls';
import { clockMs } from '../clock.ts';
import { SmtpError } from '../errors.ts';
import { ipVersion } from '../target.ts';
import { toMilliseconds } from './attempt.ts';
import { type RootView, viewRoots } from './roots.ts';
import { type ContextOptions, secureContext } from './secure-context.ts';
import { closedFailure, tlsFailure } from './tls-failure.ts';

/** What a TLS handshake agreed on, and the chain it showed. */
export interface Handshake {
  /** `TLSv1.3`, `TLSv1.2`, … as the standard's name. */
  readonly protocol: string;
  /** IANA name of the suite. */
  readonly cipher: string;
  /** Group or DH size of the key agreement, e.g. `X25519`, `prime256v1`, `DH 2048`. */
  readonly group?: string;
  readonly servername?: string;
  readonly elapsedMs: number;
}

export interface TlsOptions extends ContextOptions {
  /** For SNI; an IP address is never sent (RFC 6066 §3), false and absent send none. */
  readonly servername?: string | false;
  /** For the whole handshake, in milliseconds; HANDSHAKE_TIMEOUT_MS when absent. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** A socket in TLS, believed or not. */
export interface Secured {
  /** Bears an `error` listener that does nothing, like the socket it was made of. */
  readonly socket: TLSSocket;
  readonly handshake: Handshake;
  /** DER, as the server sent them, leaf first; MOST_CERTIFICATES at most. No root of ours is among them unless sent. */
  readonly chain: readonly Buffer[];
  /** The OCSP response that came along (RFC 6066 §8), in DER. */
  readonly staple?: Buffer;
  /** OpenSSL's name of the last fault it found in the chain; absent when PKIX believes it, names aside. */
  readonly verifyCode?: string;
  /** What the roots know of the chain; there whenever `verifyCode` is. */
  readonly roots?: RootView;
}

export const HANDSHAKE_TIMEOUT_MS = 10_000;

/** Certificates kept of one chain; OpenSSL itself reads 100 kB of them. */
export const MOST_CERTIFICATES = 20;

/** Smaller DH groups are refused by OpenSSL itself. */
const LEAST_DH_BITS = 512;

/**
 * Shakes hands on a connected socket, whatever the certificate: a chain that is not believed is data.
 *
 * Bytes that the socket has buffered are read as TLS, so clear text after STARTTLS must have been taken out.
 * On failure both sockets are closed.
 * @throws SmtpError at stage `tls`: `tls` with OpenSSL's reason as code, `timeout`, `disconnected` or `aborted`.
 */
export async function startTls(socket: Socket, options: TlsOptions = {}): Promise<Secured> {
  const began = clockMs();
  const servername =
    options.servername && ipVersion(options.servername) === 0 ? options.servername : undefined;
  const choice: ConnectionOptions & Pick<TLSSocketOptions, 'requestOCSP'> = {
    socket,
    secureContext: secureContext(options),
    ...(servername === undefined ? {} : { servername }),
    rejectUnauthorized: false,
    // Held against the name elsewhere: here it would hide what OpenSSL says of the chain.
    checkServerIdentity: () => undefined,
    minDHSize: LEAST_DH_BITS,
    requestOCSP: true,
  };
  const secure = connect(choice);
  // Node would make objects of the whole chain for a look at its names that is not taken: half a millisecond.
  Object.assign(secure, { getPeerCertificate: () => ({}) });
  let staple: Buffer | undefined;
  // Null where none came.
  secure.once('OCSPResponse', (response: Buffer | null) => {
    staple = response ?? undefined;
  });
  await shakeHands(secure, socket, options);
  const elapsedMs = toMilliseconds(clockMs() - began);
  const chain = chainOf(secure);
  return {
    socket: secure,
    handshake: { ...agreement(secure), ...(servername === undefined ? {} : { servername }), elapsedMs },
    chain: chain.map((certificate) => certificate.raw),
    ...(staple ? { staple } : {}),
    ...distrust(secure, chain, options.ca),
  };
}

async function shakeHands(secure: TLSSocket, socket: Socket, options: TlsOptions): Promise<void> {
  try {
    await handshakeEnd(secure, options);
  } catch (error) {
    secure.destroy();
    socket.destroy();
    throw error;
  }
}

function handshakeEnd(
  secure: TLSSocket,
  { signal, timeoutMs = HANDSHAKE_TIMEOUT_MS }: TlsOptions,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort = (): void => {};
  const end = new Promise<void>((resolve, reject) => {
    onAbort = () => reject(abortedFailure(signal));
    timer = setTimeout(() => reject(silentFailure(timeoutMs)), timeoutMs);
    secure.once('secureConnect', resolve);
    // Stays for the socket's life: an 'error' that nobody hears would end the process.
    secure.on('error', (error) => reject(tlsFailure(error)));
    secure.once('close', () => reject(closedFailure()));
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
  });
  return end.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  });
}

function agreement(secure: TLSSocket): Omit<Handshake, 'servername' | 'elapsedMs'> {
  const group = groupOf(secure);
  return {
    protocol: secure.getProtocol() ?? 'unknown',
    cipher: secure.getCipher().standardName,
    ...(group === undefined ? {} : { group }),
  };
}

/** Undefined for a key agreement without an ephemeral key, and for groups that this Node cannot name. */
function groupOf(secure: TLSSocket): string | undefined {
  const info = secure.getEphemeralKeyInfo();
  if (info === null || !('type' in info)) return undefined;
  return info.type === 'DH' ? `DH ${info.size}` : info.name;
}

function chainOf(secure: TLSSocket): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let next = secure.getPeerX509Certificate();
  while (next && chain.length < MOST_CERTIFICATES) {
    chain.push(next);
    next = next.issuerCertificate;
  }
  return chain;
}

function distrust(
  secure: TLSSocket,
  chain: readonly X509Certificate[],
  ca: readonly string[] | undefined,
): Pick<Secured, 'verifyCode' | 'roots'> {
  // Typed as an Error, this is OpenSSL's code as a string, or null.
  const verifyCode: unknown = secure.authorizationError;
  if (typeof verifyCode !== 'string') return {};
  return { verifyCode, roots: viewRoots(chain, ca) };
}

function silentFailure(timeoutMs: number): SmtpError {
  return new SmtpError('timeout', `no end of the TLS handshake within ${timeoutMs / 1000} s`, {
    stage: 'tls',
    code: 'ETIMEDOUT',
  });
}

function abortedFailure(signal: AbortSignal | undefined): SmtpError {
  return new SmtpError('aborted', 'interrupted during the TLS handshake', {
    stage: 'tls',
    cause: signal?.reason,
  });
}
