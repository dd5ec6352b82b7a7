import type { Evidence, Goal, IdentityEvidence, RecipientTrial } from '../evidence.ts';
import type { Session } from '../smtp/session.ts';
import { isPositive } from '../smtp/transaction.ts';
import type { Inquiry } from './identity/records.ts';
import type { LiveSession, NetworkChoice } from './plan.ts';
import { probeTlsPolicy } from './tls-policy.ts';

/** How a domain's mail servers are to be talked to. */
export interface ReceivingPlan {
  readonly port: number;
  readonly security: Goal['security'];
  /** Ask each server whether it takes mail for postmaster and abuse. */
  readonly asksRoles: boolean;
  /** An address of the user's elsewhere, which the servers must refuse; for his own servers alone. */
  readonly relayTo?: string;
  /** Takes the whole of what a session showed that came as far as EHLO. */
  readonly onRoute?: (evidence: Evidence) => void;
}

/** What came of it. */
export interface Received extends Pick<IdentityEvidence, 'trials'>, Pick<Evidence, 'tlsPolicy'> {}

/** RFC 5321 §4.5.1 demands the first, RFC 2142 §4 the second. */
const ROLES = ['postmaster', 'abuse'] as const;

/**
 * Holds one session with every address of a domain's MX hosts, against what it demands of senders; no message is sent,
 * and no session goes beyond RCPT.
 */
export async function probeReceiving(
  { port, security, onRoute, ...wishes }: ReceivingPlan,
  { domain, resolver, signal }: Inquiry,
  network: NetworkChoice,
): Promise<Received> {
  const trials: RecipientTrial[] = [];
  const asked = recipientsFor(domain, wishes);
  const { tlsPolicy } = await probeTlsPolicy({
    ...{ domain, port, security, network: { ...network, resolver }, signal },
    ...(asked.length > 0 ? { stages: { afterHello: (live) => tryRecipients(live, asked, trials) } } : {}),
    onRoute: (evidence) => {
      if (evidence.hello) onRoute?.(evidence);
    },
  });
  return { ...(tlsPolicy ? { tlsPolicy } : {}), ...(asked.length > 0 ? { trials } : {}) };
}

type Asked = Pick<RecipientTrial, 'recipient' | 'purpose'> & { readonly sender: string };

function recipientsFor(
  domain: string,
  { asksRoles, relayTo }: Pick<ReceivingPlan, 'asksRoles' | 'relayTo'>,
): Asked[] {
  const roles = asksRoles ? ROLES.map((role) => `${role}@${domain}`) : [];
  return [
    ...roles.map((recipient) => ({ recipient, purpose: 'role', sender: '' }) as const),
    ...(relayTo === undefined ? [] : [{ recipient: relayTo, purpose: 'relay', sender: relayTo } as const]),
  ];
}

/** One transaction a recipient: some servers give the null sender no second one. */
async function tryRecipients(
  { session, goal, draft }: LiveSession,
  asked: readonly Asked[],
  trials: RecipientTrial[],
): Promise<void> {
  const { address } = draft.sections.connect ?? {};
  for (const { recipient, purpose, sender } of asked) {
    const outcome = await tryRecipient(session, sender, recipient);
    trials.push({ host: goal.host, ...(address && { address }), recipient, purpose, ...outcome });
  }
}

async function tryRecipient(
  session: Session,
  sender: string,
  recipient: string,
): Promise<Pick<RecipientTrial, 'answered' | 'reply'>> {
  const mail = await session.command('mail', `MAIL FROM:<${sender}>`);
  if (!isPositive(mail)) return { answered: 'mail', reply: mail };
  const reply = await session.command('rcpt', `RCPT TO:<${recipient}>`);
  await session.command('rcpt', 'RSET');
  return { answered: 'rcpt', reply };
}
