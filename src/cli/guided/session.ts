import type { Command } from 'commander';
import { UsageError } from '../../errors.ts';
import { isAtTerminal } from '../terminal.ts';
import type { RunLine } from './desk.ts';
import { guide } from './run.ts';
import { wishesOf } from './wishes.ts';

/**
 * Does what `session --guided` asks for.
 *
 * @param command  With its options, which the commands on the way are given too.
 * @returns the exit code, as `guide` does.
 * @throws UsageError where nobody can be asked, and for what has no place in it.
 */
export function guideSession(command: Command, target: string | undefined, run: RunLine): Promise<number> {
  const wishes = wishesOf(command, target);
  if (isAtTerminal()) return guide(run, wishes);
  throw new UsageError(
    '--guided asks, and there is no terminal to ask on',
    'run it on a terminal, or leave it out',
  );
}
