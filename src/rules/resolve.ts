import type { Actor } from '../actor.ts';
import type { DnsEvidence, Evidence } from '../evidence.ts';
import type { DnsAnswer } from '../net/resolver.ts';
import { obsoleteHost } from '../providers/obsolete.ts';
import { ipVersion } from '../target.ts';
import { failureAt } from './failure.ts';
import { defineRule, type Severity } from './rule.ts';

/** What the questions for a host's addresses came to, taken together. */
type Lookup = 'found' | 'unknown' | 'no-address' | 'unanswered' | 'not-asked';

/** NXDOMAIN speaks for the name whatever the other type's question came to (RFC 8020 §2). */
function judgeAddresses(answers: readonly DnsAnswer[]): Lookup {
  if (answers.length === 0) return 'not-asked';
  if (answers.some(({ status }) => status === 'answer')) return 'found';
  if (answers.some(({ status }) => status === 'nxdomain')) return 'unknown';
  if (answers.some(isUnanswered)) return 'unanswered';
  return answers.some(({ status }) => status === 'no-data') ? 'no-address' : 'unknown';
}

/** A malformed answer comes from a server; a malformed name never got to one. */
function isUnanswered({ status, source }: DnsAnswer): boolean {
  return ['servfail', 'refused', 'timeout'].includes(status) || (status === 'malformed' && source !== 'name');
}

function isMxAbsent({ mx }: Evidence): boolean {
  return mx?.status === 'no-data';
}

function isMxNull({ mx }: Evidence): boolean {
  const [first, second] = mx?.records ?? [];
  return first?.type === 'MX' && second === undefined && (first.exchange === '' || first.exchange === '.');
}

/** What could not be had: with `-4` or `-6` an address of the other family is of no use. */
function wantedAnswers(dns: DnsEvidence, evidence: Evidence): readonly DnsAnswer[] {
  if (!failureAt('resolve', evidence)) return dns.addresses;
  return dns.addresses.filter(({ status }) => status !== 'answer');
}

/** The hosts file, or a literal, may have addresses of the family alone that `-4` or `-6` excludes. */
function otherFamily({ addresses }: DnsEvidence): DnsAnswer['type'][] {
  const has = (type: string): boolean => addresses.some((answer) => answer.type === type);
  return addresses.length === 0 ? [] : has('A') ? ['AAAA'] : ['A'];
}

function unknownName(dns: DnsEvidence, evidence: Evidence) {
  const { goal, mx } = evidence;
  if (mx?.status === 'nxdomain' || mx?.source === 'name') {
    return { name: goal.domain ?? mx.name, noAddress: false, missing: [] };
  }
  const answers = wantedAnswers(dns, evidence);
  const lookup = judgeAddresses(answers);
  const types = answers.length > 0 ? answers.map(({ type }) => type) : otherFamily(dns);
  const isExcluded =
    lookup === 'not-asked' && types.length > 0 && failureAt('resolve', evidence) !== undefined;
  if (lookup !== 'unknown' && lookup !== 'no-address' && !isExcluded) return undefined;
  const noAddress = lookup !== 'unknown';
  return { name: goal.hostUnicode ?? goal.host, noAddress, missing: types };
}

/** A mistyped host is the reader's; the name of an MX is published by the domain. */
function ownerOfName(_data: object, { goal, mx }: Evidence): Actor {
  return goal.domain !== undefined && mx?.status === 'answer' ? 'domain-owner' : 'you';
}

function unansweredQuestion(dns: DnsEvidence, evidence: Evidence): DnsAnswer | undefined {
  if (evidence.mx && isUnanswered(evidence.mx)) return evidence.mx;
  const answers = wantedAnswers(dns, evidence);
  return judgeAddresses(answers) === 'unanswered' ? answers.find(isUnanswered) : undefined;
}

/** An old name that still works is worth a note; where the walk failed it may be the reason. */
function nameSeverity(_data: object, { failure }: Evidence): Severity {
  return failure ? 'warning' : 'info';
}

/** Questions to the DNS: the host's addresses, and the domain's MX where one was walked. */
export const resolveRules = [
  defineRule({
    id: 'resolve.name-unknown',
    severity: 'error',
    stage: 'resolve',
    actor: ownerOfName,
    needs: ['dns'],
    find(evidence) {
      const { dns } = evidence;
      if (isMxAbsent(evidence) || isMxNull(evidence)) return undefined;
      return unknownName(dns, evidence);
    },
  }),
  defineRule({
    id: 'resolve.server-failure',
    severity: 'error',
    stage: 'resolve',
    actor: ({ status }: { status: string }) => (status === 'servfail' ? 'domain-owner' : 'your-network'),
    needs: ['dns'],
    find(evidence) {
      const question = unansweredQuestion(evidence.dns, evidence);
      if (!question) return undefined;
      const { name, type, status, source, elapsedMs } = question;
      return { name, type, status, source, elapsedMs };
    },
  }),
  defineRule({
    id: 'resolve.mx-absent',
    severity: ({ fallback }: { fallback: boolean }) => (fallback ? 'warning' : 'error'),
    stage: 'resolve',
    actor: 'domain-owner',
    needs: ['dns', 'mx'],
    find(evidence) {
      const { dns, goal } = evidence;
      if (!isMxAbsent(evidence)) return undefined;
      const lookup = judgeAddresses(dns.addresses);
      return { domain: goal.domain ?? goal.host, fallback: lookup === 'found' || lookup === 'unanswered' };
    },
  }),
  defineRule({
    id: 'resolve.mx-null',
    severity: 'error',
    stage: 'resolve',
    actor: 'domain-owner',
    needs: ['mx'],
    find(evidence) {
      const { domain, host } = evidence.goal;
      return isMxNull(evidence) ? { domain: domain ?? host } : undefined;
    },
  }),
  defineRule({
    id: 'resolve.mx-alias',
    severity: 'warning',
    stage: 'resolve',
    actor: 'domain-owner',
    needs: ['dns', 'mx'],
    find({ dns, goal, mx }) {
      if (goal.domain === undefined || mx.status !== 'answer') return undefined;
      const aliases = dns.addresses.find((answer) => answer.aliases.length > 0)?.aliases ?? [];
      const target = aliases.at(-1);
      return target === undefined ? undefined : { domain: goal.domain, exchange: goal.host, target };
    },
  }),
  defineRule({
    id: 'resolve.mx-address',
    severity: 'error',
    stage: 'resolve',
    actor: 'domain-owner',
    needs: ['mx'],
    find({ goal, mx }) {
      const exchanges = mx.records.map((record) =>
        record.type === 'MX' ? record.exchange.replace(/\.$/, '') : '',
      );
      if (goal.domain === undefined || ipVersion(goal.host) === 0 || !exchanges.includes(goal.host))
        return undefined;
      return { domain: goal.domain, address: goal.host };
    },
  }),
  defineRule({
    id: 'resolve.host-obsolete',
    severity: nameSeverity,
    stage: 'resolve',
    actor: 'you',
    needs: ['dns'],
    find({ goal }) {
      const known = goal.domain === undefined ? obsoleteHost(goal.host) : undefined;
      if (!known) return undefined;
      const { host, providerName, year, today, port } = known;
      return { host, provider: providerName, year, ...(today === undefined ? {} : { today, port }) };
    },
  }),
] as const;
