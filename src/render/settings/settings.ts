import type { Locale } from '../../messages/catalog.ts';
import type { SettingsWords } from '../../messages/settings-words.ts';
import type { KnownServer, SettingsFacts } from '../../probes/settings.ts';
import { obsoleteHostsOf } from '../../providers/obsolete.ts';
import type { Source, SourceKind } from '../../providers/provider.ts';
import type { Report, Verdict } from '../../report.ts';
import { addressOf, credentialsOf, fieldsOf, userNameOf } from './fields.ts';
import { readyLines } from './lines.ts';
import { settingsSteps, unknownReason } from './steps.ts';

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
  /** The signal that ended the questions early. */
  readonly interruptedBy?: Report['interruptedBy'];
}

/** The whole answer with its words, as `--format json` has it. */
export type SettingsAnswer = ReturnType<typeof answerSettings>;

const DAYS_PER_MONTH = 30.44;
const MONTH_MS = DAYS_PER_MONTH * 24 * 3_600_000;
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
    ...(recognised || servers.length > 0 ? {} : { unknown: unknownReason(facts, words) }),
    ...(chosen ? { chosen: { host: chosen.host, port: chosen.port } } : {}),
    ...(userName ? { userName: { ...userName, text: words.userName(userName, addressOf(facts)) } } : {}),
    credential: { kinds: credentials, text: words.login(credentials, provider?.appPasswordPage) },
    ...(provider?.sender ? { sender: { ...provider.sender, text: words.sender(provider.sender) } } : {}),
    ...(provider?.limits ? { limits: { ...provider.limits, text: words.limits(provider.limits) } } : {}),
    steps: settingsSteps(facts, words, locale),
    ...(chosen ? { configurations: readyLines(fieldsOf(facts, chosen, words), words) } : {}),
    oldNames: oldNamesOf(facts),
    sources: (provider?.sources ?? []).map((source) => sourceAnswer(source, facts.observedAt, words)),
    ...(discovery ?? {}),
    ...(choice.verified ? { verified: choice.verified } : {}),
    ...(choice.interruptedBy ? { interruptedBy: choice.interruptedBy } : {}),
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
      ? `${obsolete.host}: ${words.obsolete(obsolete.today, obsolete.year, obsolete.isUncertain === true)}`
      : words.recognisedBy[by](seen),
  };
}

/** Of a host that was named, that host alone. */
function oldNamesOf({ recognised }: SettingsFacts) {
  if (!recognised) return [];
  const all = recognised.obsolete ? [recognised.obsolete] : obsoleteHostsOf(recognised.provider.id);
  return all.map(({ host, today, port, year, isUncertain }) => ({
    ...{ host, year },
    ...(today === undefined ? {} : { today, port }),
    ...(isUncertain ? { isUncertain } : {}),
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
