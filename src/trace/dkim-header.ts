import type { KeyObject } from 'node:crypto';
import { canonicalField, selectFields, signedText } from './dkim-canonical.ts';
import { isOfKey, isSignedBy } from './dkim-key.ts';
import type { DkimSignature } from './dkim-signature.ts';
import type { HeaderField } from './header.ts';

/** What was done to a signed field. */
export interface FieldChange {
  /** In lower case. */
  readonly field: string;
  /** `form`: refolded or respaced; `added`: it was not there when the message was signed. */
  readonly kind: 'prefixed' | 'replaced' | 'added' | 'form';
  /** What it said before. */
  readonly before?: string;
}

/** What the header comes to beside what was signed. */
export interface HeaderVerdict {
  readonly matches: boolean;
  /** Whether some text was signed with this key; absent where that cannot be told. */
  readonly isOfKey?: boolean;
  /** The changes that explain it, or nothing where none was found. */
  readonly changes: readonly FieldChange[];
  /** The text is right in the other form than `c=` says. */
  readonly isOtherForm?: true;
}

/** A change that may have been made, taken back. */
interface Undoing {
  readonly change: FieldChange;
  /** Place among the selected fields, and what stood there; undefined: nothing. */
  readonly at: number;
  readonly raw: string | undefined;
  /** The respacing that it is one case of. */
  readonly form?: Form;
  /** What stood there is known from `z=`. */
  readonly isCopy?: true;
}

type Form = (raw: string) => string;

const MOST_UNDOINGS = 60;
const TEXT_CHARACTERS = 200;

/** Verifies the fields that a signature names; where they do not fit, takes back what lists, forwarders and filters do. */
export function judgeHeader(
  fields: readonly HeaderField[],
  signature: DkimSignature,
  key: KeyObject,
): HeaderVerdict {
  const selected = selectFields(fields, signature.signedFields);
  const own = fields[signature.field]?.raw ?? '';
  const fits = (raws: readonly string[], form = signature.headerForm): boolean =>
    isSignedBy(signedText(raws, own, form), signature, key);
  const raws = selected.map(({ raw }) => raw);
  if (fits(raws)) return { matches: true, changes: [] };
  const ofKey = isOfKey(signature, key);
  const failed = { matches: false, ...(ofKey === undefined ? {} : { isOfKey: ofKey }), changes: [] };
  if (ofKey === false) return failed;
  if (fits(raws, signature.headerForm === 'relaxed' ? 'simple' : 'relaxed'))
    return { ...failed, isOtherForm: true };
  return { ...failed, changes: changesOf(undoingsOf(fields, selected, signature), raws, fits) };
}

/** One undoing, one kind of respacing throughout, two at once, then all that the copies in `z=` tell. */
function changesOf(
  undoings: readonly Undoing[],
  raws: readonly string[],
  fits: (raws: readonly string[]) => boolean,
): readonly FieldChange[] {
  const ones = undoings.map((undoing) => [undoing]);
  const throughout = FORMS.map((form) => undoings.filter((undoing) => undoing.form === form));
  const pairs = undoings.flatMap((first, index) =>
    undoings.slice(index + 1).flatMap((second) => (second.at === first.at ? [] : [[first, second]])),
  );
  const copies = undoings.filter(({ isCopy }) => isCopy);
  const found = [...ones, ...throughout, ...pairs, copies].find((taken) => fits(without(raws, taken)));
  return found?.map(({ change }) => change) ?? [];
}

function without(raws: readonly string[], undoings: readonly Undoing[]): string[] {
  return raws.flatMap((raw, at) => {
    const undoing = undoings.find((candidate) => candidate.at === at);
    if (!undoing) return [raw];
    return undoing.raw === undefined ? [] : [undoing.raw];
  });
}

function undoingsOf(
  fields: readonly HeaderField[],
  selected: readonly HeaderField[],
  { copies, headerForm }: DkimSignature,
): Undoing[] {
  const all = [
    ...selected.flatMap((field, at) => copied(field, at, copies.get(field.name))),
    ...selected.flatMap((field, at) => [...unprefixed(field, at), ...restored(field, at, fields)]),
    ...selected.map((field, at): Undoing => {
      return { change: { field: field.name, kind: 'added' }, at, raw: undefined };
    }),
    ...(headerForm === 'relaxed' ? [] : selected.flatMap(reformed)),
  ];
  return all.slice(0, MOST_UNDOINGS);
}

