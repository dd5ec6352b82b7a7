import { type Command, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { addNetworkOptions, addOutputOptions, argument, type NetworkOptions } from './options.ts';

/** One of several runs that share the targets, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** What commander makes of the options of `check`. */
export interface CheckOptions extends NetworkOptions {
  readonly targets?: string;
  readonly concurrency: number;
  readonly perHost: number;
  readonly retries: number;
  readonly shard?: Shard;
  readonly skipDone?: string;
  readonly baseline?: string;
  readonly updateBaseline?: true;
  /** Milliseconds from one round to the next. */
  readonly watch?: number;
}

const CONCURRENCY = 10;

/** What a server may take for the manners of ordinary clients. */
const PER_HOST = 4;

/** Adds `check`. */
export function addCheck(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('check')
    .summary('hold servers against what is expected of them')
    .description(
      'Holds one server or thousands against what smtp-doctor.yml expects of them, for CI and monitoring. ' +
        'Targets named here take the place of those in the config, and keep its expectations.',
    )
    .argument(
      '[config-or-target...]',
      'smtp-doctor.yml is looked for here and above; - reads targets from stdin',
    )
    .option('--targets <file>', 'check the targets in FILE, one a line')
    .option('--concurrency <n>', 'targets checked at the same time', argument(count(1, 1000)), CONCURRENCY)
    .option(
      '--per-host <n>',
      'connections to one address at the same time',
      argument(count(1, 1000)),
      PER_HOST,
    )
    .option('--retries <n>', 'tries after a temporary failure', argument(count(0, 10)), 0)
    .option('--shard <i/n>', 'check every n-th target only, beginning with the i-th', argument(shardOf))
    .option('--skip-done <file>', 'leave out what FILE, written with --format ndjson, has done')
    .option('--baseline <report>', 'say what changed since this JSON report')
    .option('--update-baseline', 'write the report there as the next one to compare with')
    .addOption(
      new Option('--watch <interval>', 'check every 60s, 5m or 1h: a live table, or changes as lines')
        .argParser(argument(interval))
        .conflicts(['format', 'json', 'output', 'transcript', 'skipDone', 'updateBaseline', 'quiet']),
    );
  addOutputOptions(addNetworkOptions(command)).action(async (named: string[], options: CheckOptions) => {
    const { check } = await import('./check/run.ts');
    finish(await check(named, options));
  });
}

/** Reads a whole number within these bounds. */
export function count(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new UsageError(`"${text}" is not possible`, `give a number from ${least} to ${most}`);
  };
}

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };
const LONGEST_INTERVAL_MS = 24 * 3_600_000;

function interval(text: string): number {
  const [, number, unit = 's'] = /^(\d{1,5})([smh]?)$/.exec(text) ?? [];
  const ms = Number(number) * (UNIT_MS[unit || 's'] ?? 0);
  if (ms > 0 && ms <= LONGEST_INTERVAL_MS) return ms;
  throw new UsageError(`"${text}" is no interval`, 'write 60s, 5m or 1h; a day is the longest');
}

function shardOf(text: string): Shard {
  const [, index, total] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index !== undefined && total !== undefined && index >= 1 && index <= total) {
    return { index, count: total };
  }
  throw new UsageError(`"${text}" is no shard`, 'write 2/8 for the second of eight');
}
