import type { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { ipVersion } from '../target.ts';
import { addOutputOptions, argument, type OutputOptions, seconds } from './options.ts';

/** What commander makes of the options of `inspect`. */
export interface InspectOptions extends OutputOptions {
  readonly ip?: string;
  readonly helo?: string;
  readonly mailfrom?: string;
  readonly dns?: readonly string[];
  readonly resolve?: readonly string[];
  readonly deadline: number;
}

/** Adds `inspect`. */
export function addInspect(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('inspect')
    .summary('read a received message: its way, its delays, SPF, DKIM, DMARC, ARC')
    .description(
      'Reads a message as it was received and says which way it came, where it was delayed, whether it is what it claims to be, and if not, what was changed and who can have done it.',
    )
    .argument('<message>', 'file with the whole source of one message (.eml), or - for stdin')
    .option(
      '--ip <address>',
      'address of the server that handed it over, in the place of the one in Received',
      argument(address),
    )
    .option('--helo <name>', 'what that server said in EHLO', argument(oneWord))
    .option(
      '--mailfrom <address>',
      'envelope sender, in the place of Return-Path; <> for none',
      argument(sender),
    )
    .option('--dns <server>', 'ask this DNS server, ADDRESS[:PORT] (repeatable)', collect)
    .option('--resolve <name=address>', 'take ADDRESS for NAME (repeatable)', collect)
    .option('--deadline <seconds>', 'limit for all questions to the DNS', argument(seconds), 30);
  addOutputOptions(command).action(async (file: string, options: InspectOptions) => {
    const { inspect } = await import('./inspect/run.ts');
    finish(await inspect(file, options));
  });
}

function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}

function address(text: string): string {
  if (ipVersion(text) !== 0) return text;
  throw new UsageError(`"${text}" is no IP address`, 'give one such as 192.0.2.1 or 2001:db8::1');
}

function oneWord(text: string): string {
  if (/^[!-~]{1,255}$/.test(text)) return text;
  throw new UsageError(`"${text}" is no name for EHLO`, 'give a host name');
}

function sender(text: string): string {
  const bare = text.replace(/^<(.*)>$/, '$1');
  if (bare === '' || /^[^\s<>]{1,255}@[^\s<>@]{1,255}$/.test(bare)) return bare;
  throw new UsageError(`"${text}" is no address`, "give one such as ada@example.org, or '<>' for none");
}
