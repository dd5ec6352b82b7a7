import { X509Certificate } from 'node:crypto';
import type { Evidence, KindOfCertificate } from '../evidence.ts';
import { viewRoots } from '../net/roots.ts';
import { certificateFacts, type TrustFacts } from '../tls/certificate.ts';
import { judgeTrust } from '../tls/trust.ts';
import type { NetworkChoice } from './plan.ts';
import type { Observations } from './tls-scan/observations.ts';

/** Judges the certificates that the session has not shown: those for another kind of key. */
export function judgeKinds(
  { certificates, chains }: Observations,
  { goal, tls }: Evidence,
  { tls: { ca, servername } }: NetworkChoice,
): readonly KindOfCertificate[] {
  const shown = tls?.certificates[0]?.sha256;
  const expectedName =
    typeof servername === 'string' ? servername : goal.port === undefined ? undefined : goal.host;
  return certificates.map((kind, index) => {
    const chain = chains[index] ?? [];
    return kind.certificate.sha256 === shown ? kind : { ...kind, trust: judge(chain, { ca, expectedName }) };
  });
}

/** By the signatures up to a root; no verifier of TLS has seen this chain. */
function judge(
  chain: readonly Buffer[],
  {
    ca,
    expectedName,
  }: { readonly ca: readonly string[] | undefined; readonly expectedName: string | undefined },
): TrustFacts {
  const read = chain.flatMap((der) => {
    const facts = certificateFacts(der);
    return facts ? [{ facts, certificate: new X509Certificate(der) }] : [];
  });
  const roots = viewRoots(
    read.map(({ certificate }) => certificate),
    ca,
  );
  return judgeTrust({
    chain: read.map(({ facts }) => facts),
    verifyCode: roots.isReached ? undefined : 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    roots,
    expectedName,
    observedAt: new Date(),
  });
}
