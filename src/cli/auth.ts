import { type Command, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { addCredentialOptions, type CredentialOptions } from './credentials/options.ts';
import { addNetworkOptions, addOutputOptions, argument, type NetworkOptions } from './options.ts';

/** What commander makes of the options of `auth`. */
export interface AuthOptions extends NetworkOptions, CredentialOptions {
  /** `auto`, `all`, or a name in upper case. */
  readonly mechanism: string;
  readonly authzid?: string;
  readonly initialResponse: 'auto' | 'on' | 'off';
  readonly force?: true;
  readonly allowCleartext?: true;
  readonly yes?: true;
}

/** Adds `auth`. */
export function addAuth(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('auth')
    .summary('test a login, or every mechanism that is offered')
    .description(
      'Tries to log in, once; without a user, examines every mechanism that is offered, before TLS and after it, without any login.',
    )
    .argument('<target>', 'host, host:port, [IPv6]:port, smtp(s)://host or unix:/path')
    .option('--mechanism <name>', 'auto, all, or a name such as SCRAM-SHA-256', argument(mechanism), 'auto')
    .option('--authzid <identity>', 'identity to act as, where it is another than the user')
    .addOption(
      new Option('--initial-response <when>', 'send the first message with AUTH: auto, on or off')
        .choices(['auto', 'on', 'off'])
        .default('auto'),
    )
    .option('--force', 'use the mechanism even if it is not offered')
    .option('--allow-cleartext', 'send secrets also without TLS, or to a certificate that is not trusted')
    .option('--yes', 'make the attempts of --mechanism all without being asked');
  addOutputOptions(addNetworkOptions(addCredentialOptions(command))).action(
    async (target: string, options: AuthOptions) => {
      const { auth } = await import('./auth/run.ts');
      finish(await auth(target, options));
    },
  );
}

/** RFC 4422 §3.1 allows no other names, and a name goes onto the wire as it is. */
function mechanism(text: string): string {
  if (/^(?:auto|all)$/i.test(text)) return text.toLowerCase();
  if (/^[\w-]{1,20}$/.test(text)) return text.toUpperCase();
  // A secret that was typed in a name's place is not repeated.
  throw new UsageError(
    '--mechanism was given what is no name of a mechanism',
    'give auto, all, or a name such as PLAIN',
  );
}
