/** What a domain asks of those who send it mail (RFC 8461 §3.2). */
export interface MtaStsTerms {
  readonly mode: 'enforce' | 'testing' | 'none';
  /** Host names, or patterns that begin with `*.`; in lower case. */
  readonly mx: readonly string[];
  readonly maxAgeSeconds: number;
}

/** About a year (RFC 8461 §3.2). */
const MAX_AGE_SECONDS = 31_557_600;
const MODES: readonly MtaStsTerms['mode'][] = ['enforce', 'testing', 'none'];

/** Reads the `id` of a `_mta-sts` TXT record; undefined for text that breaks RFC 8461 §3.1. */
export function parseMtaStsId(text: string): string | undefined {
  return /^v=STSv1[ \t]*;(?:.*;)?[ \t]*id=([A-Za-z0-9]{1,32})[ \t]*(?:;|$)/.exec(text)?.[1];
}

/** What keeps a record from being read (RFC 8461 §3.1). */
export type MtaStsRecordFault = 'several-records' | 'id-missing' | 'id-malformed';

/** What keeps a policy file from being read (RFC 8461 §3.2): a line that is none, or a field that is absent or wrong. */
export type MtaStsPolicyFault = 'line' | 'version' | 'mode' | 'max-age' | 'mx';

/** Says why `parseMtaStsId` finds no id. */
export function mtaStsRecordFault(text: string): MtaStsRecordFault {
  return /;[ \t]*id[ \t]*=/.test(text) ? 'id-malformed' : 'id-missing';
}

/** Says why `parseMtaStsPolicy` reads no policy; undefined for one that it reads. */
export function mtaStsPolicyFault(text: string): MtaStsPolicyFault | undefined {
  const fields = parseFields(text);
  if (fields === undefined) return 'line';
  if (first(fields, 'version') !== 'STSv1') return 'version';
  if (modeOf(fields) === undefined) return 'mode';
  if (parseMaxAge(first(fields, 'max_age')) === undefined) return 'max-age';
  return parseMtaStsPolicy(text) === undefined ? 'mx' : undefined;
}

/** Reads a policy file (RFC 8461 §3.2); undefined for one that is incomplete or breaks the syntax. */
export function parseMtaStsPolicy(text: string): MtaStsTerms | undefined {
  const fields = parseFields(text);
  if (fields === undefined || first(fields, 'version') !== 'STSv1') return undefined;
  const mode = modeOf(fields);
  const maxAgeSeconds = parseMaxAge(first(fields, 'max_age'));
  const mx = fields.filter(({ key }) => key === 'mx').map(({ value }) => value.toLowerCase());
  if (mode === undefined || maxAgeSeconds === undefined) return undefined;
  if (mx.length === 0 && mode !== 'none') return undefined;
  return { mode, mx, maxAgeSeconds };
}

/**
 * Says whether a policy allows a host as MX.
 *
 * `*.` stands for exactly one label, the leftmost (RFC 8461 §4.1).
 */
export function matchesMtaSts(host: string, patterns: readonly string[]): boolean {
  const name = host.replace(/\.$/, '').toLowerCase();
  const parent = name.replace(/^[^.]+\./, '');
  return patterns.some((pattern) => {
    const lower = pattern.toLowerCase();
    return lower.startsWith('*.') ? name !== parent && parent === lower.slice(2) : name === lower;
  });
}

interface Field {
  readonly key: string;
  readonly value: string;
}

function parseFields(text: string): readonly Field[] | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const fields = lines.flatMap((line) => {
    const [, key, value] = /^([A-Za-z0-9][\w.-]{0,31}):(.*)$/.exec(line) ?? [];
    return key === undefined || value === undefined ? [] : [{ key, value: value.trim() }];
  });
  return fields.length === lines.length ? fields : undefined;
}

function modeOf(fields: readonly Field[]): MtaStsTerms['mode'] | undefined {
  return MODES.find((known) => known === first(fields, 'mode'));
}

/** Of a field given twice the first one counts (RFC 8461 §3.2). */
function first(fields: readonly Field[], wanted: string): string | undefined {
  return fields.find(({ key }) => key === wanted)?.value;
}

function parseMaxAge(digits: string | undefined): number | undefined {
  if (digits === undefined || !/^\d{1,10}$/.test(digits)) return undefined;
  return Number(digits) <= MAX_AGE_SECONDS ? Number(digits) : undefined;
}
