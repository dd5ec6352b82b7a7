import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { Readable } from 'node:stream';
import type { Mailbox } from './mailbox.ts';
import { type Message, readMessage } from './message.ts';
import { formatHeader, type HeaderField, type HeaderStyle } from './message-header.ts';
import { checkMimeFields, mimeFieldsOf, PLAIN_TEXT } from './message-mime.ts';
import type { Pieces } from './outflow.ts';

/** A file to go with a message. */
export interface Attachment {
  readonly filename: string;
  /** Begins it anew; each time the same bytes come. */
  readonly open: () => Pieces;
}

/** What a message is to be made of; what is absent gets a sensible value. */
export interface MessageDraft {
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  /** In the place of a field of the same name that we would set, else beside the others. */
  readonly headers: readonly HeaderField[];
  readonly attachments: readonly Attachment[];
  /** Name of this host, for what a message needs one for. */
  readonly clientName?: string;
}

/** What is settled once for one message, so that it can be made again byte by byte. */
export interface Imprint {
  readonly token: string;
  readonly messageId: string;
  readonly date: Date;
}

/** 96 bits, which nobody else's message will have. */
const TOKEN_BYTES = 12;

/** A token that no other message has: 24 hexadecimal digits. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('hex');
}

/** Gives a message its token, Message-ID and date. */
export function newImprint({ from, clientName }: Pick<MessageDraft, 'from' | 'clientName'>): Imprint {
  const token = newToken();
  return { token, messageId: `<${token}@${domainOf(from, clientName)}>`, date: new Date() };
}

/** The part behind the "@", where it is a name in ASCII that a Message-ID may hold. */
function domainOf({ wire }: Mailbox, clientName: string | undefined): string {
  const domain = wire.slice(wire.lastIndexOf('@') + 1);
  if (/^[\w.-]+$/.test(domain)) return domain;
  return clientName !== undefined && /^[\w.-]+$/.test(clientName) ? clientName : hostname();
}

/**
 * Composes a MIME message with token, Date and Message-ID.
 *
 * @throws UsageError for a header field that cannot stand there, or an attachment that cannot be read.
 */
export async function composeMessage(draft: MessageDraft, imprint = newImprint(draft)): Promise<Message> {
  const compile = await compilerOf(draft, imprint);
  const outline = compile().buildHeaders();
  const header = Buffer.from(await composeHeader(draft, imprint, { mime: mimeFieldsOf(outline) }));
  // nodemailer writes a header too, which ends in an empty line.
  const skippedBytes = Buffer.byteLength(outline) + '\r\n\r\n'.length;
  const open = (): Pieces => withHeader(header, compile().createReadStream(), skippedBytes);
  return readMessage(open, { token: imprint.token, messageId: messageIdOf(draft, imprint) });
}

/**
 * Composes the header alone, in lines that end in CRLF, with the empty line that ends it.
 *
 * @throws UsageError for a header field that cannot stand there.
 */
export async function composeHeader(
  draft: MessageDraft,
  imprint: Imprint,
  { mime = PLAIN_TEXT, isUtf8 = false }: Partial<HeaderStyle> & { mime?: readonly HeaderField[] } = {},
): Promise<string> {
  const { headers } = draft;
  checkMimeFields(headers, mime);
  const given = new Set(headers.map(({ name }) => name.toLowerCase()));
  const isOurs = ({ name }: HeaderField): boolean => !given.has(name.toLowerCase());
  const fields = [...fieldsOf(draft, imprint).filter(isOurs), ...headers, ...mime.filter(isOurs)];
  return `${await formatHeader(fields, { isUtf8 })}\r\n`;
}

async function compilerOf(draft: MessageDraft, imprint: Imprint) {
  const { MailComposer } = await import('./mail-composer.ts');
  const { text = defaultText(draft, imprint), html, attachments } = draft;
  return () =>
    new MailComposer({
      text: oneKindOfBreak(text),
      ...(html === undefined ? {} : { html: oneKindOfBreak(html) }),
      attachments: attachments.map(({ filename, open }) => ({
        filename,
        content: Readable.from(opened(open), { objectMode: false }),
      })),
      baseBoundary: imprint.token,
      newline: 'win',
    }).compile();
}

/** Opens nothing before it is read: nobody would hear that it failed. */
async function* opened(open: () => Pieces): AsyncGenerator<Uint8Array> {
  yield* open();
}

/** A CR alone breaks a line for whoever wrote it, and none in a message (RFC 5321 §2.3.8). */
function oneKindOfBreak(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

async function* withHeader(
  header: Uint8Array,
  message: Pieces,
  skippedBytes: number,
): AsyncGenerator<Uint8Array> {
  yield header;
  let left = skippedBytes;
  for await (const piece of message) {
    if (left < piece.length) yield piece.subarray(left);
    left = Math.max(0, left - piece.length);
  }
}

function fieldsOf({ from, to, subject, clientName }: MessageDraft, imprint: Imprint): HeaderField[] {
  // A report of failure has no sender to its envelope, and yet must name one in its header (RFC 5322 §3.6).
  const author = from.address === '' ? `MAILER-DAEMON@${domainOf(from, clientName)}` : from.address;
  return [
    { name: 'From', value: author },
    { name: 'To', value: to.map(({ address }) => address).join(', ') },
    { name: 'Subject', value: subject ?? defaultSubject(imprint) },
    { name: 'Date', value: imprint.date.toUTCString().replace(/GMT$/, '+0000') },
    { name: 'Message-ID', value: imprint.messageId },
    { name: 'X-Smtp-Doctor-Token', value: imprint.token },
  ];
}

function messageIdOf({ headers }: MessageDraft, { messageId }: Imprint): string {
  return headers.find(({ name }) => name.toLowerCase() === 'message-id')?.value ?? messageId;
}

/** What a message is called when nobody gives it a subject. */
export function defaultSubject({ token }: Imprint, what = 'test message'): string {
  return `smtp-doctor ${what} ${token}`;
}

function defaultText({ from, to }: MessageDraft, { token, date }: Imprint): string {
  return [
    'This is a test message. Somebody sent it with smtp-doctor, to see whether',
    'mail gets through; it needs no answer and may be deleted.',
    '',
    `Sent:  ${date.toISOString()}`,
    `From:  <${from.address}>`,
    `To:    ${to.map(({ address }) => `<${address}>`).join(', ')}`,
    `Token: ${token}`,
    '',
  ].join('\n');
}
