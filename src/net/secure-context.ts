import { constants, createHash } from 'node:crypto';
import { createSecureContext, type SecureContext, type SecureVersion } from 'node:tls';
import { UsageError } from '../errors.ts';
import { trustedRoots } from './roots.ts';

/** PEM of the certificate (with its chain) and key that show who we are. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
  readonly passphrase?: string;
}

export interface ContextOptions {
  /** PEM certificates, one or several in each text, trusted beside the default roots. */
  readonly ca?: readonly string[];
  /** `TLSv1` when absent, so that an obsolete server is seen rather than failed. */
  readonly minVersion?: SecureVersion;
  readonly maxVersion?: SecureVersion;
  readonly clientCertificate?: ClientCertificate;
}

/** What OpenSSL offers by default, and for the sake of diagnosis the weak keys and hashes it would refuse. */
const CIPHERS = 'DEFAULT:@SECLEVEL=0';

/** By fingerprint of the options. Reading the roots costs 30 ms, far too much for every connection. */
const contexts = new Map<string, SecureContext>();

/** More sets of options than one run has; the oldest goes first. */
const MOST_CONTEXTS = 50;

/**
 * Makes OpenSSL's context for these options, once.
 *
 * @throws UsageError for a certificate or key that cannot be read.
 */
export function secureContext(options: ContextOptions): SecureContext {
  const key = fingerprint(options);
  const known = contexts.get(key);
  if (known) return known;
  const made = makeContext(options);
  const [oldest] = contexts.keys();
  if (contexts.size >= MOST_CONTEXTS && oldest !== undefined) contexts.delete(oldest);
  contexts.set(key, made);
  return made;
}

/** A hash, so that no private key is kept in a text of ours. */
function fingerprint({ ca, minVersion, maxVersion, clientCertificate }: ContextOptions): string {
  const hash = createHash('sha256').update(JSON.stringify([minVersion, maxVersion, clientCertificate]));
  for (const text of ca ?? []) hash.update('\0').update(text);
  return hash.digest('base64');
}

function makeContext(options: ContextOptions): SecureContext {
  const { ca, minVersion = 'TLSv1', maxVersion = 'TLSv1.3', clientCertificate } = options;
  // Without `ca` Node shares one store of roots among all contexts, which costs next to nothing.
  const roots = ca?.length ? { ca: [...trustedRoots(ca)] } : {};
  try {
    return createSecureContext({
      ...roots,
      ...clientCertificate,
      minVersion,
      maxVersion,
      ciphers: CIPHERS,
      // Servers without RFC 5746 are to be seen too; we never renegotiate.
      secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
    });
  } catch (error) {
    throw unusable(error, options);
  }
}

function unusable(error: unknown, { minVersion, maxVersion, clientCertificate }: ContextOptions): unknown {
  const reason = error instanceof Error ? error.message : String(error);
  if (clientCertificate) {
    const hint = 'give the certificate and its key as PEM, and the passphrase if the key has one';
    return new UsageError(`client certificate or key cannot be used: ${reason}`, hint);
  }
  if (minVersion === undefined && maxVersion === undefined) return error;
  const range = `from ${minVersion ?? 'TLSv1'} to ${maxVersion ?? 'TLSv1.3'}`;
  return new UsageError(
    `TLS cannot be limited to versions ${range}: ${reason}`,
    'let the least not exceed the greatest',
  );
}
