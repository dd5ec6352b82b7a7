import { UsageError } from '../errors.ts';

/** One `-- name --` part of a dialogue file. */
export interface Section {
  readonly name: string;
  /** Everything up to the next head, line ends included. */
  readonly text: string;
}

/** A file of sections; what stands above the first head is the file's own comment. */
export interface Sections {
  readonly preamble: string;
  readonly sections: readonly Section[];
}

const HEAD = /^-- (\S.*?) --$/;

/** Splits a file at its `-- name --` lines. */
export function parseSections(text: string): Sections {
  const parts: { name: string; lines: string[] }[] = [{ name: '', lines: [] }];
  for (const line of text.replaceAll('\r\n', '\n').split(/(?<=\n)/)) {
    const name = HEAD.exec(line.trimEnd())?.[1];
    if (name === undefined) parts.at(-1)?.lines.push(line);
    else parts.push({ name, lines: [] });
  }
  const [preamble, ...sections] = parts.map(({ name, lines }) => ({ name, text: lines.join('') }));
  return { preamble: preamble?.text ?? '', sections };
}

/** Writes sections as `parseSections` reads them; a section that lacks its last line end gets one. */
export function formatSections({ preamble, sections }: Sections): string {
  const parts = sections.map(({ name, text }) => `-- ${name} --\n${withLineEnd(text)}`);
  return withLineEnd(preamble) + parts.join('');
}

function withLineEnd(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** The text of the one section of that name. */
export function sectionText(sections: readonly Section[], name: string): string | undefined {
  return sections.find((section) => section.name === name)?.text;
}

/**
 * Splits a command line at blanks, as a shell would with single and double quotes and a backslash before a line end.
 *
 * @throws UsageError for a quote that is never closed.
 */
export function splitCommand(line: string): string[] {
  const words = line.replace(/\\\n/g, ' ').match(/(?:[^\s"']|"[^"]*"|'[^']*')+|["']/g) ?? [];
  if (words.some((word) => word === '"' || word === "'")) {
    throw new UsageError(
      `a quote is never closed in "${line.trim()}"`,
      'close it, or quote it with the other kind',
    );
  }
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}
