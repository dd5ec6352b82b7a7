import type { Actor } from '../../actor.ts';
import type { Evidence, ExaminedMechanism } from '../../evidence.ts';
import { authMechanisms } from '../../smtp/extension.ts';
import { actorOfRefusal, type Refusal } from '../refusal.ts';
import { defineRule, type Severity } from '../rule.ts';
import { sampleLines } from '../sample.ts';
import { type LoginRefusal, refusalAs } from './refusal.ts';

export interface Offer {
  readonly mechanisms: readonly string[];
  readonly offered: readonly string[];
}

/** Why a mechanism cannot be used: it was refused, was not offered, lacks the means, or failed the examination. */
type Unsupported = Offer &
  (
    | ({ readonly reason: 'refused' } & LoginRefusal)
    | ({ readonly reason: 'examined' } & Pick<Refusal, 'code' | 'enhanced' | 'lines'>)
    | { readonly reason: 'not-offered' | 'unusable' }
  );

function unsupported(evidence: Evidence): Unsupported | undefined {
  const { auth, hello } = evidence;
  const offered = authMechanisms(hello?.secure ?? hello?.plain);
  const refusal = refusalAs('auth.mechanism-unsupported', evidence);
  if (refusal) return { reason: 'refused', mechanisms: [refusal.mechanism], offered, ...refusal };
  const mechanisms = auth === undefined || /^(?:auto|all)$/.test(auth.asked) ? [] : [auth.asked];
  if (auth?.withheld === 'mechanism-not-offered') return { reason: 'not-offered', mechanisms, offered };
  if (auth?.withheld === 'mechanism-unusable') return { reason: 'unusable', mechanisms, offered };
  const refused = finallyExamined(evidence).filter(isRefused);
  const [first] = refused;
  if (!first) return undefined;
  const { code, enhanced, lines } = first.reply;
  const names = refused.map(({ mechanism }) => mechanism);
  return { reason: 'examined', mechanisms: names, offered, code, enhanced, lines: sampleLines(lines) };
}

/** The mechanisms as they were examined in the state in which a client would log in. */
function finallyExamined({ auth, hello }: Evidence): readonly ExaminedMechanism[] {
  return (auth?.examined ?? []).filter(({ secure }) => secure === (hello?.secure !== undefined));
}

/** 530 and 538 ask for TLS first (RFC 4954 §6), which is no fault of the mechanism. */
function isRefused({ advertised, reply: { code } }: ExaminedMechanism): boolean {
  return advertised && code >= 500 && code !== 530 && code !== 538;
}

function actorOf(data: Unsupported): Actor {
  if (data.reason === 'examined') return 'server-admin';
  return data.reason === 'refused' ? actorOfRefusal(data, 'you') : 'you';
}

/** It ended the login, or it was only looked at. */
function severityOfChallenge(_data: object, { auth }: Evidence): Severity {
  return auth?.attempt ? 'error' : 'warning';
}

/** Questions to the mechanisms and their challenges. */
export const authMechanismRules = [
  defineRule({
    id: 'auth.mechanism-unsupported',
    severity: ({ reason }: Unsupported) => (reason === 'examined' ? 'warning' : 'error'),
    stage: 'auth',
    actor: actorOf,
    needs: ['auth'],
    find: unsupported,
  }),
  defineRule({
    id: 'auth.challenge-malformed',
    severity: severityOfChallenge,
    stage: 'auth',
    actor: 'server-admin',
    needs: ['auth'],
    find({ auth: { attempt, examined = [] } }) {
      const seen =
        attempt?.outcome === 'challenge-malformed'
          ? attempt
          : examined.find(({ challengeMalformed }) => challengeMalformed);
      if (!seen?.reply) return undefined;
      const { mechanism, reply } = seen;
      const fault = 'fault' in seen ? seen.fault?.kind : undefined;
      return { mechanism, fault, code: reply.code, lines: sampleLines(reply.lines) };
    },
  }),
  defineRule({
    id: 'auth.examination-partial',
    severity: 'info',
    stage: 'auth',
    actor: 'you',
    needs: ['auth'],
    find(evidence) {
      const { examinationEnded, examined = [] } = evidence.auth;
      if (examinationEnded === undefined) return undefined;
      return { ended: examinationEnded, examined: examined.length, last: examined.at(-1)?.mechanism };
    },
  }),
] as const;
