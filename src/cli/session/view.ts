import type { SmtpError } from '../../errors.ts';
import type { ExplainCatalog } from '../../messages/explain-catalog.ts';
import type { SessionWords } from '../../messages/session-words.ts';
import type { Draft } from '../../probes/draft.ts';
import type { Explanation } from '../../render/explanation/explanation.ts';
import { renderExplanations } from '../../render/explanation/text.ts';
import { wrap } from '../../render/layout.ts';
import { type Ink, newPage, type Page } from '../../render/page.ts';
import { quoteReply } from '../../render/quotation.ts';
import type { RenderContext } from '../../render/renderer.ts';
import {
  explainReply,
  type HeardReply,
  meaningOf,
  setCommand,
  setMeaning,
  setReply,
  stageOfExchange,
} from '../../render/session/reply.ts';
import type { Reply } from '../../smtp/reply.ts';
import type { Exchange } from '../../smtp/session.ts';
import type { ConversationListener } from './listener.ts';
import type { Loss } from './loss.ts';
import type { Standing } from './standing.ts';

/** What a session is shown with. */
export interface ViewContext {
  readonly context: Omit<RenderContext, 'width'>;
  readonly explain: ExplainCatalog;
  readonly ink: Ink;
  /** Columns of the terminal, which may change. */
  readonly width: () => number;
  /** The notation, with all else in comments, so that what is written can be played again. */
  readonly isScript: boolean;
  /** Whether the time for the whole session is over. */
  readonly isOverdue: () => boolean;
  readonly write: (text: string) => void;
}

/** Of what was no reply, so much is shown. */
const RECEIVED_CHARACTERS = 300;

/** Shows a session as it goes. */
export class View implements ConversationListener {
  /** Commands are shown too, since nobody saw how they were typed. */
  isEchoing: boolean;
  /** The user is going, whatever becomes of the connection. */
  isLeaving = false;
  last: HeardReply | undefined;
  /** Called when the server has changed how the session stands. */
  onChange: (() => void) | undefined;
  standing: Standing | undefined;
  readonly explain: ExplainCatalog;
  readonly #draft: Draft;
  readonly #given: ViewContext;

  constructor(given: ViewContext, draft: Draft) {
    this.#given = given;
    this.#draft = draft;
    this.explain = given.explain;
    this.isEchoing = given.isScript;
  }

  get words(): SessionWords {
    return this.#given.context.catalog.report.session;
  }

  /** A page as wide as the terminal is now. */
  page(): Page {
    const { context, ink, width } = this.#given;
    return newPage({ ...context, width: width() }, ink);
  }

  exchanged(exchange: Exchange): void {
    const { reply, command, elapsedMs } = exchange;
    if (command !== undefined && this.isEchoing) this.#writeCommand(command);
    const stage = stageOfExchange(exchange);
    this.#hear({ reply, elapsedMs, ...(stage === undefined ? {} : { stage }) });
  }

  unasked(reply: Reply, isLate: boolean): void {
    this.note(isLate ? this.words.late : this.words.unasked);
    this.#hear({ reply });
  }

  secured(): void {
    const { tls } = this.#draft.sections;
    if (this.#given.isScript) this.#given.write('* tls\n');
    else if (tls) this.note(`* tls ${tls.protocol} ${tls.cipher}`);
  }

  failed(error: SmtpError | undefined, { command, message }: Loss): void {
    const page = this.page();
    if (command !== undefined && this.isEchoing) this.#writeCommand(command);
    if (error) {
      const kind = error.kind === 'aborted' && this.#given.isOverdue() ? 'overdue' : error.kind;
      const text = page.sentence(this.words.failures[kind](page.safe(error.code ?? kind)));
      this.lines(wrap(`${page.marks.error} ${text}`, page.width).map((line) => page.ink.red(line)));
      if (error.received) this.lines(wrap(`  ${page.safe(error.received, RECEIVED_CHARACTERS)}`, page.width));
    }
    if (message !== undefined) this.note(this.words.fates[message]);
    const isOver = error?.kind !== 'timeout' || error.stage === 'tls';
    if (isOver && !this.isLeaving && !this.#given.isScript) this.note(this.words.closed);
    if (!this.isLeaving) this.onChange?.();
  }

  /** A sentence of ours; words of a peer in it are made safe. */
  note(text: string): void {
    const page = this.page();
    this.lines(wrap(page.sentence(text), page.width).map((line) => page.ink.dim(line)));
  }

  /** Lines that are printable already. */
  lines(lines: readonly string[]): void {
    const mark = this.#given.isScript ? '# ' : '';
    this.#given.write(
      lines
        .map((line) => `${mark}${line}`.trimEnd())
        .join('\n')
        .concat('\n'),
    );
  }

  /** Lines of a message that a macro sends, or a script. */
  said(command: string): void {
    if (this.isEchoing) this.#writeCommand(command);
  }

  /** Everything that is known of the last reply. */
  explainLast(): void {
    if (this.last) this.explanations(explainReply(this.last, this.explain));
    else this.note(this.words.replyMissing);
  }

  explanations(explanations: readonly Explanation[]): void {
    const desk = { sheet: this.page(), catalog: this.explain, verbose: true };
    this.lines(renderExplanations(explanations, desk).trimEnd().split('\n'));
  }

  #hear(heard: Omit<HeardReply, 'tls' | 'authenticated'>): void {
    this.last = {
      ...heard,
      tls: this.#draft.sections.tls !== undefined,
      authenticated: this.standing?.user !== undefined,
    };
    const page = this.page();
    if (!this.#given.isScript) {
      this.lines([...setReply(heard.reply, page), ...setMeaning(this.last, page, this.explain)]);
      return;
    }
    this.#given.write(
      quoteReply(heard.reply)
        .map((line) => `S: ${page.safe(line)}\n`)
        .join(''),
    );
    this.note(meaningOf(this.last, page, this.explain));
  }

  #writeCommand(command: string): void {
    const page = this.page();
    if (this.#given.isScript) this.#given.write(`C: ${page.safe(command)}\n`);
    else this.lines(setCommand(command, page));
  }
}
