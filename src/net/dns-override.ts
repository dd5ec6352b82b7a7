import { UsageError } from '../errors.ts';
import { ipVersion } from '../target.ts';
import { parseDnsName } from './dns-name.ts';

/** What one `--resolve NAME=ADDRESS[:PORT]` puts in the place of DNS. */
export interface DnsOverride {
  readonly address: string;
  readonly port?: number;
}

/** Overrides by name; a name has several addresses when `--resolve` was given for it more than once. */
export type DnsOverrides = ReadonlyMap<string, readonly DnsOverride[]>;

/**
 * Brings the names of overrides into the form in which they are looked up.
 *
 * @throws UsageError for a name or an address that is none.
 */
export function normalizeOverrides(overrides: DnsOverrides): DnsOverrides {
  return new Map([...overrides].map(([name, places]) => [overrideName(name), places.map(checkedOverride)]));
}

function overrideName(text: string): string {
  const name = parseDnsName(text);
  if (name !== undefined) return name;
  throw new UsageError(`"${text}" is no host name`, 'give --resolve as NAME=ADDRESS or NAME=ADDRESS:PORT');
}

function checkedOverride(override: DnsOverride): DnsOverride {
  if (ipVersion(override.address) !== 0) return override;
  throw new UsageError(
    `"${override.address}" is no IP address`,
    'give --resolve as NAME=ADDRESS or NAME=ADDRESS:PORT',
  );
}
