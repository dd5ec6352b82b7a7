import { decodeBase64, malformed } from './line.ts';
import { type Channel, SaslError, type SaslFault } from './mechanism.ts';

/**
 * More rounds than this are refused. OWASP's advice for SHA-1, the highest in use, is 1.3 million; two million take
 * a processor a second or two, which is what a hostile server can make us spend.
 */
export const MOST_ITERATIONS = 2_000_000;

/** What RFC 5802 §5.1 asks for at least; with less, who sees the exchange soon has the password. */
export const LEAST_ITERATIONS = 4_096;

/** What the server sends first (RFC 5802 §7, server-first-message). */
export interface ServerFirst {
  /** Ours and theirs. */
  readonly nonce: string;
  readonly salt: Buffer;
  readonly iterations: number;
}

/** A name among the channel bindings, and the bytes it stands for. */
export interface Binding {
  readonly type: string;
  readonly data: Uint8Array;
}

const SERVER_FIRST =
  /^r=([\x21-\x2b\x2d-\x7e]+),s=([A-Za-z0-9+/=]+),i=([1-9]\d{0,15})(?:,[A-Za-z]=[^,\0]+)*$/;

/**
 * Reads the server's first message. Counts under 4096 pass, though RFC 5802 §5.1 advises against them: what a
 * server asks of every client is no fault of this login.
 *
 * @throws SaslError `challenge-malformed`, also for a mandatory extension (`m=`), none of which is known;
 *   `nonce-wrong` when the nonce does not extend ours; `iterations-excessive` beyond MOST_ITERATIONS.
 */
export function parseServerFirst(text: string, clientNonce: string): ServerFirst {
  if (/(?:^|,)m=/.test(text)) throw malformed('the server demands an extension of SCRAM, and there are none');
  const [, nonce = '', salt = '', count = ''] = SERVER_FIRST.exec(text) ?? [];
  const iterations = Number(count);
  if (iterations < 1) throw malformed('the first message is not "r=…,s=…,i=…" (RFC 5802 §7)');
  if (!nonce.startsWith(clientNonce) || nonce.length === clientNonce.length) {
    throw new SaslError('nonce-wrong', "the server's nonce does not extend ours (RFC 5802 §5.1)");
  }
  if (iterations > MOST_ITERATIONS) {
    const message = `the server asks for ${iterations} iterations; ${MOST_ITERATIONS} are the most that are made`;
    throw new SaslError('iterations-excessive', message);
  }
  return { nonce, salt: decodeBase64(salt, 'the salt'), iterations };
}

/** What the server sends last (RFC 5802 §7, server-final-message): its signature, or why it refuses. */
export type ServerFinal = { readonly signature: Buffer } | { readonly error: string };

/** More than any of RFC 5802's errors needs. */
const MOST_ERROR_CHARACTERS = 100;

/** Reads the server's last message; @throws SaslError `challenge-malformed`. */
export function parseServerFinal(text: string): ServerFinal {
  const [, key, value = ''] = /^([ev])=([^,\0]+)(?:,[A-Za-z]=[^,\0]+)*$/.exec(text) ?? [];
  if (key === 'e') return { error: value.slice(0, MOST_ERROR_CHARACTERS) };
  if (key === 'v') return { signature: decodeBase64(value, "the server's signature") };
  throw malformed('the last message is neither "v=…" nor "e=…" (RFC 5802 §7)');
}

/** Errors by which a server says that somebody stands between (RFC 5802 §7). */
const BINDING_FAULTS: Readonly<Record<string, SaslFault>> = {
  // The answer to our `y`: it did advertise what we were not shown.
  'server-does-support-channel-binding': 'channel-binding-stripped',
  'channel-bindings-dont-match': 'channel-binding-wrong',
};

/** What the server's error proves of the way to it, if anything. */
export function faultOfError(error: string): SaslFault | undefined {
  return Object.entries(BINDING_FAULTS).find(([known]) => known === error)?.[1];
}

/** Chooses the binding that RFC 9266 §3 makes the default: tls-exporter where the session has it. */
export function bindingOf({ bindings }: Channel): Binding | undefined {
  for (const type of ['tls-exporter', 'tls-server-end-point'] as const) {
    const data = bindings[type];
    if (data) return { type, data };
  }
  return undefined;
}

/**
 * Says what we know of channel binding (RFC 5802 §6): `y` when we could bind but no -PLUS was advertised, so that
 * a server which did advertise one sees that someone took it away.
 */
export function unboundFlag(channel: Channel): 'y' | 'n' {
  const isOffered = channel.advertised.some((name) => name.endsWith('-PLUS'));
  return !isOffered && bindingOf(channel) ? 'y' : 'n';
}

/** Writes a saslname: `,` and `=` as `=2C` and `=3D` (RFC 5801 §4, RFC 5802 §5.1). */
export function escapeName(name: string): string {
  return name.replaceAll('=', '=3D').replaceAll(',', '=2C');
}
