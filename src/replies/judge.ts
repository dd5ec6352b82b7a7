import { type Cause, DETAILS, type Detail } from './causes.ts';
import type { Facts, Interpretation, Reason, Statement } from './interpretation.ts';
import type { Vote } from './votes.ts';

/** Causes less likely than this beside the chosen one are not worth naming. */
const ALTERNATIVE_SHARE = 0.55;

/** Weighs what speaks for each cause of a statement, and decides. Loads no wordings: a bare code is judged without. */
export function judge(statement: Statement, facts: Facts, votes: readonly Vote[]): Interpretation {
  const ranking = rankingOf(votes);
  const [winner] = ranking;
  const rest = { facts, statement };
  if (!winner)
    return { confidence: 0, ...temporaryOf(statement, undefined), because: [], alternatives: [], ...rest };
  const detail = detailOf(votes, winner.cause);
  return {
    cause: winner.cause,
    detail,
    confidence: Math.round(winner.weight * 100) / 100,
    actor: DETAILS[detail].actor,
    ...temporaryOf(statement, winner.cause),
    because: reasonsOf(votes, winner.cause),
    alternatives: ranking
      .slice(1)
      .filter(({ weight }) => weight > winner.weight * ALTERNATIVE_SHARE)
      .map(({ cause }) => cause),
    ...rest,
  };
}

/** Words that leave no other reading: no code speaks against them. */
const PROOF = 0.97;

/** A closer name wins unless the cause's own is likelier by more than this. */
const CLOSENESS = 0.2;

interface Ranked {
  readonly cause: Cause;
  readonly weight: number;
}

/** The likeliest first. Words that prove a cause go before everything that speaks against them. */
function rankingOf(votes: readonly Vote[]): Ranked[] {
  const proven = new Set(
    votes.filter(({ weight }) => weight >= PROOF).map(({ detail }) => DETAILS[detail].cause),
  );
  return [...weightsBy(votes, ({ detail }): Cause => DETAILS[detail].cause)]
    .map(([cause, weight]) => ({ cause, weight }))
    .toSorted((a, b) => Number(proven.has(b.cause)) - Number(proven.has(a.cause)) || b.weight - a.weight);
}

/** The closest name that the votes for a cause give it; the cause's own says the least. */
function detailOf(votes: readonly Vote[], cause: Cause): Detail {
  const weights = weightsBy(
    votes.filter(({ detail }) => DETAILS[detail].cause === cause),
    ({ detail }): Detail => detail,
  );
  let best: Detail = cause;
  let most = (weights.get(cause) ?? 0) - CLOSENESS;
  for (const [detail, weight] of weights) {
    if (detail !== cause && weight > most) {
      best = detail;
      most = weight;
    }
  }
  return best;
}

/** Votes of different layers for the same confirm each other; within a layer the strongest counts. */
function weightsBy<K>(votes: readonly Vote[], keyOf: (vote: Vote) => K): Map<K, number> {
  const doubts = new Map<K, Map<Reason['by'], number>>();
  for (const vote of votes) {
    const key = keyOf(vote);
    const layers = doubts.get(key) ?? new Map<Reason['by'], number>();
    doubts.set(key, layers);
    layers.set(vote.reason.by, Math.min(layers.get(vote.reason.by) ?? 1, 1 - vote.weight));
  }
  return new Map(
    [...doubts].map(([key, layers]) => [key, 1 - [...layers.values()].reduce((all, one) => all * one, 1)]),
  );
}

const REASON_LIMIT = 4;

function reasonsOf(votes: readonly Vote[], cause: Cause): Reason[] {
  return votes
    .filter(({ detail }) => DETAILS[detail].cause === cause)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, REASON_LIMIT)
    .map(({ reason }) => reason);
}

/** Causes that pass by themselves, where neither code says so. */
const PASSING: ReadonlySet<Cause> = new Set<Cause>(['greylisted', 'rate-limited']);

/** What the frame says counts first, then the class of the code (RFC 5321 §4.2.1), then that of the enhanced code. */
function temporaryOf(
  { code, enhanced, temporary }: Statement,
  cause: Cause | undefined,
): { temporary?: boolean } {
  if (temporary !== undefined) return { temporary };
  const digit = code === undefined ? Number(enhanced?.[0]) : Math.floor(code / 100);
  if (digit === 4 || digit === 5) return { temporary: digit === 4 };
  return cause !== undefined && PASSING.has(cause) ? { temporary: true } : {};
}
