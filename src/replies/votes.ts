import type { Detail } from './causes.ts';
import type { Circumstances, Facts, Reason, Statement } from './interpretation.ts';
import { codeAt } from './registry/codes.ts';
import { deviationOf } from './registry/deviations.ts';
import { enhancedRow } from './registry/enhanced.ts';
import { wordingVotes } from './wording-votes.ts';

/** What one piece of the evidence says for one detail. */
export interface Vote {
  readonly detail: Detail;
  /** The probability that it is right, were it the only evidence: 0 to 1. */
  readonly weight: number;
  readonly reason: Reason;
}

const DEVIATION = 0.92;
const FACT = 0.6;
const ENHANCED = { strong: 0.75, weak: 0.35, none: 0 } as const;
const CODE = { strong: 0.6, weak: 0.25 } as const;
const CLASS = 0.05;

/** Everything that speaks for a detail, layer by layer. A reply that refuses nothing gets none. */
export function votesOf(statement: Statement, facts: Facts, circumstances: Circumstances): Vote[] {
  const refuses = classOf(statement);
  if (refuses !== undefined && refuses < 4) return [];
  return [
    ...wordingVotes(statement),
    ...factVotes(facts),
    ...enhancedVotes(statement),
    ...codeVotes(statement, circumstances),
    ...classVotes(refuses),
  ];
}

/** The first digit of the code: 2 to 5 (RFC 5321 §4.2.1). */
export function classOf({ code, enhanced }: Statement): number | undefined {
  if (code !== undefined) return Math.floor(code / 100);
  return enhanced === undefined ? undefined : Number(enhanced[0]);
}

/** A list's name is seldom spoken without its listing being the cause. */
function factVotes({ blocklist }: Facts): Vote[] {
  if (blocklist === undefined) return [];
  const detail = LINK_LISTS.test(blocklist) ? 'link-blocklisted' : 'address-blocklisted';
  return [{ detail, weight: FACT, reason: { by: 'fact', fact: 'blocklist', value: blocklist } }];
}

/** Lists of the domains that links lead to. */
const LINK_LISTS = /^(?:SURBL|URIBL)$/;

function enhancedVotes({ enhanced, provider }: Statement): Vote[] {
  if (enhanced === undefined) return [];
  const deviation = provider === undefined ? undefined : deviationOf(provider, enhanced);
  if (deviation && provider !== undefined) {
    const reason: Reason = { by: 'enhanced', code: enhanced, provider };
    return [{ detail: deviation.detail, weight: DEVIATION, reason }];
  }
  const row = enhancedRow(enhanced);
  if (!row?.detail) return [];
  return [{ detail: row.detail, weight: ENHANCED[row.strength], reason: { by: 'enhanced', code: enhanced } }];
}

function codeVotes({ code, stage }: Statement, { stage: given }: Circumstances): Vote[] {
  const at = stage ?? given;
  const row = code === undefined ? undefined : codeAt(code, at);
  if (!row?.detail || code === undefined) return [];
  const reason: Reason = { by: 'code', code, ...(at === undefined ? {} : { stage: at }) };
  return [{ detail: row.detail, weight: CODE[row.strength], reason }];
}

function classVotes(digit: number | undefined): Vote[] {
  if (digit !== 4 && digit !== 5) return [];
  const detail = digit === 4 ? 'server-error' : 'policy';
  return [{ detail, weight: CLASS, reason: { by: 'class', class: digit } }];
}
