import type { Stage } from '../../errors.ts';
import type { ExplainCatalog } from '../../messages/explain-catalog.ts';
import { classify } from '../../replies/classify.ts';
import { stageOfCommand } from '../../replies/read/frame.ts';
import { parseHello } from '../../smtp/extension.ts';
import type { Reply } from '../../smtp/reply.ts';
import type { Exchange } from '../../smtp/session.ts';
import { type Explanation, explainOccurrence } from '../explanation/explanation.ts';
import { explainKeyword, readKeywords } from '../explanation/keywords.ts';
import { hang } from '../layout.ts';
import type { Page } from '../page.ts';
import { quoteReply } from '../quotation.ts';

/** A reply, the command it answers where there is one, and in what state of the session it came. */
export interface HeardReply {
  readonly reply: Reply;
  readonly stage?: Stage;
  readonly elapsedMs?: number;
  readonly tls: boolean;
  readonly authenticated: boolean;
}

const MOST_LINES = 60;
const LINE_CHARACTERS = 1_000;
const CHALLENGE_CHARACTERS = 200;

/** The stage that a command belongs to; undefined for NOOP, HELP and their like, which belong to none. */
export function stageOfExchange({ stage, command }: Exchange): Stage | undefined {
  return stage === 'mail' && command !== undefined ? stageOfCommand(command) : stage;
}

/** Says all that is known of a reply; of one to EHLO, what each line offers. */
export function explainReply(heard: HeardReply, catalog: ExplainCatalog): readonly Explanation[] {
  const { reply, stage } = heard;
  const keywords = stage === 'hello' ? readKeywords(quoteReply(reply).join('\n')) : [];
  return keywords.length > 0
    ? keywords.map((line) => explainKeyword(line, catalog))
    : [explainText(heard, catalog)];
}

function explainText({ reply, stage, tls, authenticated }: HeardReply, catalog: ExplainCatalog): Explanation {
  const seen = classify({ reply, tls, authenticated, ...(stage === undefined ? {} : { stage }) });
  return explainOccurrence({ seen, count: 1, hosts: [], recipients: [] }, catalog);
}

/** A command of which nobody saw how it was typed. */
export function setCommand(command: string, page: Page): string[] {
  return hang('C: ', page.safe(command, LINE_CHARACTERS), page.width).map((line) => page.ink.dim(line));
}

/** A reply as it stood on the wire, its mark and code in the colour of its class. */
export function setReply(reply: Reply, page: Page): string[] {
  const quoted = quoteReply(reply);
  const ink = styleOf(reply, page).ink;
  const lines = quoted.slice(0, MOST_LINES).flatMap((line) => {
    const [first = '', ...rest] = hang('S: ', page.safe(line, LINE_CHARACTERS), page.width);
    const code = 'S: 250'.length;
    return [ink(first.slice(0, code)) + first.slice(code), ...rest];
  });
  const hidden = quoted.length - MOST_LINES;
  return hidden > 0 ? [...lines, page.sentence(`   ${page.words.session.linesHidden(hidden)}`)] : lines;
}

/** What a reply means, in one sentence behind the mark of its class, and how long it took. */
export function setMeaning(heard: HeardReply, page: Page, catalog: ExplainCatalog): string[] {
  const { mark, ink } = styleOf(heard.reply, page);
  const time = heard.elapsedMs === undefined ? '' : ` (${page.words.duration(heard.elapsedMs)})`;
  const text = page.sentence(meaningOf(heard, page, catalog) + time);
  const [first = '', ...rest] = hang(`  ${mark} `, text, page.width);
  return [`  ${ink(mark)}${first.slice(2 + mark.length)}`, ...rest];
}

/** The sentence alone. */
export function meaningOf(heard: HeardReply, page: Page, catalog: ExplainCatalog): string {
  const { reply, stage } = heard;
  const { session } = page.words;
  const challenge = challengeOf(reply);
  if (challenge !== undefined) return session.challenge(page.safe(challenge, CHALLENGE_CHARACTERS));
  if (reply.code === 250 && stage === 'hello') {
    const hello = parseHello(reply, { verb: 'EHLO', name: '', elapsedMs: 0 });
    return session.offers(hello.extensions.length);
  }
  const done = reply.code === 250 && stage !== undefined ? session.done[stage] : undefined;
  return done ?? explainText(heard, catalog).title;
}

/** The words behind the base64 of a 334 (RFC 4954 §4), where they are words. */
function challengeOf({ code, lines }: Reply): string | undefined {
  if (code !== 334) return undefined;
  const text = lines.join('').trim();
  const bytes = Buffer.from(text, 'base64');
  const decoded = bytes.toString('latin1');
  // What programs ask of each other, `r=…,s=…`, is no question to a person.
  const isWords = /^(?!\w+=)[ -~]{2,60}$/.test(decoded);
  return isWords && bytes.toString('base64') === text ? decoded : undefined;
}

function styleOf({ code }: Reply, { ink, marks }: Page): { mark: string; ink: (text: string) => string } {
  if (code >= 500) return { mark: marks.error, ink: ink.red };
  if (code >= 400) return { mark: marks.warning, ink: ink.bold };
  return code >= 300 ? { mark: marks.info, ink: ink.cyan } : { mark: marks.ok, ink: ink.green };
}
