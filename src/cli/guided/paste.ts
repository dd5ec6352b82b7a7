import { createInterface } from 'node:readline';
import { QuestionLeft } from '../prompt.ts';

/** What is pasted comes at once; an empty line behind which nothing came for so long ends it. */
const PAUSE_MS = 300;
/** What is pasted beyond is forgotten, in characters. */
const MOST_CHARACTERS = 4 * 1024 * 1024;

/**
 * Reads lines from the terminal up to an empty one, or a dot alone, behind which nothing more is on its way, so that
 * a pasted message is taken whole.
 *
 * @throws QuestionLeft for ctrl-c, and for ctrl-d before the first line.
 */
export function readPaste(): Promise<string> {
  const input = createInterface({
    input: process.stdin,
    output: process.stderr,
    terminal: true,
    historySize: 0,
  });
  const lines: string[] = [];
  let size = 0;
  let pause: NodeJS.Timeout | undefined;
  return new Promise<string>((resolve, reject) => {
    input.on('line', (line) => {
      clearTimeout(pause);
      const isEnd = line === '.' || line === '';
      if (size < MOST_CHARACTERS) lines.push(line);
      size += line.length + 1;
      if (isEnd) pause = setTimeout(() => input.close(), PAUSE_MS);
    });
    input.on('SIGINT', () => {
      reject(new QuestionLeft(false, undefined));
      input.close();
    });
    input.on('close', () => {
      clearTimeout(pause);
      if (lines.length === 0) reject(new QuestionLeft(true, undefined));
      else resolve(`${withoutEnd(lines).join('\n')}\n`);
    });
  });
}

/** The line that ended it is no part of it. */
function withoutEnd(lines: readonly string[]): readonly string[] {
  return lines.at(-1) === '.' ? lines.slice(0, -1) : lines;
}
