import type { Command } from 'commander';
import { addNetworkOptions, type NetworkOptions } from './options.ts';

/** What commander makes of the options of `init`. */
export interface InitOptions extends NetworkOptions {
  readonly mx?: true;
  readonly force?: true;
}

/** Adds `init`. */
export function addInit(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('init')
    .summary('write smtp-doctor.yml for check, from a live probe')
    .description(
      'Probes the targets and writes down, commented, what check is to expect of them from now on.',
    )
    .argument('<target...>', 'host, host:port, [IPv6]:port, smtp(s)://host, user@domain or unix:/path')
    .option('--mx', 'take each target for a mail domain')
    .option('-o, --output <file>', 'the file to write', 'smtp-doctor.yml')
    .option('--force', 'write over a file that is there');
  addNetworkOptions(command).action(async (targets: string[], options: InitOptions) => {
    const { init } = await import('./init/run.ts');
    finish(await init(targets, options));
  });
}
