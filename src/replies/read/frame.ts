import type { Stage } from '../../errors.ts';
import { ipVersion } from '../../target.ts';

/** What one form of text holds: the words within its frame, and what the frame itself tells of them. */
export interface Frame {
  /** What was said, perhaps in a frame of its own, or opening with a reply code. */
  readonly said: string;
  readonly code?: number | undefined;
  readonly enhanced?: string | undefined;
  readonly stage?: Stage | undefined;
  readonly provider?: string | undefined;
  readonly software?: string | undefined;
  readonly host?: string | undefined;
  readonly recipient?: string | undefined;
  /** Set where the log is that of the server that refused. */
  readonly heldBy?: 'server' | undefined;
  readonly client?: string | undefined;
  /** Set where the frame says that nothing was refused. */
  readonly isDelivered?: boolean | undefined;
  /** Whether the frame says that it will be tried again; a code within counts more. */
  readonly temporary?: boolean | undefined;
  /** Set where the sender has given up, whatever the codes say. */
  readonly isGivenUp?: boolean | undefined;
}

/** Takes the frame off a text; undefined when the text is not of its form. */
export type Reader = (text: string) => Frame | undefined;

const COMMANDS: readonly (readonly [RegExp, Stage])[] = [
  [/^(?:RCPT|recipient)/i, 'rcpt'],
  [/^(?:MAIL|sender)/i, 'mail'],
  [/^(?:end of (?:data|message)|end-of-message|message body|DATA|BDAT|\.$)/i, 'data'],
  [/^(?:EHLO|HELO|LHLO)/i, 'hello'],
  [/^STARTTLS/i, 'starttls'],
  [/^AUTH/i, 'auth'],
  [/^(?:initial connection|initial server greeting|CONNECT)/i, 'greeting'],
  [/^QUIT/i, 'quit'],
];

/** The stage of a command as logs and errors write it: `RCPT TO`, `end of DATA`, `pipelined MAIL FROM:<a@b>`. */
export function stageOfCommand(command: string): Stage | undefined {
  const words = command
    .slice(0, 60)
    .trim()
    .replace(/^(?:pipelined|sending|the|receiving|performing) /i, '');
  return COMMANDS.find(([pattern]) => pattern.test(words))?.[1];
}

/** Each opens what names a command: Postfix and its kin, then Exim. */
const STAGE_MARKS = [
  '(in reply to',
  'while sending ',
  'while performing the ',
  'while receiving the ',
  'mail server after ',
  'rejected after ',
];

/** The stage that a text names in the manner of Postfix or Exim. */
export function stageIn(text: string): Stage | undefined {
  for (const mark of STAGE_MARKS) {
    const words = after(text, mark);
    const stage = words === undefined ? undefined : stageOfCommand(words);
    if (stage) return stage;
  }
  return undefined;
}

/** What follows the first `mark`; undefined without it. */
export function after(text: string, mark: string): string | undefined {
  const at = text.indexOf(mark);
  return at === -1 ? undefined : text.slice(at + mark.length);
}

/** What stands before the first `mark`, or the whole text. */
export function before(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at === -1 ? text : text.slice(0, at);
}

/** What stands between two marks; undefined when the first or the second is missing. */
export function between(text: string, start: string, end: string): string | undefined {
  const rest = after(text, start);
  if (rest === undefined) return undefined;
  const at = rest.indexOf(end);
  return at === -1 ? undefined : rest.slice(0, at);
}

/** A host name or address, in lower case and without a last dot; undefined for what is none. */
export function hostOf(text: string | undefined): string | undefined {
  const host = text?.slice(0, 255).trim().replace(/\.$/, '').toLowerCase();
  return host !== undefined && /^[a-z0-9_:][a-z0-9._:-]*$/.test(host) && /[.:]/.test(host) ? host : undefined;
}

/** The frame of a line from the log of the server that refused, with the address that it refused. */
export function heldByServer(frame: Frame, client: string | undefined): Frame {
  return { ...frame, heldBy: 'server', client: ipVersion(client ?? '') === 0 ? undefined : client };
}

/** One frame within another: what the inner one tells is nearer to the server that spoke. */
export function mergeFrames(outer: Frame, inner: Frame): Frame {
  return {
    said: inner.said,
    code: inner.code ?? outer.code,
    enhanced: inner.enhanced ?? outer.enhanced,
    stage: inner.stage ?? outer.stage,
    provider: inner.provider ?? outer.provider,
    software: inner.software ?? outer.software,
    host: inner.host ?? outer.host,
    recipient: inner.recipient ?? outer.recipient,
    heldBy: inner.heldBy ?? outer.heldBy,
    client: inner.client ?? outer.client,
    isDelivered: outer.isDelivered ?? inner.isDelivered,
    temporary: outer.temporary ?? inner.temporary,
    isGivenUp: outer.isGivenUp ?? inner.isGivenUp,
  };
}
