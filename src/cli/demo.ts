import type { Command } from 'commander';
import type { Illness } from '../demo/illnesses.ts';
import { UsageError } from '../errors.ts';
import { localeOf } from './terminal.ts';

interface DemoOptions {
  readonly serve?: true;
  readonly lang?: string;
}

/** Adds `demo`; `run` runs another command line of this program. */
export function addDemo(
  program: Command,
  finish: (code: number) => void,
  run: (argv: readonly string[]) => Promise<number>,
): void {
  const isKnown = (command: string): boolean => program.commands.some((known) => known.name() === command);
  program
    .command('demo')
    .summary('the same on an embedded server')
    .description(
      'Runs a command against an embedded server that is healthy, or ill in one way; no network needed.',
    )
    .argument('[illness]', 'one of those listed without it, or a finding id')
    .argument('[options...]', 'options for the command it runs, e.g. --json')
    .option('--serve', 'keep the server up and print its address')
    .option('--lang <language>', 'en or it')
    .allowUnknownOption()
    .action(async (name: string | undefined, words: string[], options: DemoOptions) => {
      if (name === undefined) return finish(await list(words, options, isKnown));
      const { findIllness } = await import('../demo/illnesses.ts');
      const illness = await findIllness(name);
      finish(await (options.serve ? serve(illness) : play(illness, words, { isKnown, options, run })));
    });
}

/** The illnesses whose command this version lacks can be served all the same: they bear its name in brackets. */
async function list(
  words: readonly string[],
  options: DemoOptions,
  isKnown: (command: string) => boolean,
): Promise<number> {
  if (options.serve || words.length > 0)
    throw new UsageError('no illness named', 'run "smtp-doctor demo" to list them');
  const { illnesses } = await import('../demo/illnesses.ts');
  const locale = localeOf(options.lang, process.env);
  const all = await illnesses();
  const width = Math.max(...all.map(({ name }) => name.length));
  const lines = all.map(({ name, title, command: [command = ''] }) => {
    const served = isKnown(command) ? '' : ` [--serve: ${command}]`;
    return `${name.padEnd(width)}  ${title[locale]}${served}`;
  });
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

interface Stage {
  readonly isKnown: (command: string) => boolean;
  readonly options: DemoOptions;
  readonly run: (argv: readonly string[]) => Promise<number>;
}

async function play(
  illness: Illness,
  words: readonly string[],
  { isKnown, options, run }: Stage,
): Promise<number> {
  const [command = ''] = illness.command;
  if (!isKnown(command)) {
    throw new UsageError(
      `"${illness.name}" is for the command ${command}, which this version does not have`,
      `keep its server up with: smtp-doctor demo --serve ${illness.name}`,
    );
  }
  const { playIllness } = await import('../demo/play.ts');
  const language = options.lang === undefined ? [] : ['--lang', options.lang];
  return playIllness(illness, (argv) => {
    const line = [...argv, ...language, ...words];
    process.stderr.write(`$ smtp-doctor ${line.join(' ')}\n\n`);
    return run(line);
  });
}

/** Until a signal ends it. */
async function serve(illness: Illness): Promise<number> {
  const { serveIllness } = await import('../demo/play.ts');
  const served = await serveIllness(illness);
  process.stdout.write(`${served.lines.join('\n')}\n`);
  process.stderr.write('ctrl-c ends it\n');
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await served.close();
  return 0;
}
