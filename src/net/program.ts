import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { finished } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { clockMs } from '../clock.ts';
import { SmtpError, UsageError } from '../errors.ts';
import { toMilliseconds } from './attempt.ts';
import type { Dialled, Undialled } from './dial.ts';
import { passOnStderr } from './program-stderr.ts';

/** What a shell would do something with. */
const FOR_SHELL = /[|&;<>()$`*?[\]~#!{}\n]/;

/** A program that was asked to end may take so long until it is made to, in milliseconds. */
const PATIENCE_MS = 1_000;

/** One that has closed its pipes by itself may take so long until it is asked to end, and until nobody waits for how it did. */
const LEAVING_MS = 500;

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
  const lastWords = passOnStderr(child.stderr);
  const socket = new ProgramSocket(child);
  signal?.addEventListener('abort', () => socket.destroy(), { once: true });
  const ending = async (): Promise<ProgramEnding | undefined> => {
    const ended = await socket.ending();
    return ended && { ...ended, lines: lastWords() };
  };
  return { socket, attempts: [{ ...attempt, outcome: 'connected' }], address: file, ending };
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

/** How a program ended that was spoken to. */
export interface ProgramEnding {
  /** Absent where a signal ended it. */
  readonly exitCode?: number;
  readonly signal?: string;
  /** The last that it said on standard error, printable: five lines of 200 characters. */
  readonly lines: readonly string[];
}

type Written = (error?: Error | null) => void;

interface Chunk {
  readonly chunk: Uint8Array | string;
  readonly encoding: BufferEncoding;
}

/** A program's two pipes as one socket. */
class ProgramSocket extends Socket {
  readonly #child: ChildProcess;
  readonly #isClosed: Promise<unknown>;
  /** The program went by itself, before it was asked to. */
  #hasLeft = false;

  constructor(child: ChildProcess) {
    super({ allowHalfOpen: false });
    this.#child = child;
    this.#isClosed = new Promise((resolve) => child.once('close', resolve));
    this.on('error', () => undefined);
    // TLS takes what has no handle for a socket that is not connected yet, and waits to be told.
    this.on('newListener', (event) => {
      if (event === 'connect') process.nextTick(() => this.emit('connect'));
    });
    child.once('exit', () => this.#leave());
    child.stdin?.on('error', (error) => {
      this.#leave();
      this.destroy(error);
    });
    child.stdout?.on('data', (chunk) => {
      if (!this.push(chunk)) child.stdout?.pause();
    });
    child.stdout?.on('end', () => {
      this.#leave();
      this.push(null);
    });
  }

  /** How the program ended, where it did so by itself; waits a little for its last words. */
  async ending(): Promise<Omit<ProgramEnding, 'lines'> | undefined> {
    if (!this.#hasLeft) return undefined;
    const waited = new AbortController();
    await Promise.race([this.#isClosed, delay(LEAVING_MS, undefined, waited)]);
    waited.abort();
    const { exitCode, signalCode } = this.#child;
    if (signalCode !== null) return { signal: signalCode };
    return exitCode === null ? undefined : { exitCode };
  }

  #leave(): void {
    this.#hasLeft ||= !this.destroyed;
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
    if (exitCode === null && signalCode === null) {
      if (this.#hasLeft) endLater(this.#child);
      else end(this.#child);
    }
    done(error);
    // A socket tells so itself when its handle is closed, and this one has none.
    process.nextTick(() => this.emit('close', error !== null));
  }
}

function endLater(child: ChildProcess): void {
  const timer = setTimeout(() => end(child), LEAVING_MS);
  child.once('exit', () => clearTimeout(timer));
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
