import { spawn } from 'node:child_process';

/** What a finished process left behind. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly cwd?: string;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** The process is killed after it; two minutes unless told. */
  readonly timeoutMs?: number;
}

/** Runs a program to its end, whatever its exit code. */
export function finish(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<Finished> {
  const { cwd, env, timeoutMs = 120_000 } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/**
 * Runs a program that has to succeed.
 *
 * @returns its stdout.
 * @throws Error with both outputs when it ends with another code than 0.
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const { code, stdout, stderr } = await finish(command, args, options);
  if (code === 0) return stdout;
  throw new Error(`"${[command, ...args].join(' ')}" ended with ${code}:\n${stderr}${stdout}`);
}
