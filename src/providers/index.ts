import { PROVIDER_ALIASES } from './aliases.ts';
import { type ObsoleteHost, obsoleteHost } from './obsolete.ts';
import type { Provider, SubmissionEndpoint } from './provider.ts';
import { ITALIAN_PROVIDERS } from './table-italy.ts';
import { SERVICE_PROVIDERS } from './table-services.ts';
import { WORLD_PROVIDERS } from './table-world.ts';

/** Every provider that is known. */
export const PROVIDERS: readonly Provider[] = [
  ...ITALIAN_PROVIDERS,
  ...WORLD_PROVIDERS,
  ...SERVICE_PROVIDERS,
];

/** A provider found by a host, and, for one of its old names, what takes its place. */
export interface HostOwner {
  readonly provider: Provider;
  readonly obsolete?: ObsoleteHost;
}

/** The provider of an id or of an alias; only the tables' own keys count. */
export function providerById(id: string): Provider | undefined {
  const known = Object.hasOwn(PROVIDER_ALIASES, id) ? PROVIDER_ALIASES[id] : id;
  return PROVIDERS.find((provider) => provider.id === known);
}

/**
 * The provider of an id, an alias or a name as people write it: `Libero Mail`, `register.it`, `office 365`.
 *
 * `Email.it` and `Emailit` differ by a dot alone, so that an exact name comes before one with its marks left out.
 */
export function providerByName(text: string): Provider | undefined {
  const typed = text.trim().toLowerCase();
  const key = plain(text);
  if (key === '') return undefined;
  const named = (isIt: (name: string) => boolean): Provider | undefined =>
    PROVIDERS.find(({ names }) => names.some(isIt));
  return (
    named((name) => name.toLowerCase() === typed) ??
    providerById(typed) ??
    named((name) => plain(name) === key)
  );
}

/** The provider that gives out addresses of this domain; for `onmicrosoft.com` those below it too. */
export function providerOfDomain(domain: string): Provider | undefined {
  const name = normal(domain);
  return PROVIDERS.find(({ domains }) => domains.includes(name) || isTenant(name, domains));
}

/** The provider one of whose hosts for handing in mail this is, or was. */
export function providerOfHost(host: string): HostOwner | undefined {
  const obsolete = obsoleteHost(host);
  const owner = obsolete && providerById(obsolete.provider);
  if (owner) return { provider: owner, obsolete };
  const name = normal(host);
  const provider = PROVIDERS.find(({ smtp }) => smtp.some((endpoint) => isHostOf(name, endpoint)));
  return provider && { provider };
}

/** The provider that takes in a domain's mail, by the first MX host that bears a mark; the longest mark counts. */
export function providerOfMx(mxHosts: readonly string[]): Provider | undefined {
  for (const host of mxHosts.map(normal)) {
    const [best] = PROVIDERS.flatMap((provider) =>
      provider.mx.filter((mark) => isUnder(host, mark)).map((mark) => ({ provider, length: mark.length })),
    ).sort((a, b) => b.length - a.length);
    if (best) return best.provider;
  }
  return undefined;
}

function normal(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9&]/g, '');
}

function isUnder(name: string, end: string): boolean {
  return name === end || name.endsWith(`.${end}`);
}

function isTenant(name: string, domains: readonly string[]): boolean {
  return domains.includes('onmicrosoft.com') && name.endsWith('.onmicrosoft.com');
}

/** A region may be any one label; a host on the customer's own domain, or on the user's machine, says nothing of its owner. */
function isHostOf(name: string, { host, use }: SubmissionEndpoint): boolean {
  if (use === 'bridge') return false;
  const [before = '', after] = host.split('{region}');
  if (after === undefined) return name === host;
  const isFramed = name.startsWith(before) && name.endsWith(after);
  return isFramed && /^[a-z0-9-]+$/.test(name.slice(before.length, -after.length));
}
