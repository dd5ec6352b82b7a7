import { anonymous } from './anonymous.ts';
import { cramMd5 } from './cram-md5.ts';
import { digestMd5 } from './digest-md5.ts';
import { external } from './external.ts';
import { login } from './login.ts';
import type { Channel, Credentials, Mechanism } from './mechanism.ts';
import { ntlm } from './ntlm.ts';
import { oauthBearer, xoauth2 } from './oauth.ts';
import { plain } from './plain.ts';
import { scram } from './scram.ts';

/** Every mechanism that this client can log in with, the strongest first. */
export const MECHANISMS: readonly Mechanism[] = [
  scram('SHA-512', { isPlus: true }),
  scram('SHA-256', { isPlus: true }),
  scram('SHA-1', { isPlus: true }),
  scram('SHA-512'),
  scram('SHA-256'),
  scram('SHA-1'),
  oauthBearer,
  xoauth2,
  external,
  digestMd5(),
  cramMd5,
  ntlm(),
  plain,
  login,
  anonymous,
];

/** Those that are chosen only when the login is plainly meant for them. */
const FITTING: Readonly<Record<string, (credentials: Credentials) => boolean>> = {
  NTLM: ({ username }) => username.includes('\\'),
  EXTERNAL: ({ password, token }) => password === undefined && token === undefined,
  ANONYMOUS: ({ username, password, token }) =>
    /^(?:anonymous)?$/i.test(username) && password === undefined && token === undefined,
};

/** Finds a mechanism by its name in any case; servers before RFC 2554 wrote `AUTH=LOGIN` or `=LOGIN`. */
export function mechanismOf(name: string): Mechanism | undefined {
  const registered = name.toUpperCase().replace(/^(?:AUTH)?=/, '');
  return MECHANISMS.find((mechanism) => mechanism.name === registered);
}

/** What the mechanism needs and these credentials lack; an empty password is one, an empty user name or token is none. */
export function missingFor(mechanism: Mechanism, credentials: Credentials): Mechanism['needs'] {
  return mechanism.needs.filter((need) =>
    need === 'password' ? credentials.password === undefined : !credentials[need],
  );
}

/**
 * Chooses the strongest mechanism that is offered and usable with these credentials in this session, and that can say
 * whom to act as where another identity is given.
 *
 * NTLM is chosen for `DOMAIN\user` only, EXTERNAL for a client certificate without password or token, ANONYMOUS for
 * the user `anonymous`, or none, without password or token.
 * @param advertised  Names as the server gave them, in any case.
 */
export function strongestOf(
  advertised: readonly string[],
  credentials: Credentials,
  channel: Channel,
): Mechanism | undefined {
  const offered = advertised.map(mechanismOf).filter((mechanism) => mechanism !== undefined);
  const usable = offered.filter(
    (mechanism) =>
      mechanism.isUsable(channel) &&
      missingFor(mechanism, credentials).length === 0 &&
      (!credentials.authzid || mechanism.carriesAuthzid) &&
      (FITTING[mechanism.name]?.(credentials) ?? true),
  );
  return usable.toSorted((one, other) => other.strength - one.strength)[0];
}
