import type { DkimSignature } from './dkim-signature.ts';
import type { HeaderField } from './header.ts';

/** One field in the form that is hashed, without its line end (RFC 6376 §3.4.1, §3.4.2). */
export function canonicalField(raw: string, form: string): string {
  if (form !== 'relaxed') return raw;
  const at = raw.indexOf(':');
  const value = raw
    .slice(at + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return `${raw.slice(0, at).trim().toLowerCase()}:${value}`;
}

/** The fields that a signature names, each name taken from the bottom up (RFC 6376 §5.4.2). */
export function selectFields(fields: readonly HeaderField[], names: readonly string[]): HeaderField[] {
  const left = fields.toReversed();
  return names.flatMap((name) => {
    const at = left.findIndex((field) => field.name === name);
    return at === -1 ? [] : left.splice(at, 1);
  });
}

/** What the signature is made over: the fields it names and itself without its value (RFC 6376 §3.7). */
export function signedText(raws: readonly string[], own: string, form: string): Buffer {
  const lines = raws.map((raw) => `${canonicalField(raw, form)}\r\n`);
  return Buffer.from(lines.join('') + canonicalField(withoutValue(own), form), 'latin1');
}

function withoutValue(raw: string): string {
  const at = raw.indexOf(':') + 1;
  const tags = raw.slice(at).split(';');
  const emptied = tags.map((tag) => (/^\s*b\s*=/.test(tag) ? tag.slice(0, tag.indexOf('=') + 1) : tag));
  return raw.slice(0, at) + emptied.join(';');
}

/** A body in the form that is hashed (RFC 6376 §3.4.3, §3.4.4), a character a byte. */
export function canonicalBody(body: Buffer, form: DkimSignature['bodyForm']): string {
  const text = body.toString('latin1');
  const kept = form === 'relaxed' ? withoutSpare(text) : text;
  const end = endOfText(kept);
  if (end === 0) return form === 'relaxed' ? '' : '\r\n';
  return `${kept.slice(0, end)}\r\n`;
}

/** White space as one space, and none at the end of a line; a lone space, of which a text has most, is passed over. */
function withoutSpare(text: string): string {
  const spaced = text.replace(/[ \t]{2,}|\t/g, ' ').replaceAll(' \r\n', '\r\n');
  return spaced.endsWith(' ') ? spaced.slice(0, -1) : spaced;
}

/** A body in the forms of RFC 6376 §3.4, each made once however many signatures ask for it. */
export type BodyForms = (form: string) => string;

/** Prepares a body to be asked for its forms. */
export function newBodyForms(body: Buffer): BodyForms {
  const made = new Map<string, string>();
  return (form) => {
    const known = made.get(form) ?? canonicalBody(body, form);
    made.set(form, known);
    return known;
  };
}

/** Where the empty lines begin that a body may end with; by hand, as a pattern would take the square of their number. */
function endOfText(text: string): number {
  let end = text.length;
  while (end >= 2 && text[end - 1] === '\n' && text[end - 2] === '\r') end -= 2;
  return end;
}
