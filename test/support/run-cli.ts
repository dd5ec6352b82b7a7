import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/smtp-doctor.js', import.meta.url));

/** How one run of the built program ended. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Node's own options, before the program. */
  readonly nodeOptions?: readonly string[];
  /** Given the process once it runs, and each piece of its stdout. */
  readonly onOutput?: (child: ChildProcess, stdout: string) => void;
  readonly onStart?: (child: ChildProcess) => void;
}

/** Runs the built program in a quiet environment and waits for its end. */
export function runCli(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const { NODE_EXTRA_CA_CERTS: _authorities, FORCE_COLOR: _colour, ...inherited } = process.env;
  const child = spawn(process.execPath, [...(options.nodeOptions ?? []), BIN, ...args], {
    env: {
      ...inherited,
      LC_ALL: 'C.UTF-8',
      NO_COLOR: '1',
      COLUMNS: '80',
      SMTP_DOCTOR_LANG: 'en',
      ...options.env,
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    options.onOutput?.(child, stdout);
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  child.stdin.end(options.stdin ?? '');
  options.onStart?.(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
