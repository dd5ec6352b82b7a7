import type { DeliveryWork, Leave } from '../../probes/delivery/delivery.ts';
import { printable, printableJson } from '../../render/printable.ts';
import { attributeCommands } from '../../smtp/client-attributes.ts';
import { dotStuffed } from '../../smtp/dot-stuffing.ts';
import type { Hello } from '../../smtp/extension.ts';
import type { Message } from '../../smtp/message.ts';
import { planTransaction } from '../../smtp/transaction-parameters.ts';
import { isOnly } from '../format.ts';
import type { SendTestOptions } from '../send-test.ts';
import { openSink } from '../sink.ts';
import type { Destination } from './destination.ts';

interface Rehearsal {
  readonly options: SendTestOptions;
  readonly work: DeliveryWork | undefined;
  readonly leave: Leave | undefined;
}

/** What is shown of a message; the rest is counted. */
const SHOWN_BYTES = 64 * 1024;

/** Every extension that changes what we say: what is said to a server that offers them all. */
const OFFERED = ['SIZE', '8BITMIME', 'SMTPUTF8', 'PIPELINING', 'CHUNKING', 'BINARYMIME', 'DSN', 'REQUIRETLS'];

/** Shows the dialogue that would be held with a server that offers everything, and the message in it; connects to nothing. */
export async function dryRun(destination: Destination, rehearsal: Rehearsal): Promise<number> {
  const { options, work, leave } = rehearsal;
  const isLine = isOnly('ndjson', options);
  const isJson = isLine || isOnly('json', options);
  const sink = await openSink(options.output);
  const dialogue = [
    ...openingLines(destination, rehearsal),
    ...attributeCommands('XFORWARD', work?.wishes.xforward ?? []).map((line) => `C: ${line}`),
    ...(work ? await transactionLines(work, destination, rehearsal) : []),
    ...((options.count ?? 1) > 1 ? [`* so ${options.count} times, each with a token of its own`] : []),
    leave?.isRude ? `* the connection is broken off after ${leave.after}` : 'C: QUIT',
  ];
  const title = `# ${destination.name}: a dry run, nothing is sent; so it would be with a server that offers every extension`;
  await sink.write(
    isJson
      ? `${printableJson({ target: destination.name, dialogue, ...messageFacts(work) }, isLine ? undefined : 2)}\n`
      : [title, ...dialogue].map((line) => `${printable(line, { unicode: true })}\n`).join(''),
  );
  await sink.close();
  return 0;
}

/** What is known of the message, but for the message itself, which stands in the dialogue. */
function messageFacts(work: DeliveryWork | undefined) {
  if (!work) return {};
  const { open: _open, ...message } = work.message;
  return { message };
}

function openingLines({ goal, isLmtp }: Destination, { options, leave }: Rehearsal): string[] {
  const { security } = goal;
  const hello = `C: ${verbOf(isLmtp)} ${options.ehlo ?? '<this host>'}`;
  const isOver = (stage: Leave['after']): boolean => leave?.after === stage;
  const lines = [...(security === 'tls' ? ['* tls'] : []), hello];
  if (isOver('connect') || isOver('greeting')) return [];
  if (isOver('ehlo')) return lines;
  if (security === 'auto' || security === 'starttls') lines.push('C: STARTTLS', '* tls', hello);
  if (isOver('tls')) return lines;
  const { xclient } = options;
  const claim = xclient ? [...attributeCommands('XCLIENT', xclient).map((line) => `C: ${line}`), hello] : [];
  return [...lines, ...claim, ...(logsIn(options) ? ['C: AUTH ***'] : [])];
}

function verbOf(isLmtp: boolean): 'EHLO' | 'LHLO' {
  return isLmtp ? 'LHLO' : 'EHLO';
}

function logsIn({ user, netrc, tokenFile, tokenEnv, tokenStdin }: SendTestOptions): boolean {
  return [user, netrc, tokenFile, tokenEnv, tokenStdin].some((option) => option !== undefined);
}

async function transactionLines(
  work: DeliveryWork,
  { isLmtp }: Destination,
  { options, leave }: Rehearsal,
): Promise<string[]> {
  const { request } = planTransaction({
    ...work,
    hello: generous(isLmtp),
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

function generous(isLmtp: boolean): Hello {
  const extensions = OFFERED.map((keyword) => ({ keyword, parameters: [] }));
  return { verb: verbOf(isLmtp), name: '', greeting: '', domain: '', extensions, elapsedMs: 0 };
}
