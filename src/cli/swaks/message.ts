import { allOf, type GivenOption, lastOf } from './given.ts';
import { literalMessage } from './literal-message.ts';
import { joined, NOTHING, remark, type Translated, words } from './part.ts';
import { EXPANSION } from './words.ts';

/** What is known beside the options. */
export interface Surroundings {
  /** The sender that swaks would make up: the login name at this host. */
  readonly sender: string;
  /** File that stdin comes from. */
  readonly input?: string;
}

/** Stages before anything is said of a sender. */
const BEFORE_MAIL = ['connect', 'greeting', 'ehlo', 'tls', 'auth'];

/** Recipients, those of `--cc` and `--bcc` included; several stand in one value. */
export function addressesOf(given: readonly GivenOption[]): string[] {
  return listOf(allOf(given, '--to', '--cc', '--bcc'));
}

/** Says from whom, to whom and what; `leave` is our stage at which the session is left. */
export function messageWords(
  given: readonly GivenOption[],
  surroundings: Surroundings,
  leave: string | undefined,
): Translated {
  const from = lastOf(given, '--from')?.value;
  const isEarly = leave !== undefined && BEFORE_MAIL.includes(leave);
  const sender = from ?? (isEarly ? undefined : surroundings.sender);
  const recipients = addressesOf(given);
  return joined([
    sender === undefined ? NOTHING : words('--from', sender),
    words(...recipients.flatMap((address) => ['--to', address])),
    recipients.length === 0 && !isEarly ? remark('no recipient: add --to ADDRESS') : NOTHING,
    contentWords(given, surroundings, { from: sender ?? '', to: recipients.join(',') }),
  ]);
}

function contentWords(
  given: readonly GivenOption[],
  { input }: Surroundings,
  envelope: { readonly from: string; readonly to: string },
): Translated {
  const data = lastOf(given, '--data')?.value;
  const own = joined([bodyWords(given, input), headerWords(given)]);
  if (data === undefined) return own;
  const file = data === '-' ? input : fileOf(data);
  if (data !== '-' && file === undefined) {
    return joined([literalMessage(data.replace(/^@@/, '@'), envelope), own]);
  }
  const dropped = allOf(given, '--body', '--attach', '--attach-body', '--add-header', '--header');
  return {
    words: file === undefined ? ['--stdin'] : ['--eml', file],
    remarks: dropped.map(({ typed }) => `${typed}: a message that is given whole is sent as it is`),
  };
}

/** Without a line break in it swaks takes data for a file too. */
function fileOf(data: string): string | undefined {
  if (/^@(?!@)/.test(data)) return data.slice(1);
  return data.startsWith('@@') || /\\n|\n|%NEWLINE%/.test(data) ? undefined : data;
}

const TYPE_TOLD = '--attach-type: the type of a file is told from its name';

/** In their order, since a type counts for what follows it. */
function bodyWords(given: readonly GivenOption[], input: string | undefined): Translated {
  let type: string | undefined;
  const parts: Translated[] = [];
  for (const one of allOf(given, '--body', '--attach', '--attach-body', '--attach-type')) {
    const { option, value } = one;
    if (option.names.includes('--attach-type')) type = value;
    else if (value === undefined) parts.push(remark(`${one.typed}: swaks asks for its value; give one`));
    else if (option.names.includes('--attach')) {
      parts.push(attachment(one.typed, value, input), type === undefined ? NOTHING : remark(TYPE_TOLD));
    } else parts.push(textPart(one, type, input));
  }
  return joined(parts);
}

function textPart(
  { option, typed, value = '' }: GivenOption,
  type = 'text/plain',
  input?: string,
): Translated {
  const kind = option.names.includes('--body') ? 'text/plain' : type.toLowerCase();
  if (kind !== 'text/plain' && kind !== 'text/html') {
    return remark(`${typed}: a body is text/plain or text/html, not "${kind}"; --eml sends what you compose`);
  }
  const text = textOf(value, input);
  if (text === undefined)
    return remark(`${typed}: the file name "${value}" is too odd to stand in a command`);
  return words(kind === 'text/html' ? '--html' : '--text', text);
}

/** Text as it is, or what a file holds, which the shell reads. */
function textOf(value: string, input: string | undefined): string | undefined {
  if (value === '-') return input === undefined ? `${EXPANSION}(cat)` : contentsOf(input);
  if (/^@(?!@)/.test(value)) return contentsOf(value.slice(1));
  // Older versions look whether there is such a file.
  if (/^(?:\.{0,2}|~)\/[^\s\\]+$/.test(value)) return contentsOf(value);
  return value.replace(/^@@/, '@').replace(/\\n|%NEWLINE%/g, '\n');
}

function contentsOf(file: string): string | undefined {
  return /^[\w@%+=:,./-]+$/.test(file) ? `${EXPANSION}(cat ${file})` : undefined;
}

function attachment(typed: string, value: string, input: string | undefined): Translated {
  if (value === '-' && input === undefined) {
    return remark(`${typed} -: write what comes from stdin to a file, and attach that`);
  }
  if (value.startsWith('@@') || value.includes('\n')) return remark(`${typed}: only a file can be attached`);
  return words('--attach', value === '-' ? (input ?? '') : value.replace(/^@/, ''));
}

/** The fields that stand in swaks's own message: given once more they are replaced, where others are added. */
const REPLACED = /^(?:date|to|from|subject|message-id|x-mailer):/i;

function isLastOfName(one: GivenOption, index: number, all: readonly GivenOption[]): boolean {
  const name = isHeader(one) && REPLACED.exec(one.value ?? '')?.[0].toLowerCase();
  return (
    !name ||
    !all.slice(index + 1).some((later) => isHeader(later) && later.value?.toLowerCase().startsWith(name))
  );
}

function isHeader({ option }: GivenOption): boolean {
  return option.names.includes('--header');
}

/** `--cc` has a field of its own, and `--bcc` must not show in the one that we write. */
function headerWords(given: readonly GivenOption[]): Translated {
  const [to, cc, bcc] = ['--to', '--cc', '--bcc'].map((name) => listOf(allOf(given, name)).join(', '));
  const fields = [
    ...(cc || bcc ? [`To: ${to}`] : []),
    ...(cc ? [`Cc: ${cc}`] : []),
    ...allOf(given, '--add-header', '--header')
      .filter(isLastOfName)
      .flatMap(({ value }) => value?.split(/\\n/) ?? []),
  ].map((field) => field.replace(/\n[ \t]*/g, ' '));
  const isField = (field: string): boolean => /^[!-9;-~]{1,76}:/.test(field);
  return {
    words: fields.filter(isField).flatMap((field) => ['--header', field]),
    remarks: fields.filter((field) => !isField(field)).map((field) => `"${field}" is no "Name: value"`),
  };
}

function listOf(given: readonly GivenOption[]): string[] {
  return given
    .flatMap(({ value }) => value?.split(',').map((address) => address.trim()) ?? [])
    .filter(Boolean);
}
