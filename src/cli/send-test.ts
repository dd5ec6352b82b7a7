import { type Command, Option } from 'commander';
import { UsageError } from '../errors.ts';
import type { Notify } from '../smtp/transaction-parameters.ts';
import { addCredentialOptions, type CredentialOptions } from './credentials/options.ts';
import { addNetworkOptions, addOutputOptions, argument, type NetworkOptions } from './options.ts';

/** The stages that `--quit-after` and `--drop-after` take. */
const QUIT_STAGES = ['connect', 'greeting', 'ehlo', 'tls', 'auth', 'mail', 'rcpt', 'data'] as const;
const DROP_STAGES = [...QUIT_STAGES, 'dot'] as const;
const NOTIFY: readonly Notify[] = ['never', 'success', 'failure', 'delay'];

/** What commander makes of the options of `send-test`. */
export interface SendTestOptions extends NetworkOptions, CredentialOptions, MessageOptions {
  readonly from?: string;
  readonly to?: readonly string[];
  readonly mechanism: string;
  readonly allowCleartext?: true;
  readonly quitAfter?: (typeof QUIT_STAGES)[number];
  readonly dropAfter?: (typeof DROP_STAGES)[number];
  readonly lmtp?: true;
  readonly bdat?: true;
  readonly pipelining?: boolean;
  readonly notify?: readonly Notify[];
  readonly ret?: 'full' | 'hdrs';
  readonly envid?: string;
  readonly requireTls?: true;
  readonly force?: true;
  readonly dryRun?: true;
  readonly yes?: true;
}

/** What it makes of those about the message. */
export interface MessageOptions {
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly header?: readonly string[];
  readonly attach?: readonly string[];
  readonly eml?: string;
  readonly stdin?: true;
  readonly kind?: string;
}

/** Adds `send-test`. */
export function addSendTest(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('send-test')
    .summary('send a message, or stop on the way there')
    .description(
      'Sends one message to those named with --to, and says what became of each; may be stopped, or broken off, after any stage.',
    )
    .argument('<target>', 'host, host:port, [IPv6]:port, smtp(s)://host, lmtp://host or unix:/path');
  addMessageOptions(addEnvelopeOptions(command));
  addWalkOptions(addExtensionOptions(command));
  addOutputOptions(addNetworkOptions(addCredentialOptions(command))).action(
    async (target: string, options: SendTestOptions) => {
      const { sendTest } = await import('./send-test/run.ts');
      finish(await sendTest(target, options));
    },
  );
}

function addEnvelopeOptions(command: Command): Command {
  return command
    .option('--from <address>', 'envelope sender; <> for none', argument(oneLine))
    .option('--to <address>', 'recipient (repeatable)', collect(oneLine));
}

function addMessageOptions(command: Command): Command {
  const own = ['subject', 'text', 'html', 'header', 'attach'];
  return command
    .option('--subject <text>', 'subject in the place of ours, which holds a token', argument(oneLine))
    .option('--text <text>', 'text of the message')
    .option('--html <html>', 'the same as HTML, beside or in the place of the text')
    .option(
      '--header <field>',
      '"Name: value", in the place of ours or beside them (repeatable)',
      collect(oneLine),
    )
    .option('--attach <file>', 'send FILE along (repeatable)', collect(oneLine))
    .addOption(
      new Option('--eml <file>', 'send this message as it is; Unix line ends become CRLF')
        .argParser(argument(oneLine))
        .conflicts([...own, 'stdin', 'kind']),
    )
    .addOption(
      new Option('--stdin', 'send the message on stdin as it is; Unix line ends become CRLF').conflicts([
        ...own,
        'kind',
      ]),
    )
    .addOption(
      new Option(
        '--kind <kind>',
        'test one thing: gtube, eicar, long-line, eight-bit, bare-lf, null-byte, size:25M, smtputf8, empty',
      ).conflicts(['text', 'html', 'attach']),
    );
}

function addExtensionOptions(command: Command): Command {
  return command
    .option('--bdat', 'send the message with BDAT (CHUNKING) in the place of DATA')
    .option('--pipelining', 'send MAIL, RCPT and DATA at once, as is done where it is offered')
    .option('--no-pipelining', 'wait for each reply')
    .option('--notify <when>', 'DSN: never, or some of success,failure,delay', argument(notify))
    .addOption(new Option('--ret <what>', 'DSN: what a report returns').choices(['full', 'hdrs']))
    .option('--envid <id>', 'DSN: id that a report repeats', argument(envelopeId))
    .option('--require-tls', 'ask for TLS on the whole way (REQUIRETLS)')
    .option('--force', 'use an extension or a mechanism even if it is not offered');
}

function addWalkOptions(command: Command): Command {
  return command
    .option('--lmtp', 'speak LMTP, as lmtp:// does; for unix:/path')
    .option('--mechanism <name>', 'log in with this mechanism, e.g. PLAIN', argument(mechanism), 'auto')
    .option('--allow-cleartext', 'send secrets also without TLS, or to a certificate that is not trusted')
    .addOption(
      new Option('--quit-after <stage>', 'say QUIT after this stage; after data is the whole way')
        .choices(QUIT_STAGES)
        .conflicts('dropAfter'),
    )
    .addOption(
      new Option(
        '--drop-after <stage>',
        'break the connection off; data: before the message, dot: before the answer to it',
      ).choices(DROP_STAGES),
    )
    .option('--dry-run', 'show the message and the dialogue, connect to nothing')
    .option('--yes', 'send to more than 20 recipients without being asked');
}

/** What goes into a command or a header must not be able to bring another with it. */
function oneLine(text: string): string {
  if (!/[\0\r\n]/.test(text)) return text;
  throw new UsageError('a line break or NUL cannot stand here', 'give it on one line');
}

function collect(parse: (text: string) => string) {
  const checked = argument(parse);
  return (text: string, previous: readonly string[] = []): string[] => [...previous, checked(text)];
}

function mechanism(text: string): string {
  if (/^auto$/i.test(text)) return 'auto';
  if (/^[\w-]{1,20}$/.test(text)) return text.toUpperCase();
  throw new UsageError(`"${text}" is no name of a mechanism`, 'give auto, or a name such as PLAIN');
}

/** RFC 3461 §4.1: NEVER stands alone. */
function notify(text: string): readonly Notify[] {
  const words = text.toLowerCase().split(',');
  const known = words.flatMap((word) => NOTIFY.filter((name) => name === word));
  const isWhole = known.length === words.length && new Set(known).size === known.length;
  if (isWhole && (known.length === 1 || !known.includes('never'))) return known;
  throw new UsageError(`"${text}" cannot stand in NOTIFY`, 'give never, or some of success,failure,delay');
}

/** RFC 3461 §4.4. */
function envelopeId(text: string): string {
  if (/^[ -~]{1,100}$/.test(text)) return text;
  throw new UsageError(`"${text}" cannot be an envelope id`, 'give up to 100 printable ASCII characters');
}
