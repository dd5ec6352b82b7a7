import { text } from 'node:stream/consumers';
import { UsageError } from '../../errors.ts';

/**
 * The targets named, with `-` replaced by those on stdin: one a line, `#` begins a comment.
 *
 * @throws UsageError when none is left.
 */
export async function readTargets(named: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(
    named.map(async (name) => (name === '-' ? listedTargets(await text(process.stdin)) : [name])),
  );
  const targets = lists.flat();
  if (targets.length > 0) return targets;
  throw new UsageError('no target', 'name a server, e.g. smtp-doctor probe smtp.example.org');
}

/** The targets of a list: one a line, `#` begins a comment. */
export function listedTargets(list: string): string[] {
  const lines = list.split(/\r?\n/).map((line) => line.replace(/(?:^|\s)#.*$/, '').trim());
  return lines.filter((line) => line !== '');
}
