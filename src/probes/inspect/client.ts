import type { ClientEvidence, Taken } from '../../evidence.ts';
import { type HeaderField, valuesOf } from '../../trace/header.ts';
import type { Way } from '../../trace/hops.ts';

/** What the user says of whom the receiver had before it; the header is asked for the rest. */
export interface ClientWishes {
  readonly ip?: string;
  readonly helo?: string;
  /** Empty for the null sender. */
  readonly mailFrom?: string;
}

/** Finds out for whom SPF is to be evaluated: what the user said goes before what the header says. */
export function clientOf(
  fields: readonly HeaderField[],
  { hops, entry }: Way,
  wishes: ClientWishes,
): ClientEvidence {
  const hop = entry === undefined ? undefined : hops[entry];
  const ip = taken(wishes.ip, hop?.from?.address, 'received');
  // The EHLO name of another client than the one named says nothing.
  const helo = taken(wishes.helo, wishes.ip === undefined ? hop?.from?.helo : undefined, 'received');
  const mailFrom =
    taken(wishes.mailFrom, returnPathOf(fields), 'return-path') ??
    taken(undefined, hop?.envelopeFrom, 'received');
  return { ...(ip ? { ip } : {}), ...(helo ? { helo } : {}), ...(mailFrom ? { mailFrom } : {}) };
}

function taken(
  wish: string | undefined,
  found: string | undefined,
  source: Exclude<Taken['source'], 'option'>,
): Taken | undefined {
  if (wish !== undefined) return { value: wish, source: 'option' };
  return found === undefined ? undefined : { value: found, source };
}

/** The last server writes it above all others (RFC 5321 §4.4). */
function returnPathOf(fields: readonly HeaderField[]): string | undefined {
  const [value] = valuesOf(fields, 'return-path');
  if (value === undefined) return undefined;
  return (/<([^<>]*)>/.exec(value)?.[1] ?? value).trim().slice(0, 320);
}
