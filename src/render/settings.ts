import type { Locale } from '../messages/catalog.ts';
import { PROVIDER_NOTES } from '../messages/provider-notes.ts';
import { PROVIDER_STEPS, type ProviderTopic } from '../messages/provider-steps.ts';
import type { SettingsWords } from '../messages/settings-words.ts';
import type { KnownServer, SettingsFacts } from '../probes/settings.ts';
import { obsoleteHostsOf } from '../providers/obsolete.ts';
import type { CredentialKind, Provider, Source, SourceKind, UserName } from '../providers/provider.ts';
import type { Verdict } from '../report.ts';
import { readyLines } from './settings-lines.ts';

/** What a probe of one server came to. */
export interface VerifiedServer {
  readonly host: string;
  readonly port: number;
  readonly verdict: Verdict;
  /** The first finding, where it is a warning or an error. */
  readonly finding?: { readonly id: string; readonly title: string };
}

/** In what language and for which of the servers an answer is written. */
export interface SettingsChoice {
  readonly locale: Locale;
  readonly words: SettingsWords;
  /** The one that ready lines are for. */
  readonly chosen: KnownServer | undefined;
  readonly verified?: readonly VerifiedServer[];
}

/** The whole answer with its words, as `--format json` has it. */
export type SettingsAnswer = ReturnType<typeof answerSettings>;

const DAYS_PER_MONTH = 30.44;
const MONTH_MS = DAYS_PER_MONTH * 24 * 3_600_000;
/** Of the characters of a local part (RFC 5321 §4.1.2), those that every configuration file leaves alone. */
const PLAIN_ADDRESS = /^[A-Za-z\d][A-Za-z\d._+-]{0,63}@[A-Za-z\d.-]{1,253}$/;

/** Puts facts into words. Pure; "now" is when they were gathered. */
export function answerSettings(facts: SettingsFacts, choice: SettingsChoice) {
  const { subject, recognised, servers, discovery, serviceName } = facts;
  const { words, locale, chosen } = choice;
  const provider = recognised?.provider;
  const userName = userNameOf(provider, chosen);
  const credentials = credentialsOf(provider, chosen);
  return {
    subject: subject.text,
    ...(subject.domain === undefined ? {} : { domain: subject.domain }),
    ...(recognised ? { provider: providerAnswer(facts, words) } : {}),
    ...(serviceName === undefined ? {} : { serviceName }),
    servers,
    ...(chosen ? { chosen: { host: chosen.host, port: chosen.port } } : {}),
    ...(userName ? { userName: { ...userName, text: words.userName(userName, addressOf(facts)) } } : {}),
    credential: { kinds: credentials, text: loginText(credentials, provider, words) },
    ...(provider?.sender ? { sender: { ...provider.sender, text: words.sender(provider.sender) } } : {}),
    ...(provider?.limits ? { limits: { ...provider.limits, text: words.limits(provider.limits) } } : {}),
    steps: provider ? stepsOf(provider, locale) : unknownSteps(facts, words),
    ...(chosen ? { configurations: readyLines(fieldsOf(facts, chosen, credentials, words), words) } : {}),
    oldNames: oldNamesOf(facts),
    sources: (provider?.sources ?? []).map((source) => sourceAnswer(source, facts.observedAt, words)),
    ...(discovery ? { mxHosts: discovery.mxHosts, lookUps: discovery.lookUps } : {}),
    ...(choice.verified ? { verified: choice.verified } : {}),
  };
}

function providerAnswer({ recognised, subject, discovery }: SettingsFacts, words: SettingsWords) {
  if (!recognised) return undefined;
  const { provider, by, obsolete } = recognised;
  const { id, names, kind, certainty } = provider;
  const seen = by === 'mx' ? (discovery?.mxHosts[0] ?? '') : (subject.domain ?? subject.text);
  return {
    ...{ id, name: names[0] ?? id, kind, certainty, recognisedBy: by },
    text: obsolete
      ? `${obsolete.host}: ${words.obsolete(obsolete.today, obsolete.year)}`
      : words.recognisedBy[by](seen),
  };
}

/** What the chosen server's own source says of the user name, else what the provider does. */
function userNameOf(provider: Provider | undefined, chosen: KnownServer | undefined): UserName | undefined {
  if (chosen === undefined) return undefined;
  if (chosen.userName === 'address' || chosen.userName === 'local-part') return { form: chosen.userName };
  if (chosen.userName === 'other') return { form: 'issued' };
  return provider?.userName;
}

