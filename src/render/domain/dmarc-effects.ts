import type { IdentityEvidence } from '../../evidence.ts';
import { dmarcOf } from '../../rules/domain/mend.ts';
import { standingOf } from '../../rules/domain/standing.ts';
import { type Page, type Row, setRows } from '../page.ts';
import { wordsOf } from './domain-page.ts';

/** What the DMARC record does to real mail, in words; nothing without one that holds. */
export function setDmarcEffects(identity: IdentityEvidence, page: Page): string[] {
  const { policy, applied, organization } = dmarcOf(identity);
  const { forgeries, proofs } = standingOf(identity);
  if (!policy || applied === undefined || forgeries === 'delivered-unwatched' || forgeries === 'unknown') {
    return [];
  }
  const { labels, scope, own, forwarded, services, failing, subdomains } = wordsOf(page).dmarcEffects;
  const { strictSpf, strictDkim, subdomains: sp = applied, nonexistent: np = applied } = policy.record;
  const [spf, dkim] = [strictSpf, strictDkim].map((isStrict) =>
    isStrict ? scope.strict(identity.domain) : scope.relaxed(organization),
  );
  const isSigned = proofs === 'dkim' || proofs === 'spf-and-dkim';
  const rows: readonly (readonly [keyof typeof labels, string])[] = [
    ['own', own(spf ?? '', dkim ?? '')],
    ['forwarded', isSigned ? forwarded.signed : forwarded.unsigned],
    ['services', services],
    ['failing', failing[forgeries]],
    ['subdomains', subdomains(sp, np)],
  ];
  return setRows(
    rows.map(([name, text]): Row => ({ label: page.sentence(labels[name]), lines: [page.sentence(text)] })),
    page,
  );
}
