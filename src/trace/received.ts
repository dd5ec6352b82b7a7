import { findAddress } from './address.ts';
import { parseDateTime } from './date-time.ts';
import { type Token, tokensOf } from './structured.ts';

/** Who handed a message over, as the receiver saw it. */
export interface ReceivedFrom {
  /** What it called itself in EHLO. */
  readonly helo?: string;
  /** The name of its address, where the receiver had found one. */
  readonly name?: string;
  readonly address?: string;
}

/** TLS of one hop. */
export interface ReceivedTls {
  readonly protocol?: string;
  readonly cipher?: string;
}

/** One Received field (RFC 5321 §4.4), in whichever way its server writes it. */
export interface Received {
  readonly from?: ReceivedFrom;
  readonly by?: string;
  /** As written: `ESMTPSA`, `Microsoft SMTP Server`, `local`. */
  readonly protocol?: string;
  readonly id?: string;
  readonly recipient?: string;
  readonly envelopeFrom?: string;
  /** Present where the hop was encrypted. */
  readonly tls?: ReceivedTls;
  /** The sender had logged in (RFC 3848). */
  readonly authenticated: boolean;
  /** ISO 8601, UTC. */
  readonly date?: string;
  /** What the receiver says of its software, in brackets behind its name. */
  readonly software?: string;
}

const CLAUSES = ['from', 'by', 'via', 'with', 'id', 'for', 'tls'] as const;

type Clause = (typeof CLAUSES)[number];

interface ClauseText {
  readonly words: string[];
  readonly comments: string[];
}

const WORD_CHARACTERS = 255;

/** Reads one Received field; undefined when it names neither a server nor a time. */
export function parseReceived(value: string): Received | undefined {
  const tokens = tokensOf(value, ';');
  const dateAt = tokens.findLastIndex(({ kind, text }) => kind === 'mark' && text === ';');
  const clauses = clausesOf(dateAt === -1 ? tokens : tokens.slice(0, dateAt));
  const date = dateOf(tokens, dateAt);
  const comments = [...clauses.values()].flatMap((clause) => clause.comments);
  const from = fromOf(clauses);
  const by = wordOf(clauses.get('by'))?.replace(/\.$/, '');
  if (by === undefined && from === undefined && date === undefined) return undefined;
  const protocol = protocolOf(clauses);
  const tls = tlsOf(comments, protocol, wordOf(clauses.get('tls')));
  return {
    ...(from ? { from } : {}),
    ...optional('by', by),
    ...optional('protocol', protocol),
    ...optional('id', wordOf(clauses.get('id'))),
    ...optional('recipient', bareAddress(wordOf(clauses.get('for')))),
    ...optional('envelopeFrom', envelopeFromOf(comments)),
    ...(tls ? { tls } : {}),
    authenticated: isAuthenticated(comments, protocol),
    ...optional('date', date),
    ...optional(
      'software',
      clauses.get('by')?.comments.find((comment) => findAddress(comment) === undefined),
    ),
  };
}

function optional<Key extends string>(key: Key, value: string | undefined) {
  // The compiler makes of a computed key one of any name.
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: string };
}

function dateOf(tokens: readonly Token[], dateAt: number): string | undefined {
  const words = tokens.slice(dateAt + 1).filter(({ kind }) => kind === 'word');
  return parseDateTime(words.map(({ text }) => text).join(' '));
}

/** A clause begins with its name, once: a later `by` is a word of the clause before it. */
function clausesOf(tokens: readonly Token[]): Map<Clause | '', ClauseText> {
  const clauses = new Map<Clause | '', ClauseText>([['', { words: [], comments: [] }]]);
  let current: Clause | '' = '';
  for (const { kind, text } of tokens) {
    const name = CLAUSES.find((clause) => kind === 'word' && clause === text.toLowerCase());
    if (name && !clauses.has(name)) {
      current = name;
      clauses.set(name, { words: [], comments: [] });
      continue;
    }
    const clause = clauses.get(current);
    if (kind === 'comment') clause?.comments.push(text);
    else clause?.words.push(text.slice(0, WORD_CHARACTERS));
  }
  return clauses;
}

function wordOf(clause: ClauseText | undefined): string | undefined {
  const word = clause?.words[0];
  return word === undefined || word === '' ? undefined : word;
}

