import { parseSpf, type SpfRecord } from '../../identity/spf.ts';
import { withoutTerms } from '../../identity/spf-mend.ts';
import {
  countLookups,
  countVoids,
  isWhole,
  SPF_LOOKUPS,
  SPF_MX_HOSTS,
  SPF_VOIDS,
  type SpfNode,
  type SpfQuestion,
  spfNodes,
} from '../../identity/spf-tree.ts';
import type { ZoneRecord } from '../../identity/zone-record.ts';
import { defineRule } from '../rule.ts';
import { isWritable, mendedSpf } from './mend.ts';

const MOST = 6;

/** A term that breaks a record, and whose record. */
export interface FaultyTerm {
  readonly owner: string;
  readonly term: string;
  readonly kind: SpfRecord['faults'][number]['kind'];
}

function faultyTerms(spf: SpfNode): FaultyTerm[] {
  const nodes = [...spfNodes(spf)].filter(({ status }) => status === 'found');
  return nodes.flatMap(({ domain, records: [text = ''] }) =>
    parseSpf(text).faults.map(({ term, kind }) => ({ owner: domain, term, kind })),
  );
}

type DeadEnd = {
  /** Whose record has the term. */
  readonly owner: string;
  readonly term: string;
  readonly target: string;
  readonly why: 'missing' | 'multiple' | 'loop';
};

function deadEnds(spf: SpfNode): DeadEnd[] {
  return [...spfNodes(spf)].flatMap(({ domain: owner, questions }) =>
    questions.flatMap(({ text, node }) =>
      node?.status === 'missing' || node?.status === 'multiple' || node?.status === 'loop'
        ? [{ owner, term: text, target: node.domain, why: node.status }]
        : [],
    ),
  );
}

/** Terms that stand for more mail servers than a receiver looks at, and whose record has them. */
function crowdedTerms(spf: SpfNode) {
  return [...spfNodes(spf)].flatMap(({ domain: owner, questions }) =>
    questions.flatMap(({ text, hosts }) => (hosts === undefined ? [] : [{ owner, term: text, hosts }])),
  );
}

/** The record of a name below the domain, which its owner can change as well; nothing for that of others. */
function withoutDeadEnd({ owner, term }: DeadEnd, spf: SpfNode): ZoneRecord[] {
  const node = [...spfNodes(spf)].find(({ domain, status }) => domain === owner && status === 'found');
  const [text] = node?.records ?? [];
  if (text === undefined || !owner.endsWith(`.${spf.domain}`)) return [];
  const value = withoutTerms(text, (candidate) => candidate.text === term);
  return [{ name: owner, type: 'TXT', value, before: [text] }];
}

/** What each term of the record itself costs. */
function costs({ questions }: SpfNode): { readonly term: string; readonly lookups: number }[] {
  return questions.map(({ text, node }) => ({ term: text, lookups: 1 + (node ? countLookups(node) : 0) }));
}

function voidTerms(spf: SpfNode): SpfQuestion[] {
  return [...spfNodes(spf)].flatMap(({ questions }) => questions.filter(({ lookup }) => lookup === 'void'));
}

/** Questions to the SPF record (RFC 7208): whether there is one that receivers can use. */
export const domainSpfRules = [
  defineRule({
    id: 'domain.spf-missing',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity: { spf, mx, domain } }) {
      if (spf.status !== 'missing') return undefined;
      const record: ZoneRecord = {
        name: domain,
        type: 'TXT',
        value: mx.nullMx ? 'v=spf1 -all' : 'v=spf1 mx ~all',
      };
      return { domain, takesMail: !mx.nullMx, publish: [record] };
    },
  }),
  defineRule({
    id: 'domain.spf-several',
    severity: 'error',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const { spf, domain } = identity;
      if (spf.status !== 'multiple') return undefined;
      return { domain, count: spf.records.length, publish: mendedSpf(identity) };
    },
  }),
  defineRule({
    id: 'domain.spf-malformed',
    severity: 'error',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const { spf, domain } = identity;
      const faults = faultyTerms(spf);
      if (faults.length === 0) return undefined;
      const isOwn = faults.some(({ owner }) => owner === domain);
      return { domain, faults: faults.slice(0, MOST), publish: isOwn ? mendedSpf(identity) : [] };
    },
  }),
  defineRule({
    id: 'domain.spf-include-unusable',
    severity: 'error',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const { spf, domain } = identity;
      const [end] = deadEnds(spf);
      if (!end) return undefined;
      return {
        domain,
        ...end,
        publish: end.owner === domain ? mendedSpf(identity) : withoutDeadEnd(end, spf),
      };
    },
  }),
  defineRule({
    id: 'domain.spf-lookups-exceeded',
    severity: 'error',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const { spf, domain } = identity;
      const count = countLookups(spf);
      if (count <= SPF_LOOKUPS) return undefined;
      const terms = costs(spf).sort((a, b) => b.lookups - a.lookups);
      const written = spf.questions.filter(isWritable);
      const publish = count - written.length <= SPF_LOOKUPS ? mendedSpf(identity) : [];
      const isLeast = !isWhole(spf);
      return { domain, count, isLeast, limit: SPF_LOOKUPS, terms: terms.slice(0, MOST), publish };
    },
  }),
  defineRule({
    id: 'domain.spf-voids-exceeded',
    severity: 'error',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const { spf, domain } = identity;
      const count = countVoids(spf);
      if (count <= SPF_VOIDS || deadEnds(spf).length > 0) return undefined;
      const terms = voidTerms(spf).map(({ text }) => text);
      return { domain, count, limit: SPF_VOIDS, terms: terms.slice(0, MOST), publish: mendedSpf(identity) };
    },
  }),
  defineRule({
    id: 'domain.spf-hosts-exceeded',
    severity: 'error',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const { spf, domain } = identity;
      const [crowded] = crowdedTerms(spf);
      if (!crowded) return undefined;
      const isMendable = spf.questions.some(
        (question) => question.text === crowded.term && isWritable(question),
      );
      const publish = crowded.owner === domain && isMendable ? mendedSpf(identity) : [];
      return { domain, ...crowded, limit: SPF_MX_HOSTS, publish };
    },
  }),
] as const;
