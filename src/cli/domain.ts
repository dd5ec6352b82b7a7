import type { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { parseRecipient } from '../smtp/mailbox.ts';
import { ipVersion } from '../target.ts';
import { addNetworkOptions, addOutputOptions, argument, type NetworkOptions } from './options.ts';

/** What commander makes of the options of `domain`. */
export interface DomainOptions extends NetworkOptions {
  readonly ip?: readonly string[];
  readonly selector?: readonly string[];
  /** A file with a signed message. */
  readonly message?: string;
  readonly dnsOnly?: true;
  readonly rcpt?: true;
  /** An address of the user's, elsewhere. */
  readonly relayTest?: string;
  readonly yes?: true;
  readonly fixZone?: true;
}

/** Adds `domain`. */
export function addDomain(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('domain')
    .summary('what senders and receivers see of a mail domain')
    .description(
      'What senders and receivers see of a mail domain: its mail servers and their TLS, SPF, DKIM, DMARC, BIMI, its sending addresses and the blocklists, with the records that mend it.',
    )
    .argument('<domain>', 'the part behind the @, or a mail address')
    .option('--ip <address>', 'an address that sends the domain’s mail (repeatable)', addresses)
    .option('--selector <name>', 'a DKIM selector, beside the common ones (repeatable)', selectors)
    .option('--message <file>', 'take the DKIM selectors of a signed message (.eml), or - for stdin')
    .option('--dns-only', 'ask the DNS alone, and leave the mail servers in peace')
    .option('--rcpt', 'ask the mail servers whether they take mail for postmaster and abuse')
    .option(
      '--relay-test <address>',
      'ask your own mail servers to take mail for ADDRESS, which is yours elsewhere; ends before DATA',
      argument(recipient),
    )
    .option('--yes', 'do not ask whether the mail servers are yours')
    .option('--fix-zone', 'print the records to publish, as lines of a zone file');
  addOutputOptions(addNetworkOptions(command)).action(async (domain: string, options: DomainOptions) => {
    const { domainReport } = await import('./domain/run.ts');
    finish(await domainReport(domain, options));
  });
}

const MOST_ADDRESSES = 6;
const MOST_SELECTORS = 20;

/** Not by `argument()`: commander gives a collector what came before. */
function addresses(text: string, previous: readonly string[] = []): string[] {
  if (ipVersion(text) === 0)
    throw new UsageError(`--ip "${text}" is no IP address`, 'give an address such as 192.0.2.25');
  if (previous.length === MOST_ADDRESSES)
    throw new UsageError(`more than ${MOST_ADDRESSES} addresses`, 'name fewer --ip');
  return [...previous, text.toLowerCase()];
}

/** It goes onto the wire as it is. */
function recipient(text: string): string {
  const { wire, needsUtf8 } = parseRecipient(text);
  if (wire.includes('@') && !needsUtf8) return wire;
  throw new UsageError(`"${text}" cannot be asked for`, 'give an address in ASCII, as ada@example.com');
}

function selectors(text: string, previous: readonly string[] = []): string[] {
  const isName = /^[a-z0-9_](?:[a-z0-9_.-]{0,61}[a-z0-9_])?$/i.test(text);
  if (!isName) throw new UsageError(`--selector "${text}" is no selector`, 'give the s= of a DKIM signature');
  if (previous.length === MOST_SELECTORS)
    throw new UsageError(`more than ${MOST_SELECTORS} selectors`, 'name fewer');
  return [...previous, text.toLowerCase()];
}
