import type {
  DkimEvidence,
  IdentityEvidence,
  MxHostEvidence,
  SenderAddress,
  TlsPolicyEvidence,
} from '../evidence.ts';
import { parseDkimKey } from '../identity/dkim-key.ts';
import {
  countLookups,
  countVoids,
  SPF_LOOKUPS,
  SPF_VOIDS,
  type SpfNode,
  type SpfQuestion,
} from '../identity/spf-tree.ts';
import type { DomainLabel, DomainWords } from '../messages/domain-words.ts';
import type { Run } from '../report.ts';
import { dmarcOf } from '../rules/domain/mend.ts';
import { standingOf } from '../rules/domain/standing.ts';
import { type Page, type Row, setHanging, setRows, setSection } from './page.ts';

const TREE_LINES = 40;
const MOST_CAA = 6;
const MOST_TRIALS = 24;

function wordsOf({ context }: Page): DomainWords {
  return context.catalog.domain;
}

function label(name: DomainLabel, page: Page): string {
  return page.sentence(wordsOf(page).labels[name]);
}

/** The three answers in short, above the findings. */
export function setDomainSummary({ evidence: { identity } }: Run, page: Page): string[] {
  if (!identity) return [];
  const words = wordsOf(page);
  const { receives, proofs, forgeries } = standingOf(identity);
  return setRows(
    [
      { label: label('receives', page), lines: [page.sentence(words.receives[receives])] },
      { label: label('believed', page), lines: [page.sentence(words.proofs[proofs])] },
      { label: label('forged', page), lines: [page.sentence(words.forgeries[forgeries])] },
    ],
    page,
  );
}

/** What the domain publishes, what its SPF record costs, and the addresses that send. */
export function setDomain({ evidence: { identity, tlsPolicy } }: Run, page: Page): string[][] {
  if (!identity) return [];
  return [
    setRows([...recordRows(identity, page), ...policyRows(tlsPolicy, page)], page),
    setSection(label('spfTree', page), setSpfTree(identity.spf, page), page, costOf(identity.spf, page)),
    setSection(label('senders', page), setRows(senderRows(identity, page), page), page),
    ...(page.context.verbose ? [setQuestions(identity, page)] : []),
  ];
}

function recordRows(identity: IdentityEvidence, page: Page): Row[] {
  const words = wordsOf(page);
  const { organization } = dmarcOf(identity);
  const rows: readonly (readonly [DomainLabel, readonly string[]])[] = [
    ['mx', mxLines(identity, page)],
    ['spf', spfLines(identity.spf, page)],
    ['dkim', dkimLines(identity, page)],
    ['dmarc', dmarcLines(identity, page)],
    ['organization', organization === identity.domain ? [] : [page.safe(organization)]],
    ['bimi', identity.bimi ? [page.safe(identity.bimi.record)] : []],
    ['mark', markLines(identity, page)],
    ['recipients', recipientLines(identity, page)],
    ['dnssec', [page.sentence(words.dnssec[identity.dnssec])]],
    ['caa', caaLines(identity, page)],
    [
      'services',
      identity.services.map(({ service, targets }) => page.safe(`${service}: ${targets.join(', ')}`)),
    ],
    ['autoconfig', identity.hasAutoconfig ? [page.sentence(words.present)] : []],
    ['lists', [page.sentence(listsLine(identity, words))]],
  ];
  return rows
    .filter(([, lines]) => lines.length > 0)
    .map(([name, lines]) => ({ label: label(name, page), lines }));
}

/** What the domain asks of senders; not told where only the DNS was asked. */
function policyRows(policy: TlsPolicyEvidence | undefined, page: Page): Row[] {
  if (!policy) return [];
  const { noRecord, unusable } = wordsOf(page);
  const { mtaSts, tlsRpt } = policy;
  const terms = mtaSts && (mtaSts.mode ? `${mtaSts.mode}: ${mtaSts.mx.join(', ')}` : unusable);
  const targets = tlsRpt && (tlsRpt.fault === undefined ? tlsRpt.targets.join(', ') : unusable);
  return [
    { label: label('mtaSts', page), lines: [page.safe(terms ?? noRecord)] },
    { label: label('tlsRpt', page), lines: [page.safe(targets ?? noRecord)] },
  ];
}

function mxLines({ mx }: IdentityEvidence, page: Page): string[] {
  const words = wordsOf(page);
  if (mx.nullMx) return [page.sentence(words.nullMx)];
  if (mx.hosts.length === 0 || mx.implicit) return [page.sentence(words.noMx)];
  return mx.hosts.map((host) => mxLine(host, page));
}

function mxLine({ host, preference, addresses, alias, status }: MxHostEvidence, page: Page): string {
  const words = wordsOf(page);
  const notes = [
    ...(status === 'found' ? [addresses.join(' ')] : [words.mxStatuses[status]]),
    ...(alias === undefined ? [] : [words.alias(alias)]),
  ];
  return page.sentence(`${preference ?? ''} ${host} (${notes.join(', ')})`.trim());
}

function spfLines({ records, status }: SpfNode, page: Page): string[] {
  const words = wordsOf(page);
  if (status === 'failed') return [page.sentence(words.unanswered)];
  return records.length === 0 ? [page.sentence(words.noRecord)] : records.map((text) => page.safe(text));
}

function costOf(spf: SpfNode, page: Page): string {
  const words = wordsOf(page);
  return page.sentence(
    `${words.lookups(countLookups(spf), SPF_LOOKUPS)}, ${words.voids(countVoids(spf), SPF_VOIDS)}`,
  );
}

