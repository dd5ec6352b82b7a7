import type { ProgramFields, ProgramLogin, SettingsWords } from '../../messages/settings-words.ts';
import type { KnownServer, SettingsFacts } from '../../probes/settings.ts';
import type { CredentialKind, Provider, UserName } from '../../providers/provider.ts';

/** Of the characters of a local part (RFC 5321 §4.1.2), those that every configuration file leaves alone. */
const PLAIN_ADDRESS = /^[A-Za-z\d][A-Za-z\d._+-]{0,63}@[A-Za-z\d.-]{1,253}$/;

/** The address that was named, where a file may hold it; for a provider or a host there is none to put in. */
export function addressOf({ subject }: SettingsFacts): string | undefined {
  const { address } = subject;
  return address !== undefined && PLAIN_ADDRESS.test(address) ? address : undefined;
}

/** What the chosen server's own source says of the user name, else what the provider does. */
export function userNameOf(
  provider: Provider | undefined,
  chosen: KnownServer | undefined,
): UserName | undefined {
  if (chosen === undefined) return undefined;
  if (chosen.userName === 'address' || chosen.userName === 'local-part') return { form: chosen.userName };
  if (chosen.userName === 'other') return { form: 'issued' };
  return provider?.userName;
}

/** What the provider takes, else what the chosen server's own source says. */
export function credentialsOf(
  provider: Provider | undefined,
  chosen: KnownServer | undefined,
): readonly CredentialKind[] {
  return provider?.credentials ?? chosen?.credentials ?? [];
}

/** A host's name with words for what the reader puts in. */
export function namedHost(host: string, { placeholders }: SettingsWords): string {
  return host.replace('{domain}', placeholders.domain).replace('{region}', placeholders.region);
}

/** What the programs are to be told of the chosen server. */
export function fieldsOf(facts: SettingsFacts, chosen: KnownServer, words: SettingsWords): ProgramFields {
  const provider = facts.recognised?.provider;
  const sender = addressOf(facts) ?? addressLike(facts, words);
  return {
    ...{ host: namedHost(chosen.host, words), port: chosen.port, security: chosen.security, sender },
    user: userIn(userNameOf(provider, chosen) ?? { form: 'address' }, sender, words),
    login: loginOf(provider, credentialsOf(provider, chosen)),
  };
}

/** An address on the domain that was named; a provider's name, or a host's, says nothing of it. */
function addressLike({ subject, recognised }: SettingsFacts, { placeholders }: SettingsWords): string {
  const { domain } = subject;
  const isMailDomain = recognised === undefined || recognised.by === 'domain' || recognised.by === 'mx';
  const address = `${placeholders.name}@${domain ?? ''}`;
  return isMailDomain && PLAIN_ADDRESS.test(address) ? address : placeholders.address;
}

/** In a file a placeholder is one word. */
function userIn(name: UserName, sender: string, { placeholders }: SettingsWords): string {
  if (name.form === 'fixed') return name.value;
  if (name.form === 'issued') return placeholders.user;
  if (name.form !== 'local-part') return sender;
  const [local = placeholders.name, domain] = sender.split('@');
  return domain === undefined ? placeholders.name : local;
}

function loginOf(
  provider: Provider | undefined,
  [first, ...others]: readonly CredentialKind[],
): ProgramLogin {
  if (first === undefined) return 'unknown';
  if (first === 'oauth') return others.includes('password') ? 'password-ending' : 'oauth';
  return provider?.cramMd5 === undefined ? 'password' : `cram-md5-${provider.cramMd5}`;
}
