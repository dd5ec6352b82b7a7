import type { Evidence } from '../evidence.ts';
import { weakestDnssec } from '../net/dnssec.ts';
import { type DaneFacts, isUnusable, type TlsaFault } from '../tls/dane.ts';
import { type Survival, survivalOf } from '../tls/tlsa.ts';
import { daysUntil } from './certificate-trust.ts';
import { defineRule, type Severity } from './rule.ts';

/** Records that a finding keeps. */
const RECORDS = 5;

/** Whether senders would take the records for signed; only that we cannot prove it makes no difference to them. */
function isBelieved({ authenticated, unproven }: DaneFacts): boolean {
  return authenticated || unproven === true;
}

/** Why no usable record vouches for the chain: a wrong name or date is nearer to the aim than other keys. */
function mismatchOf({ judged }: DaneFacts): TlsaFault {
  const faults = judged.map(({ fault }) => fault);
  return faults.includes('name') ? 'name' : faults.includes('expired') ? 'expired' : 'other';
}

/** What the records that vouch for the chain today survive at best. */
function bestSurvival({ judged }: DaneFacts): Survival | undefined {
  const survivals = judged.filter(({ fault }) => fault === undefined).map(({ record }) => survivalOf(record));
  return (['anything', 'same-key', 'nothing'] as const).find((survival) => survivals.includes(survival));
}

/** Senders that check DANE do so between servers; to users' programs the records say nothing. */
function relaySeverity(severity: Severity, { goal }: Evidence): Severity {
  return goal.role === 'relay' ? severity : 'info';
}

/** Questions to a host's TLSA records and the chain it showed (RFC 7672). */
export const daneRules = [
  defineRule({
    id: 'tls.dane-mismatch',
    severity: (_data: object, { goal, dane }) =>
      goal.role === 'relay' && dane?.authenticated ? 'error' : 'warning',
    stage: 'tls',
    actor: 'server-admin',
    needs: ['dane'],
    find({ dane }) {
      if (!isBelieved(dane) || dane.matched || dane.records.length === 0) return undefined;
      const { name, records, fitting, fittingIssuer } = dane;
      return { name, records: records.slice(0, RECORDS), fault: mismatchOf(dane), fitting, fittingIssuer };
    },
  }),
  defineRule({
    id: 'tls.dane-lookup-failed',
    severity: ({ isProven }: { isProven: boolean }, evidence) =>
      relaySeverity(isProven ? 'error' : 'warning', evidence),
    stage: 'tls',
    actor: 'server-admin',
    needs: ['dns'],
    find({ dns: { addresses, tlsa } }) {
      const isAnswered = !tlsa || ['answer', 'no-data', 'nxdomain'].includes(tlsa.status);
      const state = weakestDnssec(addresses);
      // Of a host whose addresses are not signed no sender asks for the records (RFC 7672 §2.2.1).
      if (isAnswered || (state !== 'secure' && state !== 'unproven')) return undefined;
      return { name: tlsa.name, status: tlsa.status, isProven: state === 'secure' };
    },
  }),
  defineRule({
    id: 'tls.dane-unsigned',
    severity: 'info',
    stage: 'tls',
    actor: 'server-admin',
    needs: ['dane'],
    find({ dane }) {
      if (isBelieved(dane)) return undefined;
      return { name: dane.name, matched: dane.matched };
    },
  }),
  defineRule({
    id: 'tls.dane-unproven',
    severity: 'info',
    stage: 'tls',
    actor: 'you',
    needs: ['dane'],
    find({ dane, dns }) {
      return dane.unproven ? { name: dane.name, source: dns?.tlsa?.source } : undefined;
    },
  }),
  defineRule({
    id: 'tls.dane-record-unusable',
    severity: ({ isAll }: { isAll: boolean }, evidence) =>
      relaySeverity(isAll ? 'warning' : 'info', evidence),
    stage: 'tls',
    actor: 'server-admin',
    needs: ['dane'],
    find({ dane }) {
      const unusable = dane.judged.filter(({ fault }) => isUnusable(fault));
      if (!isBelieved(dane) || unusable.length === 0) return undefined;
      const { name, judged, fitting } = dane;
      const isAll = unusable.length === judged.length;
      return { name, unusable: unusable.slice(0, RECORDS), isAll, fitting };
    },
  }),
  defineRule({
    id: 'tls.dane-renewal-fragile',
    severity: ({ survival }: { survival: Survival }, evidence) =>
      relaySeverity(survival === 'nothing' ? 'warning' : 'info', evidence),
    stage: 'tls',
    actor: 'server-admin',
    needs: ['dane', 'tls'],
    find(evidence) {
      const { dane, tls } = evidence;
      const survival = bestSurvival(dane);
      if (!isBelieved(dane) || survival === undefined || survival === 'anything') return undefined;
      // A record of other keys beside the one that fits may be the next one, published in time.
      if (dane.judged.some(({ fault }) => fault === 'other')) return undefined;
      const validTo = tls.certificates[0]?.validTo ?? '';
      const { name, fitting } = dane;
      return { name, survival, validTo, days: daysUntil(validTo, evidence), fitting };
    },
  }),
] as const;
