import { accessSync, constants, createReadStream, type Stats, statSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { UsageError } from '../../errors.ts';
import { type Message, readMessage } from '../../smtp/message.ts';
import { composeMessage, type HeaderField, type MessageDraft } from '../../smtp/message-compose.ts';
import { MESSAGE_KINDS, type MessageKind, messageOfKind } from '../../smtp/message-kinds.ts';
import type { Envelope } from '../../smtp/transaction-parameters.ts';
import type { SendTestOptions } from '../send-test.ts';

const READ_BYTES = 64 * 1024;
const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/**
 * Makes the message that the options ask for, or finds it; what it reads is looked through before anything is sent.
 *
 * @throws UsageError for what cannot be read or cannot be meant.
 */
export async function messageOf(options: SendTestOptions, envelope: Envelope): Promise<Message> {
  const message = await sourceOf(options, envelope);
  if (!message.facts.hasLoneDot || options.bdat) return message;
  throw new UsageError(
    'the message holds a line of a dot alone behind a bare CR or LF, which some servers take for its end',
    'mend its line ends, or add --bdat, where nothing ends a message but its length',
  );
}

function sourceOf(options: SendTestOptions, envelope: Envelope): Promise<Message> {
  const { eml, stdin, kind } = options;
  if (stdin) return standardInput(options);
  if (eml !== undefined) return messageFile(eml);
  const draft = draftOf(options, envelope);
  return kind === undefined ? composeMessage(draft) : messageOfKind(parseKind(kind), draft);
}

function draftOf(options: SendTestOptions, { from, recipients }: Envelope): MessageDraft {
  const { subject, html, header = [], attach = [], ehlo } = options;
  const text = options.text ?? (html === undefined ? undefined : '');
  if (`${text}${html}`.includes('\0')) throw new UsageError('a text with NUL', 'try --kind null-byte');
  for (const file of attach) checkReadable('--attach', file);
  return {
    from,
    to: recipients,
    ...(subject === undefined ? {} : { subject }),
    ...(text === undefined ? {} : { text }),
    ...(html === undefined ? {} : { html }),
    headers: header.map(parseHeader),
    attachments: attach.map((path) => ({ path, filename: basename(path) })),
    ...(ehlo === undefined ? {} : { clientName: ehlo }),
  };
}

/** RFC 5322 §2.2. */
function parseHeader(text: string): HeaderField {
  const [, name, value] = /^([!-9;-~]{1,76}):[ \t]*(.*)$/.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return { name, value };
  throw new UsageError(`--header "${text}" is no header field`, 'write --header "Name: value"');
}

/** A kind by its name; `size:` goes with a number of bytes, K, M or G. */
function parseKind(text: string): MessageKind {
  const [word = '', size] = text.toLowerCase().split(':');
  const name = MESSAGE_KINDS.find((known) => known === word);
  const [, digits, unit = ''] = /^(\d{1,12})([kmg]?)$/.exec(size ?? '') ?? [];
  const bytes = Number(digits) * (UNITS[unit.toUpperCase()] ?? 1);
  if (name === 'size' && bytes > 0) return { name, bytes };
  if (name !== undefined && name !== 'size' && size === undefined) return { name };
  const known = MESSAGE_KINDS.map((kind) => (kind === 'size' ? 'size:25M' : kind)).join(', ');
  throw new UsageError(`unknown kind "${text}"`, `give one of ${known}`);
}

function messageFile(file: string): Promise<Message> {
  const stats = checkReadable('--eml', file);
  if (!stats.isFile()) return spooled(createReadStream(file));
  return readMessage(() => createReadStream(file, { highWaterMark: READ_BYTES }));
}

function checkReadable(option: string, file: string): Stats {
  try {
    accessSync(file, constants.R_OK);
    const stats = statSync(file);
    if (!stats.isDirectory()) return stats;
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : error;
    throw new UsageError(`cannot read ${option} "${file}": ${reason}`, 'name a file that can be read');
  }
  throw new UsageError(`${option} "${file}" is a directory`, 'name a file in it');
}

function standardInput(options: SendTestOptions): Promise<Message> {
  const { passwordStdin, tokenStdin, oauthRefreshTokenStdin } = options;
  if (passwordStdin || tokenStdin || oauthRefreshTokenStdin) {
    throw new UsageError('--stdin leaves no stdin for a secret', 'read the secret from a file or a variable');
  }
  if (process.stdin.isTTY) throw new UsageError('no message on stdin', 'pipe one in, or name it with --eml');
  return spooled(process.stdin);
}

/** A message is read twice, a stream once: it waits in a file that has no name any more, whatever happens. */
async function spooled(source: Readable): Promise<Message> {
  const folder = await mkdtemp(join(tmpdir(), 'smtp-doctor-'));
  const handle = await open(join(folder, 'message'), 'wx+', 0o600);
  await rm(folder, { recursive: true });
  let bytes = 0;
  for await (const piece of source) {
    const { bytesWritten } = await handle.write(piece);
    bytes += bytesWritten;
  }
  if (bytes === 0) throw new UsageError('the message is empty', 'to send none on purpose: --kind empty');
  return readMessage(() =>
    handle.createReadStream({ start: 0, autoClose: false, highWaterMark: READ_BYTES }),
  );
}
