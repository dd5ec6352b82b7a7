import type { Reply } from '../smtp/reply.ts';

/** A reply as it stood on the wire, one string a line. Unsafe to print raw. */
export function quoteReply({ code, enhanced, lines }: Reply): string[] {
  const texts = lines.length === 0 ? [''] : lines;
  return texts.map((text, index) => {
    const separator = index === texts.length - 1 ? ' ' : '-';
    return `${code}${separator}${enhanced === undefined ? '' : `${enhanced} `}${text}`.trimEnd();
  });
}

/** The reply, or the bare lines, that a finding's data carries; none where it carries neither. Unsafe to print raw. */
export function quoteData(data: object): readonly string[] {
  const reply = 'reply' in data && isObject(data.reply) ? data.reply : data;
  if (!('lines' in reply) || !isTexts(reply.lines)) return [];
  if (!('code' in reply) || typeof reply.code !== 'number') return reply.lines;
  const { code, lines } = reply;
  const enhanced =
    'enhanced' in reply && typeof reply.enhanced === 'string' ? { enhanced: reply.enhanced } : {};
  return quoteReply({ code, lines, ...enhanced });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
