import { addAbortSignal } from 'node:stream';
import { SmtpError, UsageError } from '../../errors.ts';
import { linesOf } from '../lines.ts';
import { runMacro } from './macros.ts';
import { Misplaced } from './misplaced.ts';
import type { Asker, SessionTools } from './tools.ts';

/** Nobody can be asked where lines come out of a pipe. */
export const NOBODY: Asker = {
  line: (label) => Promise.reject(unasked(label)),
  hidden: (label) => Promise.reject(unasked(label)),
};

/** A line of so many characters has been cut where it was read. */
const CUT_CHARACTERS = 1024 * 1024;

function unasked(label: string): UsageError {
  return new UsageError(
    `there is no terminal to ask for "${label.replace(/:\s*$/, '')}" on`,
    'write it out; for a login give --user and --password-file or --password-env',
  );
}

/**
 * Plays the lines that are piped in, each once the one before was answered, as they are: whoever writes a message
 * doubles its dots himself. Stops where the connection ends.
 *
 * @throws UsageError for a line that cannot be played.
 */
export async function playLines(tools: SessionTools): Promise<void> {
  const { conversation, view } = tools;
  const over = new AbortController();
  view.onChange = () => {
    if (conversation.mode === 'closed') over.abort();
  };
  const signal = AbortSignal.any([over.signal, conversation.context.signal]);
  const misplaced = new Misplaced(tools);
  try {
    for await (const lines of linesOf(addAbortSignal(signal, process.stdin))) {
      for (const line of lines) {
        if (conversation.mode === 'closed' || (await isLast(tools, line, misplaced))) return;
      }
    }
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
  }
}

async function isLast(tools: SessionTools, line: string, misplaced: Misplaced): Promise<boolean> {
  const { conversation, view } = tools;
  const { mode } = conversation;
  const isCommand = mode === 'command';
  if (line.length >= CUT_CHARACTERS) {
    throw new UsageError(
      `a line has ${CUT_CHARACTERS} characters or more`,
      'break it, or send it by /send FILE',
    );
  }
  if (misplaced.passes(line)) return false;
  try {
    if (isCommand && line.startsWith('/')) return await runMacro(tools, line);
    if (isCommand && line.trim() === '?') view.explainLast();
    else if (!isCommand || line.trim() !== '') await sayShown(tools, line);
  } catch (error) {
    if (!(error instanceof SmtpError)) throw error;
  }
  misplaced.note(line, mode);
  return false;
}

/** Lines of a message have no reply that they could be shown with. */
function sayShown({ conversation, view }: SessionTools, line: string): Promise<void> {
  const isText = conversation.mode === 'data' || conversation.mode === 'chunk';
  if (isText && line !== '.') view.said(line);
  return conversation.say(line);
}
