import type { Extension, Hello } from './extension.ts';
import { FINGERPRINT_TABLE, type FingerprintPlace, type FingerprintRow } from './fingerprint-table.ts';
import type { Reply } from './reply.ts';

/** Software recognised by what it says; more than one may be at work (a server behind a firewall). */
export interface Fingerprint {
  /** Product name as its makers write it. */
  readonly name: string;
  /** `middlebox`: something on the way, not the server. */
  readonly kind: 'mta' | 'provider' | 'middlebox' | 'antivirus' | 'other-service';
  readonly version?: string;
  /** What gave it away. */
  readonly seenIn: 'banner' | 'ehlo' | 'reply' | 'certificate';
  /** The text that matched, cut at 200 characters. */
  readonly sample: string;
}

/** What a session heard, as far as it went. */
export interface Heard {
  readonly greeting?: Reply;
  /** The first line as it came, code included. */
  readonly greetingLine?: string;
  /** The reply to EHLO before TLS, and after. */
  readonly hello?: Hello;
  readonly secureHello?: Hello;
  /** Every other reply, in order. */
  readonly replies?: readonly Reply[];
  /** Issuer names of the certificates that the peer sent. */
  readonly certificateIssuers?: readonly string[];
}

type Texts = Readonly<Record<FingerprintPlace, readonly string[]>>;

/** No text is read further than this, so no peer can make a pattern work long. */
const TEXT_CHARACTERS = 512;
const SAMPLE_CHARACTERS = 200;
const VERSION_CHARACTERS = 40;

/** How many texts of one place are looked at; software shows itself in the first few or not at all. */
const TEXTS_PER_PLACE = 100;
const LINES_PER_REPLY = 10;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const SEEN_IN: Readonly<Record<FingerprintPlace, Fingerprint['seenIn']>> = {
  banner: 'banner',
  'ehlo-line': 'ehlo',
  reply: 'reply',
  'starttls-refusal': 'reply',
  keyword: 'ehlo',
  'ehlo-keywords': 'ehlo',
  'masked-keywords': 'ehlo',
  certificate: 'certificate',
};

/**
 * Names the software at work, in the order of certainty.
 *
 * At most one fingerprint is the server's own (`mta` or `provider`); one `middlebox` and one `antivirus`
 * may stand beside it. Empty when nothing is recognised.
 */
export function recogniseSoftware(seen: Heard): Fingerprint[] {
  const texts = gatherTexts(seen);
  const found = new Map<string, Fingerprint>();
  for (const row of FINGERPRINT_TABLE) {
    const role = row.kind === 'provider' ? 'mta' : row.kind;
    if (found.has(role)) continue;
    const fingerprint = matchRow(row, texts[row.where]);
    if (fingerprint) found.set(role, fingerprint);
  }
  return [...found.values()];
}

function matchRow(row: FingerprintRow, texts: readonly string[]): Fingerprint | undefined {
  for (const text of texts) {
    const match = row.pattern.exec(text);
    if (!match) continue;
    const version = match.groups?.version?.slice(0, VERSION_CHARACTERS);
    return {
      name: row.name,
      kind: row.kind,
      ...(version === undefined ? {} : { version }),
      seenIn: SEEN_IN[row.where],
      sample: text.slice(0, SAMPLE_CHARACTERS),
    };
  }
  return undefined;
}

function gatherTexts(seen: Heard): Texts {
  const hellos = [seen.hello, seen.secureHello].filter((hello) => hello !== undefined);
  const extensions = hellos.map((hello) => hello.extensions.slice(0, TEXTS_PER_PLACE));
  const replies = (seen.replies ?? []).flatMap(replyLines);
  return {
    banner: cut(bannerTexts(seen)),
    'ehlo-line': cut(hellos.map((hello) => hello.greeting)),
    reply: cut(replies),
    'starttls-refusal': cut(isTlsWanting(seen) ? replies : []),
    keyword: cut(extensions.flat().map(formatExtension)),
    'ehlo-keywords': cut(extensions.map((list) => list.map(formatExtension).join(','))),
    'masked-keywords': cut(extensions.map(maskedKeywords)),
    certificate: cut(seen.certificateIssuers ?? []),
  };
}

function cut(texts: readonly string[]): string[] {
  return texts.slice(0, TEXTS_PER_PLACE).map((text) => text.slice(0, TEXT_CHARACTERS));
}

/** Each line by itself, and the whole greeting where it has several. */
function bannerTexts(seen: Heard): string[] {
  const lines = seen.greeting ? replyLines(seen.greeting) : [];
  const first = seen.greetingLine === undefined ? [] : [seen.greetingLine];
  return [...first, ...lines, ...(lines.length > 1 ? [lines.join('\n')] : [])];
}

/** The lines as the server sent them, as near as a parsed reply tells: the enhanced code opens each. */
function replyLines(reply: Reply): string[] {
  const lines = reply.lines.slice(0, LINES_PER_REPLY);
  const enhanced = reply.enhanced === undefined ? '' : `${reply.enhanced} `;
  return lines.map((line, index) => {
    const separator = index < reply.lines.length - 1 ? '-' : ' ';
    return `${reply.code}${separator}${enhanced}${line}`;
  });
}

function formatExtension({ keyword, parameters }: Extension): string {
  return [keyword, ...parameters].join(' ');
}

/**
 * Keywords that a Cisco firewall has overwritten: each is X to its last character, and those last
 * characters run A, B, C over one reply. Empty when they do not, for then it is something else.
 */
function maskedKeywords(extensions: readonly Extension[]): string {
  const words = extensions.map(formatExtension).filter((word) => /^X+[A-Z]$/.test(word));
  const letters = words.map((word) => word.slice(-1)).join('');
  return ALPHABET.startsWith(letters) ? words.join(',') : '';
}

function isTlsWanting({ hello, secureHello }: Heard): boolean {
  if (secureHello) return false;
  return hello?.extensions.some(({ keyword }) => keyword === 'STARTTLS') ?? false;
}
