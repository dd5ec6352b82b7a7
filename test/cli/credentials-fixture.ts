import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { TestContext } from 'node:test';
import {
  type CredentialOptions,
  type LoginContext,
  readCredentials,
} from '../../src/cli/credentials/index.ts';
import type { Surroundings } from '../../src/cli/surroundings.ts';
import { UsageError } from '../../src/errors.ts';
import { promptWords } from '../../src/messages/en/prompt-words.ts';
import type { Credentials } from '../../src/sasl/mechanism.ts';

/** The secret of these tests, which no message may hold. */
export const SECRET = 'correct horse, "battery" staple';

export interface Situation extends Partial<Omit<LoginContext, 'surroundings'>> {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Buffer | Readable;
  /** What is answered at the terminal; without it there is none. */
  readonly answer?: string;
  readonly home?: string;
}

export interface Reading {
  readonly credentials: Credentials | undefined;
  readonly warnings: readonly string[];
  readonly questions: readonly string[];
}

/** Reads credentials as in a process with this environment, stdin and terminal. */
export async function read(options: CredentialOptions, situation: Situation = {}): Promise<Reading> {
  const { env = {}, stdin = '', answer, home = '/nonexistent', ...context } = situation;
  const warnings: string[] = [];
  const questions: string[] = [];
  const surroundings: Surroundings = {
    env,
    stdin: stdin instanceof Readable ? stdin : Readable.from([Buffer.from(stdin)], { objectMode: false }),
    isTerminal: answer !== undefined,
    home: async () => home,
    ask: async (question) => {
      questions.push(question(promptWords));
      return answer ?? '';
    },
    warn: (line) => warnings.push(line),
  };
  const { signal = new AbortController().signal, host = 'mail.example.org' } = context;
  const credentials = await readCredentials(options, { ...context, host, signal, surroundings });
  return { credentials, warnings, questions };
}

/** The usage error that reading ends with, as one text. */
export async function complaint(options: CredentialOptions, situation: Situation = {}): Promise<string> {
  const outcome = await read(options, situation).catch((error: unknown) => error);
  if (outcome instanceof UsageError) return `${outcome.message}\n${outcome.hint ?? ''}`;
  throw new Error('expected a usage error', { cause: outcome });
}

/** Writes a file for one test, readable by its owner only unless said otherwise. */
export function fileWith(t: TestContext, content: string | Buffer, mode = 0o600): string {
  const folder = mkdtempSync(join(tmpdir(), 'smtp-doctor-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'secret');
  writeFileSync(file, content);
  chmodSync(file, mode);
  return file;
}
