import { type Command, Option } from 'commander';
import { STAGES, type Stage } from '../errors.ts';
import { addDisplayOptions, type DisplayOptions } from './options.ts';

/** What commander makes of the options of `explain`. */
export interface ExplainOptions extends DisplayOptions {
  readonly stage?: Stage;
  readonly provider?: string;
  readonly batch?: true;
  readonly summary?: true;
  readonly list?: true;
}

/** Adds `explain`; what it does is loaded when it is asked for. */
export function addExplain(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('explain')
    .summary('a reply code, reply, error or bounce in plain words')
    .description('A reply code, reply, log, error or bounce in plain words: why, who must act, what to do.')
    .argument('[text...]', 'the words; or files (bounces, logs); or -, or nothing, for stdin')
    .addOption(new Option('--stage <stage>', 'the stage at which it came').choices(STAGES))
    .option('--provider <id>', 'whose server spoke, e.g. google')
    .addOption(
      new Option(
        '--batch',
        'NDJSON on stdin, one line of JSON for each; "cause" is null where a line is blank, unreadable or no known refusal',
      ).conflicts(['summary', 'list']),
    )
    .addOption(new Option('--summary', 'count a log by cause').conflicts('list'))
    .option('--list', 'list all codes and causes that are known');
  addDisplayOptions(command, ['text', 'json']).action(async (words: string[], options: ExplainOptions) => {
    const { explain } = await import('./explain/command.ts');
    finish(await explain(words, options));
  });
}