/** The terms that cost look-ups, each below the record that has it. */
function setSpfTree(spf: SpfNode, page: Page): string[] {
  const lines = treeLines(spf, 0, page);
  const shown = lines.slice(0, TREE_LINES);
  const rest = lines.length - shown.length;
  return [
    ...shown.flatMap(({ depth, text }) => setHanging('  '.repeat(depth), text, page)),
    ...(rest > 0
      ? setHanging('', `${page.marks.ellipsis} ${page.sentence(page.words.more(rest))}`, page)
      : []),
  ];
}

interface TreeLine {
  readonly depth: number;
  readonly text: string;
}

function treeLines({ questions }: SpfNode, depth: number, page: Page): TreeLine[] {
  return questions.flatMap((question) => [
    { depth, text: treeLine(question, page) },
    ...(question.node ? treeLines(question.node, depth + 1, page) : []),
  ]);
}

function treeLine({ text, lookup, node }: SpfQuestion, page: Page): string {
  const { cost, spfNotes } = wordsOf(page);
  const notes = [
    cost(1 + (node ? countLookups(node) : 0)),
    ...(lookup === 'answer' ? [] : [spfNotes[lookup]]),
    ...(node && node.status !== 'found' && node.status !== 'failed' ? [spfNotes[node.status]] : []),
  ];
  return `${page.safe(text)} ${page.marks.dot} ${page.sentence(notes.join(', '))}`;
}

function dkimLines({ dkim, dkimAsked }: IdentityEvidence, page: Page): string[] {
  if (dkim.length === 0) return [page.sentence(wordsOf(page).noKeys(dkimAsked))];
  return dkim.map((found) => page.sentence(dkimLine(found, wordsOf(page))));
}

function dkimLine({ selector, keys: [text] }: DkimEvidence, words: DomainWords): string {
  if (text === undefined) return `${selector}: ${words.noRecord}`;
  const { type, bits, isRevoked, isTesting, faults } = parseDkimKey(text);
  const notes = [
    words.key(type.slice(0, 20), bits),
    ...(isRevoked ? [words.keyNotes.revoked] : []),
    ...(isTesting ? [words.keyNotes.testing] : []),
    ...(faults.length > 0 ? [words.keyNotes.malformed] : []),
  ];
  return `${selector}: ${notes.join(', ')}`;
}

function dmarcLines(identity: IdentityEvidence, page: Page): string[] {
  const words = wordsOf(page);
  const { policy } = dmarcOf(identity);
  const own = identity.dmarc.walk[0];
  if (policy) {
    const from = policy.name === identity.domain ? [] : [page.sentence(words.recordOf(policy.name))];
    return [page.safe(policy.text), ...from];
  }
  if (own && own.records.length > 1) return own.records.map((text) => page.safe(text));
  return [page.sentence(own?.isAnswered ? words.noRecord : words.unanswered)];
}

function markLines({ bimi }: IdentityEvidence, page: Page): string[] {
  const { mark } = bimi ?? {};
  const words = wordsOf(page);
  if (!mark) return [];
  return [mark.problem === undefined ? page.sentence(words.mark(mark)) : page.sentence(words.unusable)];
}

function recipientLines({ trials = [] }: IdentityEvidence, page: Page): string[] {
  return trials
    .slice(0, MOST_TRIALS)
    .map(({ host, recipient, reply }) => page.safe(`${host}: ${recipient} ${reply.code}`));
}

function caaLines({ caa }: IdentityEvidence, page: Page): string[] {
  if (caa.length === 0) return [page.sentence(wordsOf(page).anyAuthority)];
  return caa.slice(0, MOST_CAA).map((line) => page.safe(line));
}

function listsLine(
  { listsAsked, silentLists, senders, domainListings }: IdentityEvidence,
  words: DomainWords,
): string {
  const listings = senders.flatMap((sender) => sender.listings).length + domainListings.length;
  return words.lists(listsAsked, silentLists.length, listings);
}

function senderRows({ senders, domain }: IdentityEvidence, page: Page): Row[] {
  if (senders.length === 0)
    return [{ label: page.safe(domain), lines: [page.sentence(wordsOf(page).noSenders)] }];
  return senders.map((sender) => ({ label: page.safe(sender.address), lines: [senderLine(sender, page)] }));
}

function senderLine({ source, names, confirmed, spf, listings }: SenderAddress, page: Page): string {
  const words = wordsOf(page);
  const [name] = confirmed.length > 0 ? confirmed : (names ?? []);
  const parts = [
    names === undefined ? words.unanswered : (name ?? words.noName),
    ...(name !== undefined && confirmed.length === 0 ? [words.unconfirmed] : []),
    ...(spf ? [words.spfResult(spf.result)] : []),
    ...(listings.length > 0 ? [words.listedBy(listings.map(({ list }) => list))] : []),
    words.sources[source],
  ];
  return page.sentence(parts.join(', '));
}

/** Every question that went out, for who asks for all. */
function setQuestions({ questions }: IdentityEvidence, page: Page): string[] {
  const rows = questions.map(({ name, type, status, elapsedMs }) => ({
    label: type,
    lines: [
      `${page.safe(name)} ${page.marks.dot} ${page.sentence(`${page.words.dnsStatuses[status]}, ${page.words.duration(elapsedMs)}`)}`,
    ],
  }));
  return setSection(
    label('questions', page),
    setRows(rows, page),
    page,
    page.sentence(wordsOf(page).questions(questions.length)),
  );
}
