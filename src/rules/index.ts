import type { Actor } from '../actor.ts';
import { STAGES, type Stage } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import { arrivalRules } from './arrival.ts';
import { authRules } from './auth/auth.ts';
import { authLoginRules } from './auth/login.ts';
import { authMechanismRules } from './auth/mechanism.ts';
import { authRefusalRules } from './auth/refusal.ts';
import { baselineRules } from './baseline.ts';
import { certificateRules } from './certificate.ts';
import { connectionRules } from './connection.ts';
import { daneRules } from './dane.ts';
import { deliveryRules } from './delivery/delivery.ts';
import { domainBimiRules } from './domain/bimi.ts';
import { domainDkimRules } from './domain/dkim.ts';
import { domainDmarcRules } from './domain/dmarc.ts';
import { domainMxRules } from './domain/mx.ts';
import { domainReceivingRules } from './domain/receiving.ts';
import { domainSenderRules } from './domain/sender.ts';
import { domainSpfRules } from './domain/spf.ts';
import { domainSpfPolicyRules } from './domain/spf-policy.ts';
import { exerciseRules } from './exercise.ts';
import { expectationRules } from './expectation.ts';
import { extensionRules } from './extension.ts';
import { greetingRules } from './greeting.ts';
import { helloRules } from './hello.ts';
import { inspectPolicyRules } from './inspect/policy.ts';
import { inspectSignatureRules } from './inspect/signature.ts';
import { inspectWayRules } from './inspect/way.ts';
import { portRules } from './ports/ports.ts';
import { programRules } from './program.ts';
import { resolveRules } from './resolve.ts';
import type { Earlier, Judged, Section, Severity } from './rule.ts';
import { startTlsRules } from './starttls.ts';
import { tlsDepthRules } from './tls/depth.ts';
import { tlsPolicyRules } from './tls/policy.ts';
import { tlsScanRules } from './tls/scan.ts';
import { tlsRules } from './tls/tls.ts';

/** Every rule, in the order of the stages. */
export const rules = [
  ...resolveRules,
  ...connectionRules,
  ...programRules,
  ...portRules,
  ...greetingRules,
  ...helloRules,
  ...startTlsRules,
  ...certificateRules,
  ...tlsRules,
  ...tlsScanRules,
  ...tlsDepthRules,
  ...daneRules,
  ...tlsPolicyRules,
  ...authLoginRules,
  ...authRefusalRules,
  ...authMechanismRules,
  ...authRules,
  ...deliveryRules,
  ...arrivalRules,
  ...domainMxRules,
  ...domainReceivingRules,
  ...domainSpfRules,
  ...domainSpfPolicyRules,
  ...domainDkimRules,
  ...domainDmarcRules,
  ...domainBimiRules,
  ...domainSenderRules,
  ...inspectSignatureRules,
  ...inspectPolicyRules,
  ...inspectWayRules,
  ...extensionRules,
  ...exerciseRules,
  // They also ask what those before them found.
  ...expectationRules,
  ...baselineRules,
] as const;

type AnyRule = (typeof rules)[number];

export type FindingId = AnyRule['id'];

/** What each finding carries, by its id: plain JSON. */
export type FindingData = { [R in AnyRule as R['id']]: NonNullable<ReturnType<R['find']>> };

/** A finding of one id: what a catalog's functions take. */
export type FindingOf<Id extends FindingId> = {
  readonly id: Id;
  readonly severity: Severity;
  readonly stage: Stage;
  readonly actor: Actor;
  readonly data: FindingData[Id];
};

export type Finding = { [Id in FindingId]: FindingOf<Id> }[FindingId];

/** What the rules make of one run's evidence. */
export interface Diagnosis {
  readonly findings: readonly Finding[];
  readonly passed: readonly FindingId[];
  readonly skipped: readonly FindingId[];
}

/** The rule as `diagnose` sees it: the sum of all of them, their precise types set aside. */
interface PlainRule {
  readonly id: FindingId;
  readonly severity: Judged<Severity, object>;
  readonly stage: Stage;
  readonly actor: Judged<Actor, object>;
  readonly needs: readonly Section[];
  find(evidence: Evidence, before: readonly Earlier[]): object | undefined;
}

/**
 * Asks every rule that has what it needs. Pure: the same evidence gives the same findings.
 *
 * @param ignore  Ids that no expectation is held against.
 */
export function diagnose(evidence: Evidence, ignore: ReadonlySet<string> = new Set()): Diagnosis {
  const findings: Finding[] = [];
  const before: Earlier[] = [];
  const passed: FindingId[] = [];
  const skipped: FindingId[] = [];
  // The compiler cannot follow a union of generic rules through a loop; defineRule has checked each one.
  for (const rule of rules as unknown as readonly PlainRule[]) {
    if (rule.needs.some((section) => evidence[section] === undefined)) {
      skipped.push(rule.id);
      continue;
    }
    const data = rule.find(evidence, before);
    if (data !== undefined) {
      const finding = toFinding(rule, data, evidence);
      findings.push(finding);
      if (!ignore.has(finding.id)) before.push(finding);
    } else if (isReached(rule, evidence)) passed.push(rule.id);
    else skipped.push(rule.id);
  }
  return { findings, passed, skipped };
}

/** Past the stage where the walk ended, finding nothing proves nothing; nor at it, when the user ended the walk. */
function isReached({ stage, needs }: PlainRule, { failure, greeting, delivery }: Evidence): boolean {
  if (needs.includes('delivery') && isBeyond(stage, delivery?.quitAfter)) return false;
  if (!failure || needs.some((section) => section === stage)) return true;
  // Where TLS comes first, a handshake that fails is before the greeting, whatever the order of the stages.
  if (
    failure.stage === 'tls' &&
    !greeting &&
    (stage === 'greeting' || stage === 'hello' || stage === 'starttls')
  ) {
    return false;
  }
  const distance = STAGES.indexOf(failure.stage) - STAGES.indexOf(stage);
  return failure.kind === 'aborted' ? distance > 0 : distance >= 0;
}

/** What the user did not ask for was not looked at. */
function isBeyond(stage: Stage, last: Stage | undefined): boolean {
  return last !== undefined && STAGES.indexOf(stage) > STAGES.indexOf(last);
}

function toFinding(rule: PlainRule, data: object, evidence: Evidence): Finding {
  const severity = typeof rule.severity === 'function' ? rule.severity(data, evidence) : rule.severity;
  const actor = typeof rule.actor === 'function' ? rule.actor(data, evidence) : rule.actor;
  // Id and data come from the same rule, which is all that Finding's union says.
  return { id: rule.id, severity, stage: rule.stage, actor, data } as Finding;
}
