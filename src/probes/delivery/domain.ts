import { clockMs } from '../../clock.ts';
import { SmtpError } from '../../errors.ts';
import type { Evidence, Failure, FollowingTry } from '../../evidence.ts';
import { type MxPlan, resolveMx } from '../../net/mx.ts';
import type { Reply } from '../../smtp/reply.ts';
import { formatHostPort } from '../../target.ts';
import { type DomainPlan, goalOf, HOSTS, hostPlan, withoutHosts } from '../domain.ts';
import { Draft } from '../draft.ts';
import { startDeadline } from '../plan.ts';
import { type DeliveryPlan, onlyTo, probeDelivery } from './delivery.ts';

/**
 * Tries a domain's MX hosts in the order of preference, as a sender does (RFC 5321 §5.1): the first that takes the
 * message or refuses it for good is the last. Hosts are passed over that cannot be connected to, break off before the
 * message, or refuse for the time being until then.
 *
 * Where a host takes some of the recipients and puts others off with a 4xx to RCPT, the next host is tried for those
 * alone, as Postfix does; whoever was taken or refused for good is not asked for again. A series keeps to one host.
 *
 * @param onPassedOver  Gets the evidence of each host after which another was tried.
 * @returns the evidence of the last host, which decides.
 */
export async function probeDeliveryToDomain(
  plan: DomainPlan,
  delivery: DeliveryPlan,
  onPassedOver: (evidence: Evidence) => void,
): Promise<Evidence> {
  const deadline = startDeadline(plan.network.deadlineMs, plan.signal, plan.queue);
  try {
    const mx = await resolveMx(plan.domain, plan.network.resolver, deadline.signal);
    if (mx.nullMx || mx.hosts.length === 0) return withoutHosts(plan, mx);
    return await tryHosts(plan, mx, { delivery, onPassedOver });
  } catch (error) {
    if (!(error instanceof SmtpError)) throw error;
    const draft = new Draft(goalOf(plan));
    draft.failBy(error, deadline.isOverdue());
    return draft.finish();
  } finally {
    deadline.end();
  }
}

interface Trial {
  readonly delivery: DeliveryPlan;
  readonly onPassedOver: (evidence: Evidence) => void;
}

async function tryHosts(plan: DomainPlan, mx: MxPlan, { delivery, onPassedOver }: Trial): Promise<Evidence> {
  const hosts = mx.hosts.slice(0, HOSTS);
  const endMs = clockMs() + plan.network.deadlineMs;
  let left = delivery;
  for (const [place, host] of hosts.entries()) {
    const network = { ...plan.network, deadlineMs: Math.max(endMs - clockMs(), 1) };
    const seen = await probeDelivery({ ...hostPlan(plan, host), network }, left);
    const evidence = { ...seen, mx: mx.answer };
    const next = hosts[place + 1];
    const rest = next && clockMs() < endMs ? restOf(left, evidence) : undefined;
    if (!next || !rest) return evidence;
    const subject = formatHostPort(next.host, plan.port);
    onPassedOver({ ...evidence, followedBy: { why: 'next-host', subject, waitedMs: 0, ...rest } });
    if (rest.recipients) left = onlyTo(left, rest.recipients);
  }
  return withoutHosts(plan, mx);
}

/** Up to here nothing of the message has been handed over, so that another host may be tried. */
const BEFORE_MESSAGE: readonly Failure['stage'][] = [
  ...(['resolve', 'connect', 'greeting', 'hello', 'starttls', 'tls', 'mail', 'rcpt'] as const),
];

/** For whom another host is to be tried: `recipients` is absent where it is for all; undefined where for nobody. */
function restOf(left: DeliveryPlan, evidence: Evidence): Pick<FollowingTry, 'recipients'> | undefined {
  const { failure, delivery } = evidence;
  if (failure && !isPassedOver(failure)) return undefined;
  if (failure && failure.stage !== 'rcpt') return {};
  const recipients = delivery?.recipients ?? [];
  const isSeries = (left.count ?? 1) > 1;
  const rest = recipients.filter(({ reply }) => (failure ? !isPermanent(reply) : isTemporary(reply)));
  if (rest.length === recipients.length && failure) return {};
  return rest.length === 0 || isSeries ? undefined : { recipients: rest.map(({ address }) => address) };
}

function isPassedOver({ kind, stage, replyCode }: Failure): boolean {
  if (kind === 'aborted' || !BEFORE_MESSAGE.includes(stage)) return false;
  return kind !== 'refusal' || (replyCode !== undefined && replyCode < 500);
}

function isTemporary(reply: Reply | undefined): boolean {
  return reply !== undefined && reply.code >= 400 && reply.code < 500;
}

function isPermanent(reply: Reply | undefined): boolean {
  return reply !== undefined && reply.code >= 500;
}
