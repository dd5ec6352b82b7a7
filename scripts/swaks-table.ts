import type { SwaksOption } from '../src/cli/swaks/option.ts';
import { SWAKS_OPTIONS } from '../src/cli/swaks/table.ts';

/** Every option of swaks, and ours for it, as a table in Markdown. */
export function swaksTable(): string {
  const rows = SWAKS_OPTIONS.flatMap(({ title, options }) => [
    `| **${title}** | | |`,
    ...options.map((option) => `| ${namesOf(option)} | ${oursOf(option)} | ${option.note ?? ''} |`),
  ]);
  return ['| swaks | ours | |', '| --- | --- | --- |', ...rows].join('\n');
}

function namesOf({ names }: SwaksOption): string {
  return names.map((name) => `\`${name}\``).join(' ');
}

/** An empty one asks for nothing: what it stands for is done unasked. */
function oursOf({ ours }: SwaksOption): string {
  if (ours === undefined) return 'none';
  return ours === '' ? 'unasked' : `\`${ours}\``;
}
