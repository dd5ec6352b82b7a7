import { UsageError } from '../errors.ts';
import { CERTIFICATE_KINDS, type CertificateKind } from './certificates.ts';

/** How the server's side of a TLS handshake is to be. */
export interface TlsScript {
  readonly certificate: CertificateKind;
  /** Subject alternative names in place of the demo's own. */
  readonly names?: readonly string[];
  readonly key?: 'ec' | 'rsa';
  /** `TLSv1` to `TLSv1.3`, as OpenSSL calls them. */
  readonly min?: string;
  readonly max?: string;
  /** Cipher list in OpenSSL's notation. */
  readonly cipher?: string;
}

/** One move of the server. Lines said together leave in one write. */
export type Step =
  | { readonly do: 'say'; readonly lines: readonly string[] }
  | { readonly do: 'raw'; readonly bytes: Uint8Array }
  | { readonly do: 'expect'; readonly pattern: string }
  | { readonly do: 'tls'; readonly script: TlsScript }
  | { readonly do: 'wait' | 'drip'; readonly ms: number }
  | { readonly do: 'flood-lines'; readonly code: string }
  | { readonly do: 'close' | 'reset' | 'silence' | 'flood' | 'lf' | 'crlf' | 'latin1' };

/** What is played to one connection. */
export type Script = readonly Step[];

/** A server's whole part: connection n plays script n, every later one the last. */
export interface Dialogue {
  /** Nothing listens at the port. */
  readonly refuses: boolean;
  readonly scripts: readonly Script[];
}

/**
 * Reads the `S:` / `C:` / `*` notation. Blank lines and `#` comments are passed over.
 *
 * @throws UsageError naming the line that is none of these.
 */
export function parseDialogue(text: string): Dialogue {
  const scripts: Step[][] = [[]];
  let refuses = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const script = scripts.at(-1) ?? [];
    if (line.trim() === '' || line.startsWith('#')) continue;
    else if (line.trim() === '* refuse') refuses = true;
    else if (line.trim() === '* connection') scripts.push([]);
    else addStep(script, line, index + 1);
  }
  return { refuses, scripts: scripts.filter((script, index) => index === 0 || script.length > 0) };
}

function addStep(script: Step[], line: string, number: number): void {
  const said = /^(?:\* inject )?S: ?(.*)$/s.exec(line)?.[1];
  const expected = /^C: ?(.*)$/s.exec(line)?.[1];
  const event = /^\* +(\S+) *(.*)$/.exec(line);
  if (said !== undefined) say(script, said);
  else if (expected !== undefined) script.push({ do: 'expect', pattern: expected });
  else script.push(parseEvent(event?.[1] ?? '', event?.[2]?.trim() ?? '') ?? fail(line, number));
}

/** A line right after another belongs to the same write; so does what is injected before TLS. */
function say(script: Step[], line: string): void {
  const last = script.at(-1);
  if (last?.do === 'say') script[script.length - 1] = { do: 'say', lines: [...last.lines, line] };
  else script.push({ do: 'say', lines: [line] });
}

/** Characters of a line that is none, which may be anything. */
const QUOTED = 60;

function fail(line: string, number: number): never {
  throw new UsageError(
    `line ${number} of the dialogue is "${line.length > QUOTED ? `${line.slice(0, QUOTED)}…` : line}"`,
    'begin it with "S:", "C:", "#", or "*" and an event such as "* tls expired" or "* wait 200ms"',
  );
}

function parseEvent(name: string, argument: string): Step | undefined {
  switch (name) {
    case 'close':
    case 'reset':
    case 'silence':
    case 'flood':
    case 'lf':
    case 'crlf':
    case 'latin1':
      return { do: name };
    case 'wait':
    case 'drip':
      return withDuration(name, argument);
    case 'flood-lines':
      return { do: name, code: argument === '' ? '220' : argument };
    case 'raw':
      return { do: name, bytes: parseBytes(argument) };
    case 'tls':
      return withTls(argument);
    default:
      return undefined;
  }
}

function withDuration(name: 'wait' | 'drip', argument: string): Step | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(argument);
  if (!match) return undefined;
  return { do: name, ms: Number(match[1]) * (match[2] === 's' ? 1000 : 1) };
}

const TLS_OPTIONS = ['min', 'max', 'cipher', 'key', 'names'];

function withTls(argument: string): Step | undefined {
  const words = argument.split(/\s+/).filter((word) => word !== '');
  const options = new Map(words.filter(isOption).map(splitOption));
  const [kind = 'valid', ...others] = words.filter((word) => !isOption(word));
  const certificate = CERTIFICATE_KINDS.find((known) => known === kind);
  const unknown = [...options.keys()].some((key) => !TLS_OPTIONS.includes(key));
  if (!certificate || unknown || others.length > 0) return undefined;
  return { do: 'tls', script: tlsScript(certificate, options) };
}

function isOption(word: string): boolean {
  return word.includes('=');
}

function splitOption(word: string): [string, string] {
  const at = word.indexOf('=');
  return [word.slice(0, at), word.slice(at + 1)];
}

function tlsScript(certificate: CertificateKind, options: ReadonlyMap<string, string>): TlsScript {
  const [min, max, cipher, names] = ['min', 'max', 'cipher', 'names'].map((key) => options.get(key));
  return {
    certificate,
    key: options.get('key') === 'rsa' ? 'rsa' : 'ec',
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(cipher === undefined ? {} : { cipher }),
    ...(names === undefined ? {} : { names: names.split(',') }),
  };
}

const ESCAPES: Readonly<Record<string, string>> = { '0': '\0', r: '\r', n: '\n', t: '\t' };

/** Hexadecimal, or a quoted text with `\xNN`, `\u{N}`, `\0`, `\r`, `\n`, `\t`, `\"` and `\\`. */
function parseBytes(argument: string): Buffer {
  const quoted = /^"(.*)"$/s.exec(argument)?.[1];
  if (quoted === undefined) return Buffer.from(argument.replaceAll(' ', ''), 'hex');
  const pieces = quoted.match(/\\x[0-9a-f]{2}|\\u\{[0-9a-f]+\}|\\.|[^\\]+/gi) ?? [];
  return Buffer.concat(pieces.map(unescapePiece));
}

function unescapePiece(piece: string): Buffer {
  if (!piece.startsWith('\\')) return Buffer.from(piece);
  if (piece[1] === 'x') return Buffer.from(piece.slice(2), 'hex');
  if (piece[1] === 'u') return Buffer.from(String.fromCodePoint(Number.parseInt(piece.slice(3, -1), 16)));
  return Buffer.from(ESCAPES[piece.slice(1)] ?? piece.slice(1));
}

/**
 * Whether a client's line is the one expected.
 *
 * `***` stands for anything (it is the mark of redaction), `*` alone for any line; the verb's case does not matter.
 */
export function matchesLine(pattern: string, line: string): boolean {
  if (pattern === '*') return true;
  const [, verb = '', rest = ''] = /^(\S*)(.*)$/s.exec(pattern) ?? [];
  const head = new RegExp(`^${wildcards(verb)}`, 'i').exec(line)?.[0];
  return head !== undefined && new RegExp(`^${wildcards(rest)}$`, 's').test(line.slice(head.length));
}

function wildcards(pattern: string): string {
  return pattern.split('***').map(escapeRegExp).join('.*');
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
