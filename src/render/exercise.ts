import type { ClaimEvidence, Evidence, ExtensionTrial } from '../evidence.ts';
import type { Page } from './page.ts';
import { setTable } from './table.ts';

const KEYWORD_CHARACTERS = 30;
const SAID_CHARACTERS = 60;
const CLAIM_CHARACTERS = 300;

/** Every extension that was offered or tried: what was said for it, and what came of it. */
export function setExercise({ exercise }: Evidence, page: Page): string[] {
  if (!exercise || exercise.trials.length === 0) return [];
  const { columns } = page.words.exercise;
  const head = [columns.extension, columns.tried, columns.outcome].map(page.sentence);
  const rows = exercise.trials.map((trial) => [
    page.safe(trial.keyword, KEYWORD_CHARACTERS),
    triedCell(trial, page),
    outcomeCell(trial, page),
  ]);
  return setTable(head, rows, page);
}

/** What was said of the client that is spoken for, and what the server answered. */
export function claimLines(command: ClaimEvidence['command'], { claims }: Evidence, page: Page): string[] {
  const claim = claims?.find((one) => one.command === command);
  if (!claim) return [];
  const { attributes, unoffered, reply } = claim;
  const words = page.words.exercise;
  return [
    page.safe(attributes.join(' '), CLAIM_CHARACTERS),
    ...(unoffered ? [page.sentence(words.claimUnoffered(unoffered))] : []),
    ...(reply
      ? [page.sentence(reply.code < 300 ? words.claimAccepted(reply.code) : words.claimRefused(reply.code))]
      : []),
  ];
}

/** Commands without the addresses, which are the same in all. */
function triedCell({ said, outcome }: ExtensionTrial, page: Page): string {
  if (said.length > 0) {
    const short = said.map((line) => line.replace(/^(MAIL|RCPT) (?:FROM|TO):<[^ ]*>/, '$1'));
    return page.safe(short.join(', '), SAID_CHARACTERS);
  }
  return outcome === 'untried' || outcome === 'unproven' ? '' : page.sentence(page.words.exercise.byOffer);
}

function outcomeCell({ outcome, reason, reply }: ExtensionTrial, page: Page): string {
  const words = page.words.exercise;
  const why = reason === undefined ? '' : `: ${words.reasons[reason]}`;
  const code = reply === undefined ? '' : ` (${reply.code})`;
  return page.sentence(`${words.outcomes[outcome]}${why}${code}`);
}
