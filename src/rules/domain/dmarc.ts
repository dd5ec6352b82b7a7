import type { IdentityEvidence } from '../../evidence.ts';
import type { DmarcFault } from '../../identity/dmarc.ts';
import type { ZoneRecord } from '../../identity/zone-record.ts';
import { defineRule } from '../rule.ts';
import { sample } from '../sample.ts';
import { dmarcOf, mendedDmarc, reportsTo } from './mend.ts';

/** Every step was answered, so that what was not found does not exist. */
function isWhole({ dmarc }: IdentityEvidence): boolean {
  return dmarc.walk.every(({ isAnswered }) => isAnswered);
}

/** Questions to the DMARC record (RFC 9989), and to BIMI, which rests on it. */
export const domainDmarcRules = [
  defineRule({
    id: 'domain.dmarc-missing',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const { domain, dmarc, mx } = identity;
      const isSeveral = dmarc.walk.some(({ name, records }) => name === domain && records.length > 1);
      if (dmarcOf(identity).policy || isSeveral || !isWhole(identity)) return undefined;
      const value = mx.nullMx ? 'v=DMARC1; p=reject' : `v=DMARC1; p=none; ${reportsTo(domain)}`;
      const record: ZoneRecord = { name: `_dmarc.${domain}`, type: 'TXT', value };
      return { domain, publish: [record] };
    },
  }),
  defineRule({
    id: 'domain.dmarc-several',
    severity: 'error',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const step = identity.dmarc.walk.find(
        ({ name, records }) => name === identity.domain && records.length > 1,
      );
      return step && { domain: identity.domain, count: step.records.length, publish: mendedDmarc(identity) };
    },
  }),
  defineRule({
    id: 'domain.dmarc-malformed',
    severity: ({ isVoid }: { isVoid: boolean }) => (isVoid ? 'error' : 'warning'),
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const { policy } = dmarcOf(identity);
      const faults: readonly DmarcFault[] = policy?.record.faults ?? [];
      if (!policy || faults.length === 0) return undefined;
      const isVoid = policy.record.policy === undefined;
      const publish = mendedDmarc(identity);
      return { name: `_dmarc.${policy.name}`, faults, isVoid, record: sample(policy.text), publish };
    },
  }),
  defineRule({
    id: 'domain.dmarc-policy-none',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const { policy, applied } = dmarcOf(identity);
      if (!policy || applied !== 'none' || policy.record.faults.length > 0) return undefined;
      const isOwn = policy.name === identity.domain;
      const own: ZoneRecord = {
        ...{ name: `_dmarc.${identity.domain}`, type: 'TXT' },
        value: `v=DMARC1; p=quarantine; ${reportsTo(identity.domain)}`,
      };
      const publish = isOwn ? mendedDmarc(identity) : [own];
      return {
        domain: identity.domain,
        from: policy.name,
        hasReports: policy.record.rua.length > 0,
        publish,
      };
    },
  }),
  defineRule({
    id: 'domain.dmarc-subdomains-open',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const { policy } = dmarcOf(identity);
      if (!policy || policy.name !== identity.domain) return undefined;
      const { policy: own, subdomains, nonexistent } = policy.record;
      if (own === undefined || own === 'none') return undefined;
      const tags = [...(subdomains === 'none' ? ['sp'] : []), ...(nonexistent === 'none' ? ['np'] : [])];
      if (tags.length === 0) return undefined;
      const publish = mendedDmarc(identity);
      return { domain: identity.domain, policy: own, onlyNonexistent: subdomains !== 'none', publish };
    },
  }),
  defineRule({
    id: 'domain.dmarc-testing',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const { policy, applied } = dmarcOf(identity);
      if (!policy?.record.isTesting || applied === undefined || applied === 'none') return undefined;
      const publish = mendedDmarc(identity);
      return { domain: identity.domain, policy: applied, publish };
    },
  }),
  defineRule({
    id: 'domain.dmarc-reports-absent',
    severity: 'info',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const { policy } = dmarcOf(identity);
      const isSilent = policy && policy.record.rua.length === 0 && policy.record.faults.length === 0;
      if (!isSilent || identity.mx.nullMx) return undefined;
      const publish = mendedDmarc(identity);
      return { domain: identity.domain, publish };
    },
  }),
  defineRule({
    id: 'domain.dmarc-reports-unwanted',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity: { dmarc, domain } }) {
      const absent = dmarc.consents.find(({ status }) => status === 'absent');
      if (!absent) return undefined;
      const record: ZoneRecord = { name: absent.name, type: 'TXT', value: 'v=DMARC1;' };
      return { domain, address: absent.address, name: absent.name, publish: [record] };
    },
  }),
  defineRule({
    id: 'domain.dmarc-tags-removed',
    severity: 'info',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const { policy } = dmarcOf(identity);
      if (!policy || policy.record.removed.length === 0 || policy.record.isTesting) return undefined;
      const publish = mendedDmarc(identity);
      return { name: `_dmarc.${policy.name}`, tags: policy.record.removed, publish };
    },
  }),
] as const;
