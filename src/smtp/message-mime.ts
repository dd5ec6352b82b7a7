import { UsageError } from '../errors.ts';
import type { HeaderField } from './message-header.ts';

/** Fields that say of what a message consists: what they say must be true of its body. */
export const PLAIN_TEXT: readonly HeaderField[] = [
  { name: 'MIME-Version', value: '1.0' },
  { name: 'Content-Type', value: 'text/plain; charset=utf-8' },
  { name: 'Content-Transfer-Encoding', value: '7bit' },
];

/** What nodemailer says of the body, among the rest of its header. */
export function mimeFieldsOf(header: string): HeaderField[] {
  return header.split(/\r\n(?![ \t])/).flatMap((field) => {
    const [, name, value] = /^(MIME-Version|Content-[\w-]+):(.*)$/is.exec(field) ?? [];
    return name === undefined || value === undefined ? [] : [{ name, value: value.replaceAll('\r\n', '') }];
  });
}

/**
 * Checks fields that are to take the place of ours: a type of several parts needs their boundary (RFC 2046 §5.1), an
 * encoding a body that is in it (RFC 2045 §6.4).
 *
 * @throws UsageError for one that would not be true of the message.
 */
export function checkMimeFields(given: readonly HeaderField[], mime: readonly HeaderField[]): void {
  const hint = 'leave it out, or send a message of your own with --eml';
  const ours = fieldValue(mime, 'content-type');
  const type = fieldValue(given, 'content-type');
  if (type !== undefined && [type, ours].some((one) => /^(?:multipart|message)\//i.test(one ?? ''))) {
    throw new UsageError(`--header "Content-Type: ${type}" does not fit the parts of this message`, hint);
  }
  const encoding = fieldValue(given, 'content-transfer-encoding');
  if (encoding === undefined || encoding.toLowerCase() === fieldValue(mime, 'content-transfer-encoding'))
    return;
  throw new UsageError(
    `--header "Content-Transfer-Encoding: ${encoding}" does not say how this message is encoded`,
    hint,
  );
}

function fieldValue(fields: readonly HeaderField[], name: string): string | undefined {
  return fields.find((field) => field.name.toLowerCase() === name)?.value.trim();
}
