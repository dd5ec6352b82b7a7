import type { BaselineCertificate, BaselineEvidence, Evidence, ExpectationEvidence } from '../evidence.ts';
import { authMechanisms } from '../smtp/extension.ts';
import { defineRule, type Section, type Severity } from './rule.ts';

/** What a later run is compared with. */
export function baselineOf(evidence: Evidence): BaselineEvidence {
  const { hello, observedAt, software = [], tls } = evidence;
  const leaf = tls?.certificates[0];
  return {
    observedAt,
    totalMs: totalMs(evidence),
    ...(hello ? { extensions: extensionsOf(hello), mechanisms: mechanismsOf(hello) } : {}),
    software: software.map(({ name, version }) => (version === undefined ? name : `${name} ${version}`)),
    ...(tls ? { protocol: tls.protocol } : {}),
    ...(leaf ? { certificate: certificateOf(leaf) } : {}),
  };
}

/** What all stages took together; what lay between them, such as waiting for a turn, is in no stage. */
export function totalMs({ timings = [] }: Evidence): number {
  return Math.round(timings.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0));
}

/** EHLO keywords before TLS and after; the mechanisms are told apart from them. */
export function extensionsOf({ plain, secure }: NonNullable<Evidence['hello']>): string[] {
  const all = [plain, secure].flatMap((hello) => hello?.extensions ?? []);
  return [...new Set(all.map(({ keyword }) => keyword))];
}

/** Mechanisms of the session as it goes on: in TLS, where that was reached. */
export function mechanismsOf({ plain, secure }: NonNullable<Evidence['hello']>): string[] {
  return authMechanisms(secure ?? plain);
}

function certificateOf({ sha256, spkiSha256, issuer, validTo }: BaselineCertificate): BaselineCertificate {
  return { sha256, spkiSha256, issuer, validTo };
}

/** Slower by less than these is the weather of the network. */
const SLOWER_FACTOR = 2;
const SLOWER_MS = 500;

const PROTOCOLS = ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

/** What was there and is no more; undefined where nothing is lost. */
function lostOf(before: readonly string[] = [], now: readonly string[] = []): string[] | undefined {
  const lost = before.filter((one) => !now.includes(one));
  return lost.length === 0 ? undefined : lost.slice(0, MOST_NAMED);
}

const MOST_NAMED = 20;

/** The two sides of a comparison; undefined without a baseline, and for a run that was interrupted. */
function sidesOf(evidence: Evidence & { readonly check: ExpectationEvidence }) {
  const { baseline } = evidence.check;
  if (!baseline || evidence.failure?.kind === 'aborted') return undefined;
  return { before: baseline, now: baselineOf(evidence) };
}

function lossRule<const Id extends 'hello.extension-lost' | 'auth.mechanism-lost'>(
  id: Id,
  stage: 'hello' | 'auth',
  key: 'extensions' | 'mechanisms',
) {
  return defineRule({
    id,
    severity: 'error',
    stage,
    actor: 'server-admin',
    needs: ['check', 'hello'] satisfies Section[],
    find(evidence: Evidence & { readonly check: ExpectationEvidence }) {
      const sides = sidesOf(evidence);
      const lost = sides && lostOf(sides.before[key], sides.now[key]);
      return lost && { lost, since: sides.before.observedAt };
    },
  });
}

function changedCertificate(before: BaselineCertificate, now: BaselineCertificate) {
  if (before.sha256 === now.sha256) return undefined;
  return {
    sameKey: before.spkiSha256 === now.spkiSha256,
    issuerBefore: before.issuer,
    issuer: now.issuer,
    validTo: now.validTo,
    sha256: now.sha256,
  };
}

/** Questions to what changed since the last report that was accepted. */
export const baselineRules = [
  defineRule({
    id: 'greeting.software-changed',
    severity: 'info',
    stage: 'greeting',
    actor: 'server-admin',
    needs: ['check', 'software'],
    find(evidence) {
      const sides = sidesOf(evidence);
      if (!sides) return undefined;
      const [before, now] = [sides.before.software, sides.now.software];
      if (before.join('\n') === now.join('\n')) return undefined;
      return { before, now, since: sides.before.observedAt };
    },
  }),
  lossRule('hello.extension-lost', 'hello', 'extensions'),
  defineRule({
    id: 'tls.version-changed',
    severity: ({ isLower }: { isLower: boolean }): Severity => (isLower ? 'error' : 'info'),
    stage: 'tls',
    actor: 'server-admin',
    needs: ['check', 'tls'],
    find(evidence) {
      const { before, now } = sidesOf(evidence) ?? {};
      const [old, fresh] = [before?.protocol, now?.protocol];
      if (before === undefined || old === undefined || fresh === undefined || old === fresh) return undefined;
      const isLower = PROTOCOLS.indexOf(fresh) < PROTOCOLS.indexOf(old);
      return { before: old, now: fresh, isLower, since: before.observedAt };
    },
  }),
  defineRule({
    id: 'tls.certificate-changed',
    // The same issuer renews every few months; another one may be a man in the middle.
    severity: (data: { issuerBefore: string; issuer: string }): Severity =>
      data.issuer === data.issuerBefore ? 'info' : 'warning',
    stage: 'tls',
    actor: 'server-admin',
    needs: ['check', 'tls'],
    find(evidence) {
      const { before, now } = sidesOf(evidence) ?? {};
      if (!before?.certificate || !now?.certificate) return undefined;
      const change = changedCertificate(before.certificate, now.certificate);
      return change && { ...change, since: before.observedAt };
    },
  }),
  lossRule('auth.mechanism-lost', 'auth', 'mechanisms'),
  defineRule({
    id: 'quit.session-slower',
    severity: 'warning',
    stage: 'quit',
    actor: 'server-admin',
    needs: ['check'],
    find(evidence) {
      const sides = sidesOf(evidence);
      if (!sides || evidence.failure) return undefined;
      const [beforeMs, nowMs] = [sides.before.totalMs, sides.now.totalMs];
      if (nowMs < beforeMs * SLOWER_FACTOR || nowMs - beforeMs < SLOWER_MS) return undefined;
      return { beforeMs, nowMs, since: sides.before.observedAt };
    },
  }),
] as const;

export type BaselineFindingId = (typeof baselineRules)[number]['id'];
