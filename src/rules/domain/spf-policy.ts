import type { IdentityEvidence } from '../../evidence.ts';
import { parseSpf, type SpfRecord } from '../../identity/spf.ts';
import { defineRule } from '../rule.ts';
import { sample } from '../sample.ts';
import { mendedSpf } from './mend.ts';

const MOST = 6;
/** With the name and what else stands at the domain, more does not fit in a datagram of 512 bytes (RFC 7208 §3.4). */
const RECORD_CHARACTERS = 450;

/** The record in use, read; undefined where there is none, or no telling which. */
function recordOf({ spf }: IdentityEvidence): (SpfRecord & { readonly text: string }) | undefined {
  const [text] = spf.records;
  return spf.status === 'found' && text !== undefined ? { ...parseSpf(text), text } : undefined;
}

/** Says whether a record lets every address in: `+all`, or a network of length 0. */
function isOpen({ terms }: SpfRecord): boolean {
  return terms.some(
    ({ name, qualifier, argument = '' }) =>
      qualifier === '+' && (name === 'all' || (name.startsWith('ip') && argument.endsWith('/0'))),
  );
}

/** Questions to what the SPF record says (RFC 7208). */
export const domainSpfPolicyRules = [
  defineRule({
    id: 'domain.spf-open',
    severity: 'error',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const record = recordOf(identity);
      if (!record || !isOpen(record)) return undefined;
      return { domain: identity.domain, publish: mendedSpf(identity) };
    },
  }),
  defineRule({
    id: 'domain.spf-neutral',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const record = recordOf(identity);
      if (!record || record.terms.some(({ name }) => name === 'redirect')) return undefined;
      const all = record.terms.find(({ name }) => name === 'all');
      if (record.faults.length > 0 || (all !== undefined && all.qualifier !== '?')) return undefined;
      return { domain: identity.domain, isAbsent: all === undefined, publish: mendedSpf(identity) };
    },
  }),
  defineRule({
    id: 'domain.spf-ptr',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const record = recordOf(identity);
      if (!record?.terms.some(({ name }) => name === 'ptr')) return undefined;
      return { domain: identity.domain, publish: mendedSpf(identity) };
    },
  }),
  defineRule({
    id: 'domain.spf-terms-unreached',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const record = recordOf(identity);
      const end = record?.terms.findIndex(({ name }) => name === 'all') ?? -1;
      if (!record || end === -1) return undefined;
      const rest = record.terms.slice(end + 1).filter(({ name }) => name !== 'exp' && name !== 'other');
      const unreached = [...rest, ...record.terms.slice(0, end).filter(({ name }) => name === 'redirect')];
      if (unreached.length === 0) return undefined;
      const terms = unreached.map(({ text }) => sample(text)).slice(0, MOST);
      return { domain: identity.domain, terms, publish: mendedSpf(identity) };
    },
  }),
  defineRule({
    id: 'domain.spf-too-long',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const record = recordOf(identity);
      if (!record || record.text.length <= RECORD_CHARACTERS) return undefined;
      return { domain: identity.domain, length: record.text.length, limit: RECORD_CHARACTERS };
    },
  }),
  defineRule({
    id: 'domain.spf-sender-refused',
    severity: ({ result }: { result: string }) => (result === 'fail' ? 'error' : 'warning'),
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const record = recordOf(identity);
      const refused = identity.senders.find(
        ({ source, spf }) =>
          source === 'asked' && spf && ['fail', 'softfail', 'neutral'].includes(spf.result),
      );
      if (!record || !refused?.spf) return undefined;
      const { address, spf } = refused;
      return { domain: identity.domain, address, result: spf.result, publish: mendedSpf(identity) };
    },
  }),
] as const;
