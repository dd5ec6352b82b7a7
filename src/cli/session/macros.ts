import { UsageError } from '../../errors.ts';
import type { ExplainCatalog } from '../../messages/explain-catalog.ts';
import { MACROS, type Macro } from '../../messages/session-words.ts';
import { type Explanation, explainOccurrence } from '../../render/explanation/explanation.ts';
import { explainKeyword, readKeywords } from '../../render/explanation/keywords.ts';
import { setDifference } from '../../render/session/difference.ts';
import { setCapabilities, setCertificate, setHelp, setState } from '../../render/session/state.ts';
import { interpret } from '../../replies/classify.ts';
import { readStatement } from '../../replies/read/index.ts';
import { TRANSCRIPT_LINES } from '../../smtp/transcript.ts';
import { subjectOf } from '../goal.ts';
import { writeNewFile } from './files.ts';
import { sayHello, startTls } from './macro-hello.ts';
import { logIn } from './macro-login.ts';
import { sendByBdat, sendByData, startTransaction } from './macro-message.ts';
import { formatRecord } from './record.ts';
import { type Replayed, replay } from './replay.ts';
import { readScript } from './script.ts';
import type { SessionTools } from './tools.ts';

/** What a macro does; its argument is what stands behind its name. */
type Work = (tools: SessionTools, argument: string) => Promise<void> | void;

const WORKS: Readonly<Record<Exclude<Macro, 'quit'>, Work>> = {
  tls: startTls,
  auth: logIn,
  mail: async (tools, argument) => void (await startTransaction(tools, argument)),
  send: sendByData,
  bdat: sendByBdat,
  b64: encode,
  explain,
  caps: showCapabilities,
  cert: showCertificate,
  state: showState,
  reset: ({ conversation }) => conversation.say('RSET'),
  save,
  replay: replayHere,
  help: ({ view }) => view.lines(setHelp(view.page())),
};

/**
 * Does what a line that begins with "/" asks for.
 *
 * @returns true where the user wants to leave.
 * @throws UsageError; SmtpError, which has been told of.
 */
export async function runMacro(tools: SessionTools, line: string): Promise<boolean> {
  const [, word = '', argument = ''] = /^(\S+)\s*(.*)$/s.exec(line.slice(1).trim()) ?? [];
  const macro = MACROS.find((name) => name === word.toLowerCase());
  const { view } = tools;
  if (macro === 'quit') return true;
  if (macro === undefined) {
    view.note(view.words.unknownMacro(`/${word}`));
    return false;
  }
  const wasEchoing = view.isEchoing;
  view.isEchoing = true;
  try {
    await WORKS[macro](tools, argument.trim());
  } finally {
    view.isEchoing = wasEchoing;
  }
  return false;
}

async function encode({ conversation, view, asker }: SessionTools, argument: string): Promise<void> {
  const isLogin = conversation.mode === 'auth';
  const text = argument === '' ? await asker.hidden(view.words.given.base64) : argument;
  const encoded = Buffer.from(text).toString('base64');
  if (isLogin) return conversation.say(encoded);
  view.lines([`${view.page().sentence(view.words.encoded)}: ${encoded}`]);
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 0 || bytes.toString('base64') !== text) return;
  const page = view.page();
  view.lines([`${page.sentence(view.words.decoded)}: ${page.safe(bytes.toString('utf8'))}`]);
}

function explain({ view }: SessionTools, argument: string): void {
  if (argument === '') {
    view.explainLast();
    return;
  }
  const keywords = readKeywords(argument);
  const explained =
    keywords.length > 0
      ? keywords.map((line) => explainKeyword(line, view.explain))
      : [explainWords(argument, view.explain)];
  view.explanations(explained);
}

function explainWords(text: string, catalog: ExplainCatalog): Explanation {
  const seen = interpret(readStatement(text));
  return explainOccurrence({ seen, count: 1, hosts: [], recipients: [] }, catalog);
}

async function showCapabilities(tools: SessionTools): Promise<void> {
  const { conversation, view } = tools;
  const { standing } = conversation;
  if (!standing.hello && conversation.mode === 'command') await sayHello(tools);
  const { hello, helloBefore } = standing;
  if (hello) view.lines(setCapabilities({ hello, helloBefore }, view.page()));
  else view.note(view.words.helloMissing);
}

function showCertificate({ conversation, view }: SessionTools): void {
  const lines = setCertificate(conversation.context.draft.finish(), view.page());
  if (lines.length === 0) view.note(view.words.tlsMissing);
  else view.lines(lines);
}

function showState({ conversation, view }: SessionTools): void {
  const evidence = conversation.context.draft.finish();
  view.lines(setState({ ...conversation.standing, subject: subjectOf(evidence), evidence }, view.page()));
}

async function save({ conversation, view }: SessionTools, file: string): Promise<void> {
  if (file === '') throw new UsageError('/save needs the name of a file', 'write /save FILE');
  const { draft } = conversation.context;
  const { observedAt, ...evidence } = draft.finish();
  const { lines } = draft.transcript;
  const title = `smtp-doctor session ${subjectOf({ observedAt, ...evidence })}, ${observedAt}`;
  await writeNewFile(file, formatRecord(lines, title));
  view.note(view.words.saved(lines.length));
  if (lines.length >= TRANSCRIPT_LINES) view.note(view.words.savedInPart);
}

/** The greeting of a file is not played: it has been heard. */
async function replayHere(tools: SessionTools, file: string): Promise<void> {
  if (file === '') throw new UsageError('/replay needs the name of a file', 'write /replay FILE');
  const moves = await readScript(file);
  const played = await replay(
    moves.filter(({ line }) => line !== undefined),
    tools.conversation,
    { logIn: (mechanism) => logIn(tools, mechanism) },
  );
  showReplayed(played, tools);
}

/** Tells what a replay came to. */
export function showReplayed(
  { commands, differences }: Replayed,
  { view }: Pick<SessionTools, 'view'>,
): void {
  const { replayed, replayDiffers } = view.words;
  const page = view.page();
  for (const difference of differences) view.lines(setDifference(difference, page));
  view.note(differences.length === 0 ? replayed(commands) : replayDiffers(differences.length, commands));
}
