import { UsageError } from '../../errors.ts';
import { PROVIDER_ALIASES } from '../../providers/aliases.ts';
import { PROVIDERS, providerById } from '../../providers/index.ts';
import { SPEAKERS } from '../../replies/read/provider.ts';

const CHARACTERS = 60;
/** Replies are known by the name of the company, where that has one way to speak. */
const SPOKEN_AS: Readonly<Record<string, string>> = {
  gmail: 'google',
  office365: 'microsoft',
  icloud: 'apple',
  'gmx-com': 'gmx',
  'register-it': 'register',
};

/**
 * Reads whose server spoke: an id of the list of providers, one that replies are recognised by, or an alias.
 *
 * @throws UsageError for any other, with all that are known.
 */
export function readProvider(typed: string): string {
  const id = typed.trim().toLowerCase();
  if (Object.hasOwn(SPOKEN_AS, id)) return SPOKEN_AS[id] ?? id;
  if (SPEAKERS.has(id) || providerById(id)) return id;
  const known = new Set([...SPEAKERS, ...Object.keys(PROVIDER_ALIASES), ...PROVIDERS.map((one) => one.id)]);
  throw new UsageError(
    `"${typed.slice(0, CHARACTERS)}" is no provider that is known`,
    `leave --provider out, or use one of: ${[...known].sort().join(', ')}`,
  );
}
