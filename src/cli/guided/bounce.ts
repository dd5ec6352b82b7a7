import { explainInput } from '../explain/command.ts';
import { announce, type Desk, say, showCommand } from './desk.ts';
import { readPaste } from './paste.ts';

/**
 * Explains a bounce that the user pastes.
 *
 * @throws QuestionLeft
 */
export async function explainBounce(desk: Desk): Promise<number> {
  const { bounce } = desk.words;
  const { color, lang } = desk.wishes;
  say(desk, bounce.paste);
  let text = await readPaste();
  while (text.trim() === '') {
    say(desk, bounce.empty);
    text = await readPaste();
  }
  process.stderr.write('\n');
  const input = { kind: 'documents', documents: [bytesOf(text)] } as const;
  const code = await explainInput(
    input,
    { format: 'text', color, ...(lang === undefined ? {} : { lang }) },
    {},
  );
  announce(desk, bounce.file);
  showCommand(desk, '  ', ['explain', 'bounce.eml']);
  return code;
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
