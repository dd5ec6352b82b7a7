import type { ClientAttribute } from './client-attributes.ts';
import type { Mailbox } from './mailbox.ts';
import { utf8AddressXtext, xtext } from './xtext.ts';

export type Notify = 'never' | 'success' | 'failure' | 'delay';

/** An address as the first sender wrote it. */
export interface OriginalRecipient {
  /** As registered: `rfc822`, `utf-8`, `x400`. */
  readonly type: string;
  readonly address: string;
}

/** By when a message is to be delivered. */
export interface DeliverBy {
  /** From now on; not positive only with `N`. */
  readonly seconds: number;
  /** `R`: return it when it is late; `N`: tell the sender, and go on. */
  readonly mode: 'R' | 'N';
  /** Every server on the way reports that it has passed. */
  readonly isTraced: boolean;
}

/** How long a message is to be held back; the date is ISO 8601, UTC, whole seconds. */
export type Hold = { readonly seconds: number } | { readonly until: string };

/** What is to be used of what a server may offer. */
export interface TransactionWishes {
  /** RFC 3461 §4.1. */
  readonly notify?: readonly Notify[];
  /** RFC 3461 §4.2; `own`: each recipient's address itself. */
  readonly originalRecipient?: OriginalRecipient | 'own';
  /** RFC 3461 §4.3. */
  readonly ret?: 'full' | 'hdrs';
  /** RFC 3461 §4.4; printable ASCII. */
  readonly envid?: string;
  /** RFC 8689. */
  readonly requireTls: boolean;
  /** RFC 2852 §4. */
  readonly deliverBy?: DeliverBy;
  /** RFC 4865 §4. */
  readonly hold?: Hold;
  /** RFC 6710 §4.1: -9 to 9. */
  readonly priority?: number;
  /** RFC 4954 §5: who handed the message in; the null sender where nobody is known. */
  readonly authSender?: Mailbox;
  /** Said with XFORWARD before MAIL. */
  readonly xforward?: readonly ClientAttribute[];
  /** An answer to the message for each recipient (draft-hall-prdr). */
  readonly prdr?: true;
  /** The message by BDAT in the place of DATA. */
  readonly chunks: boolean;
  /** Absent: when it is offered. */
  readonly pipelining?: boolean;
  /** Also what is not offered. */
  readonly force: boolean;
}

/** The parameters of MAIL that are there because they were wished for. */
export function wishedOfMail(wishes: TransactionWishes): string[] {
  const { ret, envid, deliverBy, hold, priority, authSender, requireTls } = wishes;
  return [
    ...(requireTls ? ['REQUIRETLS'] : []),
    ...(ret === undefined ? [] : [`RET=${ret.toUpperCase()}`]),
    ...(envid === undefined ? [] : [`ENVID=${xtext(envid)}`]),
    ...(deliverBy === undefined ? [] : [formatDeliverBy(deliverBy)]),
    ...(hold === undefined ? [] : [formatHold(hold)]),
    ...(priority === undefined ? [] : [`MT-PRIORITY=${priority}`]),
    ...(authSender === undefined ? [] : [`AUTH=${authSenderValue(authSender)}`]),
  ];
}

/** The parameters of one recipient's RCPT. */
export function wishedOfRcpt({ notify, originalRecipient }: TransactionWishes, recipient: Mailbox): string[] {
  const original = originalRecipient === 'own' ? ownForm(recipient) : originalRecipient;
  return [
    ...(notify === undefined ? [] : [`NOTIFY=${notify.join(',').toUpperCase()}`]),
    ...(original === undefined ? [] : [`ORCPT=${original.type};${addressValue(original)}`]),
  ];
}

/** RFC 2852 §4: `BY=3600;RT`. */
export function formatDeliverBy({ seconds, mode, isTraced }: DeliverBy): string {
  return `BY=${seconds};${mode}${isTraced ? 'T' : ''}`;
}

/** RFC 4865 §4: `HOLDFOR=3600` or `HOLDUNTIL=2026-11-23T08:00:00Z`. */
export function formatHold(hold: Hold): string {
  return 'seconds' in hold ? `HOLDFOR=${hold.seconds}` : `HOLDUNTIL=${hold.until}`;
}

/** An address that no old server could read is given its own type (RFC 6533 §3). */
function ownForm({ address, needsUtf8, wire }: Mailbox): OriginalRecipient {
  return needsUtf8 ? { type: 'utf-8', address } : { type: 'rfc822', address: wire };
}

function addressValue({ type, address }: OriginalRecipient): string {
  return type.toLowerCase() === 'utf-8' ? utf8AddressXtext(address) : xtext(address);
}

function authSenderValue({ wire, needsUtf8 }: Mailbox): string {
  if (wire === '') return '<>';
  return needsUtf8 ? utf8AddressXtext(wire) : xtext(wire);
}
