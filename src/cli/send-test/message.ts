import { basename } from 'node:path';
import { SmtpError, UsageError } from '../../errors.ts';
import type { DkimWishes } from '../../smtp/dkim-sign.ts';
import { type Message, readMessage } from '../../smtp/message.ts';
import { type Attachment, composeMessage, type MessageDraft } from '../../smtp/message-compose.ts';
import type { HeaderField } from '../../smtp/message-header.ts';
import { MESSAGE_KINDS, type MessageKind, messageOfKind } from '../../smtp/message-kinds.ts';
import type { Envelope } from '../../smtp/transaction-parameters.ts';
import type { SendTestOptions } from '../send-test.ts';
import { dkimWishes } from './dkim-keys.ts';
import { openSource, openStdin, type Reading, type Source } from './source.ts';

const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** No server takes as much; and all of it is gone through before it is sent. */
const KIND_BYTES = 10 * 1024 ** 3;

/** Makes the message; each time anew, with a token and a signature of its own, where it is not given whole. */
export type MessageMaker = () => Promise<Message>;

/**
 * Reads what the message that the options ask for is made of, once for however many are made: a pipe gives its bytes
 * but once. What makes the message looks through it before anything is sent, and throws UsageError too.
 *
 * @throws UsageError for what cannot be read or cannot be meant.
 */
export async function messageMaker(options: SendTestOptions, envelope: Envelope): Promise<MessageMaker> {
  const wishes = await dkimWishes(options, readingOf(options).deadlineMs);
  const make = await sourceOf(options, envelope);
  return async () => finished(await make(), options, wishes);
}

async function finished(
  message: Message,
  options: SendTestOptions,
  wishes: DkimWishes | undefined,
): Promise<Message> {
  if (message.facts.hasLoneDot && !options.bdat) {
    throw new UsageError(
      'the message holds a line of a dot alone behind a bare CR or LF, which some servers take for its end',
      'mend its line ends, or add --bdat, where nothing ends a message but its length',
    );
  }
  if (!wishes) return message;
  const { signMessage } = await import('../../smtp/dkim-sign.ts');
  return beforeSending(() => signMessage(message, wishes));
}

/**
 * Reads a message while nobody waits for it.
 *
 * @throws UsageError where its source gives out.
 */
export async function beforeSending<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof SmtpError)) throw error;
    throw new UsageError(error.message, 'send a copy of the file, which nothing writes to');
  }
}

async function sourceOf(options: SendTestOptions, envelope: Envelope): Promise<MessageMaker> {
  const { eml, stdin, kind: kindName } = options;
  const reading = readingOf(options);
  if (stdin) return given(await openStdin('--stdin', reading), '--stdin');
  if (eml !== undefined) return given(await openSource('--eml', eml, reading), `--eml "${eml}"`);
  if (kindName !== undefined) checkEmpty(options);
  const kind = kindName === undefined ? undefined : parseKind(kindName);
  const draft = await draftOf(options, envelope);
  return () => (kind ? messageOfKind(kind, draft) : composeMessage(draft));
}

async function given(open: Source, origin: string): Promise<MessageMaker> {
  const message = await givenMessage(open, origin);
  return async () => message;
}

function readingOf(options: SendTestOptions): Reading {
  const { deadline, passwordStdin, tokenStdin, oauthRefreshTokenStdin, imapPasswordStdin } = options;
  const secrets = [passwordStdin, tokenStdin, oauthRefreshTokenStdin, imapPasswordStdin];
  const isStdinTaken = secrets.some((taken) => taken === true);
  return { deadlineMs: deadline * 1000, isStdinTaken };
}

function checkEmpty({ kind, subject, header }: SendTestOptions): void {
  if (kind !== 'empty' || (subject === undefined && header === undefined)) return;
  throw new UsageError('an empty message has no header', 'leave out --subject and --header, or --kind empty');
}

async function givenMessage(open: Source, origin: string): Promise<Message> {
  const message = await readMessage(open);
  if (message.facts.bytes > 0) return message;
  throw new UsageError(`the message is empty: ${origin}`, 'to send none on purpose: --kind empty');
}

async function draftOf(options: SendTestOptions, { from, recipients }: Envelope): Promise<MessageDraft> {
  const { subject, html, header = [], ehlo } = options;
  const text = options.text ?? (html === undefined ? undefined : '');
  return {
    from,
    to: recipients,
    ...(subject === undefined ? {} : { subject }),
    ...(text === undefined ? {} : { text }),
    ...(html === undefined ? {} : { html }),
    headers: header.map(parseHeader),
    attachments: await attachmentsOf(options),
    ...(ehlo === undefined ? {} : { clientName: ehlo }),
  };
}

async function attachmentsOf(options: SendTestOptions): Promise<Attachment[]> {
  const attachments: Attachment[] = [];
  for (const file of options.attach ?? []) {
    attachments.push({
      filename: basename(file),
      open: await openSource('--attach', file, readingOf(options)),
    });
  }
  return attachments;
}

/** RFC 5322 §2.2. */
function parseHeader(text: string): HeaderField {
  const [, name, value] = /^([!-9;-~]{1,76}):[ \t]*(.*)$/.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return { name, value };
  throw new UsageError(`--header "${text}" is no header field`, 'write --header "Name: value"');
}

/** A kind by its name; `size:` goes with how large it is to be. */
function parseKind(text: string): MessageKind {
  const [, word = text, size] = /^([^:]*):(.*)$/s.exec(text) ?? [];
  const name = MESSAGE_KINDS.find((known) => known === word.toLowerCase());
  if (name === 'size') return { name, bytes: parseSize(size ?? '') };
  if (name !== undefined && size === undefined) return { name };
  if (name !== undefined)
    throw new UsageError(`--kind ${name} takes no size, such as "${size}"`, `give ${name}`);
  const known = MESSAGE_KINDS.map((kind) => (kind === 'size' ? 'size:25M' : kind)).join(', ');
  throw new UsageError(`unknown kind "${text}"`, `give one of ${known}`);
}

/** A number of bytes, or of 1024, 1024² or 1024³ of them. */
function parseSize(text: string): number {
  const [, digits = '', unit = ''] = /^(\d+)([kmg]?)$/i.exec(text) ?? [];
  const bytes = Number(digits) * (UNITS[unit.toUpperCase()] ?? 1);
  if (bytes > KIND_BYTES) {
    throw new UsageError(`"size:${text}" is larger than any server takes`, 'give up to size:10G');
  }
  if (bytes > 0) return bytes;
  throw new UsageError(
    text === '' ? '--kind size does not say how large' : `"${text}" is no size for --kind`,
    'give bytes, or a whole number with K, M or G, e.g. size:3145728 or size:3M',
  );
}
