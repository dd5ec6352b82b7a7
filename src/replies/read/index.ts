import type { Statement } from '../interpretation.ts';
import { readBounce } from './bounce.ts';
import { readClientError } from './client-errors.ts';
import { parseReplyText, withoutLead } from './code.ts';
import { readExchange } from './exchange.ts';
import { readExim } from './exim.ts';
import { before, type Frame, mergeFrames, type Reader, stageIn } from './frame.ts';
import { readLibrary } from './libraries.ts';
import { readOpenssl } from './openssl.ts';
import { unquoted, withoutStyle } from './plain.ts';
import { readPostfix } from './postfix.ts';
import { marksIn, marksOfHost } from './provider.ts';
import { readSendmail } from './sendmail.ts';
import { readTool } from './tools.ts';
import { readTranscript } from './transcript.ts';
import { readXoauth2 } from './xoauth2.ts';

/** More of a text tells nothing new, and makes a hostile one slow. */
const CHARACTERS = 16_384;
/** A frame may hold another: a log line a diagnostic, and that a reply. */
const DEPTH = 3;

/** The first that knows the form decides, so the narrow forms come before the wide ones. */
const READERS: readonly Reader[] = [
  readXoauth2,
  readTranscript,
  readBounce,
  readPostfix,
  readSendmail,
  readExim,
  readExchange,
  readTool,
  readLibrary,
  readOpenssl,
  readClientError,
];

const REPLY = /^[2-5]\d\d(?:[ \t-]|$)/;
const EHLO_KEYWORD =
  /^250[- ](?:SIZE|AUTH|STARTTLS|PIPELINING|8BITMIME|ENHANCEDSTATUSCODES|DSN|CHUNKING|SMTPUTF8|VRFY|ETRN|HELP|XCLIENT|BINARYMIME|REQUIRETLS|LIMITS)\b/i;
const SYSLOG =
  /^(?:[A-Z][a-z]{2} [ \d]\d [\d:]{8}|\d{4}-\d\d-\d\dT[\d:.+Z-]{8,24}) [^\s]{1,255} [\w./-]{1,80}(?:\[\d{1,10}\])?: (?:[0-9A-Za-z]{8,20}: )?/;

/**
 * Takes any text apart that somebody has of a refusal: a code, a reply, a line of a log or of a bounce,
 * the error of a client. What is of no known form is kept whole as the words.
 *
 * Looks at the first 16384 characters; the time it takes is linear in them.
 */
export function readStatement(text: string): Statement {
  const cut = plainly(text);
  return close(cut, unwrap(cut));
}

/** The same for one line of a log: undefined when it speaks of no refusal, as most lines do not. */
export function readRefusal(line: string): Statement | undefined {
  const cut = plainly(line);
  if (cut === '') return undefined;
  const frame = unwrap(cut);
  if (frame?.isDelivered) return undefined;
  const statement = close(cut, frame);
  const { code, enhanced } = statement;
  if (code === undefined && enhanced === undefined && statement.text === '') return undefined;
  if (code !== undefined && code < 400) return undefined;
  // A number by itself may be anything in a log, such as the status of HTTP.
  const isFailure = enhanced !== undefined && /^[45]/.test(enhanced);
  return frame || isFailure || REPLY.test(withoutLead(cut.replace(SYSLOG, ''))) ? statement : undefined;
}

function plainly(text: string): string {
  const cut = withoutStyle(text.length > CHARACTERS ? text.slice(0, CHARACTERS) : text).trim();
  return unquoted(cut);
}

function isReply(text: string): boolean {
  return REPLY.test(text) && !text.startsWith('334');
}

/** Opens frame after frame; where software speaks for itself, its words hold no other. */
function unwrap(text: string): Frame | undefined {
  let frame: Frame | undefined;
  let said = text;
  for (let depth = 0; depth < DEPTH; depth += 1) {
    const inner = open(said, depth);
    if (!inner) break;
    frame = frame ? mergeFrames(frame, inner) : inner;
    if (inner.said === said || frame.software !== undefined) break;
    said = inner.said.trim();
  }
  return frame;
}

function open(said: string, depth: number): Frame | undefined {
  if (isReply(said)) return depth === 0 && said.includes('\n') ? readTranscript(said) : undefined;
  for (const read of READERS) {
    const frame = read(said);
    if (frame) return frame;
  }
  return undefined;
}

/** Reads the reply inside the frame; its own codes count before those of the frame. */
function close(text: string, frame: Frame | undefined): Statement {
  const said = frame?.said ?? text.replace(SYSLOG, '');
  const reply = parseReplyText(stageless(said));
  const host = frame?.host;
  // A code that only stands among the words counts less than that of the frame.
  const code = isReply(said) ? (reply.code ?? frame?.code) : (frame?.code ?? reply.code);
  const marks = marksIn(reply.text);
  const byHost = host === undefined ? {} : marksOfHost(host);
  const enhanced = reply.enhanced ?? frame?.enhanced;
  return present({
    text: reply.text,
    code,
    enhanced,
    stage: frame?.stage ?? stageIn(said) ?? (EHLO_KEYWORD.test(said) ? 'hello' : undefined),
    provider: frame?.provider ?? byHost.provider ?? marks.provider,
    software: byHost.software ?? marks.software ?? frame?.software,
    host,
    recipient: frame?.recipient,
    heldBy: frame?.heldBy,
    client: frame?.client,
    temporary: frame && standingOf(frame, code ?? enhanced),
  });
}

/** What the frame says of trying again, where no code tells or the sender has given up. */
function standingOf({ isGivenUp, temporary }: Frame, told: number | string | undefined): boolean | undefined {
  if (isGivenUp) return false;
  return told === undefined ? temporary : undefined;
}

/** Postfix adds the command to the reply that it quotes. */
function stageless(said: string): string {
  return said.includes('(in reply to') ? before(said, '(in reply to') : said;
}

type Parts = { readonly [K in keyof Statement]: Statement[K] | undefined } & { readonly text: string };

function present(parts: Parts): Statement {
  const { text, code, enhanced, stage, provider, software, host, recipient, heldBy, client } = parts;
  const { temporary } = parts;
  return {
    text,
    ...(code === undefined ? {} : { code }),
    ...(enhanced === undefined ? {} : { enhanced }),
    ...(stage === undefined ? {} : { stage }),
    ...(provider === undefined ? {} : { provider }),
    ...(software === undefined ? {} : { software }),
    ...(host === undefined ? {} : { host }),
    ...(recipient === undefined ? {} : { recipient }),
    ...(heldBy === undefined ? {} : { heldBy }),
    ...(client === undefined ? {} : { client }),
    ...(temporary === undefined ? {} : { temporary }),
  };
}
