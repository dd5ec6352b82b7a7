import { ipVersion } from '../target.ts';

/** What a term is: one of the eight mechanisms, one of the two modifiers, or a modifier that is to be ignored. */
export type SpfTermName =
  | 'all'
  | 'include'
  | 'a'
  | 'mx'
  | 'ptr'
  | 'ip4'
  | 'ip6'
  | 'exists'
  | 'redirect'
  | 'exp'
  | 'other';

/** One term of a record (RFC 7208 §4.6.1). */
export interface SpfTerm {
  /** As it stands in the record. */
  readonly text: string;
  readonly name: SpfTermName;
  readonly qualifier: '+' | '-' | '~' | '?';
  /** The domain or the network named behind the colon or the equals sign. */
  readonly argument?: string;
  /** The argument hangs on the message (RFC 7208 §7). */
  readonly isMacro: boolean;
}

/** Why a term makes the whole record unusable (RFC 7208 §4.6). */
export type SpfFaultKind =
  | 'unknown-mechanism'
  | 'argument-missing'
  | 'argument-forbidden'
  | 'address'
  | 'prefix'
  | 'domain'
  | 'macro'
  | 'repeated';

export interface SpfFault {
  readonly term: string;
  readonly kind: SpfFaultKind;
}

/** A record that was read. */
export interface SpfRecord {
  readonly terms: readonly SpfTerm[];
  /** With one of them every receiver sees `permerror`. */
  readonly faults: readonly SpfFault[];
}

/** Says whether a TXT record is an SPF record (RFC 7208 §4.5). */
export function isSpf(text: string): boolean {
  return /^v=spf1(?: |$)/i.test(text);
}

/** Reads an SPF record; never throws. */
export function parseSpf(text: string): SpfRecord {
  const terms: SpfTerm[] = [];
  const faults: SpfFault[] = [];
  for (const word of text.split(' ').slice(1)) {
    if (word === '') continue;
    const read = readTerm(word);
    const isRepeated = isOnce(read) && terms.some(({ name }) => name === read.name);
    const fault = isRepeated ? 'repeated' : faultOf(read);
    if (fault === undefined) terms.push(read.term);
    else faults.push({ term: word.slice(0, 200), kind: fault });
  }
  return { terms, faults };
}

interface ReadTerm {
  readonly term: SpfTerm;
  readonly name: string;
  readonly separator: string;
  /** `/24//64`, for `a` and `mx`. */
  readonly prefix: string;
  readonly argument: string | undefined;
}

const NAMES: ReadonlySet<string> = new Set<SpfTermName>([
  ...(['all', 'include', 'a', 'mx', 'ptr', 'ip4', 'ip6', 'exists'] as const),
  ...(['redirect', 'exp'] as const),
]);

function isTermName(name: string): name is SpfTermName {
  return NAMES.has(name);
}

function readTerm(text: string): ReadTerm {
  const match = /^([-+~?]?)([a-z][a-z0-9._-]*)(?:([:=])(.*))?$/is.exec(prefixApart(text).word);
  const name = match?.[2]?.toLowerCase() ?? '';
  const { prefix } = prefixApart(text);
  const argument = match?.[4];
  const known = isTermName(name) ? name : 'other';
  const qualifier = qualifierOf(match?.[1]);
  const separator = match?.[3] ?? '';
  const term = { text, name: known, qualifier, ...(argument && { argument }), isMacro: hasMacro(argument) };
  return { term, name, separator, prefix, argument };
}

/** The length of a network goes behind a host of `a` and `mx`; in `ip4` and `ip6` it is part of the network. */
function prefixApart(text: string): { readonly word: string; readonly prefix: string } {
  const match = /^([-+~?]?(?:a|mx)(?::.*?)?)((?:\/\d*)?(?:\/\/\d*)?)$/i.exec(text);
  return { word: match?.[1] ?? text, prefix: match?.[2] ?? '' };
}

function qualifierOf(text: string | undefined): SpfTerm['qualifier'] {
  return text === '-' || text === '~' || text === '?' ? text : '+';
}

function hasMacro(argument: string | undefined): boolean {
  return argument?.includes('%') === true;
}

function isOnce({ name, separator }: ReadTerm): boolean {
  return separator === '=' && (name === 'redirect' || name === 'exp');
}

function faultOf({ name, separator, prefix, argument, term }: ReadTerm): SpfFaultKind | undefined {
  const isModifier = name === 'redirect' || name === 'exp';
  if (separator === '=' && !isModifier) return otherFault(name, argument ?? '');
  if (term.name === 'other' || (isModifier && separator !== '=')) return 'unknown-mechanism';
  if (name === 'all') return argument === undefined ? undefined : 'argument-forbidden';
  if (argument === undefined) return isArgumentFree(name) ? prefixFault(prefix) : 'argument-missing';
  if (name === 'ip4' || name === 'ip6') return networkFault(argument, name === 'ip4' ? 4 : 6);
  return domainSpecFault(argument) ?? prefixFault(prefix);
}

function isArgumentFree(name: string): boolean {
  return name === 'a' || name === 'mx' || name === 'ptr';
}

function prefixFault(prefix: string): SpfFaultKind | undefined {
  if (prefix === '') return undefined;
  const match = /^(?:\/(0|[1-9]\d?))?(?:\/\/(0|[1-9]\d{0,2}))?$/.exec(prefix);
  return match && Number(match[1] ?? 0) <= 32 && Number(match[2] ?? 0) <= 128 ? undefined : 'prefix';
}

function networkFault(argument: string, version: 4 | 6): SpfFaultKind | undefined {
  const [, address = '', prefix] = /^([^/]*)(?:\/(.*))?$/s.exec(argument) ?? [];
  if (argument === '') return 'argument-missing';
  if (ipVersion(address) !== version || address.includes('%')) return 'address';
  if (prefix === undefined) return undefined;
  const isFit = /^(?:0|[1-9]\d{0,2})$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128);
  return isFit ? undefined : 'prefix';
}

/** A modifier that nobody knows is to be ignored, if its macros can be read (RFC 7208 §6). */
function otherFault(name: string, value: string): SpfFaultKind | undefined {
  if (name === '' || NAMES.has(name)) return 'unknown-mechanism';
  return value.replace(MACRO, '').includes('%') ? 'macro' : undefined;
}

/** RFC 7208 §7.1, without the letters that only an explanation may have. */
const MACRO = /%(?:\{[slodiphv]\d*r?[-.+,/_=]*\}|[%_-])/gi;
const LABEL_OCTETS = 63;

/** RFC 7208 §7.1: macros, then a dot and a top label that is no number, or a macro as the last thing. */
function domainSpecFault(spec: string): SpfFaultKind | undefined {
  if (spec === '') return 'argument-missing';
  const plain = spec.replace(MACRO, 'x');
  if (plain.includes('%')) return 'macro';
  const labels = plain.replace(/\.$/, '').split('.');
  const isWritable = labels.every((label) => label !== '' && label.length <= LABEL_OCTETS);
  if (!isWritable || !/^[!-~]*$/.test(plain)) return 'domain';
  if (/%\{[^{}]*\}$/.test(spec)) return undefined;
  const top = labels.length > 1 ? (labels.at(-1) ?? '') : '';
  return /^(?!-)[a-z0-9-]*[a-z][a-z0-9-]*(?<!-)$/i.test(top) ? undefined : 'domain';
}
