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
  const found: Statement[] = [];
  for (const paragraph of words.split(/\n[ \t]{0,20}\n/, STATEMENTS)) {
    const cut = paragraph.slice(0, PARAGRAPH_CHARACTERS);
    const statement = readRefusal(cut);
    for (const each of statement ? [statement] : readLines(cut)) if (!isKnown(found, each)) found.push(each);
    if (found.length >= STATEMENTS) break;
  }
  return found;
}

function readLines(paragraph: string): Statement[] {
  const reader = new LogReader();
  const found = paragraph.split('\n').flatMap((line) => reader.push(line));
  return [...found, ...reader.end()];
}

/** Sendmail and Exchange say the same twice. */
function isKnown(found: readonly Statement[], statement: Statement): boolean {
  return found.some(
    ({ code, enhanced, text }) =>
      code === statement.code && enhanced === statement.enhanced && text === statement.text,
  );
}
