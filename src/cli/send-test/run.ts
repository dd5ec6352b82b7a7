import { UsageError } from '../../errors.ts';
import { concealmentOf } from '../../probes/auth.ts';
import { type DeliveryPlan, type DeliveryWork, type Leave, probeDelivery } from '../../probes/delivery.ts';
import type { NetworkChoice, SessionPlan } from '../../probes/plan.ts';
import type { Credentials } from '../../sasl/mechanism.ts';
import { mechanismOf, missingFor } from '../../sasl/registry.ts';
import { parseRecipient, parseSender } from '../../smtp/mailbox.ts';
import type { Envelope, TransactionWishes } from '../../smtp/transaction-parameters.ts';
import { parseTarget } from '../../target.ts';
import { atDoor, endInterrupted } from '../auth/run.ts';
import { beforeRun, reportInterrupted } from '../before-run.ts';
import { readCredentials } from '../credentials/index.ts';
import { checkFamily, goalOf, type SessionTarget, subjectOf } from '../goal.ts';
import { networkChoice } from '../network.ts';
import { askYes } from '../prompt.ts';
import { runCommand } from '../run.ts';
import type { SendTestOptions } from '../send-test.ts';
import { messageOf } from './message.ts';

/** To so many no question is asked. */
const RECIPIENTS_UNASKED = 20;

/** Stages that come before anything is said of a sender. */
const BEFORE_MAIL: readonly string[] = ['connect', 'greeting', 'ehlo', 'tls', 'auth'];

/**
 * Sends a message, or goes as far as was asked; gives the exit code.
 *
 * @throws UsageError for a target, an option, a message or credentials that cannot be used, before anything is sent.
 */
export async function sendTest(text: string, options: SendTestOptions): Promise<number> {
  const target = serverTarget(text, options);
  const leave = leaveOf(options);
  const work = await workOf(options, leave);
  if (options.dryRun) {
    const { dryRun } = await import('./dry-run.ts');
    return dryRun(text, target, { options, work, leave });
  }
  const network = await networkChoice(options);
  const goal = goalOf(target, options);
  const read = await beforeRun(network.deadlineMs, (signal) =>
    credentialsFor(target, options, network, signal),
  );
  const { value: credentials, interruptedBy, leftMs } = read;
  if (interruptedBy) return endInterrupted(reportInterrupted('send-test', options, { goal, interruptedBy }));
  if (work && !(await isAgreed(work.envelope, options))) return 0;
  const delivery: DeliveryPlan = {
    ...(work ? { work } : {}),
    ...(credentials ? { login: loginOf(options, credentials) } : {}),
    ...(leave ? { leave } : {}),
  };
  const plan: SessionPlan = {
    goal,
    network: { ...network, deadlineMs: leftMs },
    concealment: concealmentOf(credentials),
    ...(isLmtp(target, options) ? { lmtp: true } : {}),
  };
  return runCommand('send-test', options, async ({ signal, onStage, onEvidence }) => {
    const watched: SessionPlan = { ...plan, signal, onStage: (stage) => onStage(text, stage) };
    const evidence = await atDoor(watched, (door) => probeDelivery(door, delivery));
    onEvidence(subjectOf(evidence), evidence, [0, 0]);
    return undefined;
  });
}

function serverTarget(text: string, options: SendTestOptions): SessionTarget {
  const target = parseTarget(text);
  checkFamily(target, options);
  if (target.kind !== 'domain') return target;
  throw new UsageError(
    `a message is handed to a server, not to "${text}"`,
    `name the server; smtp-doctor probe ${text} finds those of the domain, smtp-doctor settings ${text} the user's own`,
  );
}

function isLmtp(target: SessionTarget, { lmtp }: SendTestOptions): boolean {
  return lmtp === true || (target.kind === 'host' && target.scheme === 'lmtp');
}

function leaveOf({ quitAfter, dropAfter, bdat }: SendTestOptions): Leave | undefined {
  if (dropAfter === 'data' && bdat) {
    throw new UsageError('--drop-after data has no place with --bdat', 'use --drop-after rcpt or dot');
  }
  if (dropAfter !== undefined) return { after: dropAfter, isRude: true };
  return quitAfter === undefined ? undefined : { after: quitAfter, isRude: false };
}

async function workOf(options: SendTestOptions, leave: Leave | undefined): Promise<DeliveryWork | undefined> {
  if (leave && BEFORE_MAIL.includes(leave.after)) return undefined;
  const envelope = envelopeOf(options);
  return { envelope, message: await messageOf(options, envelope), wishes: wishesOf(options) };
}

/** Nobody is written to who was not named. */
function envelopeOf({ from, to = [] }: SendTestOptions): Envelope {
  if (from === undefined) throw new UsageError('no sender', "add --from ADDRESS, or --from '<>' for none");
  if (to.length === 0) throw new UsageError('no recipient', 'add --to ADDRESS');
  return { from: parseSender(from), recipients: to.map(parseRecipient) };
}

function wishesOf({
  notify,
  ret,
  envid,
  requireTls,
  bdat,
  pipelining,
  force,
}: SendTestOptions): TransactionWishes {
  return {
    ...(notify ? { notify } : {}),
    ...(ret ? { ret } : {}),
    ...(envid === undefined ? {} : { envid }),
    requireTls: requireTls === true,
    chunks: bdat === true,
    ...(pipelining === undefined ? {} : { pipelining }),
    force: force === true,
  };
}

async function isAgreed({ recipients }: Envelope, { yes }: SendTestOptions): Promise<boolean> {
  if (yes || recipients.length <= RECIPIENTS_UNASKED) return true;
  if (process.stdin.isTTY && process.stderr.isTTY) return askYes(`Send to ${recipients.length} recipients?`);
  throw new UsageError(
    `${recipients.length} recipients are more than ${RECIPIENTS_UNASKED}`,
    'add --yes, or run on a terminal to be asked',
  );
}

async function credentialsFor(
  target: SessionTarget,
  options: SendTestOptions,
  network: NetworkChoice,
  signal: AbortSignal,
): Promise<Credentials | undefined> {
  const named = mechanismOf(options.mechanism);
  if (!named && options.mechanism !== 'auto') {
    throw new UsageError(
      `the mechanism "${options.mechanism}" is not known`,
      'smtp-doctor auth examines them',
    );
  }
  const port = target.kind === 'unix' ? undefined : (target.port ?? options.port);
  const { ca } = network.tls;
  const credentials = await readCredentials(options, {
    host: target.kind === 'unix' ? 'localhost' : target.host,
    ...(port === undefined ? {} : { port }),
    ...(named ? { needs: named.needs } : {}),
    ...(ca ? { ca } : {}),
    signal,
  });
  const [missing] = named && credentials ? missingFor(named, credentials) : [];
  if (missing === undefined) return credentials;
  throw new UsageError(`${named?.name} needs a ${missing}`, `give it, or leave out --mechanism`);
}

function loginOf(options: SendTestOptions, credentials: Credentials): NonNullable<DeliveryPlan['login']> {
  const { mechanism, force, allowCleartext, clientCert, clientKey } = options;
  return {
    mechanism,
    credentials,
    initialResponse: 'auto',
    // Without a name nothing tells which mechanism is to be forced.
    force: force === true && mechanism !== 'auto',
    allowCleartext: allowCleartext === true,
    showsClientCertificate: clientCert !== undefined || clientKey !== undefined,
  };
}
