import type { Evidence, TlsEvidence } from '../evidence.ts';
import type { CertificateFacts, TrustProblem } from '../tls/certificate.ts';

const DAY_MS = 86_400_000;

type WithTls = Evidence & { readonly tls: TlsEvidence };

/** Who re-signed a certificate on its way. */
export interface Interceptor {
  readonly name: string;
  /** A program on this machine, and no device of the network. */
  readonly isLocal: boolean;
}

/** Whole days from the observation to a date, negative when it is past; 0 when the date cannot be read. */
export function daysUntil(date: string, { observedAt }: Evidence): number {
  const days = Math.floor((Date.parse(date) - Date.parse(observedAt)) / DAY_MS);
  return Number.isFinite(days) ? days : 0;
}

/** Days from the first to the last of a certificate's validity. */
export function lifetimeDays({ validFrom, validTo }: CertificateFacts): number {
  return (Date.parse(validTo) - Date.parse(validFrom)) / DAY_MS;
}

/** Whether a date lies before the observation. */
export function isPast(date: string, { observedAt }: Evidence): boolean {
  return Date.parse(date) < Date.parse(observedAt);
}

/** Whether PKIX named one of these problems. */
export function has({ trust }: TlsEvidence, ...problems: readonly TrustProblem[]): boolean {
  return problems.some((problem) => trust.problems.includes(problem));
}

/** The leaf, or the certificate above it that the verification ran into; a stale one beside the way does no harm. */
export function expiredCertificate(evidence: WithTls): CertificateFacts | undefined {
  const { certificates } = evidence.tls;
  const isNamed = has(evidence.tls, 'expired');
  const candidates = isNamed ? certificates : certificates.slice(0, 1);
  return (
    candidates.find(({ validTo }) => isPast(validTo, evidence)) ?? (isNamed ? certificates[0] : undefined)
  );
}

/** The same for one whose time has not come. */
export function notYetValidCertificate(evidence: WithTls): CertificateFacts | undefined {
  const { certificates } = evidence.tls;
  const isNamed = has(evidence.tls, 'not-yet-valid');
  const candidates = isNamed ? certificates : certificates.slice(0, 1);
  const nowMs = Date.parse(evidence.observedAt);
  return (
    candidates.find(({ validFrom }) => Date.parse(validFrom) > nowMs) ??
    (isNamed ? certificates[0] : undefined)
  );
}

/** Who re-signed the certificate, when that was recognised. */
export function interceptorOf({ software }: Evidence): Interceptor | undefined {
  const found = software?.find(
    ({ kind, seenIn }) => seenIn === 'certificate' && (kind === 'antivirus' || kind === 'middlebox'),
  );
  return found && { name: found.name, isLocal: found.kind === 'antivirus' };
}

/** Whether `missing-intermediate` is the server's own omission. */
export function isChainIncomplete(evidence: WithTls): boolean {
  return has(evidence.tls, 'missing-intermediate') && interceptorOf(evidence) === undefined;
}

/** Why a chain in date and complete is not believed; a wrong name or a weak key are other questions. */
export function distrust(evidence: WithTls): 'revoked' | 'unknown-issuer' | 'other' | undefined {
  const { tls } = evidence;
  if (tls.trust.trusted) return undefined;
  if (has(tls, 'revoked')) return 'revoked';
  const isOutOfDate = expiredCertificate(evidence) ?? notYetValidCertificate(evidence);
  if (isOutOfDate || has(tls, 'self-signed') || isChainIncomplete(evidence)) return undefined;
  if (has(tls, 'unknown-issuer', 'missing-intermediate')) return 'unknown-issuer';
  return has(tls, 'other') || tls.trust.problems.length === 0 ? 'other' : undefined;
}

/** The certificate that a weak key or signature was found in; a root's own signature counts for nothing. */
export function weakCertificate(
  { certificates }: TlsEvidence,
  isSignature: boolean,
): CertificateFacts | undefined {
  return certificates.find(isSignature ? isWeaklySigned : isWeakKey) ?? certificates[0];
}

function isWeakKey({ keyType, keyBits }: CertificateFacts): boolean {
  return keyBits < (/^(RSA|DSA)/i.test(keyType) ? 2_048 : 224);
}

function isWeaklySigned({ signatureAlgorithm, selfSigned }: CertificateFacts): boolean {
  return !selfSigned && /md[25]|sha-?1(?!\d)/i.test(signatureAlgorithm);
}
