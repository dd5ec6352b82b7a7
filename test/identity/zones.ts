import { readdirSync, readFileSync } from 'node:fs';
import { startDnsServer } from '../../src/demo/dns.ts';
import { parseSections, type Sections, sectionText, splitCommand } from '../../src/demo/sections.ts';
import { parseZone } from '../../src/demo/zone.ts';
import { BLOCKLISTS } from '../../src/identity/blocklists.ts';
import { ipv6Nibbles } from '../../src/identity/reverse-name.ts';
import { catalogOf, type Locale } from '../../src/messages/catalog.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { probeIdentity } from '../../src/probes/identity/identity.ts';
import { loadRenderer } from '../../src/render/index.ts';
import { type Run, runOf } from '../../src/report.ts';

const FOLDER = new URL('./zones/', import.meta.url);

/** One zone: what it takes from the healthy one, what it adds, and what must be found in it. */
export interface ZoneCase {
  readonly name: string;
  readonly file: URL;
  readonly parts: Sections;
}

/** All zones in alphabetical order. */
export function loadZones(): ZoneCase[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.zone'));
  return files.sort().map((name) => {
    const file = new URL(name, FOLDER);
    return { name: name.replace('.zone', ''), file, parts: parseSections(readFileSync(file, 'utf8')) };
  });
}

/** The test entries of every list, as a list that works has them. */
function listLines(): string[] {
  const mapped = [...(ipv6Nibbles('::ffff:7f00:2') ?? '')].reverse().join('.');
  return BLOCKLISTS.flatMap(({ kind, zone, testEntry, ipv6 }) =>
    kind === 'domain'
      ? [`${testEntry}.${zone} A 127.0.1.2`]
      : [`2.0.0.127.${zone} A 127.0.0.2`, ...(ipv6 ? [`${mapped}.${zone} A 127.0.0.2`] : [])],
  );
}

/** The healthy zone without some records, and with others. */
export function zoneTextOf({ parts }: ZoneCase): string {
  const section = (name: string): string[] =>
    (sectionText(parts.sections, name) ?? '').split('\n').filter(Boolean);
  const healthy = parseSections(readFileSync(new URL('healthy.zone', FOLDER), 'utf8'));
  const base = [...(sectionText(healthy.sections, 'dns') ?? '').split('\n'), ...listLines()];
  const without = section('without');
  const kept = base.filter((line) => !without.some((head) => line.startsWith(`${head} `)));
  return [...new Set([...kept, ...section('dns')])].join('\n');
}

/** Asks the demo's DNS server, over real UDP, what it has of example.org. */
export async function examine(
  zone: ZoneCase,
): Promise<{ readonly run: Run; readonly queries: readonly string[] }> {
  const server = await startDnsServer(parseZone(zoneTextOf(zone)));
  const words = splitCommand(sectionText(zone.parts.sections, 'options') ?? '');
  const valuesOf = (option: string): string[] =>
    words.flatMap((word, at) => (words[at - 1] === option ? [word] : []));
  const [clientName] = valuesOf('--ehlo');
  try {
    const resolver = createResolver({ servers: [`127.0.0.1:${server.port}`] });
    const evidence = await probeIdentity({
      ...{ domain: 'example.org', addresses: valuesOf('--ip'), selectors: valuesOf('--selector') },
      network: { resolver, deadlineMs: 10_000, session: {}, tls: {}, ...(clientName && { clientName }) },
      signal: new AbortController().signal,
    });
    return { run: runOf('example.org', evidence), queries: [...server.queries] };
  } finally {
    await server.close();
  }
}

/** The headline of a run as the terminal shows it. */
export async function headline(run: Run, locale: Locale): Promise<string> {
  const [catalog, renderer] = await Promise.all([catalogOf(locale), loadRenderer('text')]);
  const look = { width: 80, color: false, unicode: true, verbose: false, quiet: true, transcript: false };
  const head = {
    schemaVersion: 1,
    tool: { name: 'smtp-doctor', version: '0' },
    command: 'domain',
    failOn: 'error',
  } as const;
  const report = {
    ...head,
    locale,
    verdict: 'healthy',
    exitCode: 0,
    startedAt: '',
    elapsedMs: 0,
    runs: [run],
  } as const;
  return renderer.report(report, { catalog, locale, ...look });
}
