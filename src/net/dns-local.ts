import { ipVersion } from '../target.ts';
import { parseDnsName } from './dns-name.ts';
import type { DnsOverrides } from './dns-override.ts';
import type { Hosts } from './hosts.ts';
import type { DnsAnswer } from './resolver.ts';

/**
 * Answers a name without the network: an address literal, `--resolve`, the hosts file, or localhost (RFC 6761 §6.3).
 *
 * @returns One answer a family that has addresses; undefined when the name must be asked.
 */
export async function answerLocally(
  name: string,
  overrides: DnsOverrides,
  hosts: () => Promise<Hosts>,
): Promise<readonly DnsAnswer[] | undefined> {
  if (ipVersion(name) !== 0) return localAnswers(name, [name], 'literal');
  const key = parseDnsName(name);
  if (key === undefined) return undefined;
  const overridden = overrides.get(key)?.map(({ address }) => address);
  if (overridden !== undefined) return localAnswers(key, overridden, '--resolve');
  const listed = (await hosts()).get(key);
  if (listed !== undefined) return localAnswers(key, listed, 'hosts');
  if (/(^|\.)localhost$/.test(key)) return localAnswers(key, ['::1', '127.0.0.1'], 'localhost');
  return undefined;
}

function localAnswers(name: string, addresses: readonly string[], source: string): readonly DnsAnswer[] {
  const records = addresses.map(
    (address) => ({ type: ipVersion(address) === 4 ? 'A' : 'AAAA', address }) as const,
  );
  return (['A', 'AAAA'] as const)
    .map((type) => ({ type, records: records.filter((record) => record.type === type) }))
    .filter((family) => family.records.length > 0)
    .map((family) => ({
      name,
      ...family,
      status: 'answer',
      aliases: [],
      authenticated: false,
      source,
      elapsedMs: 0,
    }));
}
