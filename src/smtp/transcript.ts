import { clockMs } from '../clock.ts';

/** Who is heard: the client, the server, or an event that is neither (`*`). */
export type Direction = 'C' | 'S' | '*';

/** One line of the dialogue, secrets already replaced by `***`. Server text is unsafe to print raw. */
export interface TranscriptLine {
  readonly direction: Direction;
  readonly text: string;
  /** Milliseconds since the run began. */
  readonly atMs: number;
  readonly secure: boolean;
}

/** A transcript grows no further than this; no honest session comes near. */
export const TRANSCRIPT_LINES = 2_000;
const LINE_CHARACTERS = 2_000;

/** Collects the dialogue of one run and is its clock. What a caller passes is recorded as it is: redact before. */
export class Transcript {
  readonly lines: TranscriptLine[] = [];
  /** While it rests, nothing is added: of many messages alike, one is enough. */
  isResting = false;
  readonly #startedAt = clockMs();

  /** Milliseconds since the run began, to a tenth. */
  nowMs(): number {
    return Math.round((clockMs() - this.#startedAt) * 10) / 10;
  }

  add(direction: Direction, text: string, secure: boolean): void {
    if (this.isResting || this.lines.length >= TRANSCRIPT_LINES) return;
    this.lines.push({ direction, text: text.slice(0, LINE_CHARACTERS), atMs: this.nowMs(), secure });
  }
}

/** The `C:` / `S:` / `*` notation of RFC 5321's own examples. */
export function formatTranscript(lines: readonly TranscriptLine[]): string {
  return lines
    .map(({ direction, text }) => (direction === '*' ? `* ${text}` : `${direction}: ${text}`))
    .join('\n');
}
