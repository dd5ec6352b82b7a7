import type { DkimEvidence } from '../../evidence.ts';
import { type DkimKeyFault, parseDkimKey } from '../../identity/dkim-key.ts';
import { parseTagList } from '../../identity/tag-list.ts';
import type { ZoneRecord } from '../../identity/zone-record.ts';
import { defineRule } from '../rule.ts';
import { sample } from '../sample.ts';

/** RFC 8301 §3.2: verifiers must not take less. */
const LEAST_BITS = 1_024;
/** RFC 8301 §3.2: signers should have this. */
const GOOD_BITS = 2_048;

function nameOf({ selector }: DkimEvidence, domain: string): string {
  return `${selector}._domainkey.${domain}`;
}

/** Keys that stand alone under their selector, read. */
function singleKeys(dkim: readonly DkimEvidence[], domain: string) {
  return dkim.flatMap((found) => {
    const [text, ...others] = found.keys;
    if (text === undefined || others.length > 0) return [];
    return [{ ...parseDkimKey(text), text, name: nameOf(found, domain), ...found }];
  });
}

/** A key record without its test flag. */
function withoutTesting(text: string): string {
  const kept = parseTagList(text).tags.map(({ name, value }) => {
    const flags = value.split(':').filter((flag) => name !== 't' || flag.trim().toLowerCase() !== 'y');
    return { name, value: flags.join(':') };
  });
  return kept
    .filter(({ name, value }) => name !== 't' || value !== '')
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
}

/** Questions to the DKIM keys (RFC 6376). */
export const domainDkimRules = [
  defineRule({
    id: 'domain.dkim-key-absent',
    severity: 'error',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity: { dkim, domain } }) {
      const absent = dkim.find(
        ({ asked, keys, status }) =>
          asked && keys.length === 0 && ['answer', 'no-data', 'nxdomain'].includes(status),
      );
      return absent && { selector: absent.selector, name: nameOf(absent, domain) };
    },
  }),
  defineRule({
    id: 'domain.dkim-missing',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity: { dkim, dkimBranch, domain, mx } }) {
      if (dkimBranch !== 'absent' || mx.nullMx || dkim.length > 0) return undefined;
      return { domain };
    },
  }),
  defineRule({
    id: 'domain.dkim-unseen',
    severity: 'info',
    stage: 'domain',
    actor: 'you',
    needs: ['identity'],
    find({ identity: { dkim, dkimAsked, dkimBranch, domain } }) {
      return dkimBranch !== 'absent' && dkim.length === 0 ? { domain, count: dkimAsked } : undefined;
    },
  }),
  defineRule({
    id: 'domain.dkim-key-malformed',
    severity: 'error',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity: { dkim, domain } }) {
      const several = dkim.find(({ keys }) => keys.length > 1);
      const bad = singleKeys(dkim, domain).find(({ faults }) => faults.length > 0);
      const faults: readonly (DkimKeyFault | 'several')[] = several ? ['several'] : (bad?.faults ?? []);
      const found = several ?? bad;
      if (!found) return undefined;
      return {
        name: nameOf(found, domain),
        selector: found.selector,
        faults,
        record: sample(found.keys[0] ?? ''),
      };
    },
  }),
  defineRule({
    id: 'domain.dkim-key-weak',
    severity: ({ bits }: { bits: number }) => (bits < LEAST_BITS ? 'error' : 'warning'),
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity: { dkim, domain } }) {
      const keys = singleKeys(dkim, domain).filter(({ type }) => type === 'rsa');
      const [weak] = keys
        .flatMap(({ bits, name, selector }) =>
          bits !== undefined && bits < GOOD_BITS ? [{ bits, name, selector }] : [],
        )
        .sort((a, b) => a.bits - b.bits);
      return weak && { ...weak, least: LEAST_BITS, good: GOOD_BITS };
    },
  }),
  defineRule({
    id: 'domain.dkim-key-revoked',
    severity: ({ asked }: { asked: boolean }) => (asked ? 'warning' : 'info'),
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity: { dkim, domain } }) {
      const revoked = singleKeys(dkim, domain).find(({ isRevoked }) => isRevoked);
      return revoked && { name: revoked.name, selector: revoked.selector, asked: revoked.asked };
    },
  }),
  defineRule({
    id: 'domain.dkim-key-testing',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity: { dkim, domain } }) {
      const testing = singleKeys(dkim, domain).find(({ isTesting }) => isTesting);
      if (!testing) return undefined;
      const { name, selector, text } = testing;
      const record: ZoneRecord = { name, type: 'TXT', value: withoutTesting(text), before: [text] };
      return { name, selector, publish: [record] };
    },
  }),
] as const;
