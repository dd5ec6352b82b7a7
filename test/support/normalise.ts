import { hostname } from 'node:os';

const MONTHS =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|' +
  'gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)';

/** What differs between two runs that are the same to a reader, and what stands for it. */
const VARIABLE: readonly (readonly [RegExp, string])[] = [
  [/"(elapsedMs|startedMs|atMs|waitedMs)": \d+(?:\.\d+)?/g, '"$1": N'],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, '<time>'],
  [/\b\d{4}-\d\d-\d\d\b/g, '<date>'],
  [new RegExp(`\\b\\d{1,2} ${MONTHS} \\d{4}\\b|\\b${MONTHS} \\d{1,2}, \\d{4}\\b`, 'g'), '<date>'],
  [/\b(timestamp|time)="[\d.:T-]+"/g, '$1="<$1>"'],
  // The id of an MTA-STS policy to be published is the time.
  [/\bid=20\d{12}\b/g, 'id=<time>'],
  [/\b(?:[0-9A-F]{2}:){7,}[0-9A-F]{2}\b/gi, '<hex>'],
  [/\b[0-9a-f]{24,}\b/gi, '<hex>'],
  // A bar of the waterfall and the blanks that place it, in both of its alphabets.
  [/ +(?:[\u2580-\u258f]+|#+) +(?=\d+(?:[.,]\d+)? m?s$)/gm, '  ▌  '],
  [/ *\b\d+(?:[.,]\d+)? ?(ms|s)\b/g, ' N $1'],
  // A slow machine may take more than a second for what another does in less.
  [/^((?:Time spent|Tempo impiegato|(?: {2}Connections| {2}Connessioni) .* in| {2}.* ▌ ) *)N s$/gm, '$1N ms'],
  [/\b[\d.,]+ (a second|al secondo)\b/g, 'N $1'],
  [/^ *\d+(?:\.\d+)? {2}(?=(?:[CS]:|\*) )/gm, '    N  '],
  [/(smtp-doctor[ /]|"version": ")\d+\.\d+\.\d+[\w.-]*/g, '$1V'],
  [/\bv\d+\.\d+\.\d+\b/g, 'vN'],
];

/**
 * Puts names for all that changes from run to run: times, dates, ports, fingerprints, paths, versions.
 *
 * @param variables  What was put in for placeholders, by name; a port goes back to `$PORT`.
 */
export function normalise(text: string, variables: ReadonlyMap<string, string>): string {
  const longest = [...variables].sort(([, a], [, b]) => b.length - a.length);
  let result = text;
  for (const [name, value] of longest) result = result.replaceAll(value, `$${name}`);
  for (const [pattern, replacement] of VARIABLE) result = result.replace(pattern, replacement);
  return result.replaceAll(hostname(), '$HOSTNAME').replace(/[ \t]+$/gm, '');
}

/** Paragraphs in which no blank or line end counts, since a longer date breaks a line elsewhere. */
export function reflow(text: string): string {
  const paragraphs = text.trim().split(/\n\s*\n/);
  return paragraphs.map((paragraph) => paragraph.trim().replace(/\s+/g, ' ')).join('\n\n');
}
