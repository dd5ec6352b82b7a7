import type { Statement } from '../interpretation.ts';
import { readDeliveryStatus } from './delivery-status.ts';
import { readRefusal } from './index.ts';
import { LogReader } from './log.ts';
import type { MailParts } from './mime.ts';

const STATEMENTS = 1_000;
const PARAGRAPH_CHARACTERS = 16_384;
/** From here on a bounce quotes the message that came back. */
const ORIGINAL =
  /^(?:-{2,} ?(?:This is a copy of|Below this line|Original message|Forwarded|The header of|Unsent message)|Original message headers:|Reporting-MTA:)/im;
/** An empty line; or, in a bounce of Exim, the next address, indented by two where its reasons are by four. */
const BETWEEN_RECIPIENTS = /\n[ \t]{0,20}\n|\n(?= {2}[^\s@]{1,64}@[^\s@]{1,255}\n {4}\S)/;
const EXIM = /mail delivery software|could not be delivered|not yet been delivered/;
const EXIM_ENTRY = /^ {2}([^\s@]{1,64}@[^\s@]{1,255})\n( {4}\S.*)$/s;
/** Before the reasons: the alias that led to the address. */
const ORIGIN = /^\s*\((?:ultimately )?generated from [^)\n]{1,320}\)/;
/** Before the reasons, in a warning that Exim still tries. */
const LATE = 'Delay reason:';

/**
 * Finds what refused a mail in its bounce: in the delivery report, or in the words when it bears none or
 * the report gives no reason. Empty for a mail that is no bounce.
 */
export function readMail({ reports, text }: MailParts): readonly Statement[] {
  const reported = reports.flatMap(readDeliveryStatus);
  if (reported.some((statement) => statement.text !== '')) return reported.slice(0, STATEMENTS);
  const told = readWords(text);
  return told.length > 0
    ? told.map((statement) => withReport(statement, reported))
    : reported.slice(0, STATEMENTS);
}

/** The words of a bounce about one recipient gain what its report says. */
function withReport(statement: Statement, reported: readonly Statement[]): Statement {
  const [report] = reported;
  if (!report || reported.length > 1) return statement;
  return { ...report, ...statement };
}

function readWords(text: string): Statement[] {
  const end = text.search(ORIGINAL);
  const words = (end === -1 ? text : text.slice(0, end)).replaceAll('\r\n', '\n');
  const isExim = EXIM.test(words);
  const found: Statement[] = [];
  for (const paragraph of words.split(BETWEEN_RECIPIENTS, STATEMENTS)) {
    const cut = paragraph.slice(0, PARAGRAPH_CHARACTERS);
    for (const each of readParagraph(cut, isExim)) if (!isKnown(found, each)) found.push(each);
    if (found.length >= STATEMENTS) break;
  }
  return found;
}

function readParagraph(paragraph: string, isExim: boolean): readonly Statement[] {
  const [, recipient, reasons] = (isExim && EXIM_ENTRY.exec(paragraph)) || [];
  const statement = readRefusal(paragraph);
  if (recipient === undefined || reasons === undefined) return statement ? [statement] : readLines(paragraph);
  // Exim delivered by itself, or tried to: `Unrouteable address` is its own word.
  return [{ recipient, ...(statement ?? ownWords(reasons)) }];
}

function ownWords(reasons: string): Statement {
  const words = reasons
    .replace(ORIGIN, '')
    .replace(/\n {1,8}/g, ' ')
    .trim();
  const isLate = words.startsWith(LATE);
  return { text: isLate ? words.slice(LATE.length).trim() : words, software: 'exim', temporary: isLate };
}

function readLines(paragraph: string): Statement[] {
  const reader = new LogReader();
  const found = paragraph.split('\n').flatMap((line) => reader.push(line));
  return [...found, ...reader.end()];
}

/** Sendmail and Exchange say the same twice of one recipient. */
function isKnown(found: readonly Statement[], statement: Statement): boolean {
  return found.some(
    ({ code, enhanced, text, recipient }) =>
      code === statement.code &&
      enhanced === statement.enhanced &&
      text === statement.text &&
      (recipient === statement.recipient || recipient === undefined || statement.recipient === undefined),
  );
}
