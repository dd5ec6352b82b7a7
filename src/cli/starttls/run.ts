import { UsageError } from '../../errors.ts';
import type { Evidence } from '../../evidence.ts';
import type { SessionPlan } from '../../probes/plan.ts';
import { probeTlsInDepth } from '../../probes/tls-depth.ts';
import { withTlsaRecords } from '../../probes/tlsa-records.ts';
import { atDoor } from '../auth/run.ts';
import { goalOf, subjectOf } from '../goal.ts';
import { networkChoice } from '../network.ts';
import { targetOf } from '../probe/walk.ts';
import { runCommand } from '../run.ts';
import type { StartTlsOptions } from '../starttls.ts';
import { reportPolicies } from './policy.ts';

/**
 * Finds out what a server accepts in TLS; gives the exit code.
 *
 * @throws UsageError for a target or an option that cannot be used.
 */
export async function startTls(text: string, options: StartTlsOptions): Promise<number> {
  const target = targetOf(text, options);
  if (options.security === 'none') {
    throw new UsageError('--security none leaves no TLS to look at', 'leave it out, or give starttls or tls');
  }
  if (target.kind === 'domain') return reportPolicies(target.domain, options);
  const network = await networkChoice(options);
  const goal = { ...goalOf(target, options), ...(options.profile ? { profile: options.profile } : {}) };
  const plan: SessionPlan = { goal, network };
  return runCommand('starttls', options, async ({ signal, onStage, onEvidence }) => {
    const watched: SessionPlan = { ...plan, signal, onStage: (stage) => onStage(text, stage) };
    const evidence = await atDoor(watched, (door) => examine(door, options));
    onEvidence(subjectOf(evidence), evidence, [0, 0]);
    return undefined;
  });
}

/** All that is to be found out about the TLS of one port. */
async function examine(
  session: SessionPlan,
  { maxConnections, makeTlsa }: StartTlsOptions,
): Promise<Evidence> {
  const evidence = await probeTlsInDepth({ session, maxConnections });
  return makeTlsa ? withTlsaRecords(evidence) : evidence;
}
