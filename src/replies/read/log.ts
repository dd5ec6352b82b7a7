import { STAGES, type Stage } from '../../errors.ts';
import type { Statement } from '../interpretation.ts';
import { readRefusal, readStatement } from './index.ts';
import { withoutStyle } from './plain.ts';
import { clientStage, serverLine } from './transcript.ts';

/** A longer line is read by its beginning. */
const LINE_CHARACTERS = 64 * 1024;
const GROUP_LINES = 60;
const GROUP_CHARACTERS = 16_384;
/** Where the lines of structured logs keep their words. */
const JSON_FIELDS = [
  'text',
  'response',
  'diagnostic',
  'error',
  'err',
  'message',
  'msg',
  'reason',
  // journald and Docker.
  'MESSAGE',
  'log',
] as const;
/** A reply that goes on in the next line, also behind words: `Error: Invalid login: 535-5.7.8 …`. */
const OPEN_REPLY = /[\s:'"(]([2-5]\d\d)-(?!\d\d)/;
/** A log may hold the lines of another: Docker's those of a program that logs JSON. */
const JSON_DEPTH = 2;

/**
 * Reads a log, a transcript or NDJSON line by line and keeps no more than the lines of one entry: those of
 * a reply, and indented ones such as a stack. Lines that refuse nothing give nothing.
 */
export class LogReader {
  #group: string[] = [];
  #characters = 0;
  #stage: Stage | undefined;
  /** Where the last refusal came. */
  #refused: Stage | undefined;

  push(line: string): readonly Statement[] {
    const cut = withoutStyle(line.length > LINE_CHARACTERS ? line.slice(0, LINE_CHARACTERS) : line).replace(
      /\r$/,
      '',
    );
    if (this.#continues(cut)) {
      this.#add(cut);
      return [];
    }
    const done = this.end();
    if (cut.trim() !== '') this.#open(cut);
    return done;
  }

  /** Gives what the last lines say. */
  end(): readonly Statement[] {
    const [first] = this.#group;
    if (first === undefined) return [];
    const text = this.#group.join('\n');
    this.#group = [];
    this.#characters = 0;
    const found = statementsOf(first, text, this.#stage);
    const news = found.filter(({ software, stage }) => software !== 'curl' || stage !== this.#refused);
    this.#refused = (found.at(-1) ?? { stage: this.#refused }).stage;
    // Under a session that it shows, curl says at the end what the server has said before.
    return news;
  }

  #open(line: string): void {
    const command = line.length > 400 ? undefined : clientStage(line.trim());
    if (command === undefined) this.#add(line);
    else this.#stage = command;
  }

  #add(line: string): void {
    this.#group.push(line);
    this.#characters += line.length;
  }

  #continues(line: string): boolean {
    const previous = this.#group.at(-1);
    if (previous === undefined || this.#group.length >= GROUP_LINES || this.#characters > GROUP_CHARACTERS)
      return false;
    const said = serverLine(line.trim()) ?? line;
    const open = /^([2-5]\d\d)-/.exec(serverLine(previous.trim()) ?? previous)?.[1];
    if (open !== undefined) return said.startsWith(open);
    if (/^[2-5]\d\d[ -]/.test(said) && OPEN_REPLY.exec(previous)?.[1] === said.slice(0, 3)) return true;
    if (line === '}' || line === '},') return true;
    return /^[ \t]+\S/.test(line) && !/^\s*(?:[-~<>*=]{2}|[<>] )/.test(line);
  }
}

function statementsOf(first: string, text: string, stage: Stage | undefined): readonly Statement[] {
  if (first.startsWith('{')) {
    const json = readJson(text);
    if (json) return [json];
  }
  const statement = readRefusal(text);
  if (!statement) return [];
  const isReply = /^\s*[2-5]\d\d[ -]/.test(serverLine(first.trim()) ?? first);
  return [
    isReply && stage !== undefined && statement.stage === undefined ? { ...statement, stage } : statement,
  ];
}

/** One line of NDJSON, `{"text": "550 5.1.1 …", "stage": "rcpt"}`, or of a structured log. */
function readJson(line: string, depth = 0): Statement | undefined {
  const value = parse(line);
  if (value === undefined) return undefined;
  const [field, words] =
    JSON_FIELDS.map((name) => [name, wordsOf(value[name])] as const).find(([, said]) => said !== undefined) ??
    [];
  if (words === undefined) return undefined;
  const nested = words.startsWith('{') && depth < JSON_DEPTH ? readJson(words, depth + 1) : undefined;
  const statement = nested ?? (field === 'text' ? readStatement(words) : readRefusal(words));
  if (!statement) return undefined;
  const stage = STAGES.find((name) => name === value.stage);
  const provider = typeof value.provider === 'string' ? value.provider.slice(0, 60) : undefined;
  return {
    ...statement,
    ...(stage === undefined ? {} : { stage }),
    ...(provider === undefined ? {} : { provider }),
  };
}

/** journald writes words that hold a colour as an array of bytes. */
function wordsOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return Array.isArray(value) && typeof value[0] === 'number'
    ? Buffer.from(value.slice(0, LINE_CHARACTERS)).toString('utf8')
    : undefined;
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Reads a log of any length as it comes; holds one entry in memory at a time. */
export async function* readLog(lines: AsyncIterable<string>): AsyncGenerator<Statement> {
  const reader = new LogReader();
  for await (const line of lines) yield* reader.push(line);
  yield* reader.end();
}
