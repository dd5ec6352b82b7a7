import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Mailbox } from './mailbox.ts';
import { type Message, readMessage } from './message.ts';
import type { Pieces } from './outflow.ts';

/** A header field as it was given. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

/** A file to go with a message. */
export interface Attachment {
  readonly path?: string;
  readonly content?: string;
  readonly filename: string;
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

/** Gives a message its token, Message-ID and date. */
export function newImprint({ from, clientName }: Pick<MessageDraft, 'from' | 'clientName'>): Imprint {
  const token = randomBytes(TOKEN_BYTES).toString('hex');
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
 * @throws the system's error for an attachment that cannot be read.
 */
export async function composeMessage(draft: MessageDraft, imprint = newImprint(draft)): Promise<Message> {
  const compile = await compilerOf(draft, imprint);
  const open = (): Pieces => compile().createReadStream();
  return readMessage(open, { token: imprint.token, messageId: messageIdOf(draft, imprint) });
}

/** The header alone, in lines that end in CRLF, for a body of one's own. */
export async function composeHeader(draft: MessageDraft, imprint: Imprint): Promise<string> {
  const compile = await compilerOf({ ...draft, text: 'x', attachments: [] }, imprint);
  return `${compile().buildHeaders()}\r\n`;
}

async function compilerOf(draft: MessageDraft, imprint: Imprint) {
  const { MailComposer } = await import('./mail-composer.ts');
  const { text = defaultText(draft, imprint), html, attachments } = draft;
  const fields = fieldsOf(draft, imprint);
  return () =>
    new MailComposer({
      headers: fields.map(({ name, value }) => ({ key: name, value })),
      text,
      ...(html === undefined ? {} : { html }),
      attachments: attachments.map((attachment) => ({ ...attachment })),
      baseBoundary: imprint.token,
      newline: 'win',
      disableUrlAccess: true,
    }).compile();
}

function fieldsOf(draft: MessageDraft, imprint: Imprint): HeaderField[] {
  const { from, to, subject, headers, clientName } = draft;
  // A report of failure has no sender to its envelope, and yet must name one in its header (RFC 5322 §3.6).
  const author = from.address === '' ? `MAILER-DAEMON@${domainOf(from, clientName)}` : from.address;
  const own = [
    { name: 'From', value: author },
    { name: 'To', value: to.map(({ address }) => address).join(', ') },
    { name: 'Subject', value: subject ?? defaultSubject(imprint) },
    { name: 'Date', value: imprint.date.toUTCString().replace(/GMT$/, '+0000') },
    { name: 'Message-ID', value: imprint.messageId },
    { name: 'X-Smtp-Doctor-Token', value: imprint.token },
  ];
  const given = new Set(headers.map(({ name }) => name.toLowerCase()));
  return [...own.filter(({ name }) => !given.has(name.toLowerCase())), ...headers];
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
    'This is a test message. Somebody sent it with smtp-doctor, to see whether mail gets through;',
    'it needs no answer and may be deleted.',
    '',
    `Sent:  ${date.toISOString()}`,
    `From:  <${from.address}>`,
    `To:    ${to.map(({ address }) => `<${address}>`).join(', ')}`,
    `Token: ${token}`,
    '',
  ].join('\n');
}
