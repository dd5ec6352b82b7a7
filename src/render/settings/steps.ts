import type { Locale } from '../../messages/catalog.ts';
import { PROVIDER_NOTES } from '../../messages/provider-notes.ts';
import { PROVIDER_STEPS, type ProviderTopic } from '../../messages/provider-steps.ts';
import type { SettingsWords } from '../../messages/settings-words.ts';
import type { LookUpProblem } from '../../net/autoconfig/index.ts';
import type { SettingsFacts } from '../../probes/settings.ts';
import type { Provider } from '../../providers/provider.ts';
import { addressOf } from './fields.ts';

const TOPICS: readonly ProviderTopic[] = ['app-password', 'oauth', 'smtp-switch', 'password'];

/** What to do before the first try; for a domain or a provider without a known server, how to come by one. */
export function settingsSteps(facts: SettingsFacts, words: SettingsWords, locale: Locale): readonly string[] {
  const provider = facts.recognised?.provider;
  return provider ? stepsOf(provider, words, locale) : unknownSteps(facts, words);
}

/** The provider's own steps for the credentials that it takes, and what else to know. */
function stepsOf(
  { id, kind, credentials, smtp }: Provider,
  { noServerSteps }: SettingsWords,
  locale: Locale,
): readonly string[] {
  const { steps = {} } = PROVIDER_STEPS[id] ?? {};
  const isTaken = (topic: ProviderTopic): boolean => {
    if (topic === 'smtp-switch') return true;
    // Elsewhere it is what to do after a refusal, not before the first try.
    if (topic === 'password') return kind !== 'webmail' && kind !== 'isp' && kind !== 'pec';
    return credentials.some((credential) => credential === topic);
  };
  const own = TOPICS.filter(isTaken).flatMap((topic) => steps[topic]?.[locale] ?? []);
  const all = new Set([...own, ...(PROVIDER_NOTES[id] ? [PROVIDER_NOTES[id][locale]] : [])]);
  if (smtp.length > 0 || all.size > 0) return [...all];
  return [noServerSteps[kind === 'hosting' ? 'hosting' : 'other']];
}

/** A domain of which nobody knows anything, offline or online. */
function unknownSteps(facts: SettingsFacts, { unknown }: SettingsWords): string[] {
  const { subject, servers, discovery, nearest } = facts;
  const { domain } = subject;
  if (domain === undefined || servers.length > 0) return [];
  const address = addressOf(facts);
  const meant = address?.replace(/@.*/, `@${nearest}`) ?? nearest;
  const candidates = [`smtp.${domain}`, `mail.${domain}`].map((host) => `\`smtp-doctor probe ${host}\``);
  return [
    ...(nearest === undefined ? [] : [unknown.nearest(nearest, `smtp-doctor settings ${meant}`)]),
    ...(discovery ? [] : [unknown.askOnline(address ?? domain)]),
    ...[unknown.askOwner, unknown.candidates(candidates)],
  ];
}

/** Why nothing is known: nobody was asked, not all answered, or all did. */
export function unknownReason(facts: SettingsFacts, { unknown }: SettingsWords): string {
  const { subject, discovery } = facts;
  const name = subject.domain ?? subject.text;
  if (!discovery) return unknown.offline(name);
  const problems = [discovery.mxProblem, ...discovery.lookUps.map(({ problem }) => problem)];
  const unanswered = problems.filter((problem) => problem !== undefined && !isAnswer(problem)).length;
  return unanswered === 0 ? unknown.online(name) : unknown.unanswered(unanswered, problems.length);
}

/** That there is nothing, or nothing of use, is an answer. */
function isAnswer(problem: LookUpProblem): boolean {
  switch (problem) {
    case 'no-address':
    case 'nxdomain':
    case 'no-data':
    case 'not-offered':
    case 'not-configuration':
    case 'too-large':
      return true;
    default:
      return /^status-4/.test(problem);
  }
}
