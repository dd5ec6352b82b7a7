import type { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { addNetworkOptions, addOutputOptions, argument, type NetworkOptions } from './options.ts';

/** What commander makes of the options of `probe`. */
export interface ProbeOptions extends NetworkOptions {
  readonly mx?: true;
  readonly concurrency: number;
  readonly enforcement?: true;
  readonly from?: string;
}

const CONCURRENCY = 10;

/** Adds `probe`. */
export function addProbe(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('probe')
    .summary('what works, what is wrong, who must act')
    .description('Connect, greet, EHLO, STARTTLS, EHLO, QUIT: what works, what is wrong, who must act.')
    .argument(
      '[target...]',
      'host, host:port, [IPv6]:port, smtp(s)://host, user@domain, unix:/path, or - for a list on stdin',
    )
    .option('--mx', 'take each target for a mail domain and probe all its MX hosts')
    .option('--concurrency <n>', 'targets probed at the same time', argument(concurrency), CONCURRENCY)
    .option('--enforcement', 'also send MAIL before STARTTLS, to see whether TLS is enforced')
    .option('--from <report>', 'diagnose a saved JSON report again, without a network');
  addOutputOptions(addNetworkOptions(command)).action(async (targets: string[], options: ProbeOptions) => {
    const { probe } = await import('./probe/run.ts');
    finish(await probe(targets, options));
  });
}

function concurrency(text: string): number {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= 1000) return value;
  throw new UsageError(`"${text}" is no number of targets`, 'give a number from 1 to 1000');
}
