import type { CertificateFacts } from './certificate.ts';

/** How a chain was sent, measured by RFC 8446 §4.4.2: leaf first, each certified by the next, roots left out. */
export interface ChainShape {
  /** The way up from the leaf, as far as what was sent leads. */
  readonly path: readonly CertificateFacts[];
  /** Whether the way up goes back and forth in what was sent. */
  readonly isDisordered: boolean;
  /** The root at the end of the way, which clients must have already. */
  readonly root?: CertificateFacts;
  /** Sent, and no part of any way up; another certificate of an issuer on the way is one. */
  readonly superfluous: readonly CertificateFacts[];
}

/** Looks at a chain as it was sent, leaf first; by the names alone. */
export function chainShape(sent: readonly CertificateFacts[]): ChainShape {
  const path = climb(sent);
  const places = path.map((certificate) => sent.indexOf(certificate));
  const last = path.at(-1);
  const subjects = new Set(path.map(({ subject }) => subject));
  const issuers = new Set(path.map(({ issuer }) => issuer));
  const seen = new Set<string>();
  const superfluous = sent.filter((certificate) => {
    const isRepeated = seen.has(certificate.sha256);
    seen.add(certificate.sha256);
    const isOnTheWay = subjects.has(certificate.subject) || issuers.has(certificate.subject);
    return isRepeated || !isOnTheWay;
  });
  return {
    path,
    isDisordered: places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0)),
    ...(last?.selfSigned && path.length > 1 ? { root: last } : {}),
    superfluous,
  };
}

function climb(sent: readonly CertificateFacts[]): readonly CertificateFacts[] {
  const path: CertificateFacts[] = [];
  const rest = new Set(sent);
  for (let next = sent[0]; next; ) {
    const current = next;
    path.push(current);
    rest.delete(current);
    next = current.selfSigned ? undefined : [...rest].find(({ subject }) => subject === current.issuer);
  }
  return path;
}
