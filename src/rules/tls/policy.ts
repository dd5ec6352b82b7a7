import type { Actor } from '../../actor.ts';
import type { MailRoute, TlsPolicyEvidence } from '../../evidence.ts';
import type { ZoneRecord } from '../../identity/zone-record.ts';
import { isUnusable } from '../../tls/dane.ts';
import { defineRule, type Severity } from '../rule.ts';
import { sample } from '../sample.ts';
import {
  bestOutcome,
  routeFacts,
  SENDERS,
  type Sender,
  type SenderOutcome,
  type SenderReason,
  senderOutcomes,
} from './policy-outcomes.ts';

/** Hosts that a finding names. */
const HOSTS = 8;
/** RFC 8461 §3.2 expects weeks or more; with less than a week few senders still remember the policy. */
const LEAST_MAX_AGE_SECONDS = 604_800;

/** A host at whose address senders turn away, why, and which of them. */
export interface TurnedAway {
  readonly host: string;
  readonly address: string | undefined;
  readonly reason: SenderReason;
  readonly senders: readonly Sender[];
  /** The record that would mend it, in zone form, for a reason of DANE. */
  readonly record: { readonly name: string; readonly fitting: string } | undefined;
}

/** What senders refuse because of what the domain or the host has published, or of what TLS is worth there. */
const REFUSALS: ReadonlySet<SenderReason> = new Set([
  'dane-mismatch',
  'dane-lookup-failed',
  'dane-unusable-deferred',
  'dane-without-tls',
  'policy-host-unlisted',
  'policy-certificate',
  'policy-without-tls',
]);

/** The matrix: every route with what each sender does there, in the order of SENDERS. */
export function outcomeMatrix(
  policy: TlsPolicyEvidence,
): readonly { readonly route: MailRoute; readonly outcomes: readonly SenderOutcome[] }[] {
  return policy.routes.map((route) => ({ route, outcomes: senderOutcomes(routeFacts(route, policy)) }));
}

function turnedAwayAt(route: MailRoute, outcomes: readonly SenderOutcome[]): readonly TurnedAway[] {
  const refused = outcomes.filter(({ outcome, reason }) => outcome === 'defer' && REFUSALS.has(reason));
  return [...new Set(refused.map(({ reason }) => reason))].map((reason) => ({
    host: route.host,
    address: route.address,
    reason,
    senders: refused.filter((one) => one.reason === reason).map(({ sender }) => sender),
    record: route.dane && { name: route.dane.name, fitting: route.dane.fitting },
  }));
}

/** Senders that no host takes mail of, because of what was published. */
function shutOut(matrix: ReturnType<typeof outcomeMatrix>): readonly Sender[] {
  return SENDERS.filter((sender) => {
    const own = matrix.flatMap(({ outcomes }) => outcomes.filter((one) => one.sender === sender));
    const best = bestOutcome(own);
    return best?.outcome === 'defer' && own.some(({ reason }) => REFUSALS.has(reason));
  });
}

function turnedAwayOwner({ away }: { away: readonly TurnedAway[] }): Actor {
  return away[0]?.reason === 'policy-host-unlisted' ? 'domain-owner' : 'server-admin';
}

/** The TLSA record that would mend it, where a record is the fault. */
function fittingRecord({ reason, record }: TurnedAway): ZoneRecord[] {
  const isByRecord = reason === 'dane-mismatch' || reason === 'dane-unusable-deferred';
  return isByRecord && record ? [{ name: record.name, type: 'TLSA', value: record.fitting }] : [];
}

function reportRecord(domain: string): ZoneRecord {
  const value = `v=TLSRPTv1; rua=mailto:tls-reports@${domain}`;
  return { name: `_smtp._tls.${domain}`, type: 'TXT', value };
}

/** Of a host that was not reached the records have been seen all the same. */
function isDaneInUse({ dane, tlsaDnssec, tlsaStatus }: MailRoute): boolean {
  const isSigned = tlsaDnssec === 'secure' || tlsaDnssec === 'unproven';
  const isUsed = dane ? dane.judged.some(({ fault }) => !isUnusable(fault)) : tlsaStatus === 'answer';
  return isSigned && isUsed;
}

function hasPolicy({ mtaSts }: TlsPolicyEvidence): boolean {
  return mtaSts?.mode === 'enforce' || mtaSts?.mode === 'testing';
}

