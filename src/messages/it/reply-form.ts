import type { ReplyFormFault } from '../../rules/reply-form.ts';
import type { OddityKind } from '../../smtp/reply.ts';
import { formatsOf } from '../format.ts';

const { quote } = formatsOf('it');

/** What each odd form is, and what comes of it. */
const FORMS: Readonly<Record<OddityKind, string>> = {
  'bare-lf': 'Le righe finiscono con il solo LF invece di CR LF: un client rigoroso aspetta per sempre.',
  'code-only': 'Una riga contiene solo il codice, senza lo spazio che dovrebbe seguire.',
  'mixed-codes': 'Le righe di una stessa risposta hanno codici diversi, e ogni client la intende a modo suo.',
  'eight-bit': 'Il testo contiene byte che non sono né ASCII né UTF-8.',
  utf8: 'Il testo è in UTF-8, mentre era concordato solo ASCII.',
  'overlong-line': 'Una riga supera i 512 byte che un client è tenuto ad accettare.',
  'control-characters':
    'Il testo contiene caratteri di controllo, che possono scompigliare un terminale o un log.',
  unsolicited:
    'È arrivata una risposta che nessun comando aveva chiesto: un client la prende per quella al comando successivo.',
  'not-a-reply-line': 'Una riga dentro la risposta non ha codice.',
};

/** The forms seen, the worst said first, and a line that shows them. */
export function replyFormMeaning({ kinds, sample, unreadable }: ReplyFormFault): string {
  const what = unreadable
    ? 'Ciò che è arrivato non è una risposta SMTP, e la sessione non ha potuto proseguire.'
    : '';
  const forms = kinds.slice(0, 3).map((kind) => FORMS[kind]);
  return [what, ...forms, sample === '' ? '' : `Ha detto ${quote(sample)}.`]
    .filter((part) => part !== '')
    .join(' ');
}

/** What the server's side has to do about it. */
export function replyFormFix(kinds: readonly OddityKind[]): string {
  const isText = kinds.every((kind) => kind === 'utf8' || kind === 'eight-bit' || kind === 'overlong-line');
  return isText && kinds.length > 0
    ? 'Scrivi i testi configurati del server in righe brevi di puro ASCII.'
    : 'Correggi il programma che risponde qui, o il proxy o il filtro che ha davanti: `250-testo`, `250 testo`, ogni riga chiusa da CR LF.';
}
