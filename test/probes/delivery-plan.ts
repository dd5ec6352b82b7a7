import type { TestContext } from 'node:test';
import type { Evidence } from '../../src/evidence.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { type DeliveryPlan, probeDelivery } from '../../src/probes/delivery/delivery.ts';
import type { SessionPlan } from '../../src/probes/plan.ts';
import { parseRecipient, parseSender } from '../../src/smtp/mailbox.ts';
import { readMessage } from '../../src/smtp/message.ts';
import type { TransactionWishes } from '../../src/smtp/transaction-parameters.ts';
import { type Sink, type SinkScript, sinkServer } from '../smtp/sink-server.ts';

/** What a test changes of a plain delivery. */
export interface Change extends Omit<DeliveryPlan, 'work'> {
  readonly from?: string;
  readonly to?: readonly string[];
  readonly message?: Buffer;
  readonly wishes?: Partial<TransactionWishes>;
  readonly plan?: Partial<SessionPlan>;
}

const PLAIN: TransactionWishes = { requireTls: false, chunks: false, force: false };

/** Sends one message to a server at this port. */
export async function deliver(port: number, change: Change = {}): Promise<Evidence> {
  const { from = 'ada@example.org', to = ['bob@example.net'], message, wishes, plan, ...rest } = change;
  const bytes = message ?? Buffer.from('Subject: x\r\n\r\nhello\r\n');
  return probeDelivery(
    {
      goal: { host: '127.0.0.1', port, role: 'relay', security: 'none' },
      network: { resolver: createResolver(), deadlineMs: 20_000, session: { timeoutMs: 5_000 }, tls: {} },
      ...plan,
    },
    {
      work: {
        envelope: { from: parseSender(from), recipients: to.map(parseRecipient) },
        message: await readMessage(() => [bytes], { kind: 'as it is' }),
        wishes: { ...PLAIN, ...wishes },
      },
      ...rest,
    },
  );
}

/** Sends one message to a sink that answers so. */
export async function deliverTo(
  t: TestContext,
  script: SinkScript,
  change: Change = {},
): Promise<{ readonly sink: Sink; readonly evidence: Evidence }> {
  const sink = await sinkServer(t, script);
  return { sink, evidence: await deliver(sink.port, change) };
}
