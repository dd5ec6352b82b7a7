import { type Command, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { TOOL } from '../version.ts';
import { addCredentialOptions, type CredentialOptions } from './credentials/options.ts';
import { addNetworkOptions, addOutputOptions, argument, type NetworkOptions } from './options.ts';
import { type ArrivalOptions, addArrivalOptions } from './send-test/arrival-options.ts';
import { addExtensionOptions, type ExtensionOptions } from './send-test/extension-options.ts';
import { addMessageOptions, collect, type MessageOptions, oneLine } from './send-test/message-options.ts';

/** The stages that `--quit-after` and `--drop-after` take. */
const QUIT_STAGES = ['connect', 'greeting', 'ehlo', 'tls', 'auth', 'mail', 'rcpt', 'data'] as const;
const DROP_STAGES = [...QUIT_STAGES, 'dot'] as const;

/** In the place of the usual deadline. */
const SERIES_SECONDS = 3600;
const RETRY_SECONDS = 900;
const MOST_MESSAGES = 1_000_000;

/** What commander makes of the options of `send-test`. */
export interface SendTestOptions
  extends NetworkOptions,
    CredentialOptions,
    MessageOptions,
    ExtensionOptions,
    ArrivalOptions {
  readonly from?: string;
  readonly to?: readonly string[];
  readonly mechanism: string;
  readonly allowCleartext?: true;
  readonly quitAfter?: (typeof QUIT_STAGES)[number];
  readonly dropAfter?: (typeof DROP_STAGES)[number];
  readonly lmtp?: true;
  readonly mx?: true;
  readonly pipe?: string;
  readonly count?: number;
  readonly retryGreylist?: true;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly explainSwaks?: string;
}

/** Adds `send-test`. */
export function addSendTest(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('send-test')
    .summary('send a message, or stop on the way there')
    .description(
      'Sends one message to those named with --to, and says what became of each; may be stopped, or broken off, after any stage.',
    )
    .argument(
      '[target]',
      'host, host:port, [IPv6]:port, smtp(s)://host, lmtp://host, unix:/path, or user@domain for its MX hosts',
    );
  addSwaksHints(command);
  addMessageOptions(addEnvelopeOptions(command));
  addArrivalOptions(addWalkOptions(addExtensionOptions(command)));
  addOutputOptions(addNetworkOptions(addCredentialOptions(command))).action(
    async (target: string | undefined, options: SendTestOptions) => {
      if (options.explainSwaks !== undefined) {
        const { explainSwaks } = await import('./swaks/run.ts');
        finish(explainSwaks(options.explainSwaks));
        return;
      }
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

function addWalkOptions(command: Command): Command {
  return command
    .option(
      '--mx',
      'take the target for a mail domain, and try its MX hosts in order until one takes the message',
    )
    .option(
      '--pipe <program>',
      'speak to a program in the place of a server, e.g. "sendmail -bs"',
      argument(oneLine),
    )
    .addOption(
      new Option(
        '--count <n>',
        'send N messages, each with a token of its own, over one connection; raises --deadline to 1 h',
      )
        .argParser(argument(messageCount))
        .conflicts(['quitAfter', 'dropAfter', 'retryGreylist'])
        .implies({ deadline: SERIES_SECONDS }),
    )
    .addOption(
      new Option(
        '--retry-greylist',
        'wait out greylisting and try again; raises --deadline to 15 min',
      ).implies({
        deadline: RETRY_SECONDS,
      }),
    )
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
    .option('--yes', 'send to more than 20 recipients, or more than 20 messages, without being asked')
    .option('--explain-swaks <command>', 'print ours for a command line of swaks, connect to nothing');
}

/** Who knows swaks types its options, and its port beside the host. */
function addSwaksHints(command: Command): void {
  const { outputError } = command.configureOutput();
  command.configureOutput({
    outputError: (text, write) => {
      outputError?.(text, write);
      if (text.startsWith('error: unknown option')) {
        write(`  for an option of swaks: ${TOOL.name} send-test --explain-swaks 'swaks …'\n`);
      }
      if (text.startsWith('error: too many arguments')) {
        write('  write host and port as one, such as 127.0.0.1:2525\n');
      }
    },
  });
}

function messageCount(text: string): number {
  const value = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= MOST_MESSAGES) return value;
  throw new UsageError(`"${text}" is no number of messages`, `give a number from 1 to ${MOST_MESSAGES}`);
}

function mechanism(text: string): string {
  if (/^auto$/i.test(text)) return 'auto';
  if (/^[\w-]{1,20}$/.test(text)) return text.toUpperCase();
  throw new UsageError(`"${text}" is no name of a mechanism`, 'give auto, or a name such as PLAIN');
}
