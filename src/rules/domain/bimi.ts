import type { ZoneRecord } from '../../identity/zone-record.ts';
import { defineRule } from '../rule.ts';
import { sample } from '../sample.ts';
import { dmarcOf } from './mend.ts';

/** Questions to the logo that a domain shows beside its mail (BIMI). */
export const domainBimiRules = [
  defineRule({
    id: 'domain.bimi-malformed',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity: { bimi, domain } }) {
      if (!bimi || bimi.result === 'pass') return undefined;
      const value = `v=BIMI1; l=https://www.${domain}/logo.svg; a=https://www.${domain}/mark.pem`;
      const record: ZoneRecord = {
        name: `default._bimi.${domain}`,
        type: 'TXT',
        value,
        before: [bimi.record],
      };
      return { domain, record: sample(bimi.record), example: [record] };
    },
  }),
  defineRule({
    id: 'domain.bimi-policy-weak',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const { applied, policy } = dmarcOf(identity);
      if (!identity.bimi || (policy && applied !== undefined && applied !== 'none')) return undefined;
      return { domain: identity.domain, policy: applied ?? 'absent' };
    },
  }),
  defineRule({
    id: 'domain.bimi-certificate-absent',
    severity: 'info',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity: { bimi, domain } }) {
      return bimi?.result === 'pass' && bimi.authority === undefined ? { domain } : undefined;
    },
  }),
  defineRule({
    id: 'domain.bimi-certificate-unusable',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity: { bimi, domain } }) {
      const { mark, authority, location } = bimi ?? {};
      if (mark?.problem === undefined) return undefined;
      const { problem, code, validTo } = mark;
      const url = problem === 'logo-unfetched' || problem === 'logo-differs' ? location : authority;
      return { domain, url: sample(url ?? ''), problem, code, validTo };
    },
  }),
] as const;
