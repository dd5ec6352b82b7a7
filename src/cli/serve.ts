import { type Command, Option } from 'commander';
import { UsageError } from '../errors.ts';
import type { Severity } from '../rules/rule.ts';
import { ipVersion, parseTarget } from '../target.ts';
import { count } from './check.ts';
import { addNetworkOptions, argument, collect, type NetworkOptions } from './options.ts';

/** Where requests are listened for. */
export interface ListenAddress {
  readonly host: string;
  /** 0 takes any that is free. */
  readonly port: number;
}

/** What commander makes of the options of `serve`. */
export interface ServeOptions extends NetworkOptions {
  readonly listen: ListenAddress;
  readonly allow?: readonly string[];
  readonly allowAnyTarget?: true;
  readonly concurrency: number;
  readonly perHost: number;
  readonly failOn: Severity;
}

const LISTEN: ListenAddress = { host: '127.0.0.1', port: 9725 };
const CONCURRENCY = 50;
const PER_HOST = 4;

/** Adds `serve`. */
export function addServe(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('serve')
    .summary('answer the scrapes of Prometheus with probes')
    .description(
      'A Prometheus exporter that is used as blackbox_exporter is: /probe?target=HOST&module=NAME probes one target of ' +
        'smtp-doctor.yml, /metrics tells of the exporter, /-/healthy says that it runs.',
    )
    .argument('[config]', 'smtp-doctor.yml is looked for here and above')
    .addOption(
      new Option('--listen <address:port>', 'where to listen')
        .argParser(argument(listenAddress))
        .default(LISTEN, `${LISTEN.host}:${LISTEN.port}`),
    )
    .option('--allow <pattern>', 'probe such hosts too, e.g. *.example.org (repeatable)', collect)
    .option('--allow-any-target', 'probe whatever is asked for: for networks where all who ask are trusted')
    .option('--concurrency <n>', 'probes at the same time', argument(count(1, 1000)), CONCURRENCY)
    .option(
      '--per-host <n>',
      'connections to one address at the same time',
      argument(count(1, 1000)),
      PER_HOST,
    )
    .addOption(
      new Option('--fail-on <severity>', 'what makes probe_success 0')
        .choices(['error', 'warning', 'info'])
        .default('error'),
    );
  addNetworkOptions(command).action(async (config: string | undefined, options: ServeOptions) => {
    const { serve } = await import('./serve/run.ts');
    finish(await serve(config, options));
  });
}

function listenAddress(text: string): ListenAddress {
  const [, host = '', port = ''] = /^(.*):(\d{1,5})$/.exec(text) ?? [];
  if (port === '0' && ipVersion(host) === 4) return { host, port: 0 };
  const target = parseTarget(text);
  if (target.kind === 'host' && target.port !== undefined && ipVersion(target.host) !== 0) {
    return { host: target.host, port: target.port };
  }
  throw new UsageError(`"${text}" is no place to listen at`, 'write 127.0.0.1:9725 or [::1]:9725');
}
