import type { Evidence } from '../evidence.ts';
import type { CertificateFacts } from '../tls/certificate.ts';
import type { DaneFacts } from '../tls/dane.ts';
import { survivalOf } from '../tls/tlsa.ts';
import type { Page } from './page.ts';

const DAY_MS = 86_400_000;
const MOST_NAMES = 4;
const NAME_CHARACTERS = 200;
const MOST_RECORDS = 6;
/** Tells a record from others; the whole stands in the JSON report. */
const RECORD_CHARACTERS = 20;

/** What protects the session: version, suite and key agreement, or that nothing does. */
export function securityLines({ tls, hello, failure }: Evidence, page: Page): string[] {
  // A walk that broke off tells nothing of what a client would have had.
  if (!tls) return hello && !failure ? [page.sentence(page.words.clearText)] : [];
  const group = tls.group === undefined ? [] : [tls.group];
  const agreed = [tls.protocol, tls.cipher, ...group]
    .map((part) => page.safe(part, NAME_CHARACTERS))
    .join(', ');
  return tls.mode === 'tls' ? [agreed, page.sentence(page.words.implicitTls)] : [agreed];
}

/** The server's own certificate: for whom, by whom, how long, and whether it is believed. */
export function certificateLines({ tls, observedAt }: Evidence, page: Page): string[] {
  const leaf = tls?.certificates[0];
  if (!tls || !leaf) return [];
  const { words } = page;
  const { trusted, problems } = tls.trust;
  return [
    leaf.subject,
    leaf.selfSigned ? words.selfSigned : words.issuedBy(leaf.issuer),
    validity(leaf, observedAt, page),
    words.names(shownNames(leaf, page)),
    words.key(leaf.keyType, leaf.keyBits),
    trusted ? words.trusted : words.notTrusted(problems.map((problem) => words.trustProblems[problem])),
  ].map((line) => page.sentence(line.slice(0, NAME_CHARACTERS * MOST_NAMES)));
}

function validity(leaf: CertificateFacts, observedAt: string, { words }: Page): string {
  const leftMs = Date.parse(leaf.validTo) - Date.parse(observedAt);
  const until = words.validUntil(dayOf(leaf.validTo));
  if (Date.parse(leaf.validFrom) > Date.parse(observedAt)) return words.validFrom(dayOf(leaf.validFrom));
  if (Number.isNaN(leftMs)) return until;
  const days = Math.floor(Math.abs(leftMs) / DAY_MS);
  return `${leftMs < 0 ? words.daysExpired(days) : words.daysLeft(days)} (${until})`;
}

function dayOf(date: string): string {
  return date.slice(0, 'YYYY-MM-DD'.length);
}

function shownNames({ names }: CertificateFacts, { words }: Page): readonly string[] {
  const shown = names.slice(0, MOST_NAMES).map((name) => name.slice(0, NAME_CHARACTERS));
  return names.length > MOST_NAMES ? [...shown, words.more(names.length - MOST_NAMES)] : shown;
}

/** Whether TLSA records fit the chain (RFC 7672), and what of them a renewal will leave. */
export function daneLines({ dane }: Evidence, page: Page): string[] {
  if (!dane) return [];
  const { daneMatched, daneMismatched, daneUnauthenticated } = page.words;
  const held = dane.matched ? daneMatched : daneMismatched;
  const isSaidSigned = dane.authenticated || dane.unproven;
  return [
    ...(isSaidSigned ? [held] : [held, daneUnauthenticated]).map(page.sentence),
    ...dane.judged.slice(0, MOST_RECORDS).map((judgement) => tlsaLine(judgement, page)),
  ];
}

function tlsaLine({ record, fault }: DaneFacts['judged'][number], page: Page): string {
  const { tlsa, survivals } = page.context.catalog.tlsPolicy;
  const said = fault === undefined ? [tlsa.fits, survivals[survivalOf(record)]] : [tlsa[fault]];
  return `${page.safe(record, RECORD_CHARACTERS)}: ${page.sentence(said.join(', '))}`;
}

/** The domain's MTA-STS policy, held against this host (RFC 8461). */
export function mtaStsLines({ mtaSts }: Evidence, page: Page): string[] {
  if (!mtaSts) return [];
  const { words } = page;
  const mode = mtaSts.mode === undefined ? [] : [words.mtaStsModes[mtaSts.mode]];
  const match = mtaSts.hostMatches === undefined ? [] : [words.mtaStsMatch(mtaSts.hostMatches)];
  const problem = mtaSts.problem === undefined ? [] : [mtaSts.problem];
  return [page.sentence([mtaSts.domain, ...mode, ...match, ...problem].join(', '))];
}
