import type { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { addCredentialOptions, type CredentialOptions } from './credentials/options.ts';
import {
  addNetworkOptions,
  type DisplayOptions,
  type NetworkOptions,
  type OutputOptions,
} from './options.ts';

const HINT = 'name a server, or give --guided to be asked';

/** What commander makes of the options of `session`. */
export interface SessionOptions
  extends Omit<NetworkOptions, keyof OutputOptions>,
    CredentialOptions,
    Pick<DisplayOptions, 'lang' | 'color'> {
  readonly allowCleartext?: true;
  readonly replay?: string;
  readonly guided?: true;
}

/** Adds `session`; what it does is loaded when it is asked for. `run` runs another command line of this program. */
export function addSession(
  program: Command,
  finish: (code: number) => void,
  run: (argv: readonly string[]) => Promise<number>,
): void {
  const command = program
    .command('session')
    .summary('interactive, each reply explained: the telnet replacement')
    .description(
      'You type SMTP, each reply is explained; /help lists the macros. Lines that are piped in are played in order.',
    )
    .argument('[target]', 'host, host:port, [IPv6]:port, smtp(s)://host, lmtp://host or unix:/path')
    .option('--replay <file>', 'play the C: lines of FILE and compare its S: lines; exits with 0 or 1')
    .option('--guided', 'step by step: asks what is wrong, and leads on')
    .option('--allow-cleartext', 'send secrets also without TLS, or to a certificate that is not trusted');
  addNetworkOptions(addCredentialOptions(command))
    .option('--lang <language>', 'en or it')
    .option('--no-color', 'no colours')
    .addHelpText('after', '\n--guided needs no target; an address or a server is not asked for again.')
    .action(async (target: string | undefined, options: SessionOptions) => {
      if (options.guided) {
        const { guideSession } = await import('./guided/session.ts');
        return finish(await guideSession(command, target, run));
      }
      if (target === undefined) throw new UsageError('session needs a target', HINT);
      const { session } = await import('./session/run.ts');
      finish(await session(target, options));
    });
}
