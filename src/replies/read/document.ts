import type { Statement } from '../interpretation.ts';
import { readDeliveryStatus } from './delivery-status.ts';
import { LogReader } from './log.ts';
import { readMail } from './mail.ts';

const DOCUMENT_BYTES = 32 * 1024 * 1024;
const STATEMENTS = 200_000;
const HEAD_BYTES = 8_192;
/** So many mails of a mailbox file are opened. */
const MAILS = 50_000;
const HEADER = /^([!-9;-~]{1,76}):(?:\s|$)/;
const KNOWN_HEADER =
  /^(?:return-path|delivered-to|received|from|to|subject|date|message-id|mime-version|content-type|reply-to|sender|x-[\w-]+|auto-submitted|authentication-results|dkim-signature|arc-[\w-]+|references|in-reply-to|importance|precedence)$/i;

/**
 * Reads a file or what came on stdin: a mail (a bounce), the fields of a delivery report, or text line by
 * line: a log, a transcript, NDJSON. One Statement for each refusal, in order; empty when there is none.
 *
 * Looks at the first 32 MiB, the first 64 kB of a line, 50000 mails of a mailbox, and gives at most 200000;
 * `readLog` has no such bounds.
 */
export async function readDocument(bytes: Uint8Array): Promise<readonly Statement[]> {
  if (isMail(bytes)) return readMails(bytes);
  const text = decode(bytes.subarray(0, DOCUMENT_BYTES));
  return /^\s{0,20}(?:Reporting-MTA|Final-Recipient|Original-Recipient|Arrival-Date|Action): /i.test(text)
    ? readDeliveryStatus(text)
    : readText(text);
}

/** Reads one mail, or all of a mailbox file. */
async function readMails(bytes: Uint8Array): Promise<readonly Statement[]> {
  const { openMail } = await import('./mime.ts');
  const found: Statement[] = [];
  for (const mail of mailsIn(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
    for (const statement of readMail(await openMail(mail))) found.push(statement);
    if (found.length >= STATEMENTS) break;
  }
  return found;
}

const SEPARATOR_BYTES = 400;
const SEPARATOR = /^From \S[^\n]{0,300}\n[!-9;-~]{1,76}:/;

/**
 * The mails of a mailbox file (RFC 4155), each without its `From ` line. Such a line within a mail is no
 * separator unless headers follow it.
 */
function* mailsIn(bytes: Buffer): Generator<Uint8Array> {
  const isMailbox = bytes.subarray(0, 5).toString('latin1') === 'From ';
  let start = isMailbox ? bytes.indexOf('\n') + 1 : 0;
  let at = isMailbox ? bytes.indexOf('\nFrom ', start) : -1;
  for (let count = 1; at !== -1 && count < MAILS; ) {
    const next = at + 1;
    if (SEPARATOR.test(bytes.subarray(next, next + SEPARATOR_BYTES).toString('latin1'))) {
      count += 1;
      if (isMail(bytes.subarray(next, next + HEAD_BYTES))) {
        yield bytes.subarray(start, next);
        start = bytes.indexOf('\n', next) + 1;
      }
    }
    at = bytes.indexOf('\nFrom ', next);
  }
  yield bytes.subarray(start);
}

/** Whether these bytes are a mail: headers (RFC 5322 §2.2) from the first line on, at least two of them well known. */
export function isMail(bytes: Uint8Array): boolean {
  const head = decode(bytes.subarray(0, HEAD_BYTES)).replace(/^\uFEFF/, '');
  const lines = head.split(/\r?\n/, 60);
  if (/^From \S/.test(lines[0] ?? '')) lines.shift();
  const known = new Set<string>();
  for (const line of lines) {
    if (/^[ \t]/.test(line) && known.size > 0) continue;
    const name = HEADER.exec(line)?.[1];
    if (name === undefined) break;
    if (KNOWN_HEADER.test(name)) known.add(name.toLowerCase());
  }
  return known.size >= 2;
}

/** UTF-8 where it is valid, else Latin-1, so that no byte is lost; Windows writes UTF-16 with its mark. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

function readText(text: string): readonly Statement[] {
  const reader = new LogReader();
  const found: Statement[] = [];
  for (let start = 0; start < text.length && found.length < STATEMENTS; ) {
    const end = text.indexOf('\n', start);
    const stop = end === -1 ? text.length : end;
    for (const statement of reader.push(text.slice(start, stop))) found.push(statement);
    start = stop + 1;
  }
  for (const statement of reader.end()) found.push(statement);
  return found;
}