function credentialsOf(
  provider: Provider | undefined,
  chosen: KnownServer | undefined,
): readonly CredentialKind[] {
  return provider?.credentials ?? chosen?.credentials ?? [];
}

function loginText(
  kinds: readonly CredentialKind[],
  provider: Provider | undefined,
  words: SettingsWords,
): string {
  const page = provider?.appPasswordPage;
  return page === undefined ? words.login(kinds) : `${words.login(kinds)}; ${words.appPasswordAt(page)}`;
}

/** For a host name of years past, or a provider, there is no address to put in. */
function addressOf({ subject }: SettingsFacts): string | undefined {
  const { address } = subject;
  return address !== undefined && PLAIN_ADDRESS.test(address) ? address : undefined;
}

function fieldsOf(
  facts: SettingsFacts,
  chosen: KnownServer,
  credentials: readonly CredentialKind[],
  words: SettingsWords,
) {
  const { host, port, security } = chosen;
  const name = userNameOf(facts.recognised?.provider, chosen) ?? { form: 'address' };
  return {
    ...{ host, port, security },
    user: userIn(name, addressOf(facts), words),
    isOAuth: credentials.length > 0 && credentials.every((kind) => kind === 'oauth'),
  };
}

/** In a file a placeholder is one word. */
function userIn(name: UserName, address: string | undefined, words: SettingsWords): string {
  if (name.form === 'fixed') return name.value;
  if (name.form === 'issued' || address === undefined) return words.placeholder;
  return name.form === 'local-part' ? (address.split('@')[0] ?? words.placeholder) : address;
}

const TOPICS: readonly ProviderTopic[] = ['app-password', 'oauth', 'smtp-switch', 'password'];

/** The provider's own steps for the credentials that it takes, and what else to know. */
function stepsOf({ id, kind, credentials }: Provider, locale: Locale): readonly string[] {
  const { steps = {} } = PROVIDER_STEPS[id] ?? {};
  const isTaken = (topic: ProviderTopic): boolean => {
    if (topic === 'smtp-switch') return true;
    // Elsewhere it is what to do after a refusal, not before the first try.
    if (topic === 'password') return kind !== 'webmail' && kind !== 'isp' && kind !== 'pec';
    return credentials.some((kind) => kind === topic);
  };
  const own = TOPICS.filter(isTaken).flatMap((topic) => steps[topic]?.[locale] ?? []);
  return [...new Set([...own, ...(PROVIDER_NOTES[id] ? [PROVIDER_NOTES[id][locale]] : [])])];
}

/** A domain of which nobody knows anything, offline or online. */
function unknownSteps({ subject, servers, discovery }: SettingsFacts, { unknown }: SettingsWords): string[] {
  const { domain, text } = subject;
  if (domain === undefined || servers.length > 0) return [];
  const candidates = [`smtp.${domain}`, `mail.${domain}`].map((host) => `\`smtp-doctor probe ${host}\``);
  const plain = PLAIN_ADDRESS.test(text) ? text : domain;
  return [...(discovery ? [] : [unknown.askOnline(plain)]), unknown.askOwner, unknown.candidates(candidates)];
}

/** Of a host that was named, that host alone. */
function oldNamesOf({ recognised }: SettingsFacts) {
  if (!recognised) return [];
  const all = recognised.obsolete ? [recognised.obsolete] : obsoleteHostsOf(recognised.provider.id);
  return all.map(({ host, today, port, year }) => ({
    ...{ host, year },
    ...(today === undefined ? {} : { today, port }),
  }));
}

function sourceAnswer(source: Source, now: string, words: SettingsWords) {
  const { kind, name, url, facts, date, isReading = false } = source;
  const ageMonths = Math.max(0, Math.floor((Date.parse(now) - Date.parse(date)) / MONTH_MS));
  const told = facts.map((fact) => words.facts[fact]);
  return {
    ...{ kind, ...(name === undefined ? {} : { name }), ...(url === undefined ? {} : { url }) },
    ...{ facts, date, isReading, ageMonths },
    text: words.source(name ?? unnamed(kind, words), told, { date, isReading, ageMonths }),
  };
}

function unnamed(kind: SourceKind, { unnamedSources }: SettingsWords): string {
  return kind === 'mx-table' || kind === 'headers' ? unnamedSources[kind] : unnamedSources.code;
}