/** Exchange writes three words, qmail an encryption in brackets before the protocol. */
function protocolOf(clauses: ReadonlyMap<Clause | '', ClauseText>): string | undefined {
  const words = clauses.get('with')?.words.join(' ').slice(0, WORD_CHARACTERS);
  return words === undefined || words === '' ? undefined : words;
}

function fromOf(clauses: ReadonlyMap<Clause | '', ClauseText>): ReceivedFrom | undefined {
  const clause = clauses.get('from');
  const word = wordOf(clause);
  if (!clause || word === undefined) return undefined;
  const said = clause.comments.join(' ');
  const heloSaid = /(?:^|[\s(])helo[= ]+([^\s()]+)/i.exec(said)?.[1];
  const address = findAddress(said) ?? findAddress(word);
  const nameSaid = /^(?!\[|helo\b|using\b|TLS|AUTH)([\w-]+(?:\.[\w-]+)+)\.?(?=\s|$)/i.exec(
    clause.comments[0] ?? '',
  )?.[1];
  // qmail and Exim put the looked-up name first and the EHLO name into brackets.
  const helo = heloSaid ?? word;
  const name = heloSaid === undefined ? nameSaid : word;
  const isName = name !== undefined && name !== address && findAddress(name) === undefined;
  const isKnown = isName && !/^(?:unknown|localhost\.?)$/i.test(name);
  return { ...optional('helo', helo), ...(isKnown ? { name } : {}), ...optional('address', address) };
}

function envelopeFromOf(comments: readonly string[]): string | undefined {
  for (const comment of comments) {
    const match = /(?:^|\s)envelope-(?:from|sender)[ =:]+(<[^>]*>|[^\s()]+)/i.exec(comment);
    if (match?.[1] !== undefined) return bareAddress(match[1]);
  }
  return undefined;
}

function bareAddress(text: string | undefined): string | undefined {
  return text?.replace(/^<|>$/g, '').slice(0, 320);
}

const ENCRYPTED = /^(?:utf8)?(?:e?smtp|lmtp)sa?$/i;
const TLS_VERSION = /\b(?:version=)?((?:TLS|SSL)[ _]?v?[123](?:[._][0-3])?)\b/i;
const CIPHER =
  /\bcipher[= ]+([\w:-]+)|\b(?:TLS|SSL)v?[\d._]+[,:][\w:-]*?((?:TLS|ECDHE|DHE|AES|RSA|CHACHA)[\w-]{6,})|\b((?:TLS|ECDHE|DHE|RSA)_[A-Z0-9_]{6,})\b|\(?((?:ECDHE|DHE|AES\d|RSA)[A-Z0-9-]{5,}) encrypted/i;

function tlsOf(
  comments: readonly string[],
  protocol: string | undefined,
  clause: string | undefined,
): ReceivedTls | undefined {
  const said = comments
    .filter((comment) => /\b(?:TLS|SSL)|cipher|encrypted/i.test(comment))
    .join(' ')
    .slice(0, 2_000);
  const version = TLS_VERSION.exec(said)?.[1];
  const isEncrypted = ENCRYPTED.test(protocol ?? '') || version !== undefined || clause !== undefined;
  if (!isEncrypted && !/\bencrypted\b/i.test(said)) return undefined;
  const cipher =
    CIPHER.exec(said)
      ?.slice(1)
      .find((group) => group !== undefined) ?? clause;
  return {
    ...optional('protocol', version === undefined ? undefined : tlsName(version)),
    ...optional('cipher', cipher),
  };
}

/** `TLS1_3`, `TLS1.3` and `TLSv1.3` are one. */
function tlsName(text: string): string {
  const [, family = '', version = ''] = /^(TLS|SSL)[ _]?v?([\d._]+)$/i.exec(text) ?? [];
  return `${family.toUpperCase()}v${version.replace('_', '.')}`;
}

function isAuthenticated(comments: readonly string[], protocol: string | undefined): boolean {
  if (/^(?:utf8)?(?:e?smtp|lmtp)s?a$/i.test(protocol ?? '')) return true;
  return comments.some((comment) =>
    /^(?:AUTH: |authenticated|Authenticated sender)|\bauth=(?!no)/i.test(comment),
  );
}
