import { printable } from '../../render/printable.ts';
import { queueIdOf } from '../../smtp/queue-id.ts';
import type { TranscriptLine } from '../../smtp/transcript.ts';

/** What changes from one session to the next, and says nothing of the server: dates and times of day. */
const MOMENTS: readonly RegExp[] = [
  /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), {1,2}\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d(?: [+-]\d{4}| [A-Z]{1,5})?(?: \([A-Z]{1,5}\))?/g,
  /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \d{4}/g,
  /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/g,
  /\b\d\d:\d\d:\d\d\b/g,
];

/**
 * Writes a dialogue in the `C:` / `S:` notation, to be played again: what differs each time is `***`, as are
 * the secrets, which were never recorded.
 *
 * @param title  Stands above it as a comment.
 */
export function formatRecord(lines: readonly TranscriptLine[], title: string): string {
  const written = lines.map(({ direction, text }) => {
    if (direction === 'C') return `C: ${text}`;
    return direction === 'S' ? `S: ${withoutChance(safe(text))}` : eventOf(text);
  });
  return `${[`# ${safe(title)}`, ...written].join('\n')}\n`;
}

/** A line of a server's as it is written and compared. */
export function safe(text: string): string {
  return printable(text, { unicode: true });
}

/** The handshake is an event of the notation; all else is told in a comment. */
function eventOf(text: string): string {
  return text.startsWith('tls ') ? '* tls' : `# ${safe(text)}`;
}

function withoutChance(line: string): string {
  if (/^334[ -]/.test(line)) return `${line.slice(0, 4)}***`;
  const [, code = '', text = ''] = /^(\d{3})[ -](?:\d\.\d{1,3}\.\d{1,3} )?(.*)$/.exec(line) ?? [];
  const id = queueIdOf({ code: Number(code), lines: [text] });
  const known = id === undefined ? line : line.replace(id, () => '***');
  return MOMENTS.reduce((rest, moment) => rest.replace(moment, '***'), known);
}
