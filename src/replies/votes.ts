import type { Detail } from './causes.ts';
import type { Circumstances, Facts, Reason, Statement } from './interpretation.ts';
import { codeAt } from './registry/codes.ts';
import { deviationOf, inventorOf } from './registry/deviations.ts';
import { type EnhancedSubject, enhancedRow, enhancedSubject } from './registry/enhanced.ts';

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
const SUBJECT = 0.3;
const CLASS = 0.05;

/**
 * What speaks for a detail beside the words, layer by layer. A reply that refuses nothing gets none.
 */
export function votesOf(statement: Statement, facts: Facts, circumstances: Circumstances): Vote[] {
  if (!refuses(statement)) return [];
  return [
    ...factVotes(facts),
    ...enhancedVotes(statement),
    ...codeVotes(statement, circumstances),
    ...classVotes(classOf(statement)),
  ];
}

/** Whether a statement can have a cause: its code, if it has one, is a refusal's. */
export function refuses(statement: Statement): boolean {
  const digit = classOf(statement);
  return digit === undefined || !(digit < 4);
}

/** The first digit of the code: 2 to 5 (RFC 5321 §4.2.1). */
function classOf({ code, enhanced }: Statement): number | undefined {
  if (code !== undefined) return Math.floor(code / 100);
  return enhanced === undefined ? undefined : Number(enhanced[0]);
}

/** A list's name is seldom spoken without its listing being the cause. */
function factVotes({ blocklist }: Facts): Vote[] {
  if (blocklist === undefined) return [];
  const detail = LISTED[blocklist] ?? 'reputation';
  return [{ detail, weight: FACT, reason: { by: 'fact', fact: 'blocklist', value: blocklist } }];
}

/** Lists that hold something else than the addresses of known senders of spam. */
const LISTED: Readonly<Record<string, Detail>> = {
  SURBL: 'link-blocklisted',
  URIBL: 'link-blocklisted',
  'Spamhaus DBL': 'domain-blocklisted',
  'Spamhaus PBL': 'dial-up-address',
  'SORBS DUHL': 'dial-up-address',
};

function enhancedVotes({ enhanced, provider, code }: Statement): Vote[] {
  if (enhanced === undefined) return [];
  const row = enhancedRow(enhanced);
  const speaker = provider ?? (row ? undefined : inventorOf(enhanced, code));
  const deviation = speaker === undefined ? undefined : deviationOf(speaker, enhanced, code);
  if (deviation && speaker !== undefined) {
    const reason: Reason = { by: 'enhanced', code: enhanced, provider: speaker };
    return [{ detail: deviation.detail, weight: DEVIATION, reason }];
  }
  const reason: Reason = { by: 'enhanced', code: enhanced };
  if (row) return row.detail ? [{ detail: row.detail, weight: ENHANCED[row.strength], reason }] : [];
  const subject = enhancedSubject(enhanced);
  const detail = subject && SUBJECTS[subject];
  return detail ? [{ detail, weight: SUBJECT, reason }] : [];
}

/** What a code that nobody registered tells by its subject (RFC 3463 §3). */
const SUBJECTS: Readonly<Partial<Record<EnhancedSubject, Detail>>> = {
  address: 'recipient-unknown',
  mailbox: 'recipient-disabled',
  system: 'server-error',
  network: 'network',
  protocol: 'protocol',
  content: 'message-format',
  security: 'policy',
};

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
