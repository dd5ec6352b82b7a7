import type { ReplyFormFault } from '../../rules/reply-form.ts';
import type { OddityKind } from '../../smtp/reply.ts';
import { formatsOf } from '../format.ts';

const { quote } = formatsOf('en');

/** What each odd form is, and what comes of it. */
const FORMS: Readonly<Record<OddityKind, string>> = {
  'bare-lf': 'Lines end with LF alone in the place of CR LF; strict clients wait for ever.',
  'code-only': 'A line holds the code alone, without the space that should follow.',
  'mixed-codes': 'The lines of one reply carry different codes, so clients disagree on what it means.',
  'eight-bit': 'The text holds bytes that are neither ASCII nor UTF-8.',
  utf8: 'The text is UTF-8 where only ASCII was agreed on.',
  'overlong-line': 'A line is longer than the 512 bytes that clients must accept.',
  'control-characters': 'The text holds control characters, which can garble a terminal or a log.',
  unsolicited:
    'A reply came that no command had asked for; clients take it for the answer to their next one.',
  'not-a-reply-line': 'A line inside the reply has no code.',
};

/** The forms seen, the worst said first, and a line that shows them. */
export function replyFormMeaning({ kinds, sample, unreadable }: ReplyFormFault): string {
  const what = unreadable ? 'What came is no SMTP reply, so the session could not go on.' : '';
  const forms = kinds.slice(0, 3).map((kind) => FORMS[kind]);
  return [what, ...forms, sample === '' ? '' : `It said ${quote(sample)}.`]
    .filter((part) => part !== '')
    .join(' ');
}

/** What the server's side has to do about it. */
export function replyFormFix(kinds: readonly OddityKind[]): string {
  const isText = kinds.every((kind) => kind === 'utf8' || kind === 'eight-bit' || kind === 'overlong-line');
  return isText && kinds.length > 0
    ? 'Write the configured texts of the server in short lines of plain ASCII.'
    : 'Correct the program that speaks here, or the proxy or filter before it: `250-text`, `250 text`, each ended by CR LF.';
}
