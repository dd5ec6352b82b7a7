import { SmtpError, type Stage } from '../../errors.ts';
import { findExtension } from '../../smtp/extension.ts';
import type { Mailbox } from '../../smtp/mailbox.ts';
import type { Reply } from '../../smtp/reply.ts';
import type { Session } from '../../smtp/session.ts';
import { isPositive } from '../../smtp/transaction.ts';
import type { LiveSession } from '../plan.ts';
import { exerciseChunking } from './chunking.ts';
import { exerciseCommands } from './commands.ts';
import { judgeOffer } from './offer.ts';
import { exerciseLimit, exerciseParameters, exerciseUnoffered } from './parameters.ts';
import { exercisePipelining } from './pipelining.ts';
import { ExerciseRecord } from './record.ts';

/** Who is named in the transactions that are begun and given up. */
export interface ExercisePlan {
  readonly from: Mailbox;
  /** Without one, what needs a recipient stays unproven. */
  readonly to?: Mailbox;
}

/**
 * Uses each extension that the server offers, and some that it does not, in one session; every transaction is given up
 * before its message.
 *
 * Exim takes ten commands that do not belong to a mail and three errors, so that parameters go together as far as they can.
 * @returns whether the session stands open; how it ended is in the evidence, and no failure of the walk.
 * @throws SmtpError only for our own user's interruption, or the end of the time for all.
 */
export async function exercise(live: LiveSession, plan: ExercisePlan): Promise<boolean> {
  const { session, hello, draft } = live;
  const record = new ExerciseRecord(hello);
  judgeOffer(record, hello, draft.sections);
  try {
    if (hello.verb !== 'HELO') await draft.timed('mail', () => new Exercise(live, plan, record).hold());
    return true;
  } catch (error) {
    if (!(error instanceof SmtpError) || error.kind === 'aborted') throw error;
    record.end(error, session.exchanges.at(-1)?.reply);
    return false;
  } finally {
    draft.sections.exercise = record.finish();
  }
}

/** What a trial may do in the session. */
export class Exercise {
  readonly record: ExerciseRecord;
  readonly session: Session;
  readonly live: LiveSession;
  readonly plan: ExercisePlan;
  readonly #firstExchange: number;

  constructor(live: LiveSession, plan: ExercisePlan, record: ExerciseRecord) {
    this.record = record;
    this.session = live.session;
    this.live = live;
    this.plan = plan;
    this.#firstExchange = live.session.exchanges.length;
  }

  /** All trials, those last that a server may take amiss. */
  async hold(): Promise<void> {
    const mail = await exercisePipelining(this);
    if (!isPositive(mail)) this.record.senderRefused = mail;
    // Before anybody was named, so that not even a server that forgets RSET has somebody to deliver the chunk to.
    await exerciseChunking(this);
    if (isPositive(mail)) {
      await exerciseLimit(this);
      await exerciseParameters(this);
    }
    this.#judgeEnhancedCodes();
    await exerciseCommands(this);
    if (isPositive(mail)) await exerciseUnoffered(this);
  }

  /** What stands behind an offered keyword; undefined where it is not offered. */
  parametersOf(keyword: string): readonly string[] | undefined {
    return findExtension(this.live.hello, keyword)?.parameters;
  }

  /** MAIL with these parameters. */
  mailLine(...parameters: readonly string[]): string {
    return [`MAIL FROM:<${this.plan.from.wire}>`, ...parameters].join(' ');
  }

  say(stage: Stage, line: string): Promise<Reply> {
    return this.session.command(stage, line);
  }

  /** Gives the transaction up. */
  async reset(): Promise<void> {
    await this.say('mail', 'RSET');
  }

  /** RFC 2034 §3: in every reply after that to EHLO, whose code has a class of them. */
  #judgeEnhancedCodes(): void {
    if (!this.record.offers('ENHANCEDSTATUSCODES')) return;
    const answered = this.session.exchanges
      .slice(this.#firstExchange)
      .filter(({ reply: { code } }) => code < 300 || code >= 400);
    const bare = answered.find(({ reply }) => reply.enhanced === undefined);
    const [decisive] = bare ? [bare] : answered;
    const said = decisive?.command === undefined ? [] : [decisive.command];
    this.record.set('ENHANCEDSTATUSCODES', {
      ...(bare ? { outcome: 'fails', reason: 'codes-missing', reply: bare.reply } : { outcome: 'works' }),
      said,
    });
  }
}
