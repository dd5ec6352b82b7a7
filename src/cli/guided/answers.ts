import { UsageError } from '../../errors.ts';
import { parseRecipient, parseSender } from '../../smtp/mailbox.ts';
import { parseDomain, parseTarget } from '../../target.ts';

/** Whether a mail address was typed. */
export function isAddress(text: string): boolean {
  return text.includes('@') && reads(() => parseRecipient(text)) && reads(() => parseTarget(text));
}

/** Whether it is who can send: an address, or `<>` for nobody. */
export function isSender(text: string): boolean {
  return reads(() => parseSender(text));
}

/** Whether a mail domain was typed. */
export function isDomain(text: string): boolean {
  return text.includes('.') && reads(() => parseDomain(text));
}

/** Whether a host was typed, with a port or without, that speaks SMTP. */
export function isServer(text: string): boolean {
  return reads(() => {
    const target = parseTarget(text);
    if (target.kind !== 'host' || target.scheme === 'lmtp') throw new UsageError('no SMTP server');
  });
}

function reads(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch (error) {
    if (error instanceof UsageError) return false;
    throw error;
  }
}
