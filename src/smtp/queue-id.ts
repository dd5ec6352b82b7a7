import type { Reply } from './reply.ts';

/** How servers name the queued message in their answer to it, the text after the enhanced code. */
const FORMS: readonly RegExp[] = [
  // Postfix, SendGrid, Postmark, and the filters that repeat what their next server said.
  /\bqueued as ([\w./-]{4,80})/i,
  // Stalwart.
  /\bqueued with id ([\w-]{4,80})/i,
  // Yandex.
  /\bqueued on \S{1,200}(?: as)? ([\w-]{4,80})/i,
  // Exim, and GMX with the same word.
  /\bid=([0-9A-Za-z][\w-]{5,80})/,
  // Exchange: the number that its message trace finds.
  /\bInternalId=(\d{1,30})/,
  // Gmail.
  /^OK +\d{9,12} +([\w.-]{8,100}) - gsmtp/i,
  // Sendmail, OpenSMTPD, Proofpoint, Kerio, CommuniGate.
  /^([\w-]{4,80}) message accepted for delivery/i,
  // Dovecot's LMTP.
  /^<[^>]{0,320}> ([\w+/:]{8,80}) Saved\b/,
  // qmail.
  /^ok \d{6,12} qp (\d{1,12})/i,
  // Amazon SES.
  /^Ok ([0-9a-f]{16}-[0-9a-f-]{36}-\d{6})$/i,
  // Haraka.
  /\bMessage Queued \(([0-9A-F-]{8,60}(?:\.\d{1,6})?)\)/i,
];

/** Finds the id under which the server says it queued a message; undefined where it names none. */
export function queueIdOf({ code, lines }: Reply): string | undefined {
  if (code < 200 || code > 299) return undefined;
  const texts = [...lines.slice(0, 20), lines.slice(0, 20).join(' ')];
  for (const text of texts) {
    for (const form of FORMS) {
      const id = form.exec(text)?.[1];
      if (id !== undefined) return id.replace(/[.]+$/, '');
    }
  }
  return undefined;
}