/** Questions to what a domain demands of senders, held against all its hosts. */
export const tlsPolicyRules = [
  defineRule({
    id: 'tls.senders-turned-away',
    severity: ({ shutOut: senders }: { shutOut: readonly Sender[] }): Severity =>
      senders.length > 0 ? 'error' : 'warning',
    stage: 'tls',
    actor: turnedAwayOwner,
    needs: ['tlsPolicy'],
    find({ tlsPolicy }) {
      const matrix = outcomeMatrix(tlsPolicy);
      const away = matrix.flatMap(({ route, outcomes }) => turnedAwayAt(route, outcomes));
      if (away.length === 0) return undefined;
      const publish = away.slice(0, HOSTS).flatMap(fittingRecord);
      return { domain: tlsPolicy.domain, shutOut: shutOut(matrix), away: away.slice(0, HOSTS), publish };
    },
  }),
  defineRule({
    id: 'tls.mta-sts-record-malformed',
    severity: 'warning',
    stage: 'tls',
    actor: 'domain-owner',
    needs: ['tlsPolicy'],
    find({ tlsPolicy: { domain, mtaSts }, observedAt }) {
      const fault = mtaSts?.fault;
      if (fault !== 'several-records' && fault !== 'id-missing' && fault !== 'id-malformed') return undefined;
      const id = idOf(observedAt);
      const record: ZoneRecord = { name: `_mta-sts.${domain}`, type: 'TXT', value: `v=STSv1; id=${id};` };
      return { domain, fault, id, publish: [record] };
    },
  }),
  defineRule({
    id: 'tls.mta-sts-policy-unusable',
    severity: 'warning',
    stage: 'tls',
    actor: 'domain-owner',
    needs: ['tlsPolicy'],
    find({ tlsPolicy: { domain, mtaSts, routes } }) {
      // Without an id it is the record that is at fault.
      if (mtaSts?.problem === undefined || mtaSts.id === '') return undefined;
      const { problem, fault, code } = mtaSts;
      return { domain, problem, fault, code, hosts: hostsOf(routes) };
    },
  }),
  defineRule({
    id: 'tls.mta-sts-host-unlisted',
    severity: ({ mode }: { mode: string | undefined }) => (mode === 'enforce' ? 'error' : 'warning'),
    stage: 'tls',
    actor: 'domain-owner',
    needs: ['tlsPolicy'],
    find({ tlsPolicy: { domain, mtaSts, routes }, observedAt }) {
      const unlisted = hostsOf(routes.filter(({ isListed }) => isListed === false));
      if (!mtaSts || unlisted.length === 0) return undefined;
      return { domain, mode: mtaSts.mode, unlisted, mx: mtaSts.mx.slice(0, HOSTS), id: idOf(observedAt) };
    },
  }),
  defineRule({
    id: 'tls.mta-sts-testing',
    severity: 'info',
    stage: 'tls',
    actor: 'domain-owner',
    needs: ['tlsPolicy'],
    find({ tlsPolicy: { domain, mtaSts }, observedAt }) {
      return mtaSts?.mode === 'testing' ? { domain, id: idOf(observedAt) } : undefined;
    },
  }),
  defineRule({
    id: 'tls.mta-sts-age-short',
    severity: 'info',
    stage: 'tls',
    actor: 'domain-owner',
    needs: ['tlsPolicy'],
    find({ tlsPolicy: { domain, mtaSts } }) {
      const seconds = mtaSts?.maxAgeSeconds;
      if (seconds === undefined || mtaSts?.mode !== 'enforce' || seconds >= LEAST_MAX_AGE_SECONDS)
        return undefined;
      return { domain, seconds };
    },
  }),
  defineRule({
    id: 'tls.report-address-absent',
    severity: 'info',
    stage: 'tls',
    actor: 'domain-owner',
    needs: ['tlsPolicy'],
    find({ tlsPolicy }) {
      const isBound = hasPolicy(tlsPolicy) || tlsPolicy.routes.some(isDaneInUse);
      const { domain } = tlsPolicy;
      return isBound && !tlsPolicy.tlsRpt ? { domain, publish: [reportRecord(domain)] } : undefined;
    },
  }),
  defineRule({
    id: 'tls.report-address-malformed',
    severity: 'warning',
    stage: 'tls',
    actor: 'domain-owner',
    needs: ['tlsPolicy'],
    find({ tlsPolicy: { domain, tlsRpt } }) {
      if (tlsRpt?.fault === undefined) return undefined;
      const publish = tlsRpt.fault === 'lookup-failed' ? [] : [reportRecord(domain)];
      return { domain, fault: tlsRpt.fault, text: sample(tlsRpt.text), publish };
    },
  }),
  defineRule({
    id: 'tls.authentication-missing',
    severity: 'info',
    stage: 'tls',
    actor: 'domain-owner',
    needs: ['tlsPolicy'],
    find({ tlsPolicy, observedAt }) {
      const { domain, mtaSts, routes } = tlsPolicy;
      if (mtaSts || routes.some(isDaneInUse)) return undefined;
      return { domain, hosts: hostsOf(routes), id: idOf(observedAt) };
    },
  }),
] as const;

function hostsOf(routes: readonly MailRoute[]): readonly string[] {
  return [...new Set(routes.map(({ host }) => host))].slice(0, HOSTS);
}

/** An id for a new record: the time, in the 32 letters and digits that RFC 8461 §3.1 allows. */
function idOf(observedAt: string): string {
  return observedAt.replace(/\D/g, '').slice(0, 'YYYYMMDDhhmmss'.length);
}
