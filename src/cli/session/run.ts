import { SmtpError, UsageError } from '../../errors.ts';
import type { Evidence } from '../../evidence.ts';
import { Draft } from '../../probes/draft.ts';
import type { LinkContext } from '../../probes/link.ts';
import { type Deadline, type SessionPlan, startDeadline } from '../../probes/plan.ts';
import { probePorts } from '../../probes/ports.ts';
import { exitCodeOf } from '../../report.ts';
import { parseTarget } from '../../target.ts';
import { checkFamily, goalOf, type SessionTarget, subjectOf } from '../goal.ts';
import { networkChoice } from '../network.ts';
import type { NetworkOptions } from '../options.ts';
import { type Interruption, listenForSignals, runCommand } from '../run.ts';
import type { SessionOptions } from '../session.ts';
import { processSurroundings } from '../surroundings.ts';
import { Conversation } from './conversation.ts';
import { type Display, openDisplay } from './display.ts';
import { NOBODY, playLines } from './lines.ts';
import { logIn } from './macro-login.ts';
import { runMacro, showReplayed } from './macros.ts';
import { replay } from './replay.ts';
import { type Move, readScript } from './script.ts';
import { Terminal } from './terminal.ts';
import type { Asker, SessionTools } from './tools.ts';

/** The longest that a timer takes. */
const ENDLESS_MS = 2 ** 31 - 1;
const EXIT_TERMINATED = 143;

/**
 * Holds a session led from the keyboard, from a pipe or from a recorded dialogue; gives the exit code.
 *
 * @throws UsageError for a target, an option or a file that cannot be used.
 */
export async function session(text: string, options: SessionOptions): Promise<number> {
  const target = serverOf(text, options);
  const isTerminal =
    process.stdin.isTTY === true && process.stdout.isTTY === true && options.replay === undefined;
  if (!isTerminal && options.replay === undefined) checkStdin(options);
  const moves = options.replay === undefined ? undefined : await readScript(options.replay);
  const network = await networkChoice(reportOptions(options));
  const interruption = listenForSignals();
  // Nobody who types is hurried; a script is.
  const deadline = startDeadline(isTerminal ? ENDLESS_MS : network.deadlineMs, interruption.signal);
  const display = await openDisplay(options, !isTerminal, deadline.isOverdue);
  const run: Run = { options, interruption, deadline, display, isTerminal, ...(moves ? { moves } : {}) };
  const plan: SessionPlan = {
    goal: goalOf(target, reportOptions(options)),
    network,
    signal: deadline.signal,
    ...(target.kind === 'host' && target.scheme === 'lmtp' ? { lmtp: true } : {}),
  };
  try {
    return await hold(plan, run);
  } finally {
    await display.close();
    deadline.end();
    interruption.end();
  }
}

interface Run {
  readonly options: SessionOptions;
  readonly interruption: Interruption;
  readonly deadline: Deadline;
  readonly display: Display;
  readonly isTerminal: boolean;
  readonly moves?: readonly Move[];
}

function serverOf(text: string, options: SessionOptions): SessionTarget {
  const target = parseTarget(text);
  checkFamily(target, reportOptions(options));
  if (target.kind !== 'domain') return target;
  const hint = `name the server; smtp-doctor probe ${text} finds those of the domain`;
  throw new UsageError(`a session needs one server, not "${text}"`, hint);
}

/** What the report of a connection that failed is made with. */
function reportOptions(options: SessionOptions): NetworkOptions {
  return { ...options, failOn: 'error' };
}

function checkStdin({ passwordStdin, tokenStdin, oauthRefreshTokenStdin }: SessionOptions): void {
  if (!passwordStdin && !tokenStdin && !oauthRefreshTokenStdin) return;
  throw new UsageError(
    'stdin gives the lines of the session, and cannot give a secret too',
    'give the secret by a file or a variable',
  );
}

