import type { Actor } from '../actor.ts';
import type { Evidence, ExpectationEvidence, Expectations, Inclusion, RelayTrial } from '../evidence.ts';
import { extensionsOf, mechanismsOf, totalMs } from './baseline.ts';
import { daysUntil } from './certificate-trust.ts';
import { defineRule } from './rule.ts';
import { sampleLines } from './sample.ts';
import { verdictOfFindings } from './verdict.ts';

/** What departs from what must and must not be there; undefined where nothing does. */
function departureOf(wanted: Inclusion | undefined, found: readonly string[]) {
  const missing = (wanted?.include ?? []).filter((one) => !found.includes(one));
  const unwanted = (wanted?.exclude ?? []).filter((one) => found.includes(one));
  return missing.length + unwanted.length === 0 ? undefined : { missing, unwanted };
}

/** What was expected; of a run that was interrupted nothing is. */
function expectedOf({ check, failure }: Evidence & { readonly check: ExpectationEvidence }): Expectations {
  return failure?.kind === 'aborted' ? {} : check.expect;
}

/** RFC 8446 calls it 1.3 and OpenSSL TLSv1.3; older ones TLSv1. */
function versionNumber(protocol: string): string {
  const version = protocol.replace(/^TLSv/, '');
  return version === '1' ? '1.0' : version;
}

/** Why a host's DANE is not what a sender could rely on. */
function daneFault({ dane }: Evidence): 'none' | 'mismatch' | 'unsigned' | 'unproven' | undefined {
  if (!dane || dane.records.length === 0) return 'none';
  if (!dane.matched) return 'mismatch';
  if (dane.authenticated) return undefined;
  return dane.unproven ? 'unproven' : 'unsigned';
}

/** What TLS that was never reached tells: nothing, where something else had failed before. */
function withoutTls({ failure }: Evidence): { found: undefined } | undefined {
  return failure ? undefined : { found: undefined };
}

/** Whether the server took a stranger's recipient; undefined where it did not come to an answer that decides. */
function isRelayed({ reply, answered }: RelayTrial): boolean | undefined {
  if (!reply || (reply.code >= 400 && reply.code < 500)) return undefined;
  if (reply.code >= 500) return false;
  return answered === 'rcpt' ? true : undefined;
}

function relayData({ to, reply, answered }: RelayTrial) {
  return { to, answered, code: reply?.code, lines: sampleLines(reply?.lines ?? []) };
}

/** Who asked for it knows best what was meant. */
const WHO_ASKED: Actor = 'you';

