import { readScene, startScene } from '../../demo/scene.ts';
import { parseSections } from '../../demo/sections.ts';
import { SmtpError, UsageError } from '../../errors.ts';
import { LESSON_STEPS, type LessonStep } from '../../messages/guided-words.ts';
import { Draft } from '../../probes/draft.ts';
import type { SessionPlan } from '../../probes/plan.ts';
import { setReply } from '../../render/session/reply.ts';
import { networkChoice } from '../network.ts';
import { askText } from '../prompt.ts';
import { Conversation } from '../session/conversation.ts';
import { openDisplay } from '../session/display.ts';
import type { ConversationListener } from '../session/listener.ts';
import { type Desk, say, show, showCommand } from './desk.ts';
import { LESSON_LINES, LESSON_SCRIPT } from './lesson-script.ts';

/** Nobody who learns is hurried. */
const HOUR_SECONDS = 3600;

/**
 * Leads a newcomer through a transaction with a server of our own, one command at a time.
 *
 * @returns 0.
 * @throws QuestionLeft
 */
export async function teach(desk: Desk): Promise<number> {
  const { lesson } = desk.words;
  say(desk, lesson.welcome);
  show(['']);
  const scene = await startScene(readScene(parseSections(LESSON_SCRIPT).sections));
  try {
    await askText({ message: desk.sheet().sentence(lesson.connect) });
    const conversation = await connect(
      desk,
      Number(scene.variables.get('PORT')),
      scene.variables.get('CA') ?? '',
    );
    try {
      await lead(desk, conversation);
    } finally {
      conversation.close();
    }
  } finally {
    await scene.close();
  }
  return 0;
}

async function connect({ wishes }: Desk, port: number, ca: string): Promise<Conversation> {
  const plan: SessionPlan = {
    goal: { host: '127.0.0.1', port, role: 'submission', security: 'starttls' },
    network: await networkChoice({ deadline: HOUR_SECONDS, timeout: HOUR_SECONDS, ca: [ca] }),
  };
  const display = await openDisplay(
    {
      deadline: HOUR_SECONDS,
      color: wishes.color,
      ...(wishes.lang === undefined ? {} : { lang: wishes.lang }),
    },
    false,
  );
  const draft = new Draft(plan.goal);
  const view = display.viewOf(draft);
  const listener: ConversationListener = {
    // What a session says of EHLO names its own macros.
    exchanged: (exchange) =>
      exchange.stage === 'hello'
        ? view.lines(setReply(exchange.reply, view.page()))
        : view.exchanged(exchange),
    unasked: (reply, isLate) => view.unasked(reply, isLate),
    secured: () => view.secured(),
    failed: (error) => error && view.note(error.message),
  };
  return Conversation.open(plan, { draft, signal: new AbortController().signal }, listener);
}

/** Each line is offered until its answer is the one that leads on. */
async function lead(desk: Desk, conversation: Conversation): Promise<void> {
  const { lesson } = desk.words;
  say(desk, lesson.steps.greeting.after);
  for (const step of LESSON_STEPS.slice(1)) {
    say(desk, lesson.steps[step].before);
    show(['']);
    await (step === 'message' ? dictate(desk, conversation) : take(desk, conversation, step));
    if (conversation.mode === 'closed' && step !== 'quit') return say(desk, lesson.left);
    say(desk, lesson.steps[step].after);
  }
  say(desk, lesson.end);
  showCommand(desk, '  ', ['session', 'smtp.example.org']);
}

async function take(desk: Desk, conversation: Conversation, step: LessonStep): Promise<void> {
  const { line, code } = LESSON_LINES[step];
  for (;;) {
    await speak(desk, conversation, line);
    const answered = conversation.session.exchanges.at(-1)?.reply.code;
    if (conversation.mode === 'closed' || answered === code) return;
    say(desk, desk.words.lesson.again(line));
    show(['']);
  }
}

/** The message, whose lines have no answers but the last. */
async function dictate(desk: Desk, conversation: Conversation): Promise<void> {
  const lines = [...desk.words.lesson.message];
  while (conversation.mode === 'data') await speak(desk, conversation, lines.shift() ?? '.');
}

async function speak(desk: Desk, conversation: Conversation, suggestion: string): Promise<void> {
  const line = await askText({ message: 'C:', suggestion });
  const isStuffed = conversation.mode === 'data' && line.startsWith('.') && line !== '.';
  try {
    await conversation.say(isStuffed ? `.${line}` : line);
  } catch (error) {
    if (error instanceof UsageError) return say(desk, error.message);
    // The listener has been told of it.
    if (!(error instanceof SmtpError)) throw error;
  }
}
