import type { DeliveryEvidence, Evidence, Failure } from '../../src/evidence.ts';
import type { Reply } from '../../src/smtp/reply.ts';
import { healthy } from './evidence.ts';

type TransactionStage = 'mail' | 'rcpt' | 'data';

/** A reply as a parser would give it. */
export function reply(code: number, enhanced: string, ...lines: readonly string[]): Reply {
  return enhanced === '' ? { code, lines } : { code, enhanced, lines };
}

const { mail, data, recipients } = healthy.delivery;
const ok = recipients[0].reply;

/** What the healthy transaction had got when it ended at this stage. */
const REACHED: Readonly<Record<TransactionStage, Partial<DeliveryEvidence>>> = {
  mail: { recipients: [{ address: 'bob@example.net' }] },
  rcpt: { mail, recipients: [{ address: 'bob@example.net' }] },
  data: { mail, recipients, data },
};

/** The healthy relay with this transaction. */
export function transacted(delivery: Partial<DeliveryEvidence>, extra: Partial<Evidence> = {}): Evidence {
  return { ...healthy, delivery: { ...healthy.delivery, ...delivery }, ...extra };
}

/** A transaction that ended without a reply at this stage. */
export function lostAt(
  stage: TransactionStage,
  kind: Failure['kind'],
  delivery: Partial<DeliveryEvidence> = {},
): Evidence {
  const failure: Failure = { stage, kind, message: 'what happened', elapsedMs: 10_000 };
  const { from, parameters, authenticated } = healthy.delivery;
  const reached = { from, parameters, authenticated, recipients, ...REACHED[stage], ...delivery };
  return { ...healthy, delivery: reached, failure };
}

type Extra = Omit<Partial<Evidence>, 'delivery'> & { readonly delivery?: Partial<DeliveryEvidence> };

/** A transaction that this reply ended at this stage: after the message, at `data`. */
export function refusedAt(
  stage: TransactionStage,
  refusal: Reply,
  { delivery = {}, ...extra }: Extra = {},
): Evidence {
  const answer: Partial<DeliveryEvidence> =
    stage === 'mail'
      ? { mail: refusal }
      : stage === 'rcpt'
        ? { recipients: [{ address: 'bob@example.net', reply: refusal }] }
        : { final: refusal };
  const lost = lostAt(stage, 'refusal', { ...answer, ...delivery });
  const failure: Failure = { stage, kind: 'refusal', message: '', replyCode: refusal.code, elapsedMs: 200 };
  return { ...lost, ...extra, failure };
}

/** A transaction with several recipients, each with its answer to RCPT; accepted ones get the message. */
export function answeredEach(replies: Readonly<Record<string, Reply | 'ok'>>): Evidence {
  const each = Object.entries(replies).map(([address, answer]) => ({
    address,
    reply: answer === 'ok' ? ok : answer,
  }));
  const isAccepted = Object.values(replies).includes('ok');
  const final = isAccepted ? { final: reply(250, '2.0.0', 'Ok: queued as 4XYZ') } : {};
  return transacted({ recipients: each, ...final });
}
