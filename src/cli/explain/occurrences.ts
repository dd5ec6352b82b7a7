import type { Stage } from '../../errors.ts';
import type { Occurrence } from '../../render/explanation/explanation.ts';
import { interpret } from '../../replies/classify.ts';
import type { Statement } from '../../replies/interpretation.ts';

/** What was said on the command line of every text; it counts before what the text says itself. */
export interface Given {
  readonly stage?: Stage;
  readonly provider?: string;
}

interface Tally {
  readonly statement: Statement;
  count: number;
  readonly hosts: Set<string>;
  readonly recipients: Set<string>;
}

/** Interprets statements; those that say the same are one occurrence, in the order of the first of each. */
export function occurrencesOf(statements: Iterable<Statement>, given: Given): Occurrence[] {
  const tallies = new Map<string, Tally>();
  for (const read of statements) {
    const statement = { ...read, ...given };
    const key = keyOf(statement);
    const tally = tallies.get(key) ?? { statement, count: 0, hosts: new Set(), recipients: new Set() };
    if (tally.count === 0) tallies.set(key, tally);
    tally.count += 1;
    if (statement.host !== undefined) tally.hosts.add(statement.host);
    if (statement.recipient !== undefined) tally.recipients.add(statement.recipient);
  }
  return [...tallies.values()].map(({ statement, count, hosts, recipients }) => ({
    seen: interpret(statement),
    count,
    hosts: [...hosts],
    recipients: [...recipients],
  }));
}

function keyOf({ code, enhanced, stage, provider, text }: Statement): string {
  // The same words about another address, in another second, are the same.
  const said = text.replace(/[^\s<>"]{1,64}@[^\s<>"]{1,255}/g, '@').replace(/\d+/g, '0');
  return `${code} ${enhanced} ${stage} ${provider} ${said}`;
}
