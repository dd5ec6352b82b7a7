import { type Command, Option } from 'commander';
import { UsageError } from '../errors.ts';
import type { TlsProfile } from '../evidence.ts';
import { addNetworkOptions, addOutputOptions, argument, type NetworkOptions } from './options.ts';
import { addPolicyOptions, type PolicyOptions } from './starttls/policy-options.ts';

/** What commander makes of the options of `starttls`. */
export interface StartTlsOptions extends NetworkOptions, PolicyOptions {
  readonly maxConnections: number;
  readonly profile?: TlsProfile;
}

/** Enough for what today's servers accept, and no server's idea of a flood. */
const MAX_CONNECTIONS = 40;

/** Adds `starttls`. */
export function addStartTls(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('starttls')
    .summary('TLS in depth: versions, ciphers, groups, certificates')
    .description(
      'TLS in depth: versions, ciphers in the server’s order, groups and signature schemes, found with few connections that back off where the server sets limits.',
    )
    .argument('<target>', 'host, host:port, [IPv6]:port, smtp(s)://host, user@domain or unix:/path')
    .option(
      '--max-connections <n>',
      'connections to make to a server at the most, the first session included',
      argument(connections),
      MAX_CONNECTIONS,
    )
    .addOption(
      new Option(
        '--profile <name>',
        'what to judge by: modern or intermediate (Mozilla’s guidelines 6.0), or opportunistic, as senders between servers do; opportunistic on port 25, else intermediate; with --mx, also scan every MX host',
      ).choices(['modern', 'intermediate', 'opportunistic']),
    );
  addOutputOptions(addNetworkOptions(addPolicyOptions(command))).action(
    async (target: string, options: StartTlsOptions) => {
      const { startTls } = await import('./starttls/run.ts');
      finish(await startTls(target, options));
    },
  );
}

function connections(text: string): number {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= 1000) return value;
  throw new UsageError(`"${text}" is no number of connections`, 'give a number from 1 to 1000');
}
