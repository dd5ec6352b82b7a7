import type { TranscriptLine } from '../smtp/transcript.ts';
import { hang } from './layout.ts';
import type { Page } from './page.ts';

const LINE_CHARACTERS = 1_000;

/** The dialogue in the `C:` / `S:` / `*` notation, each line behind its time in milliseconds. */
export function setTranscript(lines: readonly TranscriptLine[], page: Page): string[] {
  const column = Math.max(5, ...lines.map(({ atMs }) => String(atMs).length));
  return lines.flatMap(({ direction, text, atMs }) => {
    const time = String(atMs).padStart(column);
    const who = direction === '*' ? '* ' : `${direction}: `;
    const [first = '', ...rest] = hang(`${time}  ${who}`, page.safe(text, LINE_CHARACTERS), page.width);
    return [page.ink.dim(time) + first.slice(time.length), ...rest];
  });
}
