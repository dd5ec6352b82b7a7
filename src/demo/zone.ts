import type { Answer } from 'dns-packet';
import { UsageError } from '../errors.ts';
import { parseRdata, ZONE_TYPES } from './zone-rdata.ts';

/** What the server does in the place of an answer; `TRUNCATED` cuts what goes over UDP. */
export type ZoneTrouble = 'SERVFAIL' | 'REFUSED' | 'TIMEOUT' | 'NXDOMAIN' | 'TRUNCATED';

/** What the demo's DNS server knows. */
export interface Zone {
  readonly records: readonly Answer[];
  /** By `name`, or by `name TYPE` for a trouble of one type alone; names in lower case without a trailing dot. */
  readonly troubles: ReadonlyMap<string, ZoneTrouble>;
  /** Answers carry the AD flag, as from a validating resolver. */
  readonly authenticated: boolean;
}

const TROUBLES: readonly ZoneTrouble[] = ['SERVFAIL', 'REFUSED', 'TIMEOUT', 'NXDOMAIN', 'TRUNCATED'];
const TTL_SECONDS = 300;
const STRING_BYTES = 255;

/** A word, or a quoted string in which a backslash takes the next character as it is. */
const FIELD = /"((?:[^"\\]|\\.)*)"|([^\s"]+)/g;

/**
 * Reads the `-- dns --` section of a case, one record a line in master-file style, all names absolute.
 *
 * Beside `name [TTL] [IN] TYPE data` it takes `name [TYPE] SERVFAIL` (or another trouble), `* ad`, and `#` comments.
 * @throws UsageError that names the line.
 */
export function parseZone(text: string): Zone {
  const records: Answer[] = [];
  const troubles = new Map<string, ZoneTrouble>();
  let authenticated = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [owner, ...fields] = splitFields(line, index + 1);
    if (owner === undefined) continue;
    const trouble = TROUBLES.find((known) => known === fields.at(-1));
    if (owner === '*' && fields.join(' ') === 'ad') authenticated = true;
    else if (trouble !== undefined) troubles.set(troubleKey(owner, fields, index + 1), trouble);
    else records.push(parseRecord(owner, fields, index + 1));
  }
  return { records, troubles, authenticated };
}

/** The form in which names are compared: lower case, without the trailing dot. */
export function zoneName(name: string): string {
  return name.replace(/\.$/, '').toLowerCase();
}

function splitFields(line: string, number: number): readonly string[] {
  // A `#` opens a comment at the start of a word only, and never within quotes.
  const content = /^(?:"(?:[^"\\]|\\.)*"|[^\s"#][^\s"]*|\s+)*/.exec(line)?.[0] ?? '';
  const rest = line.slice(content.length);
  if (rest !== '' && !rest.startsWith('#')) throw lineError(number, `unclosed quote in "${line.trim()}"`);
  return [...content.matchAll(FIELD)].map(
    ([, quoted, word]) => quoted?.replace(/\\(.)/g, '$1') ?? word ?? '',
  );
}

function troubleKey(owner: string, fields: readonly string[], number: number): string {
  const [type, ...more] = fields.slice(0, -1);
  if (type === undefined) return zoneName(owner);
  if (more.length === 0 && ZONE_TYPES.includes(type)) return `${zoneName(owner)} ${type}`;
  throw lineError(number, `expected "${owner} [TYPE] ${fields.at(-1)}"`);
}

function parseRecord(name: string, fields: readonly string[], number: number): Answer {
  const rest = [...fields];
  const ttl = /^\d{1,9}$/.test(rest[0] ?? '') ? Number(rest.shift()) : TTL_SECONDS;
  if (rest[0] === 'IN') rest.shift();
  const [type = '', ...data] = rest;
  if (!ZONE_TYPES.includes(type)) {
    throw lineError(number, `unknown type "${type}"; give one of ${[...ZONE_TYPES, ...TROUBLES].join(', ')}`);
  }
  if (data.some((field) => Buffer.byteLength(field) > STRING_BYTES)) {
    throw lineError(number, `a string of more than ${STRING_BYTES} bytes; cut it into several`);
  }
  const rdata = parseRdata(type, data);
  if (rdata === undefined) throw lineError(number, `"${data.join(' ')}" is no data for ${type}`);
  return { name: zoneName(name), ttl, ...rdata };
}

function lineError(number: number, problem: string): UsageError {
  return new UsageError(`line ${number} of the zone: ${problem}`);
}
