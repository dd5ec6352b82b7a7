import { createHash } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { certificateFacts } from './certificate.ts';

/** What ties a login to its TLS session, by the registered names of the bindings. */
export interface ChannelBindings {
  /** RFC 9266; in TLS 1.3 only, since older versions need the extended master secret for it. */
  readonly 'tls-exporter'?: Uint8Array;
  /** RFC 5929 §4.1; absent for certificates whose signature has no hash of its own, such as Ed25519. */
  readonly 'tls-server-end-point'?: Uint8Array;
}

const EXPORTER_BYTES = 32;

/**
 * Takes the bindings of a TLS session once its handshake is done.
 *
 * @param leaf  The server's certificate in DER, as the handshake showed it. It is not asked of the socket, since Node
 *   gives it out once only: at the second asking it gives the issuer's instead.
 */
export function channelBindings(socket: TLSSocket, leaf: Buffer | undefined): ChannelBindings {
  const endPoint = leaf && serverEndPoint(leaf);
  return {
    ...(socket.getProtocol() === 'TLSv1.3' ? { 'tls-exporter': exported(socket) } : {}),
    ...(endPoint ? { 'tls-server-end-point': endPoint } : {}),
  };
}

/** Without context, as RFC 9266 §2 has it: in TLS 1.3 that is the empty one. */
function exported(socket: TLSSocket): Buffer {
  return socket.exportKeyingMaterial(EXPORTER_BYTES, 'EXPORTER-Channel-Binding', Buffer.alloc(0));
}

/**
 * Hashes a certificate in DER by the hash of its signature, MD5 and SHA-1 replaced by SHA-256 (RFC 5929 §4.1).
 *
 * Undefined where the signature has no hash, or one that is not known here.
 */
export function serverEndPoint(leaf: Buffer): Buffer | undefined {
  const algorithm = certificateFacts(leaf)?.signatureAlgorithm ?? '';
  const [, hash] = /(?:^|-)(MD5|SHA(?:1|224|256|384|512))(?:$|With)/i.exec(algorithm) ?? [];
  if (hash === undefined) return undefined;
  const name = /^(?:MD5|SHA1)$/i.test(hash) ? 'sha256' : hash.toLowerCase();
  return createHash(name).update(leaf).digest();
}
