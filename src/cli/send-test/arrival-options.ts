import type { Command } from 'commander';
import type { ImapPasswordOptions } from '../credentials/sources.ts';
import { argument, seconds } from '../options.ts';

/** What commander makes of the options of the arrival check. */
export interface ArrivalOptions extends ImapPasswordOptions {
  readonly imap?: string;
  readonly imapUser?: string;
  readonly imapTimeout: number;
}

/** Adds the options of the arrival check to a command. */
export function addArrivalOptions(command: Command): Command {
  return command
    .option(
      '--imap <host>',
      'look for the message in this mailbox, HOST[:PORT] (993); STARTTLS on 143 and for imap://',
    )
    .option('--imap-user <name>', 'whose mailbox; asked for the password on a terminal')
    .option('--imap-password-stdin', 'read its password from stdin')
    .option('--imap-password-file <file>', 'read its password from FILE')
    .option('--imap-password-env <name>', 'take its password from this variable')
    .option('--imap-timeout <seconds>', 'how long to look for it', argument(seconds), 60);
}
