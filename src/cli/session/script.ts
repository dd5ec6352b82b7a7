import { parseDialogue } from '../../demo/dialogue.ts';
import { UsageError } from '../../errors.ts';
import { TRANSCRIPT_LINES } from '../../smtp/transcript.ts';
import { readTextFile } from './files.ts';

/** One line of the client's and the server's lines that followed it; the greeting follows none. */
export interface Move {
  readonly line: string | undefined;
  readonly recorded: readonly string[];
}

/** A script with its message must fit the record in which its replies are found again. */
const MOST_MOVES = TRANSCRIPT_LINES / 4;
/** A record and as many comments. */
const MOST_LINES = TRANSCRIPT_LINES * 2;

/** Reads a file in the `C:` / `S:` notation. @throws UsageError for a file that is none, or too long. */
export async function readScript(file: string): Promise<readonly Move[]> {
  return parseScript(await readTextFile(file));
}

/**
 * Reads the `C:` / `S:` notation; events (`*`) are the server's affair, and passed over.
 *
 * @throws UsageError that names a line which is neither.
 */
export function parseScript(text: string): readonly Move[] {
  if (text.split('\n', MOST_LINES + 2).length > MOST_LINES + 1) {
    throw new UsageError(`the dialogue has more than ${MOST_LINES} lines`, 'play it in parts');
  }
  const { scripts } = parseDialogue(text.replace(/^\*.*/gm, '#'));
  const moves: { line: string | undefined; recorded: string[] }[] = [];
  for (const step of scripts.flat()) {
    if (step.do === 'expect') moves.push({ line: step.pattern, recorded: [] });
    if (step.do !== 'say') continue;
    const last = moves.at(-1);
    if (last) last.recorded.push(...step.lines);
    else moves.push({ line: undefined, recorded: [...step.lines] });
  }
  if (moves.length === 0) throw new UsageError('there is no dialogue in the file', 'give lines of C: and S:');
  if (moves.length <= MOST_MOVES) return moves;
  throw new UsageError(`the dialogue has more than ${MOST_MOVES} lines of the client`, 'play it in parts');
}

/** A login whose secret is to be asked for again. */
export interface RecordedLogin {
  readonly mechanism: string;
  /** Index of its last line. */
  readonly end: number;
}

/** The login that begins at a move, where it holds `***`. */
export function loginAt(moves: readonly Move[], at: number): RecordedLogin | undefined {
  const [, mechanism, initial] = /^AUTH\s+(\S+)(?:\s+(\S+))?\s*$/i.exec(moves[at]?.line ?? '') ?? [];
  if (mechanism === undefined) return undefined;
  let end = at;
  while (moves[end + 1]?.line === '***') end += 1;
  return initial === '***' || end > at ? { mechanism: mechanism.toUpperCase(), end } : undefined;
}
