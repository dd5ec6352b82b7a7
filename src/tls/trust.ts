import type { CertificateFacts, TrustFacts, TrustProblem } from './certificate.ts';
import { nameAttribute } from './certificate-names.ts';
import { matchesName } from './name-match.ts';

/** Everything that trust in a chain hangs on. */
export interface TrustQuestion {
  /** As sent, leaf first. */
  readonly chain: readonly CertificateFacts[];
  /** OpenSSL's verdict; absent when it believes the chain. It names the last fault found, so it may hide others. */
  readonly verifyCode?: string | undefined;
  /** What the roots in use know of the chain; needed only beside a `verifyCode`. */
  readonly roots?: { readonly isReached: boolean; readonly organisations: ReadonlySet<string> } | undefined;
  /** Host name or IP address that the leaf must be for; absent when any will do. */
  readonly expectedName?: string | undefined;
  readonly observedAt: Date;
}

/** Names every reason not to believe a chain, the gravest first. Revocation is not asked for, only reported. */
export function judgeTrust(question: TrustQuestion): TrustFacts {
  const { verifyCode, expectedName } = question;
  const found = new Set([
    ...chainProblems(question),
    ...leafProblems(question),
    ...question.chain.flatMap(strengthProblems),
  ]);
  // OpenSSL must not be overruled by our not seeing why.
  if (verifyCode !== undefined && found.size === 0) found.add('other');
  const problems = GRAVEST_FIRST.filter((problem) => found.has(problem));
  return {
    trusted: problems.length === 0,
    problems,
    ...(verifyCode === undefined ? {} : { code: verifyCode }),
    ...(expectedName === undefined ? {} : { expectedName }),
  };
}

const GRAVEST_FIRST: readonly TrustProblem[] = [
  'revoked',
  'self-signed',
  'missing-intermediate',
  'unknown-issuer',
  'expired',
  'not-yet-valid',
  'name-mismatch',
  'weak-key',
  'weak-signature',
  'other',
];

/** What OpenSSL's codes say by themselves; the issuer is judged apart, since one code has several causes. */
const CODE_PROBLEMS: Readonly<Record<string, TrustProblem>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  CERT_REVOKED: 'revoked',
  EE_KEY_TOO_SMALL: 'weak-key',
  CA_KEY_TOO_SMALL: 'weak-key',
  CA_MD_TOO_WEAK: 'weak-signature',
};

const ISSUER_CODES: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
]);

function chainProblems(question: TrustQuestion): TrustProblem[] {
  const { verifyCode } = question;
  if (verifyCode === undefined) return [];
  const said = CODE_PROBLEMS[verifyCode];
  const isIssuerCode = ISSUER_CODES.has(verifyCode);
  // An expired leaf hides an unknown issuer: the code of the later test replaces that of the earlier.
  const isIssuerAtFault = isIssuerCode || question.roots?.isReached === false;
  const issuer = isIssuerAtFault ? [issuerProblem(question)] : [];
  if (said !== undefined) return [said, ...issuer];
  return isIssuerCode ? issuer : ['other', ...issuer];
}

function issuerProblem({ chain, roots }: TrustQuestion): TrustProblem {
  const [leaf] = chain;
  if (!leaf) return 'unknown-issuer';
  if (leaf.selfSigned) return 'self-signed';
  const top = climb(leaf, chain);
  if (top.selfSigned) return 'unknown-issuer';
  // Whoever names a place to fetch the issuer from, or an organisation that we know, is publicly known.
  const organisation = nameAttribute(top.issuer, 'O');
  const isKnown = organisation !== undefined && roots?.organisations.has(organisation);
  return top.issuerUrl !== undefined || isKnown ? 'missing-intermediate' : 'unknown-issuer';
}

/** Follows the issuers' names from the leaf as far as the chain has them, whatever the order it was sent in. */
function climb(leaf: CertificateFacts, chain: readonly CertificateFacts[]): CertificateFacts {
  let top = leaf;
  const rest = new Set(chain);
  while (rest.delete(top) && !top.selfSigned) {
    const { issuer } = top;
    const next = [...rest].find((certificate) => certificate.subject === issuer);
    if (!next) break;
    top = next;
  }
  return top;
}

/** Dates of the leaf alone: an expired certificate beside the way that OpenSSL went does no harm. */
function leafProblems({ chain, expectedName, observedAt }: TrustQuestion): TrustProblem[] {
  const [leaf] = chain;
  if (!leaf) return [];
  const problems: TrustProblem[] = [];
  if (Date.parse(leaf.validTo) < observedAt.getTime()) problems.push('expired');
  if (Date.parse(leaf.validFrom) > observedAt.getTime()) problems.push('not-yet-valid');
  if (expectedName !== undefined && !matchesName(leaf, expectedName)) problems.push('name-mismatch');
  return problems;
}

/** Below these, keys are weak (NIST SP 800-131A); keys of other types are strong by construction. */
const LEAST_BITS: Readonly<Record<string, number>> = { RSA: 2_048, 'RSA-PSS': 2_048, DSA: 2_048, EC: 224 };

const WEAK_SIGNATURE = /md[25]|sha-?1(?!\d)/i;

function strengthProblems(certificate: CertificateFacts): TrustProblem[] {
  const { keyType, keyBits, signatureAlgorithm, selfSigned } = certificate;
  const isWeakKey = keyBits < (LEAST_BITS[keyType] ?? 0);
  // Nobody relies on what a root says of itself.
  const isWeaklySigned = !selfSigned && WEAK_SIGNATURE.test(signatureAlgorithm);
  return [
    ...(isWeakKey ? (['weak-key'] as const) : []),
    ...(isWeaklySigned ? (['weak-signature'] as const) : []),
  ];
}
