import type { Evidence, Failure } from '../evidence.ts';
import { failureAt, modeMismatch, waitedMs } from './failure.ts';
import { isForUsers, requiresTls } from './goal.ts';
import { isNotTls } from './handshake-failure.ts';
import { isStartTlsMasked } from './masking.ts';
import { refusalOf } from './refusal.ts';
import { type ReplyFormFault, replyFormFault, replyFormSeverity } from './reply-form.ts';
import { defineRule, type Severity } from './rule.ts';
import { sample, sampleLines } from './sample.ts';

/** Without the TLS that was asked for, or that a login needs, nothing works; between servers mail goes on in clear. */
function severityWithoutTls(_data: object, evidence: Evidence): Severity {
  const { failure, goal } = evidence;
  if (isTransactionHeld(evidence)) return 'warning';
  return failure || requiresTls(goal) ? 'error' : 'warning';
}

/** Whether the walk went on to a transaction: what became of that then says more than how it was protected. */
function isTransactionHeld({ delivery, exercise }: Evidence): boolean {
  return delivery !== undefined || exercise !== undefined;
}

/** A TLS handshake begun after a 220 to STARTTLS that met something other than TLS. */
export function startTlsWithoutTls(evidence: Evidence): Failure | undefined {
  const failure = failureAt('tls', evidence) ?? failureAt('starttls', evidence);
  const isAnswered = evidence.starttls?.reply?.code === 220 && evidence.tls === undefined;
  return isAnswered && !modeMismatch(evidence) && failure && isNotTls(failure) ? failure : undefined;
}

/** The end of the walk at STARTTLS that no reply, nor anything else said about it, explains. */
function unexplainedFailure(evidence: Evidence): Failure | undefined {
  const isExplained = evidence.starttls?.injected !== undefined || startTlsWithoutTls(evidence) !== undefined;
  return isExplained ? undefined : failureAt('starttls', evidence);
}

/**
 * A socket on this machine needs no TLS unless it is asked for; nor does a server that took part in a transaction
 * without, but where users hand in mail.
 */
function isTlsExpected(evidence: Evidence): boolean {
  const { security, port } = evidence.goal;
  if (security !== 'auto') return security !== 'none';
  return isTransactionHeld(evidence) ? isForUsers(port) : port !== undefined;
}

/** Whether the server has TLS although its answer to EHLO does not say so. */
function isStripped({ tlsTrials }: Evidence): boolean {
  return tlsTrials?.unoffered?.code === 220;
}

/** What else on the way was recognised, since it may have taken STARTTLS out of the reply. */
function middleboxOf({ software }: Evidence): string | undefined {
  return software?.find(({ kind }) => kind === 'middlebox' || kind === 'antivirus')?.name;
}

