import type { CaaEvidence, TlsEvidence } from '../../evidence.ts';
import { caaNamesOf } from '../../tls/caa-issuers.ts';
import { defineRule } from '../rule.ts';

const MOST_NAMED = 8;
/** An issuer's domain name stands before the first semicolon (RFC 8659 §4.2). */
const ISSUER_DOMAIN = /^[^;]*/;

/** The issuers that a name's CAA records allow, or undefined where they restrict nothing (RFC 8659 §4.2 and §4.3). */
export function allowedIssuers({ records }: CaaEvidence, isWildcard: boolean): readonly string[] | undefined {
  const wild = isWildcard ? records.filter(({ tag }) => tag === 'issuewild') : [];
  const binding = wild.length > 0 ? wild : records.filter(({ tag }) => tag === 'issue');
  if (binding.length === 0) return undefined;
  const names = binding.map(({ value }) => (ISSUER_DOMAIN.exec(value)?.[0] ?? '').trim().toLowerCase());
  return [...new Set(names.filter((name) => name !== ''))];
}

/** Whether the host is named by a wildcard alone. */
export function isByWildcard({ certificates }: TlsEvidence, host: string): boolean {
  const names = certificates[0]?.names ?? [];
  return !names.includes(host) && names.some((name) => name.startsWith('*.'));
}

/** Questions to what the domain says of who may issue its certificates (RFC 8659). */
export const tlsCaaRules = [
  defineRule({
    id: 'tls.caa-mismatch',
    severity: 'warning',
    stage: 'tls',
    actor: 'domain-owner',
    needs: ['caa', 'tls'],
    find({ caa, tls }) {
      const issuer = tls.certificates[0]?.issuer ?? '';
      const fitting = caaNamesOf(issuer);
      const allowed = allowedIssuers(caa, isByWildcard(tls, caa.host));
      // Nobody but the public authorities, of which these are known, looks at CAA.
      if (!allowed || fitting.length === 0 || allowed.some((name) => fitting.includes(name)))
        return undefined;
      const { host, name = host } = caa;
      return { host, name, issuer, allowed: allowed.slice(0, MOST_NAMED), fitting: fitting[0] ?? '' };
    },
  }),
  defineRule({
    id: 'tls.caa-lookup-failed',
    severity: 'warning',
    stage: 'tls',
    actor: 'domain-owner',
    needs: ['caa', 'tls'],
    find({ caa: { host, name, status } }) {
      // Only a server that answers, and not as it should, keeps an authority from issuing.
      return name !== undefined && status === 'servfail' ? { host, name, status } : undefined;
    },
  }),
] as const;
