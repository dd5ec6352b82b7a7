import { Command, CommanderError } from 'commander';
import { UsageError } from '../errors.ts';
import { printable } from '../render/printable.ts';
import { TOOL } from '../version.ts';
import { addAuth } from './auth.ts';
import { addCheck } from './check.ts';
import { addCompletion } from './completion.ts';
import { addDemo } from './demo.ts';
import { addDomain } from './domain.ts';
import { addExplain } from './explain.ts';
import { isPluginCall } from './format.ts';
import { addInit } from './init.ts';
import { addInspect } from './inspect.ts';
import { addPorts } from './ports.ts';
import { addProbe } from './probe.ts';
import { addSendTest } from './send-test.ts';
import { addServe } from './serve.ts';
import { addSession } from './session.ts';
import { addSettings } from './settings.ts';
import { addStartTls } from './starttls.ts';
import { isAtTerminal } from './terminal.ts';

const EXIT_USAGE = 2;
const EXIT_BUG = 70;
/** What a monitoring plugin says when it could not look. */
const EXIT_UNKNOWN = 3;

/** Runs the program and sets the process's exit code; never throws. */
export async function main(argv: readonly string[]): Promise<void> {
  // Work that never settles must not look like success when the process runs out of things to wait for.
  process.exitCode = EXIT_BUG;
  process.exitCode = await run(argv);
}

/** Runs one command line and gives its exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  let code = 0;
  const finish = (result: number): void => {
    code = result;
  };
  const program = createProgram(finish);
  try {
    if (argv.length === 0 && isAtTerminal()) {
      const { guide } = await import('./guided/run.ts');
      return await guide(run);
    }
    await program.parseAsync(argv.length === 0 ? ['help'] : [...argv], { from: 'user' });
    return code;
  } catch (error) {
    const failure = complain(error);
    return failure !== 0 && isPluginCall(argv) ? EXIT_UNKNOWN : failure;
  }
}

/** The whole command tree; what documents it reads it from here. */
export function createProgram(finish: (code: number) => void): Command {
  const program = new Command(TOOL.name)
    .description(
      'Holds the SMTP conversation for you and says what happened, why, who must act and what to do next.',
    )
    .version(TOOL.version, '-V, --version')
    .showSuggestionAfterError()
    .showHelpAfterError('(--help shows what there is)')
    .exitOverride()
    .configureOutput({
      outputError: (text, write) =>
        write(linesMadePrintable(withoutValue(text).replace(/^error: /, `${TOOL.name}: `))),
    });
  addProbe(program, finish);
  addAuth(program, finish);
  addSendTest(program, finish);
  addPorts(program, finish);
  addExplain(program, finish);
  addSession(program, finish, run);
  addSettings(program, finish);
  addDomain(program, finish);
  addStartTls(program, finish);
  addInspect(program, finish);
  addCheck(program, finish);
  addServe(program, finish);
  addInit(program, finish);
  addDemo(program, finish, run);
  addCompletion(program, finish);
  return program;
}

/** What follows the "=" of an unknown option may be a secret: `--pasword=…`. */
function withoutValue(text: string): string {
  return text.replace(/^(error: unknown option '[^'=]*)=.*?'(?=(?:\n\(Did you mean [^\n]*)?\n$)/s, "$1'");
}

/** What was typed may hold anything, and commander quotes it. */
function linesMadePrintable(text: string): string {
  return text
    .split('\n')
    .map((line) => printable(line, { unicode: true }))
    .join('\n');
}

function complain(error: unknown): number {
  // The exit code of `help` is the process's own, which is that of a bug until the end.
  if (error instanceof CommanderError) {
    return error.exitCode === 0 || error.code === 'commander.help' ? 0 : EXIT_USAGE;
  }
  if (error instanceof UsageError) {
    process.stderr.write(`${TOOL.name}: ${printable(error.message, { unicode: true })}\n`);
    if (error.hint !== undefined) process.stderr.write(`  ${printable(error.hint, { unicode: true })}\n`);
    return EXIT_USAGE;
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(
    `${TOOL.name}: this is a bug of ours, please report it with these lines\n` +
      `${TOOL.name} ${TOOL.version}, Node.js ${process.versions.node}, ${process.platform} ${process.arch}\n` +
      `${linesMadePrintable(trace)}\n`,
  );
  return EXIT_BUG;
}
