import { findExtension, type Hello } from './extension.ts';
import type { Mailbox } from './mailbox.ts';
import type { Message } from './message.ts';
import type { TransactionEnd, TransactionRequest } from './transaction.ts';
import { type ExceededBound, exceededBounds } from './transaction-bounds.ts';
import { type TransactionWishes, wishedOfMail, wishedOfRcpt } from './transaction-wishes.ts';

export type { Notify, TransactionWishes } from './transaction-wishes.ts';

/** Who a message is from and for. */
export interface Envelope {
  readonly from: Mailbox;
  readonly recipients: readonly Mailbox[];
}

/** An extension that the message or a wish needs. */
export type NeededExtension =
  | '8BITMIME'
  | 'SMTPUTF8'
  | 'CHUNKING'
  | 'DSN'
  | 'REQUIRETLS'
  | 'PIPELINING'
  | 'DELIVERBY'
  | 'FUTURERELEASE'
  | 'MT-PRIORITY'
  | 'AUTH'
  | 'PRDR';

export interface TransactionContext {
  readonly hello: Hello;
  readonly isSecure: boolean;
  readonly envelope: Envelope;
  readonly message: Message;
  readonly wishes: TransactionWishes;
  readonly until: TransactionEnd;
}

/** How a transaction will be held, or what is lacking for it. */
export interface TransactionPlan {
  readonly request: TransactionRequest;
  /** As they go with MAIL, then with every RCPT. */
  readonly parameters: readonly string[];
  /** Needed, not offered and not forced: the transaction must not be held. */
  readonly lacking: readonly NeededExtension[];
  /** Offered within bounds that a wish goes beyond, and not forced: the transaction must not be held. */
  readonly exceeded: readonly ExceededBound[];
}

/** Every chunk costs a round trip. */
const CHUNK_BYTES = 1024 * 1024;

/** RFC 5321 §4.5.3.1.6, without the CRLF. */
const LINE_OCTETS = 998;

/** Decides, from what the server offers and the message needs, what is said in a transaction. */
export function planTransaction(context: TransactionContext): TransactionPlan {
  const { hello, envelope, message, wishes, until } = context;
  const needed = neededExtensions(context);
  const lacking = wishes.force ? [] : needed.filter((keyword) => !isUsable(keyword, context));
  const mail = mailParameters(needed, context);
  const rcpt = envelope.recipients.map((recipient) => wishedOfRcpt(wishes, recipient));
  const isPipelined = wishes.pipelining ?? findExtension(hello, 'PIPELINING') !== undefined;
  return {
    request: {
      mail: [`MAIL FROM:<${envelope.from.wire}>`, ...mail].join(' '),
      recipients: envelope.recipients.map(({ address, wire }, index) => ({
        address,
        line: [`RCPT TO:<${wire}>`, ...(rcpt[index] ?? [])].join(' '),
      })),
      message,
      isLmtp: hello.verb === 'LHLO',
      ...(wishes.prdr ? { isPrdr: true as const } : {}),
      isPipelined,
      ...(wishes.chunks ? { chunkBytes: CHUNK_BYTES } : {}),
      until,
    },
    parameters: [...mail, ...new Set(rcpt.flat())],
    lacking,
    exceeded: wishes.force ? [] : exceededBounds(wishes, hello),
  };
}

function neededExtensions({ envelope, message: { facts }, wishes }: TransactionContext): NeededExtension[] {
  const { from, recipients } = envelope;
  const addresses = [from, ...recipients, ...(wishes.authSender ? [wishes.authSender] : [])];
  const needs: readonly (readonly [NeededExtension, boolean])[] = [
    ['8BITMIME', facts.isEightBit],
    ['SMTPUTF8', facts.hasUtf8Header || addresses.some(({ needsUtf8 }) => needsUtf8)],
    ['CHUNKING', wishes.chunks],
    ['DSN', wantsDsn(wishes)],
    ['REQUIRETLS', wishes.requireTls],
    ['PIPELINING', wishes.pipelining === true],
    ['DELIVERBY', wishes.deliverBy !== undefined],
    ['FUTURERELEASE', wishes.hold !== undefined],
    ['MT-PRIORITY', wishes.priority !== undefined],
    ['AUTH', wishes.authSender !== undefined],
    ['PRDR', wishes.prdr === true],
  ];
  return needs.flatMap(([keyword, isNeeded]) => (isNeeded ? [keyword] : []));
}

function wantsDsn({ notify, originalRecipient, ret, envid }: TransactionWishes): boolean {
  return [notify, originalRecipient, ret, envid].some((wish) => wish !== undefined);
}

/** REQUIRETLS means nothing in clear text, whatever is offered there (RFC 8689 §4.1). */
function isUsable(keyword: NeededExtension, { hello, isSecure }: TransactionContext): boolean {
  return findExtension(hello, keyword) !== undefined && (keyword !== 'REQUIRETLS' || isSecure);
}

function mailParameters(needed: readonly NeededExtension[], context: TransactionContext): string[] {
  const { hello, message, wishes } = context;
  const { force, chunks } = wishes;
  const { bytes, endsWithCrlf } = message.facts;
  const declaresSize = force || findExtension(hello, 'SIZE') !== undefined;
  const body = bodyOf(context);
  return [
    // RFC 1870 §3 counts every CRLF, and not what ends the message.
    ...(declaresSize ? [`SIZE=${bytes + (chunks || endsWithCrlf ? 0 : 2)}`] : []),
    ...(body === undefined ? [] : [`BODY=${body}`]),
    ...(needed.includes('SMTPUTF8') ? ['SMTPUTF8'] : []),
    ...(needed.includes('PRDR') ? ['PRDR'] : []),
    ...wishedOfMail(wishes),
  ];
}

function bodyOf({ hello, message: { facts }, wishes }: TransactionContext): string | undefined {
  const isBinary = facts.isBinary || facts.longestLine > LINE_OCTETS;
  const mayBeBinary = wishes.force || findExtension(hello, 'BINARYMIME') !== undefined;
  if (wishes.chunks && isBinary && mayBeBinary) return 'BINARYMIME';
  return facts.isEightBit ? '8BITMIME' : undefined;
}
