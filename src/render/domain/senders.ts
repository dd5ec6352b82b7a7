import type { IdentityEvidence, SenderAddress } from '../../evidence.ts';
import type { Page, Row } from '../page.ts';
import { wordsOf } from './domain-page.ts';

/** The addresses that send: their names, what SPF says of them, and the lists that have them. */
export function senderRows({ senders, domain }: IdentityEvidence, page: Page): Row[] {
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
