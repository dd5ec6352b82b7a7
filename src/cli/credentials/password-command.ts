import { type ChildProcess, spawn } from 'node:child_process';
import { SmtpError, UsageError } from '../../errors.ts';
import { checkedSecret, decodedSecret, SECRET_BYTES } from './secret.ts';

export interface CommandOptions {
  readonly signal: AbortSignal;
  /** The shell that reads the command; the system's when absent. */
  readonly shell?: string | undefined;
  /** Whether the command may read the terminal, to ask for what unlocks its store. */
  readonly isTerminal: boolean;
  /** 10000 when absent. */
  readonly timeoutMs?: number;
}

const ORIGIN = '--password-command';
const TIMEOUT_MS = 10_000;
const NEWLINE = 10;
const HINT = 'run the command by itself to see why';

/**
 * Runs a command and gives the first line that it prints. Its stderr is passed through, its output never quoted,
 * and neither is the command, since a secret may stand in it.
 *
 * @throws UsageError when it fails, takes too long or prints no secret; SmtpError `aborted`.
 */
export async function runPasswordCommand(command: string, options: CommandOptions): Promise<string> {
  const { signal, isTerminal, timeoutMs = TIMEOUT_MS } = options;
  if (signal.aborted) throw abortedError(signal);
  const child = spawn(command, {
    shell: options.shell || true,
    // A group of its own can be ended as a whole, but has no terminal.
    detached: !isTerminal && process.platform !== 'win32',
    stdio: [isTerminal ? 'inherit' : 'ignore', 'pipe', 'inherit'],
  });
  const cut = cutOff(signal, timeoutMs);
  try {
    const [bytes] = await Promise.race([Promise.all([firstLine(child), succeeded(child)]), cut.reached]);
    return checkedSecret(decodedSecret({ bytes, isCut: false }, ORIGIN), ORIGIN);
  } finally {
    cut.end();
    stop(child, !isTerminal);
  }
}

/** Ends a command that still runs, with what it started where it has a group of its own. */
function stop(child: ChildProcess, hasGroup: boolean): void {
  // Something it started may live on with the other end of the pipe, and must not keep this process.
  child.stdout?.destroy();
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  if (!hasGroup || process.platform === 'win32') return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The command was alone in its group, and is gone.
  }
}

/**
 * Settles at the first line break, or at the end; what follows is read and thrown away.
 *
 * @throws UsageError as soon as the line is too long, since it may have no end.
 */
function firstLine(child: ChildProcess): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (size > SECRET_BYTES || parts.at(-1)?.at(-1) === NEWLINE) return;
      const at = chunk.indexOf(NEWLINE);
      const part = at < 0 ? chunk : chunk.subarray(0, at + 1);
      parts.push(part);
      size += part.length;
      if (size > SECRET_BYTES) reject(new UsageError(`${ORIGIN} prints a line of more than 64 kB`, HINT));
      else if (at >= 0) resolve(Buffer.concat(parts));
    });
    child.stdout?.once('close', () => resolve(Buffer.concat(parts)));
  });
}

/** Waits for exit code 0. The end of its stdout is not waited for: what it left in the background may keep that. */
async function succeeded(child: ChildProcess): Promise<void> {
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('exit', (...how) => resolve(how));
    child.once('error', (error: NodeJS.ErrnoException) => {
      reject(new UsageError(`the shell for ${ORIGIN} cannot be started: ${error.code}`, 'check SHELL'));
    });
  });
  if (code === 0) return;
  const how = code === null ? `was ended by ${signal}` : `ended with exit code ${code}`;
  throw new UsageError(`${ORIGIN} ${how}; its output is not shown`, HINT);
}

/** Rejects when time is up or the user aborts. */
function cutOff(signal: AbortSignal, timeoutMs: number) {
  let reach: (error: Error) => void = () => undefined;
  const reached = new Promise<never>((_resolve, reject) => {
    reach = reject;
  });
  const onAbort = () => reach(abortedError(signal));
  const late = new UsageError(`${ORIGIN} did not end within ${timeoutMs / 1000} s`, HINT);
  const timer = setTimeout(reach, timeoutMs, late);
  signal.addEventListener('abort', onAbort, { once: true });
  return {
    reached,
    end(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    },
  };
}

function abortedError(signal: AbortSignal): SmtpError {
  const message = `interrupted while ${ORIGIN} ran`;
  return new SmtpError('aborted', message, { stage: 'auth', cause: signal.reason });
}
