import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';
import { UsageError } from '../errors.ts';

/** What the roots in use know of a chain that was not believed. */
export interface RootView {
  /** Whether the signatures lead from the leaf to a root: then the issuer is not the fault. */
  readonly isReached: boolean;
  /** Organisations (O) of the roots, as they stand in OpenSSL's RFC 2253 escaping. */
  readonly organisations: ReadonlySet<string>;
}

/** A certificate with its subject, which is asked for often and is slow to come by. */
interface Root {
  readonly certificate: X509Certificate;
  readonly subject: string;
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Seen once in a process, and only when a chain was not believed: reading them costs 30 ms. */
let defaultView: readonly Root[] | undefined;

/** Looks at a chain from the roots' side. */
export function viewRoots(chain: readonly X509Certificate[], ca: readonly string[] = []): RootView {
  defaultView ??= defaultRoots().flatMap(readRoot);
  const roots = [...defaultView, ...readAuthorities(ca).flatMap(readRoot)];
  return {
    isReached: pathOf(chain).some((certificate) => roots.some((root) => isIssuedBy(certificate, root))),
    organisations: new Set(roots.flatMap((root) => organisationOf(root.subject))),
  };
}

/** Follows the signatures from the leaf as far as the chain has them. */
function pathOf(chain: readonly X509Certificate[]): readonly X509Certificate[] {
  const path: X509Certificate[] = [];
  const rest = new Set(chain);
  for (let next = chain[0]; next; ) {
    const current = next;
    rest.delete(current);
    path.push(current);
    next = [...rest].find((certificate) =>
      isIssuedBy(current, { certificate, subject: certificate.subject ?? '' }),
    );
  }
  return path;
}

function isIssuedBy(certificate: X509Certificate, issuer: Root): boolean {
  if ((certificate.issuer ?? '') !== issuer.subject || !certificate.checkIssued(issuer.certificate))
    return false;
  try {
    return certificate.verify(issuer.certificate.publicKey);
  } catch {
    // A signature of a kind that OpenSSL does not know proves nothing.
    return false;
  }
}

/** As Node would trust by default: its own roots, and what the environment adds. */
function defaultRoots(): readonly string[] {
  // Node 22.19 and later have it, with NODE_EXTRA_CA_CERTS and --use-system-ca in it; our types are Node 20's.
  const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => string[] };
  return getCACertificates?.('default') ?? [...tls.rootCertificates, ...extraRoots()];
}

function extraRoots(): readonly string[] {
  const path = process.env.NODE_EXTRA_CA_CERTS;
  if (!path) return [];
  try {
    return readFileSync(path, 'utf8').match(PEM) ?? [];
  } catch {
    // Node has already warned on stderr that it ignores this file.
    return [];
  }
}

/**
 * The certificates in PEM texts, one by one.
 *
 * @throws UsageError for a text without any.
 */
export function readAuthorities(texts: readonly string[] = []): readonly string[] {
  return texts.flatMap((text) => {
    const found = text.match(PEM);
    if (found) return found;
    throw new UsageError(
      'no certificate in the CA file',
      'give a file in PEM, with a line "BEGIN CERTIFICATE"',
    );
  });
}

function readRoot(pem: string): Root[] {
  try {
    const certificate = new X509Certificate(pem);
    return [{ certificate, subject: certificate.subject ?? '' }];
  } catch {
    // OpenSSL's store leaves out what it cannot read, and so does this.
    return [];
  }
}

function organisationOf(subject: string): string[] {
  const line = subject.split('\n').find((part) => part.startsWith('O='));
  return line === undefined ? [] : [line.slice(2)];
}
