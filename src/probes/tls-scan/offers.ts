import { GROUPS } from '../../tls/groups.ts';
import { SIGNATURE_SCHEMES, type SignatureScheme } from '../../tls/signature-schemes.ts';
import { SUITES, type Suite, type SuiteStrength, suiteOf } from '../../tls/suites.ts';

const STRENGTHS: readonly SuiteStrength[] = ['strong', 'ageing', 'weak', 'worthless'];
/** Key exchanges that mail servers have; the others come last. */
const AGREEMENTS = ['ECDHE_ECDSA', 'ECDHE_RSA', 'DHE_RSA', 'RSA_RSA', 'DHE_DSS', 'DH_anon', 'ECDH_anon'];

/** Suites of TLS 1.3. */
export const MODERN_SUITES: readonly number[] = idsOf(SUITES.filter(({ since }) => since === 'TLSv1.3'));

/** Suites of TLS 1.2 and before: by key exchange, then by strength. */
export const LEGACY_SUITES: readonly number[] = idsOf(
  SUITES.filter(({ since }) => since !== 'TLSv1.3').sort(
    (a, b) => rankOf(a) - rankOf(b) || STRENGTHS.indexOf(a.strength) - STRENGTHS.indexOf(b.strength),
  ),
);

/** Those that versions before TLS 1.2 may have. */
export const EARLY_SUITES: readonly number[] = LEGACY_SUITES.filter((id) => suiteOf(id)?.since === 'SSLv3');

/** Groups of TLS 1.3, and the curves of TLS 1.2 and before. */
export const MODERN_GROUPS: readonly number[] = idsOf(GROUPS.filter(({ isOld }) => !isOld));
export const CURVES: readonly number[] = idsOf(
  GROUPS.filter(({ kind, name }) => kind === 'curve' && !name.endsWith('tls13')),
);

/** Signature schemes for keys of a kind, all of them without one. */
export function schemesOf(...keys: readonly SignatureScheme['key'][]): readonly number[] {
  return idsOf(SIGNATURE_SCHEMES.filter(({ key }) => keys.length === 0 || keys.includes(key)));
}

function idsOf(items: readonly { readonly id: number }[]): number[] {
  return items.map(({ id }) => id);
}

function rankOf({ keyExchange, authentication }: Suite): number {
  const at = AGREEMENTS.indexOf(`${keyExchange}_${authentication}`);
  // Elliptic curves of both kinds of key stand together.
  return at < 0 ? AGREEMENTS.length : Math.max(at, 1);
}

/** Whether the server's hello will name a curve. */
export function usesCurve(id: number): boolean {
  return suiteOf(id)?.keyExchange === 'ECDHE';
}

/** Suites that would tell something new: a key exchange or a cipher that is not among those found. */
export function novelties(left: readonly number[], found: readonly number[]): readonly number[] {
  const agreements = new Set(found.map(agreementOf));
  const ciphers = new Set(found.map((id) => suiteOf(id)?.encryption));
  return left.filter((id) => !agreements.has(agreementOf(id)) || !ciphers.has(suiteOf(id)?.encryption));
}

/**
 * Suites of key exchanges and ciphers that were found, each beside others; those that no library ever had are left
 * out.
 */
export function combinations(left: readonly number[], found: readonly number[]): readonly number[] {
  const isNew = new Set(novelties(left, found));
  return left.filter((id) => !isNew.has(id) && suiteOf(id)?.openSslName !== suiteOf(id)?.name);
}

function agreementOf(id: number): string {
  const suite = suiteOf(id);
  return `${suite?.keyExchange}_${suite?.authentication}`;
}
