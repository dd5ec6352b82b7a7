import { constants, createHash } from 'node:crypto';
import { createSecureContext, type SecureContext, type SecureVersion } from 'node:tls';
import { UsageError } from '../errors.ts';
import { readAuthorities } from './roots.ts';

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

/** By fingerprint of the options: making one costs a millisecond, too much for every connection. */
const contexts = new Map<string, SecureContext>();

/** More sets of options than one run has; the oldest goes first. */
const MOST_CONTEXTS = 50;

/**
 * Makes OpenSSL's context for these options, once.
 *
 * @throws UsageError for a certificate or key that cannot be read, and for an empty range of versions.
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
  const authorities = readAuthorities(options.ca);
  return withAuthorities(createContext(options), authorities);
}

/** The option `ca` would replace Node's roots, and giving it all of them again costs 30 ms; this adds to its store. */
function withAuthorities(made: SecureContext, authorities: readonly string[]): SecureContext {
  for (const authority of authorities) made.context.addCACert(authority);
  return made;
}

/**
 * For `tls.connect` and undici where the other side has to prove itself, whatever the environment says of that:
 * Node's own demands, the usual roots, and those in `ca`.
 *
 * @throws UsageError for a text in `ca` without a certificate.
 */
export function trustIn(ca?: readonly string[]): { rejectUnauthorized: true; secureContext?: SecureContext } {
  if (ca === undefined) return { rejectUnauthorized: true };
  const secureContext = withAuthorities(createSecureContext(), readAuthorities(ca));
  return { rejectUnauthorized: true, secureContext };
}

function createContext({ minVersion = 'TLSv1', maxVersion = 'TLSv1.3', clientCertificate }: ContextOptions) {
  if (VERSIONS.indexOf(minVersion) > VERSIONS.indexOf(maxVersion)) {
    const hint = 'let the least version not exceed the greatest';
    throw new UsageError(`no TLS version is at least ${minVersion} and at most ${maxVersion}`, hint);
  }
  try {
    return createSecureContext({
      ...clientCertificate,
      minVersion,
      maxVersion,
      ciphers: CIPHERS,
      // Servers without RFC 5746 are to be seen too; we never renegotiate.
      secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
    });
  } catch (error) {
    if (!clientCertificate || !(error instanceof Error)) throw error;
    const hint = 'give the certificate and its key as PEM, and the passphrase if the key has one';
    throw new UsageError(`client certificate or key cannot be used: ${error.message}`, hint);
  }
}

const VERSIONS: readonly SecureVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];
