import { UsageError } from '../../errors.ts';
import type { DeliveryPlan } from '../../probes/delivery/delivery.ts';
import { parseRecipient, parseSender } from '../../smtp/mailbox.ts';
import type { TransactionWishes } from '../../smtp/transaction-parameters.ts';
import type { SendTestOptions } from '../send-test.ts';

/**
 * Makes of the options what is to be used of a server's extensions.
 *
 * @throws UsageError for an address that is none.
 */
export function wishesOf(options: SendTestOptions): TransactionWishes {
  const { notify, orcpt, ret, envid, deliverBy, priority, authSender, xforward, pipelining } = options;
  const hold = holdOf(options);
  return {
    ...(notify ? { notify } : {}),
    ...(orcpt ? { originalRecipient: orcpt === true ? 'own' : orcpt } : {}),
    ...(ret ? { ret } : {}),
    ...(envid === undefined ? {} : { envid }),
    requireTls: options.requireTls === true,
    ...(deliverBy ? { deliverBy } : {}),
    ...(hold ? { hold } : {}),
    ...(priority === undefined ? {} : { priority }),
    ...(authSender === undefined ? {} : { authSender: parseSender(authSender) }),
    ...(xforward ? { xforward } : {}),
    ...(options.prdr ? { prdr: true as const } : {}),
    chunks: options.bdat === true,
    ...(pipelining === undefined ? {} : { pipelining }),
    force: options.force === true,
  };
}

function holdOf({ holdFor, holdUntil }: SendTestOptions): TransactionWishes['hold'] {
  if (holdFor !== undefined) return { seconds: holdFor };
  return holdUntil === undefined ? undefined : { until: holdUntil };
}

/**
 * Makes of the options what is done in the session beside the transaction itself.
 *
 * @throws UsageError for an exercise that is to stop on its way.
 */
export function practiceOf(options: SendTestOptions): Pick<DeliveryPlan, 'exercise' | 'xclient'> {
  const { xclient, force, exercise, from, to = [], quitAfter, dropAfter, dryRun } = options;
  const spokenFor = xclient ? { xclient: { attributes: xclient, force: force === true } } : {};
  if (!exercise) return spokenFor;
  if (dryRun) {
    throw new UsageError('--exercise has no dry run', 'what it says depends on what the server offers');
  }
  if (dropAfter !== undefined || (quitAfter !== undefined && quitAfter !== 'data')) {
    throw new UsageError(
      '--exercise goes its own way to the end',
      'leave --quit-after and --drop-after out, or add --quit-after data to send the message as well',
    );
  }
  const [first] = to;
  return {
    ...spokenFor,
    exercise: {
      from: parseSender(from ?? '<>'),
      ...(first === undefined ? {} : { to: parseRecipient(first) }),
    },
  };
}

/** Whether no message is to be sent: an exercise ends before it, unless it is asked for by name. */
export function isPracticeOnly({ exercise, quitAfter }: SendTestOptions): boolean {
  return exercise === true && quitAfter !== 'data';
}
