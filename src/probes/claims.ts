import {
  type AttributeCommand,
  attributeCommands,
  type ClientAttribute,
  unofferedAttributes,
} from '../smtp/client-attributes.ts';
import type { Reply } from '../smtp/reply.ts';
import { isPositive } from '../smtp/transaction.ts';
import type { LiveSession } from './plan.ts';

/** What is to be said of the client that is spoken for. */
interface Claim {
  readonly command: AttributeCommand;
  readonly attributes: readonly ClientAttribute[];
  /** Also attributes that are not offered. */
  readonly force: boolean;
}

/**
 * Speaks as another client from here on: the server greets again, and EHLO is said anew.
 *
 * @returns the session with the new answer to EHLO; undefined where the server did not go along, which is the failure.
 * @throws SmtpError when no reply comes.
 */
export async function speakAs(
  live: LiveSession,
  attributes: readonly ClientAttribute[],
  force: boolean,
): Promise<LiveSession | undefined> {
  const { session, draft, hello } = live;
  const isClaimed = await claim(live, { command: 'XCLIENT', attributes, force });
  if (!isClaimed || hello.verb === 'HELO') return isClaimed ? live : undefined;
  const again = await draft.timed('hello', () => session.hello(hello.verb, hello.name));
  if (!again.hello) {
    draft.refuse('hello', again.reply, 'EHLO after XCLIENT');
    draft.sections.hello = { ...draft.sections.hello, refused: again.reply };
    return undefined;
  }
  const slot = session.wire.secure ? 'secure' : 'plain';
  draft.sections.hello = { ...draft.sections.hello, [slot]: again.hello };
  return { ...live, hello: again.hello };
}

/**
 * Names to the server's log the client that is spoken for; Postfix forgets it with each transaction.
 *
 * @returns false where the server did not go along, which is the failure.
 * @throws SmtpError when no reply comes.
 */
export function forwardFrom(
  live: LiveSession,
  attributes: readonly ClientAttribute[],
  force: boolean,
): Promise<boolean> {
  return claim(live, { command: 'XFORWARD', attributes, force });
}

async function claim(live: LiveSession, { command, attributes, force }: Claim): Promise<boolean> {
  const { draft } = live;
  const lines = attributeCommands(command, attributes);
  const said = lines.flatMap((line) => line.split(' ').slice(1));
  const unoffered = force ? [] : unofferedAttributes(command, attributes, live.hello);
  if (unoffered.length > 0) {
    keep(live, { command, attributes: said, unoffered });
    const message = `${command} with ${unoffered.join(', ')} not offered; --force says it all the same`;
    draft.fail({ stage: stageOf(command), kind: 'refusal', message });
    return false;
  }
  const reply = await sayAll(live, command, lines);
  keep(live, { command, attributes: said, ...(reply ? { reply } : {}) });
  if (isPositive(reply)) return true;
  if (reply) draft.refuse(stageOf(command), reply, command);
  return false;
}

async function sayAll(
  { session, draft }: LiveSession,
  command: AttributeCommand,
  lines: readonly string[],
): Promise<Reply | undefined> {
  const stage = stageOf(command);
  let reply: Reply | undefined;
  for (const line of lines) {
    reply = await draft.timed(stage, () => session.command(stage, line));
    if (!isPositive(reply)) break;
  }
  return reply;
}

function keep({ draft }: LiveSession, entry: NonNullable<typeof draft.sections.claims>[number]): void {
  const others = draft.sections.claims?.filter(({ command }) => command !== entry.command) ?? [];
  draft.sections.claims = [...others, entry];
}

function stageOf(command: AttributeCommand): 'hello' | 'mail' {
  return command === 'XCLIENT' ? 'hello' : 'mail';
}
