import type { Statement } from '../interpretation.ts';
import { readDeliveryStatus } from './delivery-status.ts';
import { LogReader } from './log.ts';
import { readMail } from './mail.ts';

const DOCUMENT_BYTES = 32 * 1024 * 1024;
const STATEMENTS = 200_000;
const HEAD_BYTES = 8_192;
const HEADER = /^([!-9;-~]{1,76}):(?:\s|$)/;
const KNOWN_HEADER =
  /^(?:return-path|delivered-to|received|from|to|subject|date|message-id|mime-version|content-type|reply-to|sender|x-[\w-]+|auto-submitted|authentication-results|dkim-signature|arc-[\w-]+|references|in-reply-to|importance|precedence)$/i;

/**
 * Reads a file or what came on stdin: a mail (a bounce), the fields of a delivery report, or text line by
 * line: a log, a transcript, NDJSON. One Statement for each refusal, in order; empty when there is none.
 *
 * Looks at the first 32 MiB, the first 64 kB of a line, and gives at most 200000; `readLog` has no such bounds.
 */
export async function readDocument(bytes: Uint8Array): Promise<readonly Statement[]> {
  if (isMail(bytes)) {
    const { openMail } = await import('./mime.ts');
    return readMail(await openMail(withoutEnvelope(bytes)));
  }
  const text = decode(bytes.subarray(0, DOCUMENT_BYTES));
  return /^\s{0,20}(?:Reporting-MTA|Final-Recipient|Original-Recipient|Arrival-Date|Action): /i.test(text)
    ? readDeliveryStatus(text)
    : readText(text);
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

/** Without the `From ` line of a mailbox file (RFC 4155). */
function withoutEnvelope(bytes: Uint8Array): Uint8Array {
  if (!decode(bytes.subarray(0, 5)).startsWith('From ')) return bytes;
  return bytes.subarray(bytes.indexOf(0x0a) + 1);
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
