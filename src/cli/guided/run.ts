import { COMPLAINTS, type Complaint } from '../../messages/guided-words.ts';
import { QuestionLeft } from '../prompt.ts';
import { type Desk, openDesk, pick, type RunLine, say } from './desk.ts';
import { NO_WISHES, type Wishes } from './wishes.ts';

const EXIT_INTERRUPTED = 130;

/** What is done about each complaint; loaded when it is asked for. */
const WAYS: Readonly<Record<Complaint, (desk: Desk) => Promise<number>>> = {
  send: async (desk) => (await import('./sending.ts')).helpSending(desk),
  bounce: async (desk) => (await import('./bounce.ts')).explainBounce(desk),
  settings: async (desk) => (await import('./looking.ts')).findServer(desk),
  server: async (desk) => (await import('./looking.ts')).examine(desk),
  learn: async (desk) => (await import('./lesson.ts')).teach(desk),
};

/**
 * Asks what is wrong and leads to the answer.
 *
 * @param run  Runs a command line of this program, given as its arguments.
 * @param wishes  What was said on the command line already.
 * @returns the exit code: that of the first step that failed; 130 after ctrl-c, 0 after ctrl-d.
 */
export async function guide(run: RunLine, wishes: Wishes = NO_WISHES): Promise<number> {
  const desk = await openDesk(run, wishes);
  const { welcome, complaint } = desk.words;
  try {
    say(desk, welcome);
    process.stderr.write('\n');
    const answers = COMPLAINTS.map((name) => [name, complaint.answers[name]] as const);
    return await WAYS[await pick(desk, complaint.question, answers)](desk);
  } catch (error) {
    if (!(error instanceof QuestionLeft)) throw error;
    process.stderr.write('\n');
    return error.isEnd ? 0 : EXIT_INTERRUPTED;
  } finally {
    // A pipe that is taken for a terminal would be waited for.
    process.stdin.unref();
  }
}
