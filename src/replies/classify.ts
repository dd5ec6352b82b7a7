import type { Reply } from '../smtp/reply.ts';
import { recastFor } from './circumstances.ts';
import { factsOf } from './facts.ts';
import type { Circumstances, Interpretation, Statement } from './interpretation.ts';
import { judge } from './judge.ts';
import { readStatement } from './read/index.ts';
import { marksIn } from './read/provider.ts';
import { refuses, votesOf } from './votes.ts';
import { wordingVotes } from './wording-votes.ts';

/** What is to be interpreted: words as somebody pasted them, or a reply that was read from the wire. */
export type Question = ({ readonly text: string } | { readonly reply: Reply }) & Circumstances;

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
  const placed = placedAtStage(statement, circumstances);
  const words = refuses(placed) ? wordingVotes(placed) : [];
  const recast = recastFor(placed, circumstances);
  const votes = [...words, ...votesOf(placed, facts, circumstances)];
  return judge(
    statement,
    facts,
    votes.map((vote) => ({ ...vote, detail: recast(vote.detail) })),
  );
}

/** Replies that only a login gets (RFC 4954 §6). */
const LOGIN_CODES: ReadonlySet<number> = new Set([432, 435, 534, 535, 538]);

function placedAtStage(statement: Statement, given: Circumstances): Statement {
  const isLogin = statement.code !== undefined && LOGIN_CODES.has(statement.code);
  const stage = statement.stage ?? given.stage ?? (isLogin ? 'auth' : undefined);
  return stage === undefined ? statement : { ...statement, stage };
}

function statementOf({ code, enhanced, lines }: Reply): Statement {
  const text = lines.join('\n');
  const { provider, software } = marksIn(text);
  return {
    text,
    code,
    ...(enhanced === undefined ? {} : { enhanced }),
    ...(provider === undefined ? {} : { provider }),
    ...(software === undefined ? {} : { software }),
  };
}
