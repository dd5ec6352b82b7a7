import type { Command } from 'commander';
import { addCredentialOptions, type CredentialOptions } from './credentials/options.ts';
import {
  addNetworkOptions,
  type DisplayOptions,
  type NetworkOptions,
  type OutputOptions,
} from './options.ts';

/** What commander makes of the options of `session`. */
export interface SessionOptions
  extends Omit<NetworkOptions, keyof OutputOptions>,
    CredentialOptions,
    Pick<DisplayOptions, 'lang' | 'color'> {
  readonly allowCleartext?: true;
  readonly replay?: string;
}

/** Adds `session`; what it does is loaded when it is asked for. */
export function addSession(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('session')
    .summary('interactive, each reply explained: the telnet replacement')
    .description(
      'You type SMTP, each reply is explained; /help lists the macros. Lines that are piped in are played in order.',
    )
    .argument('<target>', 'host, host:port, [IPv6]:port, smtp(s)://host, lmtp://host or unix:/path')
    .option('--replay <file>', 'play the C: lines of FILE and compare its S: lines; exits with 0 or 1')
    .option('--allow-cleartext', 'send secrets also without TLS, or to a certificate that is not trusted');
  addNetworkOptions(addCredentialOptions(command))
    .option('--lang <language>', 'en or it')
    .option('--no-color', 'no colours')
    .addHelpText(
      'after',
      '\nsession --guided, without a target, asks what is wrong and leads on step by step.',
    )
    .action(async (target: string, options: SessionOptions) => {
      const { session } = await import('./session/run.ts');
      finish(await session(target, options));
    });
}
