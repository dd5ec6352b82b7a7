import { UsageError } from '../../errors.ts';
import { dotStuffed } from '../../smtp/dot-stuffing.ts';
import { parseRecipient, parseSender } from '../../smtp/mailbox.ts';
import { type Message, readMessage } from '../../smtp/message.ts';
import { composeMessage } from '../../smtp/message-compose.ts';
import type { Pieces } from '../../smtp/outflow.ts';
import { openSource } from '../send-test/source.ts';
import type { Conversation } from './conversation.ts';
import { sayHello } from './macro-hello.ts';
import type { SessionTools } from './tools.ts';

/** A message of more bytes stands in the record by its size alone. */
const RECORDED_BYTES = 32 * 1024;
const FILE_MS = 60_000;

/**
 * Says MAIL and RCPT for addresses that were given, else asked for.
 *
 * @returns whether a message can follow.
 * @throws UsageError for what is no address, before anything is said.
 */
export async function startTransaction(tools: SessionTools, argument: string): Promise<boolean> {
  const { conversation, view, asker } = tools;
  const { standing } = conversation;
  const [from = await asker.line(view.words.given.sender), ...given] = argument.split(/\s+/).filter(Boolean);
  const sender = parseSender(from);
  const recipients = (given.length > 0 ? given : [await asker.line(view.words.given.recipient)]).map(
    parseRecipient,
  );
  if (!standing.hello) await sayHello(tools);
  const needsUtf8 = [sender, ...recipients].some((mailbox) => mailbox.needsUtf8);
  await conversation.say(`MAIL FROM:<${sender.wire}>${needsUtf8 ? ' SMTPUTF8' : ''}`);
  if (standing.sender === undefined) return false;
  for (const { wire } of recipients) await conversation.say(`RCPT TO:<${wire}>`);
  return standing.recipients.length > 0;
}

/** Sends a message by DATA: the one in the file named, else a test message. */
export async function sendByData(tools: SessionTools, file: string): Promise<void> {
  const { conversation } = tools;
  const message = await messageFor(tools, file);
  if (!message) return;
  await conversation.say('DATA');
  if (conversation.mode !== 'data') return;
  conversation.mode = 'command';
  await conversation.busily(async () => {
    const startedMs = conversation.session.nowMs();
    const isWhole = await deliver(conversation, dotStuffed(message.open()), message, '.');
    await conversation.awaitOutcome('.', startedMs);
    if (!isWhole) conversation.close();
  });
}

/** Sends it as one chunk (RFC 3030 §2), whether or not CHUNKING is offered. */
export async function sendByBdat(tools: SessionTools, file: string): Promise<void> {
  const { conversation } = tools;
  const message = await messageFor(tools, file);
  if (!message) return;
  const line = `BDAT ${message.facts.bytes} LAST`;
  await conversation.busily(async () => {
    const startedMs = conversation.session.dispatch([line]);
    const isWhole = await deliver(conversation, message.open(), message, undefined);
    await conversation.awaitOutcome(line, startedMs);
    if (!isWhole) conversation.close();
  });
}

/** The message, once there is somebody to send it to. */
async function messageFor(tools: SessionTools, file: string): Promise<Message | undefined> {
  const { standing, plan } = tools.conversation;
  const open =
    file === '' ? undefined : await openSource('/send', file, { deadlineMs: FILE_MS, isStdinTaken: true });
  const given = open && (await readMessage(open));
  if (standing.recipients.length === 0 && !(await startTransaction(tools, ''))) return undefined;
  if (given?.facts.hasLoneDot) {
    const hint = 'mend its line ends, or use /bdat, where nothing ends a message but its length';
    throw new UsageError('the message holds a dot alone behind a bare CR or LF, which may end it', hint);
  }
  if (given) return given;
  return composeMessage({
    from: parseSender(standing.sender || '<>'),
    to: standing.recipients.map(parseRecipient),
    headers: [],
    attachments: [],
    ...(plan.network.clientName === undefined ? {} : { clientName: plan.network.clientName }),
  });
}

/** False where the server spoke before it had all: nobody knows how it would take what follows. */
async function deliver(
  { session, context }: Conversation,
  pieces: Pieces,
  { facts }: Message,
  end: string | undefined,
): Promise<boolean> {
  const { transcript } = context.draft;
  const { secure } = session.wire;
  if (facts.bytes > RECORDED_BYTES || facts.lineEnds !== 'crlf') {
    const isWhole = await session.pour(pieces);
    session.wire.note(`message of ${facts.bytes} bytes`);
    if (end !== undefined) transcript.add('C', end, secure);
    return isWhole;
  }
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  const bytes = Buffer.concat(parts);
  for (const line of bytes.toString('utf8').replace(/\r\n$/, '').split('\r\n'))
    transcript.add('C', line, secure);
  return session.pour([bytes]);
}
