import { PROVIDER_ALIASES } from '../providers/aliases.ts';
import type { Interpretation, Statement } from '../replies/interpretation.ts';
import type { Locale } from './catalog.ts';
import { PROVIDER_STEPS, type ProviderSteps, type ProviderTopic } from './provider-steps.ts';

/** The first of these topics on which the provider that spoke has a step of its own; undefined for no such step. */
export function providerStep(
  seen: Interpretation,
  locale: Locale,
  ...topics: readonly ProviderTopic[]
): string | undefined {
  const steps = providerOf(seen)?.steps;
  const topic = topics.find((candidate) => steps?.[candidate] !== undefined);
  return topic && steps?.[topic]?.[locale];
}

/** Whether a mailbox of an organisation at Microsoft was spoken of: 5.7.139 is said by no other server. */
export function isMicrosoft365({ provider, enhanced }: Statement): boolean {
  return provider === 'microsoft' || provider === 'office365' || enhanced === '5.7.139';
}

/** Whether the provider that spoke takes OAuth, and hardly any password. */
export function isOauthOnly(seen: Interpretation): boolean {
  const steps = providerOf(seen)?.steps ?? {};
  return steps.oauth !== undefined && steps.password === undefined && steps['app-password'] === undefined;
}

/** The host to which users of the provider that spoke submit mail; undefined where it is not one for everybody. */
export function submissionHostOf(seen: Interpretation): string | undefined {
  return providerOf(seen)?.submission;
}

// The id may come from outside (`--provider`), so only the tables' own keys count.
function providerOf({ statement }: Interpretation): ProviderSteps | undefined {
  const named = statement.provider ?? '';
  const id = Object.hasOwn(PROVIDER_ALIASES, named) ? (PROVIDER_ALIASES[named] ?? named) : named;
  return Object.hasOwn(PROVIDER_STEPS, id) ? PROVIDER_STEPS[id] : undefined;
}
