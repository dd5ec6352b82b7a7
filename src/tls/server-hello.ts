import { ByteReader } from './bytes.ts';
import { countScts } from './certificate-extensions.ts';
import { PROTOCOL_NUMBERS, protocolOf, type TlsProtocol } from './protocols.ts';

/** What a server chose, in a ServerHello or in a HelloRetryRequest. */
export interface ServerHello {
  readonly protocol: TlsProtocol;
  readonly suite: number;
  /** Named by TLS 1.3 alone; before it, the key exchange tells. */
  readonly group?: number;
  readonly isRetryRequest: boolean;
  readonly isCompressed: boolean;
  readonly hasSessionId: boolean;
  /** The extensions' numbers. */
  readonly extensions: readonly number[];
  readonly alpn?: string;
  /** Signed certificate timestamps sent beside the certificate (RFC 6962 §3.3.1). */
  readonly scts?: number;
}

/** The random of a ServerHello that is a HelloRetryRequest (RFC 8446 §4.1.3). */
const RETRY_RANDOM = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c';
const SUPPORTED_VERSIONS = 43;
const KEY_SHARE = 51;
const ALPN = 16;
const TIMESTAMPS = 18;

/** Reads the body of a ServerHello (RFC 8446 §4.1.3, RFC 5246 §7.4.1.3); undefined for what is none. */
export function parseServerHello(body: Buffer): ServerHello | undefined {
  const reader = new ByteReader(body);
  const version = reader.uint(2);
  const random = reader.take(32);
  const sessionId = reader.vector(1);
  const suite = reader.uint(2);
  const compression = reader.uint(1);
  if (reader.isBroken) return undefined;
  const extensions = parseExtensions(reader);
  if (!extensions) return undefined;
  const selected = extensions.get(SUPPORTED_VERSIONS);
  const number = selected?.length === 2 ? selected.readUInt16BE() : version;
  const protocol = protocolOf(number);
  // TLS 1.3 is never named in the old place, nor SSL 2.0 in this message.
  if (protocol === undefined || protocol === 'SSLv2' || version === PROTOCOL_NUMBERS['TLSv1.3'])
    return undefined;
  const share = extensions.get(KEY_SHARE);
  const alpn = extensions.get(ALPN);
  const scts = countScts(extensions.get(TIMESTAMPS));
  return {
    protocol,
    suite,
    ...(share && share.length >= 2 ? { group: share.readUInt16BE() } : {}),
    isRetryRequest: random.toString('hex') === RETRY_RANDOM,
    isCompressed: compression !== 0,
    hasSessionId: sessionId.length > 0,
    extensions: [...extensions.keys()],
    ...(alpn && alpn.length > 3 ? { alpn: alpn.subarray(3).toString('latin1') } : {}),
    ...(scts > 0 ? { scts } : {}),
  };
}

/** Without a list there are none; undefined when it is broken. */
function parseExtensions(reader: ByteReader): Map<number, Buffer> | undefined {
  const found = new Map<number, Buffer>();
  if (reader.left === 0) return found;
  const list = new ByteReader(reader.vector(2));
  while (list.left > 0 && !list.isBroken) found.set(list.uint(2), list.vector(2));
  return reader.isBroken || list.isBroken ? undefined : found;
}
