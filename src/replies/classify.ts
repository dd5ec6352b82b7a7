import type { Reply } from '../smtp/reply.ts';
import { type Cause, DETAILS, type Detail } from './causes.ts';
import { factsOf } from './facts.ts';
import type { Circumstances, Interpretation, Reason, Statement } from './interpretation.ts';
import { readStatement } from './read/index.ts';
import { type Vote, votesOf } from './votes.ts';

/** What is to be interpreted: words as somebody pasted them, or a reply that was read from the wire. */
export type Question = ({ readonly text: string } | { readonly reply: Reply }) & Circumstances;

/** Causes less likely than this beside the chosen one are not worth naming. */
const ALTERNATIVE_SHARE = 0.35;

/**
 * Says why a reply refuses, who must act and whether waiting helps. Deterministic, without a network;
 * wordings decide before enhanced codes, those before the code at its stage, and that before the class.
 */
export function classify(question: Question): Interpretation {
  const { stage, provider, software } = question;
  const statement = 'reply' in question ? statementOf(question.reply) : readStatement(question.text);
  return interpret(
    {
      ...statement,
      ...(stage === undefined ? {} : { stage }),
      ...(provider === undefined ? {} : { provider }),
      ...(software === undefined ? {} : { software }),
    },
    question,
  );
}

/** As `classify`, for what has been read already. */
export function interpret(statement: Statement, circumstances: Circumstances = {}): Interpretation {
  const facts = factsOf(statement.text);
  const votes = votesOf(statement, facts, circumstances);
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

function statementOf({ code, enhanced, lines }: Reply): Statement {
  return { text: lines.join('\n'), code, ...(enhanced === undefined ? {} : { enhanced }) };
}

interface Ranked {
  readonly cause: Cause;
  readonly weight: number;
}

/** Votes of different layers for one cause confirm each other; within a layer the strongest counts. */
function rankingOf(votes: readonly Vote[]): Ranked[] {
  const doubts = new Map<Cause, Map<Reason['by'], number>>();
  for (const { detail, weight, reason } of votes) {
    const { cause } = DETAILS[detail];
    const layers = doubts.get(cause) ?? new Map<Reason['by'], number>();
    doubts.set(cause, layers);
    layers.set(reason.by, Math.min(layers.get(reason.by) ?? 1, 1 - weight));
  }
  return [...doubts]
    .map(([cause, layers]) => ({
      cause,
      weight: 1 - [...layers.values()].reduce((all, doubt) => all * doubt, 1),
    }))
    .toSorted((a, b) => b.weight - a.weight);
}

/** The closest name that the votes for a cause give it. */
function detailOf(votes: readonly Vote[], cause: Cause): Detail {
  const named = votes.filter(({ detail }) => DETAILS[detail].cause === cause && detail !== cause);
  const generic = votes.filter(({ detail }) => detail === cause);
  const best = strongest(named);
  if (!best) return cause;
  return best.weight + 0.2 >= (strongest(generic)?.weight ?? 0) ? best.detail : cause;
}

function strongest(votes: readonly Vote[]): Vote | undefined {
  return votes.reduce<Vote | undefined>(
    (best, vote) => (best && best.weight >= vote.weight ? best : vote),
    undefined,
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

/** The class of the code decides (RFC 5321 §4.2.1), then that of the enhanced code. */
function temporaryOf({ code, enhanced }: Statement, cause: Cause | undefined): { temporary?: boolean } {
  const digit = code === undefined ? Number(enhanced?.[0]) : Math.floor(code / 100);
  if (digit === 4 || digit === 5) return { temporary: digit === 4 };
  return cause !== undefined && PASSING.has(cause) ? { temporary: true } : {};
}
