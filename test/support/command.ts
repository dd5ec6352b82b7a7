import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../bin/smtp-doctor.js', import.meta.url));

/** What one run of the program came to. */
export interface CommandResult {
  /** The exit code; absent when a signal ended it. */
  readonly exit: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly stdin?: string;
  readonly timeoutMs?: number;
}

/** The same surroundings on every computer: no colour, 80 columns, UTC, and nobody's own certificates. */
function surroundings(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return {
    ...(PATH === undefined ? {} : { PATH }),
    ...(HOME === undefined ? {} : { HOME }),
    ...(TMPDIR === undefined ? {} : { TMPDIR }),
    LANG: 'C.UTF-8',
    NO_COLOR: '1',
    TZ: 'UTC',
    COLUMNS: '80',
  };
}

/** Runs the built program as its user does; killed when it takes longer than `timeoutMs` (20 s). */
export async function runCommand(
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const { stdin = '', timeoutMs = 20_000 } = options;
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: surroundings(), timeout: timeoutMs });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  // A program that reads no stdin may be gone before it is written.
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  const exit = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { exit: exit ?? undefined, ...output };
}
