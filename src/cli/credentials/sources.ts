import { UsageError } from '../../errors.ts';
import type { PromptWords } from '../../messages/prompt-words.ts';
import type { Surroundings } from '../surroundings.ts';
import type { CredentialOptions } from './options.ts';
import { checkedSecret, readPrivateFile, readSecret } from './secret.ts';

/** One way that an option names to come by a secret. */
export interface Source {
  /** As it is typed: `--password-file`. */
  readonly option: string;
  /** Whether reading it uses stdin up. */
  readonly isStdin?: true;
  read(context: SourceContext): Promise<string>;
}

export interface SourceContext {
  readonly signal: AbortSignal;
  readonly surroundings: Surroundings;
}

/** The secrets that have options for stdin, a file and a variable, by what those begin with. */
export type SecretName = keyof PromptWords['names'];

interface Ways {
  readonly stdin?: true | undefined;
  readonly file?: string | undefined;
  readonly env?: string | undefined;
}

/** The sources of the password that were named. */
export function passwordSources(options: CredentialOptions): readonly Source[] {
  const { passwordStdin: stdin, passwordFile: file, passwordEnv: env, passwordCommand: command } = options;
  const sources = sourcesOf('password', { stdin, file, env });
  return command === undefined ? sources : [...sources, commandSource(command)];
}

/** The sources of the access token that were named, but the refresh-token grant. */
export function tokenSources(options: CredentialOptions): readonly Source[] {
  const { tokenStdin: stdin, tokenFile: file, tokenEnv: env } = options;
  return sourcesOf('token', { stdin, file, env });
}

/** The sources of the client secret that were named. */
export function clientSecretSources(options: CredentialOptions): readonly Source[] {
  const { oauthClientSecretFile: file, oauthClientSecretEnv: env } = options;
  return sourcesOf('oauth-client-secret', { file, env });
}

/** The sources of the refresh token that were named. */
export function refreshTokenSources(options: CredentialOptions): readonly Source[] {
  const { oauthRefreshTokenStdin: stdin, oauthRefreshTokenFile: file, oauthRefreshTokenEnv: env } = options;
  return sourcesOf('oauth-refresh-token', { stdin, file, env });
}

/** What commander makes of the options that say where the password of a mailbox is. */
export interface ImapPasswordOptions {
  readonly imapPasswordStdin?: true;
  readonly imapPasswordFile?: string;
  readonly imapPasswordEnv?: string;
}

/** The sources of a mailbox's password that were named. */
export function imapPasswordSources(options: ImapPasswordOptions): readonly Source[] {
  const { imapPasswordStdin: stdin, imapPasswordFile: file, imapPasswordEnv: env } = options;
  return sourcesOf('imap-password', { stdin, file, env });
}

/**
 * The one source among those named for a secret.
 *
 * @throws UsageError that names two of several.
 */
export function onlySource<T extends Pick<Source, 'option'>>(
  what: string,
  sources: readonly T[],
): T | undefined {
  const [first, second] = sources;
  if (!first || !second) return first;
  throw new UsageError(`${first.option} and ${second.option} both give the ${what}`, 'keep one of them');
}

/**
 * Makes sure that stdin is to serve one thing only.
 *
 * @throws UsageError that names two sources.
 */
export function checkStdin(sources: readonly (Source | undefined)[]): void {
  const [first, second] = sources.flatMap((source) => (source?.isStdin ? [source.option] : []));
  if (first === undefined || second === undefined) return;
  throw new UsageError(
    `${first} and ${second} cannot share stdin`,
    'give one of them by a file or a variable',
  );
}

function sourcesOf(name: SecretName, { stdin, file, env }: Ways): readonly Source[] {
  return [
    ...(stdin ? [stdinSource(name)] : []),
    ...(file === undefined ? [] : [fileSource(name, file)]),
    ...(env === undefined ? [] : [envSource(name, env)]),
  ];
}

function stdinSource(name: SecretName): Source {
  const option = `--${name}-stdin`;
  return {
    option,
    isStdin: true,
    // What is typed on a terminal would be seen.
    read: async ({ signal, surroundings }) =>
      surroundings.isTerminal
        ? checkedSecret(await surroundings.ask(({ names }) => names[name]), option)
        : readSecret(surroundings.stdin, option, signal),
  };
}

function fileSource(name: SecretName, file: string): Source {
  const option = `--${name}-file`;
  return {
    option,
    read: ({ signal, surroundings: { warn } }) => {
      const parse = (text: string): string => checkedSecret(text, `${option} "${file}"`);
      return readPrivateFile(file, option, { signal, warn, parse });
    },
  };
}

function envSource(name: SecretName, variable: string): Source {
  const option = `--${name}-env`;
  // A secret that was typed in a name's place is not repeated.
  const origin = /^[A-Z_][A-Z0-9_]*$/.test(variable) ? `${option} ${variable}` : option;
  return {
    option,
    async read({ surroundings }) {
      const value = surroundings.env[variable];
      if (value !== undefined) return checkedSecret(value, origin);
      throw new UsageError(`${origin} names a variable that is not set`, `export it, or give --${name}-file`);
    },
  };
}

function commandSource(command: string): Source {
  return {
    option: '--password-command',
    async read({ signal, surroundings: { env, isTerminal } }) {
      const { runPasswordCommand } = await import('./password-command.ts');
      return runPasswordCommand(command, { signal, shell: shellOf(env), isTerminal });
    },
  };
}

/** The user's own shell; the system's for an account that may not log in, and on Windows. */
function shellOf(env: Surroundings['env']): string | undefined {
  return process.platform === 'win32' || /\/(?:nologin|false)$/.test(env.SHELL ?? '') ? undefined : env.SHELL;
}