async function hold(asked: SessionPlan, run: Run): Promise<number> {
  const seen = isDoorNamed(asked) ? undefined : await probePorts(asked);
  if (seen?.failure) return report(seen, run);
  const plan: SessionPlan = { ...asked, goal: seen?.goal ?? asked.goal };
  const context: LinkContext = { draft: new Draft(plan.goal), signal: run.deadline.signal };
  const view = run.display.viewOf(context.draft);
  const conversation = await Conversation.open(plan, context, view).catch((error: unknown) => {
    if (!(error instanceof SmtpError)) throw error;
    context.draft.failBy(error, run.deadline.isOverdue());
  });
  if (!conversation) return report(context.draft.finish(), run);
  view.standing = conversation.standing;
  const given = { conversation, view, options: run.options };
  if (run.isTerminal) return lead(given, run);
  try {
    return run.moves ? await compare(run.moves, given) : await play(given, run);
  } finally {
    conversation.close();
  }
}

function isDoorNamed({ goal }: SessionPlan): boolean {
  return goal.port !== undefined || goal.host.startsWith('/');
}

/** Why there is no session, as `probe` would tell it. */
function report(evidence: Evidence, { options, interruption }: Run): Promise<number> {
  const interruptedBy = interruption.received();
  const times = { startedAt: evidence.observedAt, elapsedMs: evidence.failure?.elapsedMs ?? 0 };
  return runCommand('session', reportOptions(options), async ({ onEvidence }) => {
    onEvidence(subjectOf(evidence), evidence, [0, 0]);
    return { ...times, ...(interruptedBy ? { interruptedBy } : {}) };
  });
}

/** The first line where TLS was asked for in so many words. */
function firstMacro({ security }: SessionOptions): string | undefined {
  return security === 'starttls' ? '/tls' : undefined;
}

async function lead(
  given: Omit<SessionTools, 'asker'>,
  { options, deadline, display, interruption }: Run,
): Promise<number> {
  const terminal = new Terminal(given);
  display.writeBy((text) => terminal.write(text));
  const code = await terminal.lead(deadline.signal, firstMacro(options));
  return interruption.received() === 'SIGTERM' ? EXIT_TERMINATED : code;
}

async function play(given: Omit<SessionTools, 'asker'>, run: Run): Promise<number> {
  const { conversation } = given;
  const tools = { ...given, asker: NOBODY };
  const first = firstMacro(run.options);
  try {
    if (first !== undefined) await runMacro(tools, first);
    await playLines(tools);
    if (conversation.mode === 'command') await conversation.say('QUIT');
  } catch (error) {
    if (!(error instanceof SmtpError)) throw error;
  }
  return exitCode(conversation, run);
}

/** That of the first refusal, or of what broke the session off, as our deadline may. */
function exitCode({ context }: Conversation, { interruption, deadline }: Run): number {
  const { failure, ...seen } = context.draft.finish();
  const isOverdue = failure?.kind === 'aborted' && deadline.isOverdue();
  const evidence: Evidence = {
    ...seen,
    ...(failure ? { failure: isOverdue ? { ...failure, kind: 'timeout' } : failure } : {}),
  };
  const interruptedBy = interruption.received();
  const nothing = { findings: [], passed: [], skipped: [], ignored: [] };
  return exitCodeOf({
    runs: [{ ...nothing, subject: subjectOf(evidence), evidence }],
    failOn: 'error',
    ...(interruptedBy ? { interruptedBy } : {}),
  });
}

async function compare(moves: readonly Move[], given: Omit<SessionTools, 'asker'>): Promise<number> {
  const tools = { ...given, asker: askerOnTerminal() };
  const { conversation } = tools;
  const played = await replay(moves, conversation, { logIn: (mechanism) => logIn(tools, mechanism) });
  if (conversation.mode === 'command') {
    await conversation.say('QUIT').catch((error: unknown) => {
      if (!(error instanceof SmtpError)) throw error;
    });
  }
  showReplayed(played, tools);
  return played.differences.length === 0 ? 0 : 1;
}

/** Questions of a replay go to stderr, and only where somebody sits before it. */
function askerOnTerminal(): Asker {
  const { isTerminal, ask } = processSurroundings();
  if (!isTerminal) return NOBODY;
  return { line: (label) => askLine(label), hidden: (label) => ask(() => label) };
}

async function askLine(label: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await asking.question(label);
  } finally {
    asking.close();
  }
}
