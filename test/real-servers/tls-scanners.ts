import { runCommand } from './command.ts';

/** What another scanner found, by version as smtp-doctor names them. */
export interface Scanned {
  /** Names of suites: OpenSSL's from sslscan, IANA's from nmap, in the order found. */
  readonly suites: ReadonlyMap<string, readonly string[]>;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** nmap's word for whose order counts. */
  readonly preference: ReadonlyMap<string, string>;
}

const SCAN_MS = 120_000;
const VERSIONS: Readonly<Record<string, string>> = { 'TLSv1.0': 'TLSv1' };

/** Runs sslscan on a port that has STARTTLS. */
export async function sslscan(address: string, port: number): Promise<Scanned> {
  const options = port === 465 ? [] : ['--starttls-smtp'];
  const text = await runCommand('sslscan', ['--no-colour', ...options, `${address}:${port}`], {
    timeoutMs: SCAN_MS,
  });
  const suites = gather(text.matchAll(/^(?:Preferred|Accepted) +(\S+) +\d+ bits +(\S+)/gm));
  const groups = gather(text.matchAll(/^(TLSv1\.\d) +\d+ bits +(\S+)/gm));
  return { suites, groups, preference: new Map() };
}

/** Runs nmap's ssl-enum-ciphers, which knows STARTTLS by the number of the port. */
export async function nmap(address: string, port: number): Promise<Scanned> {
  const script = ['--script', 'ssl-enum-ciphers'];
  const text = await runCommand('nmap', ['-Pn', '-n', '-p', String(port), ...script, address], {
    timeoutMs: SCAN_MS,
  });
  const suites = new Map<string, string[]>();
  const preference = new Map<string, string>();
  let version = '';
  for (const line of text.split('\n')) {
    version = /^\| +((?:TLS|SSL)v[\d.]+):/.exec(line)?.[1] ?? version;
    const name = VERSIONS[version] ?? version;
    const suite = /^\| +((?:TLS|SSL)_\S+)/.exec(line)?.[1];
    if (suite !== undefined) suites.set(name, [...(suites.get(name) ?? []), suite]);
    const order = /cipher preference: (\w+)/.exec(line)?.[1];
    if (order !== undefined) preference.set(name, order);
  }
  return { suites, groups: new Map(), preference };
}

function gather(matches: Iterable<RegExpMatchArray>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [, version = '', value = ''] of matches) {
    const name = VERSIONS[version] ?? version;
    found.set(name, [...(found.get(name) ?? []), value]);
  }
  return found;
}
