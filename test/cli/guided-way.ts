import type { TestContext } from 'node:test';
import { PipedTerminal } from '../support/piped-terminal.ts';

/** What the questions of the guided way are answered with. */
export interface Answers {
  readonly server: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Keys for the question about the login; return alone tries it. */
  readonly login?: string;
}

const DONE = /The same without questions/;

/** Begins the guided way for who cannot send, up to the question for the server. */
export async function beginSending(t: TestContext, env: Answers['env'] = {}): Promise<PipedTerminal> {
  const terminal = PipedTerminal.start(t, [], env);
  await terminal.sees(/What is wrong\?[\s\S]*then return\)/);
  terminal.enter();
  await terminal.sees(/Your mail address, or the server/);
  return terminal;
}

/** Says yes to every step until the guided way ends. */
export async function goAllTheWay(t: TestContext, answers: Answers): Promise<PipedTerminal> {
  const terminal = await beginSending(t, answers.env);
  terminal.enter(answers.server);
  const replies: readonly (readonly [RegExp, string])[] = [
    [/Step 3 of 4[\s\S]*then return\)/, answers.login ?? ''],
    [/then return\)/, ''],
    [/\? User name:/, 'ada@example.org'],
    [/\? Password of/, 'open-sesame'],
    [/\? From:/, 'ada@example.org'],
    [/\? To:/, 'bob@example.net'],
  ];
  const any = new RegExp(
    [DONE, ...replies.map(([question]) => question)].map(({ source }) => source).join('|'),
  );
  for (;;) {
    const shown = await terminal.sees(any);
    const reply = replies.find(([question]) => question.test(shown));
    if (!reply || DONE.test(shown)) return terminal;
    terminal.enter(reply[1]);
  }
}
