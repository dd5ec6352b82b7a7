import type { DeliveryEvidence, Evidence } from '../../evidence.ts';
import { acceptedOf, codeClass, doubtfulOf, isAccepted, isHandedOver } from './fate.ts';
import { type Verdict, verdictsOf } from './refusal.ts';

/** Who was put off by greylisting, at MAIL, at RCPT or after the message. */
export interface Greylisting {
  /** Those to whom it may be sent again: nobody who has the message, or may have it. */
  readonly addresses: readonly string[];
  /** The longest time that the server names, in seconds; absent where it names none. */
  readonly saidSeconds?: number;
}

/** Whom the server asks to be tried again; undefined where there is nobody. */
export function greylistingOf(evidence: Evidence): Greylisting | undefined {
  const { delivery } = evidence;
  const verdicts = verdictsOf(evidence).filter(({ id }) => id === 'rcpt.greylisted');
  const addresses = delivery ? putOff(delivery, verdicts) : [];
  if (addresses.length === 0) return undefined;
  const said = verdicts.flatMap(({ refusal }) => refusal.facts.waitSeconds ?? []);
  return { addresses, ...(said.length === 0 ? {} : { saidSeconds: Math.max(...said) }) };
}

/** What is said of none in particular, at MAIL or after the message, is said of all who are left. */
function putOff(delivery: DeliveryEvidence, verdicts: readonly Verdict[]): string[] {
  const named = new Set(verdicts.map(({ address }) => address));
  const reached = new Set([...doubtfulOf(delivery), ...(isHandedOver(delivery) ? acceptedOf(delivery) : [])]);
  const isAskedFirst = delivery.mail === undefined || isAccepted(delivery.mail);
  return delivery.recipients
    .filter(({ address, reply }) => {
      const isRefused = isAskedFirst && reply !== undefined && codeClass(reply.code) === 5;
      return named.has(address) || (named.has(undefined) && !isRefused);
    })
    .map(({ address }) => address)
    .filter((address) => !reached.has(address));
}
