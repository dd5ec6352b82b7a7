import type { Evidence, FieldScan, TlsScanEvidence } from '../../evidence.ts';
import { type Suite, suiteOf } from '../../tls/suites.ts';
import { defineRule, type Severity } from '../rule.ts';
import { sample } from '../sample.ts';
import { profileOf } from './profile.ts';
import { tlsRules } from './tls.ts';

/** RFC 8996 retired TLS 1.0 and 1.1, RFC 7568 SSL 3.0, RFC 6176 SSL 2.0. */
const OBSOLETE: readonly string[] = ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.1'];

/** RFC 9325 §4.2.1: at least 2048 bits; 1024 are within a state's reach (https://weakdh.org). */
const SOUND_FIELD_BITS = 2048;
const BREAKABLE_FIELD_BITS = 1024;

const MOST_NAMED = 8;

/** Between servers the choice is this or clear text (RFC 7435 §3); a user's client has better. */
function obsoleteSeverity({ protocols }: { protocols: readonly string[] }, { goal }: Evidence): Severity {
  const profile = profileOf(goal);
  if (protocols.includes('SSLv2') || profile === 'modern') return 'error';
  return profile === 'intermediate' || protocols.includes('SSLv3') ? 'warning' : 'info';
}

/** Without a key anybody can be the server, which between servers that check no certificate changes nothing. */
function cipherSeverity(
  { weaknesses, isWorthless }: { weaknesses: readonly string[]; isWorthless: boolean },
  { goal }: Evidence,
): Severity {
  const isRelay = profileOf(goal) === 'opportunistic';
  if (weaknesses.every((weakness) => weakness === 'anon')) return isRelay ? 'info' : 'warning';
  if (isWorthless) return isRelay ? 'warning' : 'error';
  return isRelay ? 'info' : 'warning';
}

/** Whether the one handshake that was seen already has the finding. */
function isSaid(id: 'tls.protocol-obsolete' | 'tls.cipher-weak', evidence: Evidence): boolean {
  const { tls } = evidence;
  if (!tls) return false;
  return tlsRules.some((rule) => rule.id === id && rule.find({ ...evidence, tls }, []) !== undefined);
}

function acceptedSuites({ protocols }: TlsScanEvidence): Suite[] {
  const names = new Set(protocols.flatMap(({ suites }) => suites?.names ?? []));
  return [...names].map(suiteOf).filter((suite) => suite !== undefined);
}

/** The smallest that was used with a key; without one there are worse things to say. */
function smallestField({ fields }: TlsScanEvidence): FieldScan | undefined {
  const signed = fields.filter(({ suite }) => suiteOf(suite)?.authentication !== 'anon');
  return signed.toSorted((a, b) => a.bits - b.bits)[0];
}

/** Questions to what a scan found that the server accepts, beside what it chose for us. */
export const tlsScanRules = [
  defineRule({
    id: 'tls.protocol-obsolete-accepted',
    severity: obsoleteSeverity,
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tlsScan'],
    find(evidence) {
      const accepted = evidence.tlsScan.protocols.filter(({ state }) => state === 'accepted');
      const protocols = accepted.map(({ protocol }) => protocol).filter((name) => OBSOLETE.includes(name));
      return protocols.length === 0 || isSaid('tls.protocol-obsolete', evidence) ? undefined : { protocols };
    },
  }),
  defineRule({
    id: 'tls.cipher-weak-accepted',
    severity: cipherSeverity,
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tlsScan'],
    find(evidence) {
      const weak = acceptedSuites(evidence.tlsScan).filter(({ weakness }) => weakness !== undefined);
      if (weak.length === 0 || isSaid('tls.cipher-weak', evidence)) return undefined;
      const worst = weak.toSorted((a, b) => gravity(a) - gravity(b));
      return {
        weaknesses: [...new Set(worst.map(({ weakness = '' }) => weakness))],
        ciphers: worst.slice(0, MOST_NAMED).map(({ name }) => name),
        count: weak.length,
        isWorthless: weak.some(({ strength, weakness }) => strength === 'worthless' && weakness !== 'anon'),
      };
    },
  }),
  defineRule({
    id: 'tls.dh-weak',
    severity: ({ bits }: { bits: number }) => (bits < BREAKABLE_FIELD_BITS ? 'error' : 'warning'),
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tlsScan'],
    find({ tlsScan }) {
      const field = smallestField(tlsScan);
      return field && field.bits < SOUND_FIELD_BITS ? { bits: field.bits, prime: field.prime } : undefined;
    },
  }),
  defineRule({
    id: 'tls.compression-enabled',
    severity: 'warning',
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tlsScan'],
    find: ({ tlsScan }) => (tlsScan.features.compression ? {} : undefined),
  }),
  defineRule({
    id: 'tls.renegotiation-insecure',
    severity: 'warning',
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tlsScan'],
    find: ({ tlsScan }) => (tlsScan.features.secureRenegotiation === false ? {} : undefined),
  }),
  defineRule({
    id: 'tls.scan-partial',
    severity: 'info',
    stage: 'tls',
    actor: 'you',
    needs: ['tlsScan'],
    find({ tlsScan }) {
      const { connections, ended, maxConnections, throttles, unknown } = tlsScan;
      if (unknown.length === 0) return undefined;
      const [first] = throttles;
      const throttle = first && { stage: first.stage, code: first.code, text: sample(first.text) };
      return { unknown, ended, connections, maxConnections, throttle };
    },
  }),
] as const;

export type TlsScanFindingId = (typeof tlsScanRules)[number]['id'];

/** The worst first; what lacks only a key after what lacks a cipher. */
function gravity({ strength, weakness }: Suite): number {
  if (strength !== 'worthless') return 2;
  return weakness === 'anon' ? 1 : 0;
}
