import type { IdentityEvidence } from '../evidence.ts';
import type { Run } from '../report.ts';
import { standingOf } from '../rules/domain/standing.ts';
import { setDmarcEffects } from './domain/dmarc-effects.ts';
import { labelOf, wordsOf } from './domain/domain-page.ts';
import { setPublish } from './domain/publish.ts';
import { policyRows, recordRows } from './domain/records.ts';
import { senderRows } from './domain/senders.ts';
import { costOf, setSpfTree } from './domain/spf-tree.ts';
import { type Page, setRows, setSection } from './page.ts';

/** The three answers in short, above the findings. */
export function setDomainSummary({ evidence: { identity } }: Run, page: Page): string[] {
  if (!identity) return [];
  const words = wordsOf(page);
  const { receives, proofs, forgeries } = standingOf(identity);
  return setRows(
    [
      { label: labelOf('receives', page), lines: [page.sentence(words.receives[receives])] },
      { label: labelOf('believed', page), lines: [page.sentence(words.proofs[proofs])] },
      { label: labelOf('forged', page), lines: [page.sentence(words.forgeries[forgeries])] },
    ],
    page,
  );
}

/** The records to publish, what the domain has now, what DMARC does with it, what SPF costs, and who sends. */
export function setDomain(run: Run, page: Page): string[][] {
  const { identity, tlsPolicy } = run.evidence;
  if (!identity) return [];
  return [
    setPublish(run, page),
    setRows([...recordRows(identity, page), ...policyRows(tlsPolicy, page)], page),
    setSection(labelOf('dmarcEffects', page), setDmarcEffects(identity, page), page),
    setSection(labelOf('spfTree', page), setSpfTree(identity.spf, page), page, costOf(identity.spf, page)),
    setSection(labelOf('senders', page), setRows(senderRows(identity, page), page), page),
    ...(page.context.verbose ? [setQuestions(identity, page)] : []),
  ];
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
    labelOf('questions', page),
    setRows(rows, page),
    page,
    page.sentence(wordsOf(page).questions(questions.length)),
  );
}
