import { stat } from 'node:fs/promises';
import { SmtpError } from '../errors.ts';
import type { Undialled } from './dial.ts';

/**
 * Looks at what stands at the path of a unix socket: to connect to something else is refused by the system as if a
 * server did it.
 *
 * @returns the failure for a directory (`EISDIR`) or a file (`ENOTSOCK`); undefined where connecting tells more.
 */
export async function notSocket(path: string): Promise<Undialled | undefined> {
  const stats = await stat(path).catch(() => undefined);
  if (!stats || stats.isSocket()) return undefined;
  const [code, what] = stats.isDirectory() ? ['EISDIR', 'a directory'] : ['ENOTSOCK', 'a file'];
  const failure = new SmtpError('unreachable', `"${path}" is ${what}, and no socket`, {
    stage: 'connect',
    code,
  });
  return { attempts: [{ address: path, outcome: 'failed', code, startedMs: 0, elapsedMs: 0 }], failure };
}
