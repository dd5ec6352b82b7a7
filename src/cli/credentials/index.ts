import { UsageError } from '../../errors.ts';
import type { Credentials } from '../../sasl/mechanism.ts';
import type { DisplayOptions } from '../options.ts';
import { processSurroundings, type Surroundings } from '../surroundings.ts';
import { readNetrcLogin } from './netrc-login.ts';
import { type OAuthWish, oauthWish, requestToken } from './oauth-token.ts';
import type { CredentialOptions } from './options.ts';
import { checkedSecret } from './secret.ts';
import {
  checkStdin,
  clientSecretSources,
  onlySource,
  passwordSources,
  refreshTokenSources,
  type Source,
  type SourceContext,
  tokenSources,
} from './sources.ts';

export { addCredentialOptions, type CredentialOptions } from './options.ts';

/** What the credentials are for. */
export interface LoginContext {
  readonly host: string;
  readonly port?: number;
  readonly signal: AbortSignal;
  /** What the mechanism needs, where one was chosen; a password when absent. */
  readonly needs?: readonly ('username' | 'password' | 'token')[];
  /** PEM texts of roots that a token endpoint's certificate may lead to, beside the usual ones. */
  readonly ca?: readonly string[];
  /** Those of the process when absent. */
  readonly surroundings?: Surroundings;
}

/** The sources that were chosen: at most one for each secret. */
interface Choice {
  readonly password: Source | undefined;
  readonly netrc: string | true | undefined;
  readonly token: Source | undefined;
  readonly oauth: OAuthWish | undefined;
}

type Secrets = Pick<Credentials, 'password' | 'token'>;

/** Variables that are taken when no option names a source. */
const PASSWORD_VARIABLE = 'SMTP_DOCTOR_PASSWORD';
const TOKEN_VARIABLE = 'SMTP_DOCTOR_TOKEN';

/**
 * Comes by the credentials that the options name. With `--user` alone these are the variables
 * SMTP_DOCTOR_PASSWORD and SMTP_DOCTOR_TOKEN, else who sits at the terminal is asked.
 *
 * @returns undefined when nobody is to log in.
 * @throws UsageError that names the option and never quotes a secret; SmtpError `aborted`.
 */
export async function readCredentials(
  options: CredentialOptions & Pick<DisplayOptions, 'lang'>,
  context: LoginContext,
): Promise<Credentials | undefined> {
  const { signal, surroundings = processSurroundings(options.lang) } = context;
  const user = checkedUser(options.user);
  const choice = chosen(options);
  const named = firstNamed(choice);
  if (named === undefined) return user === undefined ? undefined : withUserOnly(user, context, surroundings);
  if (user === undefined && named !== '--netrc' && context.needs?.includes('username') !== false) {
    throw new UsageError(`${named} does not say who logs in`, 'add --user NAME');
  }
  return readChosen(choice, user, { ...context, source: { signal, surroundings } });
}

/** Settles what is read from where before anything is read. */
function chosen(options: CredentialOptions): Choice {
  const { netrc } = options;
  const passwords = passwordSources(options);
  const tokens = tokenSources(options);
  const clientSecrets = clientSecretSources(options);
  const refreshTokens = refreshTokenSources(options);
  onlySource('password', [...passwords, ...(netrc === undefined ? [] : [{ option: '--netrc' }])]);
  const oauth = oauthWish(options, { clientSecrets, refreshTokens });
  onlySource('token', [...tokens, ...(oauth ? [oauth] : [])]);
  checkStdin([...passwords, ...tokens, ...refreshTokens]);
  return { password: passwords[0], netrc, token: tokens[0], oauth };
}

function firstNamed({ password, netrc, token, oauth }: Choice): string | undefined {
  return password?.option ?? (netrc === undefined ? undefined : '--netrc') ?? token?.option ?? oauth?.option;
}

interface ReadContext extends Omit<LoginContext, 'surroundings'> {
  readonly source: SourceContext;
}

async function readChosen(
  { password, netrc, token, oauth }: Choice,
  user: string | undefined,
  { host, port, ca, source }: ReadContext,
): Promise<Credentials> {
  const login = netrc === undefined ? undefined : await readNetrcLogin(netrc, { host, port, user }, source);
  const username = checkedUser(user ?? login?.user);
  if (login && username === undefined) {
    throw new UsageError(`--netrc has no login for "${host}"`, 'add --user NAME, or a login to the entry');
  }
  return {
    username: username ?? '',
    ...(login ? { password: login.password } : {}),
    ...(password ? { password: await password.read(source) } : {}),
    ...(token ? { token: await token.read(source) } : {}),
    ...(oauth ? { token: await requestToken(oauth, source, ca) } : {}),
  };
}

async function withUserOnly(
  username: string,
  { needs = ['password'] }: LoginContext,
  surroundings: Surroundings,
): Promise<Credentials> {
  const ambient = ambientSecrets(surroundings.env);
  if (ambient) return { username, ...ambient };
  const what = (['password', 'token'] as const).find((secret) => needs.includes(secret));
  if (what === undefined) return { username };
  if (!surroundings.isTerminal) {
    throw new UsageError(
      // Behind a colon stands a password that was typed with the name.
      username.includes(':') ? `no ${what} for the user given` : `no ${what} for "${username}"`,
      `give --${what}-stdin, --${what}-file or --${what}-env, or run on a terminal to be asked`,
    );
  }
  const asked = await surroundings.ask(({ passwordOf, tokenOf }) =>
    what === 'password' ? passwordOf(username) : tokenOf(username),
  );
  return { username, [what]: checkedSecret(asked, 'the prompt') };
}

/** An empty variable counts as one that is not set. */
function ambientSecrets(env: Surroundings['env']): Secrets | undefined {
  const { [PASSWORD_VARIABLE]: password, [TOKEN_VARIABLE]: token } = env;
  if (!password && !token) return undefined;
  return {
    ...(password ? { password: checkedSecret(password, PASSWORD_VARIABLE) } : {}),
    ...(token ? { token: checkedSecret(token, TOKEN_VARIABLE) } : {}),
  };
}

function checkedUser(user: string | undefined): string | undefined {
  if (user === undefined || /^[^\0\r\n]+$/.test(user)) return user;
  throw new UsageError(`"${user}" cannot be a user name`, 'give one without NUL and line breaks');
}
