import type { Evidence, ExpectationEvidence, Expectations, RelayTrial, SeenPort } from '../../evidence.ts';
import { probeDelivery } from '../../probes/delivery/delivery.ts';
import type { SessionPlan } from '../../probes/plan.ts';
import { roleOf, securityOf } from '../../probes/ports.ts';
import { parseRecipient, parseSender } from '../../smtp/mailbox.ts';
import { composeMessage } from '../../smtp/message-compose.ts';
import type { TransactionWishes } from '../../smtp/transaction-wishes.ts';

/** Nobody's mailbox: RFC 2606 §3 reserves the domain, and it takes no mail. */
const STRANGER = 'smtp-doctor@example.com';

/** A message that asks for nothing. */
export const NO_WISHES: TransactionWishes = { requireTls: false, chunks: false, force: false };

/** Looks at what is expected of a host beside the session itself, each on a connection of its own. */
export async function lookBeside(
  common: Omit<SessionPlan, 'goal'>,
  evidence: Evidence,
  expect: Expectations,
): Promise<Pick<ExpectationEvidence, 'ports' | 'relay'>> {
  const { goal, failure } = evidence;
  const { concealment: _concealment, ...rest } = common;
  const plan: SessionPlan = { ...rest, goal };
  if (failure?.kind === 'aborted' || goal.port === undefined) return {};
  const ports: SeenPort[] = [];
  for (const { port } of expect.ports ?? []) ports.push(await knock(plan, port));
  const isRelayAsked = expect['open-relay'] !== undefined && evidence.hello !== undefined;
  return {
    ...(ports.length > 0 ? { ports } : {}),
    ...(isRelayAsked ? { relay: await tryRelay(plan) } : {}),
  };
}

async function knock({ goal, ...plan }: SessionPlan, port: number): Promise<SeenPort> {
  const door = { ...goal, port, role: roleOf(port), security: securityOf(port) };
  const { connect, failure } = await probeDelivery(
    { ...plan, goal: door },
    { leave: { after: 'connect', isRude: false } },
  );
  if (connect?.address !== undefined) return { port, state: 'open' };
  return { port, state: failure?.stage === 'connect' && failure.kind !== 'aborted' ? 'closed' : 'unknown' };
}

/** From nobody, whom every server lets begin, to somebody elsewhere; without a login, and no further than RCPT. */
async function tryRelay(plan: SessionPlan): Promise<RelayTrial> {
  const envelope = { from: parseSender('<>'), recipients: [parseRecipient(STRANGER)] };
  const draft = { from: envelope.from, to: envelope.recipients, headers: [], attachments: [] };
  const message = await composeMessage(draft);
  const work = { envelope, message, wishes: NO_WISHES };
  const { delivery } = await probeDelivery(plan, { work, leave: { after: 'rcpt', isRude: false } });
  const rcpt = delivery?.recipients[0]?.reply;
  if (rcpt) return { to: STRANGER, reply: rcpt, answered: 'rcpt' };
  return delivery?.mail ? { to: STRANGER, reply: delivery.mail, answered: 'mail' } : { to: STRANGER };
}
