import type { Actor } from '../actor.ts';
import { STAGES, type Stage } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import { authRules } from './auth.ts';
import { authLoginRules } from './auth-login.ts';
import { authMechanismRules } from './auth-mechanism.ts';
import { authRefusalRules } from './auth-refusal.ts';
import { certificateRules } from './certificate.ts';
import { connectionRules } from './connection.ts';
import { deliveryRules } from './delivery.ts';
import { greetingRules } from './greeting.ts';
import { helloRules } from './hello.ts';
import { portRules } from './ports.ts';
import { resolveRules } from './resolve.ts';
import type { Judged, Section, Severity } from './rule.ts';
import { startTlsRules } from './starttls.ts';
import { tlsRules } from './tls.ts';

/** Every rule, in the order of the stages. */
export const rules = [
  ...resolveRules,
  ...connectionRules,
  ...portRules,
  ...greetingRules,
  ...helloRules,
  ...startTlsRules,
  ...certificateRules,
  ...tlsRules,
  ...authLoginRules,
  ...authRefusalRules,
  ...authMechanismRules,
  ...authRules,
  ...deliveryRules,
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
  find(evidence: Evidence): object | undefined;
}

/** Asks every rule that has what it needs. Pure: the same evidence gives the same findings. */
export function diagnose(evidence: Evidence): Diagnosis {
  const findings: Finding[] = [];
  const passed: FindingId[] = [];
  const skipped: FindingId[] = [];
  // The compiler cannot follow a union of generic rules through a loop; defineRule has checked each one.
  for (const rule of rules as unknown as readonly PlainRule[]) {
    if (rule.needs.some((section) => evidence[section] === undefined)) {
      skipped.push(rule.id);
      continue;
    }
    const data = rule.find(evidence);
    if (data !== undefined) findings.push(toFinding(rule, data, evidence));
    else if (isReached(rule, evidence)) passed.push(rule.id);
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