/** Questions to the offer of STARTTLS and its answer, up to the first byte of TLS. */
export const startTlsRules = [
  defineRule({
    id: 'starttls.missing',
    severity: severityWithoutTls,
    stage: 'starttls',
    actor: 'server-admin',
    needs: ['starttls', 'hello'],
    find(evidence) {
      const { starttls, tls, hello, endpoints } = evidence;
      if (starttls.offered || tls || !isTlsExpected(evidence) || modeMismatch(evidence)) return undefined;
      if (isStripped(evidence)) return undefined;
      // A masked keyword and a refused EHLO have findings of their own.
      if (isStartTlsMasked(evidence) || hello.plain?.verb === 'HELO') return undefined;
      const secured = (endpoints ?? []).filter(
        ({ offersStartTls, security }) => offersStartTls || security === 'tls',
      );
      return { securePorts: secured.map(({ port }) => port), middlebox: middleboxOf(evidence) };
    },
  }),
  defineRule({
    id: 'starttls.refused',
    severity: severityWithoutTls,
    stage: 'starttls',
    actor: 'server-admin',
    needs: ['starttls'],
    find(evidence) {
      const { reply } = evidence.starttls;
      if (!reply || reply.code === 220) return undefined;
      const temporary = reply.code >= 400 && reply.code < 500;
      return { ...refusalOf(reply, 'starttls', evidence), temporary };
    },
  }),
  defineRule({
    id: 'starttls.silent',
    severity: 'error',
    stage: 'starttls',
    actor: 'server-admin',
    needs: ['starttls'],
    find(evidence) {
      const failure = unexplainedFailure(evidence);
      return failure?.kind === 'timeout' ? { waitedMs: waitedMs(failure, evidence) } : undefined;
    },
  }),
  defineRule({
    id: 'starttls.dropped',
    severity: 'error',
    stage: 'starttls',
    actor: 'server-admin',
    needs: ['starttls'],
    find(evidence) {
      const failure = unexplainedFailure(evidence);
      if (!failure || ['timeout', 'limit', 'protocol', 'refusal'].includes(failure.kind)) return undefined;
      return { code: failure.code, answered: evidence.starttls.reply !== undefined };
    },
  }),
  defineRule({
    id: 'starttls.malformed',
    severity: (data: Omit<ReplyFormFault, 'sample'>) => replyFormSeverity(data),
    stage: 'starttls',
    actor: 'server-admin',
    needs: ['starttls'],
    find(evidence) {
      const isExplained =
        evidence.starttls.injected !== undefined || startTlsWithoutTls(evidence) !== undefined;
      return isExplained ? undefined : replyFormFault('starttls', evidence);
    },
  }),
  defineRule({
    id: 'starttls.not-tls',
    severity: 'error',
    stage: 'starttls',
    actor: 'server-admin',
    needs: ['starttls'],
    find(evidence) {
      const failure = startTlsWithoutTls(evidence);
      return (
        failure && {
          code: failure.code,
          sample: sample(failure.received ?? evidence.starttls.injected ?? ''),
        }
      );
    },
  }),
  defineRule({
    id: 'starttls.reply-injected',
    severity: 'error',
    stage: 'starttls',
    actor: 'server-admin',
    needs: ['starttls'],
    find(evidence) {
      const { injected } = evidence.starttls;
      if (injected === undefined || startTlsWithoutTls(evidence) !== undefined) return undefined;
      return { sample: sample(injected) };
    },
  }),
  defineRule({
    id: 'starttls.not-enforced',
    severity: 'warning',
    stage: 'starttls',
    actor: 'server-admin',
    needs: ['enforcement'],
    find({ enforcement, goal }) {
      if (enforcement.code !== 250 || goal.role !== 'submission') return undefined;
      return { code: enforcement.code, lines: sampleLines(enforcement.lines) };
    },
  }),
  defineRule({
    id: 'starttls.login-not-enforced',
    severity: 'warning',
    stage: 'starttls',
    actor: 'server-admin',
    needs: ['tlsTrials'],
    find({ tlsTrials: { login }, goal }) {
      // What is offered in clear text as well has a finding of its own.
      if (login?.reply.code !== 334 || login.advertised || goal.role !== 'submission') return undefined;
      return { mechanism: login.mechanism };
    },
  }),
  defineRule({
    id: 'starttls.command-injected',
    severity: 'error',
    stage: 'starttls',
    actor: 'server-admin',
    needs: ['tlsTrials'],
    find: ({ tlsTrials }) => (tlsTrials.injection === 'answered' ? {} : undefined),
  }),
  defineRule({
    id: 'starttls.stripped',
    severity: severityWithoutTls,
    stage: 'starttls',
    actor: 'your-network',
    needs: ['tlsTrials'],
    find(evidence) {
      // A masked keyword has a finding of its own.
      if (!isStripped(evidence) || isStartTlsMasked(evidence)) return undefined;
      const offering = (evidence.endpoints ?? []).filter(
        ({ offersStartTls, security }) => offersStartTls || security === 'tls',
      );
      return { securePorts: offering.map(({ port }) => port), middlebox: middleboxOf(evidence) };
    },
  }),
] as const;
