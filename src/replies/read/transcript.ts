import type { Stage } from '../../errors.ts';
import { between, type Frame, hostOf, stageOfCommand } from './frame.ts';

/** What swaks, Sendmail, curl, Exim, nodemailer and RFC 5321 put before what the server said. */
const SERVER =
  /^(?:<[-~*=]{1,2}[<*]?|<<<|<|S:|SERVER -> CLIENT:|SMTP<<|In:|R:) {0,3}(?=[2-5]\d\d(?:[ \t-]|$))/;
const CLIENT =
  /^(?:-> |~> |->> |>>> ?|> |C: ?|CLIENT -> SERVER: ?|SMTP>> ?|Out: ?)?((?:RCPT TO|MAIL FROM|EHLO|HELO|LHLO|AUTH|STARTTLS|DATA|BDAT|QUIT|\.$)[^\n]{0,80})/i;
const REPLY = /^([2-5])(\d\d)(?:([ \t-])|$)/;
/** A pasted session is short; a longer one is read by its beginning. */
const LINES = 400;

/** How a line of a log that goes the other way begins: `Out: 250 ok` of Postfix is the server's. */
const REVERSED = /^Out: (?=[2-5]\d\d[ -])/;

/** The line without the mark that says that a server spoke it; undefined when it bears none. */
export function serverLine(line: string): string | undefined {
  const mark = SERVER.exec(line) ?? REVERSED.exec(line);
  return mark ? line.slice(mark[0].length) : undefined;
}

/** The stage of a command that a client sent, as transcripts write it: ` -> RCPT TO:<a@b>`. */
export function clientStage(line: string): Stage | undefined {
  const command = CLIENT.exec(line)?.[1];
  return command === undefined ? undefined : stageOfCommand(command);
}

/** Reads a marked line, `<** 550 …` or `S: 550 …`, or a whole session, of which the last refusal counts. */
export function readTranscript(text: string): Frame | undefined {
  if (!text.includes('\n')) {
    const said = serverLine(text);
    return said === undefined ? undefined : { said };
  }
  return readSession(text.split('\n', LINES).map((line) => line.trim()));
}

interface Session {
  host: string | undefined;
  stage: Stage | undefined;
  lines: string[];
  isOpen: boolean;
  refused: Frame | undefined;
  replies: number;
}

function readSession(lines: readonly string[]): Frame | undefined {
  const session: Session = {
    host: undefined,
    stage: undefined,
    lines: [],
    isOpen: false,
    refused: undefined,
    replies: 0,
  };
  let isMarked = false;
  for (const line of lines) {
    const marked = serverLine(line);
    isMarked ||= marked !== undefined;
    hear(session, marked ?? line);
  }
  close(session);
  return isMarked || session.replies > 1 ? session.refused : undefined;
}

function hear(session: Session, line: string): void {
  const reply = REPLY.exec(line);
  if (reply) {
    if (!session.isOpen) close(session);
    session.lines.push(line);
    session.isOpen = reply[3] === '-';
    return;
  }
  // Sendmail opens the transcript in its bounces with the name of the server.
  session.host = hostOf(between(line, 'while talking to ', ':')) ?? session.host;
  const stage = clientStage(line);
  if (stage === undefined) return;
  close(session);
  session.stage = stage;
}

function close(session: Session): void {
  const [first] = session.lines;
  if (first !== undefined) {
    session.replies += 1;
    if (/^[45]/.test(first))
      session.refused = { said: session.lines.join('\n'), stage: session.stage, host: session.host };
  }
  session.lines = [];
  session.isOpen = false;
}
