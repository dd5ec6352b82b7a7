import type { DkimEvidence, IdentityEvidence, MxHostEvidence, TlsPolicyEvidence } from '../../evidence.ts';
import { parseDkimKey } from '../../identity/dkim-key.ts';
import type { SpfNode } from '../../identity/spf-tree.ts';
import type { DomainLabel, DomainWords } from '../../messages/domain-words.ts';
import { dmarcOf } from '../../rules/domain/mend.ts';
import type { Page, Row } from '../page.ts';
import { labelOf, wordsOf } from './domain-page.ts';

const MOST_CAA = 6;
const MOST_TRIALS = 24;

/** What the domain publishes, and what its servers said to recipients. */
export function recordRows(identity: IdentityEvidence, page: Page): Row[] {
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
    .map(([name, lines]) => ({ label: labelOf(name, page), lines }));
}

/** What the domain asks of senders; not told where only the DNS was asked. */
export function policyRows(policy: TlsPolicyEvidence | undefined, page: Page): Row[] {
  if (!policy) return [];
  const { noRecord, unusable } = wordsOf(page);
  const { mtaSts, tlsRpt } = policy;
  const terms = mtaSts && (mtaSts.mode ? `${mtaSts.mode}: ${mtaSts.mx.join(', ')}` : unusable);
  const targets = tlsRpt && (tlsRpt.fault === undefined ? tlsRpt.targets.join(', ') : unusable);
  return [
    { label: labelOf('mtaSts', page), lines: [page.safe(terms ?? noRecord)] },
    { label: labelOf('tlsRpt', page), lines: [page.safe(targets ?? noRecord)] },
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
