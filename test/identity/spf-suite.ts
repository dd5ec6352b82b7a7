import { readFileSync } from 'node:fs';
import type { Answer } from 'dns-packet';
import { parseAllDocuments } from 'yaml';
import { type Zone, type ZoneTrouble, zoneName } from '../../src/demo/zone.ts';

/** One question of the suite, and the results that it allows. */
export interface SuiteCase {
  readonly name: string;
  readonly section: string;
  readonly helo: string;
  readonly host: string;
  readonly mailfrom: string;
  readonly results: readonly string[];
}

/** One scenario: a zone and the cases that are played in it. */
export interface Scenario {
  readonly description: string;
  readonly cases: readonly SuiteCase[];
  readonly zone: Zone;
}

const FILE = new URL('./openspf/rfc7208-tests.yml', import.meta.url);

type Entry = string | Readonly<Record<string, unknown>>;

interface Document {
  readonly description: string;
  readonly tests: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly zonedata: Readonly<Record<string, readonly Entry[]>>;
}

/** Reads openspf's suite for RFC 7208. */
export function loadSuite(): Scenario[] {
  return parseAllDocuments(readFileSync(FILE, 'utf8')).map((document) => {
    // The file is ours, and its form is that of the suite.
    const { description, tests, zonedata } = document.toJS() as Document;
    return { description, cases: Object.entries(tests).map(caseOf), zone: zoneOf(zonedata) };
  });
}

function caseOf([name, fields]: [string, Readonly<Record<string, unknown>>]): SuiteCase {
  const text = (field: string): string => String(fields[field] ?? '');
  const { spec, result } = fields;
  return {
    ...{ name, helo: text('helo'), host: text('host'), mailfrom: text('mailfrom') },
    section: [spec].flat().join(', '),
    results: [result].flat().map(String),
  };
}

function zoneOf(zonedata: Document['zonedata']): Zone {
  const records: Answer[] = [];
  const troubles = new Map<string, ZoneTrouble>();
  for (const [owner, entries] of Object.entries(zonedata)) {
    const name = zoneName(owner);
    const known = recordsOf(name, entries);
    // What stands beside it is answered: the question that is not is the one for the other type.
    if (entries.includes('TIMEOUT') && known.length === 0) troubles.set(name, 'TIMEOUT');
    records.push(...known);
  }
  return { records, troubles, authenticated: false };
}

/** Where a name has SPF records and no TXT, these stand for both; `TXT: NONE` says that they do not. */
function recordsOf(name: string, entries: readonly Entry[]): Answer[] {
  const pairs = entries.flatMap((entry) => (typeof entry === 'string' ? [] : Object.entries(entry)));
  const hasText = pairs.some(([type]) => type === 'TXT');
  return pairs.flatMap(([type, value]): Answer[] => {
    if (type === 'TXT' && value === 'NONE') return [];
    if (type === 'TXT' || (type === 'SPF' && !hasText))
      return [{ name, type: 'TXT', data: stringsOf(value) }];
    return addressOrName(name, type, value);
  });
}

function stringsOf(value: unknown): Buffer[] {
  return [value].flat().map((text) => Buffer.from(String(text), 'latin1'));
}

function addressOrName(name: string, type: string, value: unknown): Answer[] {
  if (type === 'MX') {
    const [preference, exchange] = [value].flat();
    return [{ name, type, data: { preference: Number(preference), exchange: String(exchange) } }];
  }
  const isKnown = type === 'A' || type === 'AAAA' || type === 'PTR' || type === 'CNAME';
  return isKnown ? [{ name, type, data: String(value) }] : [];
}