/** Questions to what the config of a check expects. */
export const expectationRules = [
  defineRule({
    id: 'quit.verdict-unexpected',
    severity: 'error',
    stage: 'quit',
    actor: WHO_ASKED,
    needs: ['check'],
    find(evidence, before) {
      const { verdict: wanted } = expectedOf(evidence);
      const found = verdictOfFindings(before, evidence);
      return wanted && !wanted.includes(found) ? { wanted, found } : undefined;
    },
  }),
  defineRule({
    id: 'quit.findings-unexpected',
    severity: 'error',
    stage: 'quit',
    actor: WHO_ASKED,
    needs: ['check'],
    find(evidence, before) {
      return departureOf(
        expectedOf(evidence).findings,
        before.map(({ id }) => id),
      );
    },
  }),
  defineRule({
    id: 'connect.port-unexpected',
    severity: 'error',
    stage: 'connect',
    actor: 'server-admin',
    needs: ['check'],
    find(evidence) {
      const { ports: wanted = [] } = expectedOf(evidence);
      const ports = wanted.map(({ port, state }) => {
        const found = evidence.check.ports?.find((seen) => seen.port === port)?.state ?? 'unknown';
        return { port, wanted: state, found };
      });
      const differing = ports.filter(({ wanted: state, found }) => found !== state && found !== 'unknown');
      return differing.length === 0 ? undefined : { ports: differing };
    },
  }),
  defineRule({
    id: 'greeting.time-exceeded',
    severity: 'error',
    stage: 'greeting',
    actor: 'server-admin',
    needs: ['check', 'greeting'],
    find(evidence) {
      const wantedMs = expectedOf(evidence)['greeting.maxMs'];
      const { elapsedMs } = evidence.greeting;
      return wantedMs !== undefined && elapsedMs > wantedMs ? { wantedMs, elapsedMs } : undefined;
    },
  }),
  defineRule({
    id: 'hello.extensions-unexpected',
    severity: 'error',
    stage: 'hello',
    actor: 'server-admin',
    needs: ['check', 'hello'],
    find: (evidence) => departureOf(expectedOf(evidence).extensions, extensionsOf(evidence.hello)),
  }),
  defineRule({
    id: 'starttls.requirement-unmet',
    severity: 'error',
    stage: 'starttls',
    actor: 'server-admin',
    needs: ['check', 'hello'],
    find(evidence) {
      const { starttls, tls, goal } = evidence;
      if (expectedOf(evidence).starttls === undefined || tls || starttls?.offered) return undefined;
      return { port: goal.port };
    },
  }),
  defineRule({
    id: 'tls.version-unmet',
    severity: 'error',
    stage: 'tls',
    actor: 'server-admin',
    needs: ['check', 'hello'],
    find(evidence) {
      const wanted = expectedOf(evidence)['tls.min'];
      if (wanted === undefined) return undefined;
      const { tls } = evidence;
      if (!tls) return withoutTls(evidence) && { wanted, found: undefined };
      return versionNumber(tls.protocol) >= wanted ? undefined : { wanted, found: tls.protocol };
    },
  }),
  defineRule({
    id: 'tls.lifetime-short',
    severity: 'error',
    stage: 'tls',
    actor: 'server-admin',
    needs: ['check', 'hello'],
    find(evidence) {
      const wanted = expectedOf(evidence)['certificate.days'];
      if (wanted === undefined) return undefined;
      const leaf = evidence.tls?.certificates[0];
      if (!leaf) return withoutTls(evidence) && { wanted, days: undefined, validTo: undefined };
      const days = daysUntil(leaf.validTo, evidence);
      return days >= wanted ? undefined : { wanted, days, validTo: leaf.validTo };
    },
  }),
  defineRule({
    id: 'tls.dane-unmet',
    severity: 'error',
    stage: 'tls',
    actor: 'server-admin',
    needs: ['check', 'hello'],
    find(evidence) {
      if (expectedOf(evidence).dane === undefined || evidence.failure) return undefined;
      const fault = daneFault(evidence);
      return fault && { fault, name: evidence.dane?.name, fitting: evidence.dane?.fitting };
    },
  }),
  defineRule({
    id: 'domain.mta-sts-unmet',
    severity: 'error',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['check'],
    find(evidence) {
      const wanted = expectedOf(evidence)['mta-sts'];
      const { goal, mtaSts } = evidence;
      if (wanted === undefined || goal.domain === undefined) return undefined;
      const { mode: found, problem } = mtaSts ?? {};
      const isMet = found === 'enforce' || found === wanted;
      return isMet && problem === undefined ? undefined : { domain: goal.domain, wanted, found, problem };
    },
  }),
  defineRule({
    id: 'auth.mechanisms-unexpected',
    severity: 'error',
    stage: 'auth',
    actor: 'server-admin',
    needs: ['check', 'hello'],
    find: (evidence) => departureOf(expectedOf(evidence)['auth.mechanisms'], mechanismsOf(evidence.hello)),
  }),
  defineRule({
    id: 'rcpt.relay-open',
    severity: 'error',
    stage: 'rcpt',
    actor: 'server-admin',
    needs: ['check'],
    find({ check: { relay } }) {
      return relay && isRelayed(relay) === true ? relayData(relay) : undefined;
    },
  }),
  defineRule({
    id: 'rcpt.relay-unproven',
    severity: 'warning',
    stage: 'rcpt',
    actor: WHO_ASKED,
    needs: ['check'],
    find(evidence) {
      const { relay } = evidence.check;
      // What kept the session from it has a finding of its own.
      if (!relay || evidence.failure || isRelayed(relay) !== undefined) return undefined;
      return relayData(relay);
    },
  }),
  defineRule({
    id: 'quit.time-exceeded',
    severity: 'error',
    stage: 'quit',
    actor: 'server-admin',
    needs: ['check'],
    find(evidence) {
      const wantedMs = expectedOf(evidence)['total.maxMs'];
      const elapsedMs = totalMs(evidence);
      return wantedMs !== undefined && elapsedMs > wantedMs ? { wantedMs, elapsedMs } : undefined;
    },
  }),
] as const;

export type ExpectationFindingId = (typeof expectationRules)[number]['id'];
