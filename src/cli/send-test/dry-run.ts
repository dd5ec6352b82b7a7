import type { DeliveryWork, Leave } from '../../probes/delivery.ts';
import { printable } from '../../render/printable.ts';
import { dotStuffed } from '../../smtp/dot-stuffing.ts';
import type { Hello } from '../../smtp/extension.ts';
import type { Message } from '../../smtp/message.ts';
import { planTransaction } from '../../smtp/transaction-parameters.ts';
import { goalOf, type SessionTarget } from '../goal.ts';
import type { SendTestOptions } from '../send-test.ts';
import { openSink } from '../sink.ts';

interface Rehearsal {
  readonly options: SendTestOptions;
  readonly work: DeliveryWork | undefined;
  readonly leave: Leave | undefined;
}

/** What is shown of a message; the rest is counted. */
const SHOWN_BYTES = 64 * 1024;

/** Every extension that changes what we say: what is said to a server that offers them all. */
const OFFERED = ['SIZE', '8BITMIME', 'SMTPUTF8', 'PIPELINING', 'CHUNKING', 'BINARYMIME', 'DSN', 'REQUIRETLS'];

/** Writes the dialogue that would be held with a server that offers everything, and the message in it; connects to nothing. */
export async function dryRun(text: string, target: SessionTarget, rehearsal: Rehearsal): Promise<number> {
  const sink = await openSink(rehearsal.options.output);
  const lines = [
    `# ${text}: a dry run, nothing is sent; so it would be with a server that offers every extension`,
    ...openingLines(target, rehearsal),
    ...(rehearsal.work ? await transactionLines(rehearsal.work, target, rehearsal) : []),
    rehearsal.leave?.isRude ? `* the connection is broken off after ${rehearsal.leave.after}` : 'C: QUIT',
  ];
  await sink.write(`${lines.map((line) => printable(line, { unicode: true })).join('\n')}\n`);
  await sink.close();
  return 0;
}

function openingLines(target: SessionTarget, { options, leave }: Rehearsal): string[] {
  const { security } = goalOf(target, options);
  const hello = `C: ${verbOf(target, options)} ${options.ehlo ?? '<this host>'}`;
  const isOver = (stage: Leave['after']): boolean => leave?.after === stage;
  const lines = [...(security === 'tls' ? ['* tls'] : []), hello];
  if (isOver('connect') || isOver('greeting')) return [];
  if (isOver('ehlo')) return lines;
  if (security === 'auto' || security === 'starttls') lines.push('C: STARTTLS', '* tls', hello);
  return isOver('tls') || !logsIn(options) ? lines : [...lines, 'C: AUTH ***'];
}

function verbOf(target: SessionTarget, { lmtp }: SendTestOptions): 'EHLO' | 'LHLO' {
  return lmtp || (target.kind === 'host' && target.scheme === 'lmtp') ? 'LHLO' : 'EHLO';
}

function logsIn({ user, netrc, tokenFile, tokenEnv, tokenStdin }: SendTestOptions): boolean {
  return [user, netrc, tokenFile, tokenEnv, tokenStdin].some((option) => option !== undefined);
}

async function transactionLines(
  work: DeliveryWork,
  target: SessionTarget,
  { options, leave }: Rehearsal,
): Promise<string[]> {
  const { request } = planTransaction({
    ...work,
    hello: generous(target, options),
    isSecure: true,
    until: 'end',
  });
  const mail = `C: ${request.mail}`;
  const recipients = request.recipients.map(({ line }) => `C: ${line}`);
  if (leave?.after === 'mail') return [mail];
  if (leave?.after === 'rcpt') return [mail, ...recipients];
  if (options.bdat) {
    const size = work.message.facts.bytes;
    const command = `C: BDAT ${Math.min(size, request.chunkBytes ?? size)}`;
    const isOne = size <= (request.chunkBytes ?? size);
    return [
      mail,
      ...recipients,
      isOne ? `${command} LAST` : `${command} …`,
      ...(await messageLines(work.message, false)),
    ];
  }
  const before = [mail, ...recipients, 'C: DATA'];
  if (leave?.isRude && leave.after === 'data') return before;
  return [...before, ...(await messageLines(work.message, true))];
}

/** The message as it stands on the wire, with the dot that ends it after DATA. */
async function messageLines(message: Message, isStuffed: boolean): Promise<string[]> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const piece of isStuffed ? dotStuffed(message.open()) : message.open()) {
    parts.push(piece);
    size += piece.length;
    if (size > SHOWN_BYTES) break;
  }
  const isCut = size > SHOWN_BYTES;
  const text = Buffer.concat(parts).subarray(0, SHOWN_BYTES).toString('utf8').replace(/\r\n$/, '');
  const lines = text === '' ? [] : text.split('\r\n').map((line) => `C: ${line}`);
  return isCut ? [...lines, `* … of ${message.facts.bytes} bytes`, ...(isStuffed ? ['C: .'] : [])] : lines;
}

function generous(target: SessionTarget, options: SendTestOptions): Hello {
  const extensions = OFFERED.map((keyword) => ({ keyword, parameters: [] }));
  return { verb: verbOf(target, options), name: '', greeting: '', domain: '', extensions, elapsedMs: 0 };
}
