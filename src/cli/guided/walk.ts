import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GuidedStep } from '../../messages/guided-words.ts';
import { hang, padEnd } from '../../render/layout.ts';
import type { Verdict } from '../../report.ts';
import { announce, type Desk, pick, say, show, showCommand } from './desk.ts';

/** A command that may be run, and what it is about. */
export interface Step {
  readonly name: GuidedStep;
  /** What is connected to or asked about, in the question. */
  readonly target: string;
  /** Asks for whatever is missing, and gives the arguments after the program's name. */
  readonly prepare: () => Promise<readonly string[]>;
  /** A password for the command, which it takes from the environment of this process. */
  readonly password?: () => string | undefined;
  /** Exit codes of a failure of which the next step tells more. */
  readonly goesOnAfter?: readonly number[];
  /** It has no report with a headline. */
  readonly isPlain?: true;
}

/** What the steps have in common. */
export interface WalkPlan {
  /** Whether a later step is of use after one that has failed. */
  readonly goesOn: boolean;
  /** What is said when every step was taken, and all went well. */
  readonly allWell?: string;
}

interface Outcome {
  readonly code: number;
  readonly verdict?: Verdict;
  /** The title of the worst finding. */
  readonly headline?: string;
}

interface Taken {
  readonly name: GuidedStep;
  readonly argv?: readonly string[];
  /** Absent where it was skipped. */
  readonly outcome?: Outcome;
}

/** The variable that the commands take a password from. */
export const PASSWORD_VARIABLE = 'SMTP_DOCTOR_PASSWORD';
/** From here on a signal has ended the command. */
const FIRST_SIGNAL_EXIT = 128;

/**
 * Takes the steps in their order, each with the user's consent, up to the first that fails; ends with a summary and
 * the commands to copy.
 *
 * @returns the exit code of the first step that failed, else 0.
 * @throws QuestionLeft
 */
export async function walk(desk: Desk, steps: readonly Step[], plan: WalkPlan): Promise<number> {
  const taken: Taken[] = [];
  for (const [index, step] of steps.entries()) {
    const { title, question } = desk.words.steps[step.name];
    announce(desk, desk.words.stepOf(index + 1, steps.length, title));
    const consent = await askConsent(desk, question(step.target));
    if (consent === 'stop') break;
    if (consent === 'skip') taken.push({ name: step.name });
    else {
      const argv = await step.prepare();
      const outcome = await runStep(desk, step, argv);
      taken.push({ name: step.name, argv, outcome });
      if (endsWalk(step, outcome, plan)) break;
    }
  }
  const left = steps.slice(taken.length).map(({ name }) => ({ name }));
  return summarise(desk, taken, left, plan);
}

function endsWalk({ goesOnAfter = [] }: Step, { code }: Outcome, { goesOn }: WalkPlan): boolean {
  return code >= FIRST_SIGNAL_EXIT || (code !== 0 && !goesOn && !goesOnAfter.includes(code));
}

function askConsent(desk: Desk, question: string): Promise<'yes' | 'skip' | 'stop'> {
  const { yes, skip, stop } = desk.words.consent;
  return pick(desk, question, [
    ['yes', yes],
    ['skip', skip],
    ['stop', stop],
  ]);
}

async function runStep(desk: Desk, step: Step, argv: readonly string[]): Promise<Outcome> {
  show(['']);
  showCommand(desk, '$ ', argv);
  show(['']);
  if (step.isPlain) return { code: await desk.run(argv) };
  const folder = await mkdtemp(join(tmpdir(), 'smtp-doctor-'));
  const file = join(folder, 'report.json');
  try {
    const line = [...argv, '--format', 'text', '--format', `json:${file}`];
    const code = await withPassword(step.password?.(), () => desk.run(line));
    return { code, ...(await essenceIn(file)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** No command takes a password as an argument; the environment is put back at once. */
async function withPassword<T>(password: string | undefined, work: () => Promise<T>): Promise<T> {
  if (password === undefined) return work();
  process.env[PASSWORD_VARIABLE] = password;
  try {
    return await work();
  } finally {
    delete process.env[PASSWORD_VARIABLE];
  }
}

interface WrittenReport {
  readonly verdict: Verdict;
  readonly runs: readonly {
    readonly findings: readonly { readonly severity: string; readonly title: string }[];
  }[];
}

/** What the report comes to; nothing where a command was refused before it began. */
async function essenceIn(file: string): Promise<Omit<Outcome, 'code'>> {
  const text = await readFile(file, 'utf8').catch(() => '');
  if (text === '') return {};
  const { verdict, runs }: WrittenReport = JSON.parse(text);
  const findings = runs.flatMap((run) => run.findings);
  const worst = ['error', 'warning'].flatMap((level) =>
    findings.filter(({ severity }) => severity === level),
  )[0];
  return { verdict, ...(worst ? { headline: worst.title } : {}) };
}

function summarise(desk: Desk, taken: readonly Taken[], left: readonly Taken[], plan: WalkPlan): number {
  const { summary, stopped } = desk.words;
  const failed = taken.find(({ outcome }) => outcome !== undefined && outcome.code !== 0);
  const code = failed?.outcome?.code ?? 0;
  if (failed && !plan.goesOn && left.length > 0 && code < FIRST_SIGNAL_EXIT) say(desk, stopped);
  announce(desk, summary.heading);
  const column = Math.max(...[...taken, ...left].map(({ name }) => name.length)) + 2;
  show([
    ...taken.flatMap((step) => lineOf(desk, step, column, summary.outcomes.skipped)),
    ...left.flatMap((step) => lineOf(desk, step, column, summary.outcomes.untried)),
  ]);
  const isAllWell = left.length === 0 && taken.every(({ outcome }) => outcome?.code === 0);
  if (isAllWell && plan.allWell !== undefined) say(desk, plan.allWell);
  showCommands(desk, taken);
  return code;
}

function lineOf(desk: Desk, { name, outcome }: Taken, column: number, absent: string): string[] {
  const { marks, ink, sentence, safe, width } = desk.sheet();
  const { fine, failed } = desk.words.summary.outcomes;
  const said = outcome?.headline === undefined ? undefined : safe(sentence(outcome.headline));
  const [mark, style, text] = ((): readonly [string, (text: string) => string, string] => {
    if (!outcome) return [marks.dot, ink.dim, sentence(absent)];
    if (outcome.code !== 0) return [marks.error, ink.red, said ?? sentence(failed)];
    if (said !== undefined) return [marks.warning, ink.bold, said];
    return [marks.ok, ink.green, sentence(fine)];
  })();
  return hang(`  ${mark} ${padEnd(name, column)}`, text, width).map((line) => style(line));
}

function showCommands(desk: Desk, taken: readonly Taken[]): void {
  const { summary } = desk.words;
  const lines = taken.flatMap(({ argv }) => (argv ? [argv] : []));
  if (lines.length === 0) return;
  announce(desk, summary.commands);
  for (const argv of lines) showCommand(desk, '  ', argv);
  if (lines.some((argv) => argv.includes('--user'))) say(desk, summary.passwordAsked);
}
