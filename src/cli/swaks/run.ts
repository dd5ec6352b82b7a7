import { hostname, userInfo } from 'node:os';
import { printable } from '../../render/printable.ts';
import { TOOL } from '../../version.ts';
import { translateSwaks } from './translate.ts';

/**
 * Prints our command lines for those of swaks, and on stderr what differs; connects to nothing.
 *
 * @throws UsageError
 */
export function explainSwaks(text: string): number {
  const sender = `${loginName()}@${hostname()}`;
  for (const { command, remarks } of translateSwaks(text, sender)) {
    if (command !== '') process.stdout.write(`${command}\n`);
    for (const remark of remarks) {
      process.stderr.write(`${TOOL.name}: ${printable(remark.replaceAll('\n', ' '), { unicode: true })}\n`);
    }
  }
  return 0;
}

/** As swaks finds it; in a container the user may have no name. */
function loginName(): string {
  try {
    return process.env.LOGNAME ?? userInfo().username;
  } catch {
    return 'you';
  }
}
