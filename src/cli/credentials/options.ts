import { type Command, Option } from 'commander';
import { UsageError } from '../../errors.ts';

/** Providers whose token endpoint is known. */
export const OAUTH_PROVIDERS = ['google', 'microsoft'] as const;

export type OAuthProvider = (typeof OAUTH_PROVIDERS)[number];

/** What commander makes of the options that say who logs in, and where the secret is. */
export interface CredentialOptions extends OAuthOptions {
  readonly user?: string;
  readonly passwordStdin?: true;
  readonly passwordFile?: string;
  readonly passwordEnv?: string;
  readonly passwordCommand?: string;
  /** True for the one in the home directory. */
  readonly netrc?: string | true;
  readonly tokenStdin?: true;
  readonly tokenFile?: string;
  readonly tokenEnv?: string;
}

/** What it makes of those of the refresh-token grant (RFC 6749 §6). */
export interface OAuthOptions {
  readonly oauthTokenUrl?: string;
  readonly oauthProvider?: OAuthProvider;
  readonly oauthClientId?: string;
  readonly oauthScope?: string;
  readonly oauthClientSecretFile?: string;
  readonly oauthClientSecretEnv?: string;
  readonly oauthRefreshTokenStdin?: true;
  readonly oauthRefreshTokenFile?: string;
  readonly oauthRefreshTokenEnv?: string;
}

/** Options that would carry a secret, and those to use in their place. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  '--password': ['--password-stdin', '--password-file', '--password-env', '--password-command'],
  '--auth-password': ['--password-stdin', '--password-file', '--password-env', '--password-command'],
  '--token': ['--token-stdin', '--token-file', '--token-env'],
  '--oauth-client-secret': ['--oauth-client-secret-file', '--oauth-client-secret-env'],
  '--oauth-refresh-token': [
    '--oauth-refresh-token-stdin',
    '--oauth-refresh-token-file',
    '--oauth-refresh-token-env',
  ],
};

/** Adds the options of a login to a command; one that would carry a secret itself is refused with the reason. */
export function addCredentialOptions(command: Command): Command {
  command
    .option('--user <name>', 'who logs in; asked for the password on a terminal')
    .option('--password-stdin', 'read the password from stdin')
    .option('--password-file <file>', 'read the password from FILE')
    .option('--password-env <name>', 'take the password from this variable (SMTP_DOCTOR_PASSWORD)')
    .option('--password-command <command>', 'take the first line that COMMAND prints, in your shell')
    .option('--netrc [file]', 'take user and password from FILE (~/.netrc)')
    .option('--token-stdin', 'read an OAuth 2.0 access token from stdin')
    .option('--token-file <file>', 'read the access token from FILE')
    .option('--token-env <name>', 'take the access token from this variable (SMTP_DOCTOR_TOKEN)');
  addOAuthOptions(command);
  for (const [flag, safe] of Object.entries(REFUSED)) command.addOption(refusedOption(flag, safe));
  return command;
}

function addOAuthOptions(command: Command): void {
  const provider = new Option('--oauth-provider <name>', 'get an access token from this provider');
  command
    .addOption(provider.choices(OAUTH_PROVIDERS))
    .option('--oauth-token-url <url>', 'get an access token from this token endpoint')
    .option('--oauth-client-id <id>', 'client that the refresh token was given to')
    .option('--oauth-scope <scopes>', 'scopes to ask for, separated by spaces')
    .option('--oauth-client-secret-file <file>', 'read the client secret from FILE')
    .option('--oauth-client-secret-env <name>', 'take the client secret from this variable')
    .option('--oauth-refresh-token-stdin', 'read the refresh token from stdin')
    .option('--oauth-refresh-token-file <file>', 'read the refresh token from FILE')
    .option('--oauth-refresh-token-env <name>', 'take the refresh token from this variable');
}

/** Known to the parser, since an unknown option would be quoted with the secret behind its "=". */
function refusedOption(flag: string, safe: readonly string[]): Option {
  const refuse = (): never => {
    throw new UsageError(
      `${flag} is not accepted: others on this computer can read a command line, and the shell keeps it`,
      `give ${safe.slice(0, -1).join(', ')} or ${safe.at(-1)}${flag.endsWith('password') ? '; or only --user, to be asked' : ''}`,
    );
  };
  return new Option(`${flag} [value]`).preset('').argParser(refuse).hideHelp();
}
