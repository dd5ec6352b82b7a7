import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { finished } from 'node:stream';
import { clockMs } from '../clock.ts';
import { SmtpError, UsageError } from '../errors.ts';
import { toMilliseconds } from './attempt.ts';
import type { Dialled, Undialled } from './dial.ts';
import { passOnStderr } from './program-stderr.ts';

/** What a shell would do something with. */
const FOR_SHELL = /[|&;<>()$`*?[\]~#!{}\n]/;

/** A program that was asked to end may take so long until it is made to, in milliseconds. */
const PATIENCE_MS = 1_000;

/**
 * Runs a program and speaks to its standard input and output, as a connection would be spoken to; what it says on
 * standard error goes to ours, printable and bounded. It is ended with the connection, or when the signal comes.
 *
 * @throws SmtpError `aborted`; UsageError for a quote that is not closed.
 */
export async function dialProgram(
  command: string,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Dialled | Undialled> {
  const began = clockMs();
  if (signal?.aborted) {
    throw new SmtpError('aborted', 'interrupted while connecting', {
      stage: 'connect',
      cause: signal.reason,
    });
  }
  const [file = '', ...args] = wordsOf(command);
  // A group of its own, so that whatever it starts ends with it.
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    child.once('spawn', () => resolve(undefined)).once('error', resolve);
  });
  const attempt = { address: file, startedMs: 0, elapsedMs: toMilliseconds(clockMs() - began) };
  if (error) {
    const failure = new SmtpError('unreachable', `cannot run "${file}": ${error.code}`, {
      stage: 'connect',
      code: error.code,
      cause: error,
    });
    return {
      attempts: [
        { ...attempt, outcome: 'failed', ...(error.code === undefined ? {} : { code: error.code }) },
      ],
      failure,
    };
  }
  passOnStderr(child.stderr);
  const socket = new ProgramSocket(child);
  signal?.addEventListener('abort', () => socket.destroy(), { once: true });
  return { socket, attempts: [{ ...attempt, outcome: 'connected' }], address: file };
}

/**
 * The words of a command as a shell would see them; what needs more of a shell than quotes is given to one.
 *
 * @throws UsageError for a quote that is not closed, or for nothing at all.
 */
export function wordsOf(command: string): string[] {
  if (FOR_SHELL.test(command.replace(/'[^']*'/g, ''))) return ['/bin/sh', '-c', command];
  const words: string[] = [];
  const whole = command.replace(
    /((?:[^\s"'\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+)|\s+/gs,
    (_all, word?: string) => {
      if (word !== undefined) words.push(unquoted(word));
      return '';
    },
  );
  if (whole === '' && words.length > 0) return words;
  throw new UsageError(`cannot read the command "${command}"`, 'close its quotes, and name a program');
}

function unquoted(word: string): string {
  return word.replace(
    /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/gs,
    (_all, single?: string, double?: string, one?: string) =>
      single ?? double?.replace(/\\(["\\])/g, '$1') ?? one ?? '',
  );
}

type Written = (error?: Error | null) => void;

interface Chunk {
  readonly chunk: Uint8Array | string;
  readonly encoding: BufferEncoding;
}

/** A program's two pipes as one socket. */
class ProgramSocket extends Socket {
  readonly #child: ChildProcess;

  constructor(child: ChildProcess) {
    super({ allowHalfOpen: false });
    this.#child = child;
    this.on('error', () => undefined);
    // TLS takes what has no handle for a socket that is not connected yet, and waits to be told.
    this.on('newListener', (event) => {
      if (event === 'connect') process.nextTick(() => this.emit('connect'));
    });
    child.stdin?.on('error', (error) => this.destroy(error));
    child.stdout?.on('data', (chunk) => {
      if (!this.push(chunk)) child.stdout?.pause();
    });
    child.stdout?.on('end', () => this.push(null));
  }

  override _read(): void {
    this.#child.stdout?.resume();
  }

  override _write(chunk: Uint8Array | string, encoding: BufferEncoding, done: Written): void {
    this.#child.stdin?.write(chunk, encoding, done);
  }

  // A socket's own would want a handle.
  override _writev(chunks: readonly Chunk[], done: Written): void {
    const bytes = chunks.map(({ chunk, encoding }) =>
      typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk,
    );
    this.#child.stdin?.write(Buffer.concat(bytes), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    const { stdin } = this.#child;
    // Node.js 24 calls nobody back who ends what went with the program.
    if (stdin) finished(stdin, () => done());
    else done();
    stdin?.end();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const { exitCode, signalCode } = this.#child;
    this.#child.stdin?.destroy();
    this.#child.stdout?.destroy();
    if (exitCode === null && signalCode === null) end(this.#child);
    done(error);
    // A socket tells so itself when its handle is closed, and this one has none.
    process.nextTick(() => this.emit('close', error !== null));
  }
}

function end(child: ChildProcess): void {
  kill(child, 'SIGTERM');
  const timer = setTimeout(() => kill(child, 'SIGKILL'), PATIENCE_MS);
  child.once('exit', () => clearTimeout(timer));
}

function kill({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // It has gone by itself.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
