import { type Command, Option } from 'commander';
import { UsageError } from '../../errors.ts';
import type { ClientAttribute } from '../../smtp/client-attributes.ts';
import type { DeliverBy, Notify, OriginalRecipient } from '../../smtp/transaction-wishes.ts';
import { argument } from '../options.ts';
import {
  parseAttributes,
  parseDeliverBy,
  parseEnvelopeId,
  parseHoldFor,
  parseHoldUntil,
  parseNotify,
  parseOriginalRecipient,
  parsePriority,
} from './extension-values.ts';

/** What commander makes of the options about SMTP extensions. */
export interface ExtensionOptions {
  readonly bdat?: true;
  readonly pipelining?: boolean;
  readonly prdr?: true;
  readonly notify?: readonly Notify[];
  /** True: each recipient's own address. */
  readonly orcpt?: OriginalRecipient | true;
  readonly ret?: 'full' | 'hdrs';
  readonly envid?: string;
  readonly requireTls?: true;
  readonly deliverBy?: DeliverBy;
  readonly holdFor?: number;
  /** ISO 8601, UTC. */
  readonly holdUntil?: string;
  readonly priority?: number;
  /** Not looked at yet: it is an address, or `<>`. */
  readonly authSender?: string;
  readonly xclient?: readonly ClientAttribute[];
  readonly xforward?: readonly ClientAttribute[];
  readonly exercise?: true;
  readonly force?: true;
}

/** Adds the options about SMTP extensions to a command. */
export function addExtensionOptions(command: Command): Command {
  return addTrustOptions(addTimeOptions(addReportOptions(addTransferOptions(command))))
    .option(
      '--exercise',
      'try whether each extension offered really works; delivers nothing, as each transaction is given up before its message (--to names a recipient); with --quit-after data the message is sent after that',
    )
    .option('--force', 'use an extension or a mechanism even if it is not offered');
}

function addTransferOptions(command: Command): Command {
  return command
    .option('--bdat', 'send the message with BDAT (CHUNKING) in the place of DATA')
    .option('--pipelining', 'send MAIL, RCPT and DATA at once, as is done where it is offered')
    .option('--no-pipelining', 'wait for each reply')
    .option('--prdr', 'ask for an answer to the message from each recipient (PRDR)')
    .option('--require-tls', 'ask for TLS on the whole way (REQUIRETLS)');
}

function addReportOptions(command: Command): Command {
  return command
    .option('--notify <when>', 'DSN: never, or some of success,failure,delay', argument(parseNotify))
    .option(
      '--orcpt [address]',
      'DSN: original recipient, TYPE;ADDRESS or ADDRESS; without it each recipient’s own',
      argument(parseOriginalRecipient),
    )
    .addOption(new Option('--ret <what>', 'DSN: what a report returns').choices(['full', 'hdrs']))
    .option('--envid <id>', 'DSN: id that a report repeats', argument(parseEnvelopeId));
}

function addTimeOptions(command: Command): Command {
  return command
    .option(
      '--deliver-by <seconds[:mode]>',
      'DELIVERBY: within so many seconds; when late, R returns it (default), N tells the sender; RT and NT trace its way',
      argument(parseDeliverBy),
    )
    .addOption(
      new Option('--hold-for <seconds>', 'FUTURERELEASE: hold the message back for so long')
        .argParser(argument(parseHoldFor))
        .conflicts('holdUntil'),
    )
    .option(
      '--hold-until <date>',
      'FUTURERELEASE: hold it back until then, e.g. 2027-01-31T08:00Z',
      argument(parseHoldUntil),
    )
    .option('--priority <level>', 'MT-PRIORITY: -9 to 9', argument(parsePriority));
}

function addTrustOptions(command: Command): Command {
  return command
    .option('--auth-sender <address>', 'AUTH= of MAIL: who handed the message in; <> for unknown')
    .option(
      '--xclient <name=value,...>',
      'speak as this client, e.g. ADDR=192.0.2.1,NAME=mx.example.org (repeatable)',
      collectAttributes,
    )
    .option(
      '--xforward <name=value,...>',
      'have this client in the server’s log (repeatable)',
      collectAttributes,
    );
}

function collectAttributes(text: string, previous: readonly ClientAttribute[] = []): ClientAttribute[] {
  const all = [...previous, ...argument(parseAttributes)(text)];
  const twice = all.find(({ name }, index) => all.findIndex((other) => other.name === name) !== index);
  if (!twice) return all;
  return argument(() => {
    throw new UsageError(`${twice.name} is given twice`, 'give each attribute once');
  })('');
}
