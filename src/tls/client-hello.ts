import { randomBytes } from 'node:crypto';
import { uint, uint16s, vector } from './bytes.ts';
import { keyShareOf } from './groups.ts';
import { PROTOCOL_NUMBERS, type TlsProtocol } from './protocols.ts';

/** What a ClientHello is to offer. */
export interface ClientHello {
  /** The newest first; TLS 1.3 can only be named in a list (RFC 8446 §4.2.1). */
  readonly versions: readonly Exclude<TlsProtocol, 'SSLv2'>[];
  readonly suites: readonly number[];
  readonly groups: readonly number[];
  readonly signatureSchemes: readonly number[];
  /** Groups that a key share is sent of; none asks a TLS 1.3 server to name the group it wants (RFC 8446 §4.2.8). */
  readonly keyShares?: readonly number[];
  readonly servername?: string;
  readonly alpn?: readonly string[];
  /** Offer DEFLATE (RFC 3749) beside no compression. */
  readonly offersCompression?: boolean;
  /** Sprinkle in reserved values that a server must ignore (RFC 8701). */
  readonly grease?: boolean;
}

const HANDSHAKE = 22;
const CLIENT_HELLO = 1;
const RECORD_BYTES = 16_384;
const GREASE = [0x0a0a, 0x1a1a, 0x2a2a, 0x3a3a] as const;
const DEFLATE = 1;

/** Some servers break on a hello of 256 to 511 bytes (RFC 7685). */
const AWKWARD = { from: 256, to: 512 } as const;

/** Writes a ClientHello (RFC 8446 §4.1.2, RFC 5246 §7.4.1.2) in as many records as it needs. */
export function buildClientHello(hello: ClientHello): Buffer {
  const isSsl3 = hello.versions.every((version) => version === 'SSLv3');
  const head = headOf(hello);
  const extensions = isSsl3 ? [] : extensionsOf(hello);
  const size = 4 + head.length + 2 + Buffer.concat(extensions).length;
  if (size > AWKWARD.from && size < AWKWARD.to)
    extensions.push(extension(21, Buffer.alloc(Math.max(0, AWKWARD.to - size - 4))));
  const body = isSsl3 ? head : Buffer.concat([head, vector(2, ...extensions)]);
  const message = Buffer.concat([uint(CLIENT_HELLO, 1), vector(3, body)]);
  return records(message, isSsl3 ? PROTOCOL_NUMBERS.SSLv3 : PROTOCOL_NUMBERS.TLSv1);
}

function headOf({ versions, suites, grease, offersCompression }: ClientHello): Buffer {
  const newest = Math.max(...versions.map((version) => PROTOCOL_NUMBERS[version]));
  return Buffer.concat([
    uint(Math.min(newest, PROTOCOL_NUMBERS['TLSv1.2']), 2),
    randomBytes(32),
    // A session id is what TLS 1.3 through middleboxes looks like (RFC 8446 §D.4); SSL 3.0 gets none.
    vector(1, newest === PROTOCOL_NUMBERS['TLSv1.3'] ? randomBytes(32) : Buffer.alloc(0)),
    vector(2, uint16s([...(grease ? [GREASE[0]] : []), ...suites])),
    vector(1, Buffer.from(offersCompression ? [DEFLATE, 0] : [0])),
  ]);
}

/** Every extension whose echo tells something, and no more. */
function extensionsOf(hello: ClientHello): Buffer[] {
  const { servername, groups, signatureSchemes, alpn, grease } = hello;
  const modern = hello.versions.includes('TLSv1.3');
  const isModernOnly = modern && hello.versions.length === 1;
  return [
    ...(grease ? [extension(GREASE[1])] : []),
    ...(servername === undefined ? [] : [extension(0, serverNames(servername))]),
    ...(isModernOnly ? [] : LEGACY),
    extension(5, Buffer.from([1, 0, 0, 0, 0])),
    extension(10, vector(2, uint16s([...(grease ? [GREASE[2]] : []), ...groups]))),
    extension(13, vector(2, uint16s(signatureSchemes))),
    ...(alpn ? [extension(16, vector(2, ...alpn.map((name) => vector(1, Buffer.from(name)))))] : []),
    ...(modern ? modernExtensions(hello) : []),
  ];
}

/** Heartbeat, certificate timestamps, encrypt-then-MAC, extended master secret, session ticket, point formats, secure renegotiation. */
const LEGACY: readonly Buffer[] = [
  extension(15, Buffer.from([2])),
  extension(18),
  extension(22),
  extension(23),
  extension(35),
  extension(11, vector(1, Buffer.from([0]))),
  extension(0xff01, Buffer.from([0])),
];

function modernExtensions({ versions, keyShares = [], grease }: ClientHello): Buffer[] {
  const numbers = versions.map((version) => PROTOCOL_NUMBERS[version]);
  const shares = keyShares.flatMap((group) => {
    const share = keyShareOf(group);
    return share ? [uint(group, 2), vector(2, share)] : [];
  });
  return [
    extension(43, vector(1, uint16s([...(grease ? [GREASE[3]] : []), ...numbers]))),
    extension(45, vector(1, Buffer.from([1]))),
    extension(51, vector(2, ...shares)),
  ];
}

function serverNames(name: string): Buffer {
  return vector(2, uint(0, 1), vector(2, Buffer.from(name)));
}

function extension(type: number, content: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([uint(type, 2), vector(2, content)]);
}

function records(message: Buffer, version: number): Buffer {
  const count = Math.ceil(message.length / RECORD_BYTES);
  const pieces = Array.from({ length: count }, (_, index) =>
    message.subarray(index * RECORD_BYTES, (index + 1) * RECORD_BYTES),
  );
  return Buffer.concat(
    pieces.map((piece) => Buffer.concat([uint(HANDSHAKE, 1), uint(version, 2), vector(2, piece)])),
  );
}
