import { findExtension, type Hello } from './extension.ts';
import type { Mailbox } from './mailbox.ts';
import type { Message } from './message.ts';
import type { TransactionEnd, TransactionRequest } from './transaction.ts';

/** Who a message is from and for. */
export interface Envelope {
  readonly from: Mailbox;
  readonly recipients: readonly Mailbox[];
}

export type Notify = 'never' | 'success' | 'failure' | 'delay';

/** What is to be used of what a server may offer. */
export interface TransactionWishes {
  /** RFC 3461 §4.1. */
  readonly notify?: readonly Notify[];
  /** RFC 3461 §4.3. */
  readonly ret?: 'full' | 'hdrs';
  /** RFC 3461 §4.4; printable ASCII. */
  readonly envid?: string;
  /** RFC 8689. */
  readonly requireTls: boolean;
  /** The message by BDAT in the place of DATA. */
  readonly chunks: boolean;
  /** Absent: when it is offered. */
  readonly pipelining?: boolean;
  /** Also what is not offered. */
  readonly force: boolean;
}

/** An extension that the message or a wish needs. */
export type NeededExtension = '8BITMIME' | 'SMTPUTF8' | 'CHUNKING' | 'DSN' | 'REQUIRETLS' | 'PIPELINING';

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
  const rcpt = wishes.notify ? [`NOTIFY=${wishes.notify.join(',').toUpperCase()}`] : [];
  const isPipelined = wishes.pipelining ?? findExtension(hello, 'PIPELINING') !== undefined;
  return {
    request: {
      mail: [`MAIL FROM:<${envelope.from.wire}>`, ...mail].join(' '),
      recipients: envelope.recipients.map(({ address, wire }) => ({
        address,
        line: [`RCPT TO:<${wire}>`, ...rcpt].join(' '),
      })),
      message,
      isLmtp: hello.verb === 'LHLO',
      isPipelined,
      ...(wishes.chunks ? { chunkBytes: CHUNK_BYTES } : {}),
      until,
    },
    parameters: [...mail, ...rcpt],
    lacking,
  };
}

function neededExtensions({ envelope, message: { facts }, wishes }: TransactionContext): NeededExtension[] {
  const { from, recipients } = envelope;
  const isUtf8 = facts.hasUtf8Header || [from, ...recipients].some(({ needsUtf8 }) => needsUtf8);
  const wantsDsn = wishes.notify !== undefined || wishes.ret !== undefined || wishes.envid !== undefined;
  return [
    ...(facts.isEightBit ? (['8BITMIME'] as const) : []),
    ...(isUtf8 ? (['SMTPUTF8'] as const) : []),
    ...(wishes.chunks ? (['CHUNKING'] as const) : []),
    ...(wantsDsn ? (['DSN'] as const) : []),
    ...(wishes.requireTls ? (['REQUIRETLS'] as const) : []),
    ...(wishes.pipelining ? (['PIPELINING'] as const) : []),
  ];
}

/** REQUIRETLS means nothing in clear text, whatever is offered there (RFC 8689 §4.1). */
function isUsable(keyword: NeededExtension, { hello, isSecure }: TransactionContext): boolean {
  return findExtension(hello, keyword) !== undefined && (keyword !== 'REQUIRETLS' || isSecure);
}

function mailParameters(needed: readonly NeededExtension[], context: TransactionContext): string[] {
  const { hello, message, wishes } = context;
  const { force, chunks, ret, envid } = wishes;
  const { bytes, endsWithCrlf } = message.facts;
  const declaresSize = force || findExtension(hello, 'SIZE') !== undefined;
  const body = bodyOf(context);
  return [
    // RFC 1870 §3 counts every CRLF, and not what ends the message.
    ...(declaresSize ? [`SIZE=${bytes + (chunks || endsWithCrlf ? 0 : 2)}`] : []),
    ...(body === undefined ? [] : [`BODY=${body}`]),
    ...(needed.includes('SMTPUTF8') ? ['SMTPUTF8'] : []),
    ...(needed.includes('REQUIRETLS') ? ['REQUIRETLS'] : []),
    ...(ret === undefined ? [] : [`RET=${ret.toUpperCase()}`]),
    ...(envid === undefined ? [] : [`ENVID=${xtext(envid)}`]),
  ];
}

function bodyOf({ hello, message: { facts }, wishes }: TransactionContext): string | undefined {
  const isBinary = facts.isBinary || facts.longestLine > LINE_OCTETS;
  const mayBeBinary = wishes.force || findExtension(hello, 'BINARYMIME') !== undefined;
  if (wishes.chunks && isBinary && mayBeBinary) return 'BINARYMIME';
  return facts.isEightBit ? '8BITMIME' : undefined;
}

/** RFC 3461 §4. */
function xtext(text: string): string {
  return text.replace(/[^!-*,-<>-~]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase();
    return `+${code.padStart(2, '0')}`;
  });
}
