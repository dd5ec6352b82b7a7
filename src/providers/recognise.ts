import { PROVIDERS, providerByName, providerOfDomain, providerOfHost } from './index.ts';
import type { ObsoleteHost } from './obsolete.ts';
import type { Provider, SubmissionEndpoint } from './provider.ts';
import type { SettingsSubject } from './subject.ts';

/** By what a provider was recognised. */
export type RecognisedBy = 'domain' | 'host' | 'name' | 'mx';

/** The provider of a subject, and how it is known. */
export interface Recognised {
  readonly provider: Provider;
  readonly by: RecognisedBy;
  /** The subject is a host name of years past. */
  readonly obsolete?: ObsoleteHost;
}

/** Recognises the provider of a subject offline; undefined for a domain of its own. */
export function recognise({ text, address, domain }: SettingsSubject): Recognised | undefined {
  const known = domain === undefined ? undefined : providerOfDomain(domain);
  if (known) return { provider: known, by: 'domain' };
  if (address !== undefined) return undefined;
  const owner = domain === undefined ? undefined : providerOfHost(domain);
  if (owner) return { ...owner, by: 'host' };
  const named = providerByName(text);
  return named && { provider: named, by: 'name' };
}

/** The names of all providers, for who typed one that is not known. */
export function providerNames(): readonly string[] {
  return PROVIDERS.map(({ names, id }) => names[0] ?? id);
}

/**
 * The ways in that fit a subject, best first: for addresses on a provider's own domains not what is for customers'
 * domains, nor the other way round, and the European ones first for a domain under `.eu`.
 */
export function endpointsFor(
  { provider, by }: Pick<Recognised, 'provider' | 'by'>,
  domain: string | undefined,
): readonly SubmissionEndpoint[] {
  const excluded = by === 'domain' ? 'customer-domains' : by === 'mx' ? 'own-domains' : undefined;
  const fitting = provider.smtp.filter(({ use }) => use === undefined || use !== excluded);
  const preferred = domain?.endsWith('.eu') ? 'europe' : undefined;
  const rank = ({ use, reported }: SubmissionEndpoint): number =>
    (use === undefined || use === 'own-domains' || use === 'customer-domains'
      ? 1
      : use === preferred
        ? 0
        : 2) + (reported ? 0.5 : 0);
  return fitting
    .toSorted((a, b) => rank(a) - rank(b))
    .map((endpoint) => ({ ...endpoint, host: fillIn(endpoint.host, by === 'mx' ? domain : undefined) }));
}

/** The domain is put in where it is the customer's own. */
function fillIn(host: string, domain: string | undefined): string {
  return domain === undefined ? host : host.replace('{domain}', domain);
}
