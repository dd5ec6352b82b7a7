import type { DeliveryEvidence, MessageEvidence } from '../../evidence.ts';
import { findExtension, type Hello } from '../../smtp/extension.ts';
import type { Message } from '../../smtp/message.ts';
import { queueIdOf } from '../../smtp/queue-id.ts';
import type { DeliveryRound } from './transaction.ts';

type Known = Pick<
  DeliveryEvidence,
  'from' | 'parameters' | 'message' | 'quitAfter' | 'dropped' | 'authenticated' | 'limits' | 'connections'
>;

function knownOf({ live, work, leave, progress, plan, limits }: DeliveryRound): Known {
  const { until } = plan.request;
  const { connections } = progress;
  return {
    from: work.envelope.from.address,
    parameters: plan.parameters,
    message: messageEvidence(progress.message, live.hello),
    ...(until === 'end' ? {} : { quitAfter: until === 'dot' ? 'data' : until }),
    ...(until !== 'end' && leave?.isRude && !progress.ending ? { dropped: until } : {}),
    ...(Object.keys(limits).length === 0 ? {} : { limits }),
    ...(connections > 1 ? { connections } : {}),
    authenticated: live.draft.sections.auth?.attempt?.outcome === 'accepted',
  };
}

function messageEvidence(message: Message, hello: Hello): MessageEvidence {
  const { facts, token, messageId, kind, expected } = message;
  const limit = Number(findExtension(hello, 'SIZE')?.parameters[0] ?? 0);
  const isTooLarge = kind?.startsWith('size') && limit > 0 && facts.bytes > limit;
  return {
    bytes: facts.bytes,
    ...(token === undefined ? {} : { token }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(kind === undefined ? {} : { kind }),
    ...(expected === undefined ? {} : { expected: isTooLarge ? 'refused' : expected }),
    ...(facts.isConverted ? { isConverted: true } : {}),
    ...(message.dkim === undefined ? {} : { dkim: message.dkim }),
  };
}

/** Notes what is lacking for the transaction that was asked for, which is not begun. */
export function withhold(round: DeliveryRound): void {
  const { live, plan, progress } = round;
  const recipients = plan.request.recipients.map(({ address }) => ({ address }));
  const { lacking, exceeded } = plan;
  live.draft.sections.delivery = {
    ...knownOf(round),
    parameters: [],
    recipients,
    ...(lacking.length > 0 ? { lacking } : {}),
    ...(exceeded.length > 0 ? { exceeded } : {}),
  };
  progress.stop();
  const why =
    lacking.length > 0
      ? `${lacking.join(', ')} not offered, and needed here`
      : `${exceeded.map(({ parameter }) => parameter).join(', ')} beyond what is offered`;
  live.draft.fail({ stage: 'mail', kind: 'refusal', message: `${why}; --force sends all the same` });
}

/** What the transactions so far have shown. */
export function evidenceOf(round: DeliveryRound): DeliveryEvidence {
  const seen = round.progress.evidence();
  const isAnswer = !seen.cutShort;
  const answers = [seen.final, ...seen.recipients.map(({ delivery }) => delivery)];
  const queueId = answers.flatMap((reply) => (reply && isAnswer ? [queueIdOf(reply)] : [])).find(Boolean);
  return { ...knownOf(round), ...seen, ...(queueId === undefined ? {} : { queueId }) };
}
