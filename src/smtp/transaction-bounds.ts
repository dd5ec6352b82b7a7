import { findExtension, type Hello } from './extension.ts';
import { formatDeliverBy, formatHold, type TransactionWishes } from './transaction-wishes.ts';

/** A wish that goes beyond what the server says it grants. */
export interface ExceededBound {
  readonly keyword: 'DELIVERBY' | 'FUTURERELEASE';
  /** As it would have been said: `HOLDFOR=100000`. */
  readonly parameter: string;
  /** As the server says it behind the keyword: seconds or a date. */
  readonly bound: string;
}

/** Wishes beyond the bounds that stand in the answer to EHLO; what the server does not bound is within them. */
export function exceededBounds({ deliverBy, hold }: TransactionWishes, hello: Hello): ExceededBound[] {
  const [leastSeconds] = findExtension(hello, 'DELIVERBY')?.parameters ?? [];
  const [mostSeconds, latest] = findExtension(hello, 'FUTURERELEASE')?.parameters ?? [];
  const exceeded: ExceededBound[] = [];
  // RFC 2852 §3: the least time is that of mode R, which gives a message back.
  if (deliverBy?.mode === 'R' && leastSeconds !== undefined && deliverBy.seconds < wholeOr(leastSeconds, 0)) {
    exceeded.push({
      keyword: 'DELIVERBY',
      parameter: formatDeliverBy(deliverBy),
      bound: leastSeconds.slice(0, 40),
    });
  }
  if (hold && 'seconds' in hold && mostSeconds !== undefined && hold.seconds > wholeOr(mostSeconds, Infinity))
    exceeded.push({
      keyword: 'FUTURERELEASE',
      parameter: formatHold(hold),
      bound: mostSeconds.slice(0, 40),
    });
  if (hold && 'until' in hold && latest !== undefined && Date.parse(hold.until) > Date.parse(latest))
    exceeded.push({ keyword: 'FUTURERELEASE', parameter: formatHold(hold), bound: latest.slice(0, 40) });
  return exceeded;
}

function wholeOr(text: string, otherwise: number): number {
  return /^\d{1,12}$/.test(text) ? Number(text) : otherwise;
}