function copied(field: HeaderField, at: number, copy: string | undefined): Undoing[] {
  if (copy === undefined) return [];
  const raw = withValue(field, copy);
  if (canonicalField(raw, 'relaxed') === canonicalField(field.raw, 'relaxed')) return [];
  return [{ change: { field: field.name, kind: 'replaced', before: shown(copy) }, at, raw, isCopy: true }];
}

/** `[list] Subject`, `***SPAM*** Subject`, `{Spam?} Subject`, `EXTERNAL: Subject`. */
function unprefixed(field: HeaderField, at: number): Undoing[] {
  if (field.name !== 'subject') return [];
  const value = field.raw.slice(field.raw.indexOf(':') + 1);
  const marks = [
    /^(\s*(?:(?:re|aw|r|fwd?):\s*)?)\[[^\]]{1,80}\]\s*/i,
    /^(\s*)\*+[^*]{1,40}\*+:?\s*/,
    /^(\s*)\{[^}]{1,40}\}\s*/,
    /^(\s*)[A-Z]{3,20}:\s*/,
  ];
  return marks.flatMap((mark) => {
    const rest = value.replace(mark, '$1');
    if (rest === value) return [];
    const raw = withValue(field, rest.trim());
    return [{ change: { field: field.name, kind: 'prefixed', before: shown(rest) }, at, raw } as const];
  });
}

/** Where software keeps what it has replaced. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  from: ['x-original-from', 'x-mailman-original-from', 'reply-to'],
  to: ['x-original-to'],
  subject: ['x-original-subject', 'x-spam-prev-subject'],
  'content-type': ['x-original-content-type', 'x-spam-prev-content-type'],
  'reply-to': ['x-original-reply-to'],
  'message-id': ['x-original-message-id', 'original-message-id', 'x-google-original-message-id'],
  date: ['x-original-date', 'x-google-original-date'],
};

function restored(field: HeaderField, at: number, fields: readonly HeaderField[]): Undoing[] {
  const places = KEPT[field.name] ?? [];
  const kept = fields.filter(({ name }) => places.includes(name));
  const conversion = /from ([\w-]+) to /i.exec(
    fields.find(({ name }) => name === 'x-mime-autoconverted')?.value ?? '',
  )?.[1];
  const values = kept.map(({ raw }) => raw.slice(raw.indexOf(':') + 1).trim());
  if (field.name === 'content-transfer-encoding' && conversion !== undefined) values.push(conversion);
  return values.map((value) => ({
    change: { field: field.name, kind: 'replaced', before: shown(value) },
    at,
    raw: withValue(field, value),
  }));
}

/** What servers do to white space and names, which the form "simple" does not forgive. */
const FORMS: readonly Form[] = [
  (raw) => raw.replace(/\r\n[ \t]+/g, ' '),
  (raw) => raw.replace(/\r\n[ \t]+/g, '\r\n\t'),
  (raw) => raw.replace(/\r\n[ \t]+/g, '\r\n '),
  (raw) => raw.replace(/[ \t]+/g, ' '),
  (raw) => raw.replace(/:[ \t]*/, ': '),
  (raw) => raw.replace(/^[^:]+/, (name) => name.toLowerCase()),
];

function reformed(field: HeaderField, at: number): Undoing[] {
  const changed = FORMS.map((form) => ({ form, raw: form(field.raw) }));
  return changed
    .filter(({ raw }) => raw !== field.raw)
    .map(({ form, raw }) => ({ change: { field: field.name, kind: 'form' }, at, raw, form }));
}

/** The field's own name with another value, as it is mostly written. */
function withValue({ raw }: HeaderField, value: string): string {
  return `${raw.slice(0, raw.indexOf(':'))}: ${value}`;
}

function shown(value: string): string {
  const text = value.replace(/\s+/g, ' ').trim();
  return Buffer.from(text, 'latin1').toString('utf8').slice(0, TEXT_CHARACTERS);
}
