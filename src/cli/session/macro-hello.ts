import { setCertificate } from '../../render/session/state.ts';
import { clientNameOf } from './client-name.ts';
import type { SessionTools } from './tools.ts';

/** Says EHLO, and HELO where that is not understood (RFC 5321 §4.1.4). */
export async function sayHello({ conversation }: SessionTools): Promise<void> {
  const name = clientNameOf(conversation);
  await conversation.say(`${conversation.plan.lmtp ? 'LHLO' : 'EHLO'} ${name}`);
  const isRefused = conversation.standing.hello === undefined && conversation.mode === 'command';
  if (isRefused && !conversation.plan.lmtp) await conversation.say(`HELO ${name}`);
}

/** From clear text into TLS, with EHLO on both sides; inside it, shows what protects. */
export async function startTls(tools: SessionTools): Promise<void> {
  const { conversation, view } = tools;
  const { wire } = conversation.session;
  if (!wire.secure) {
    if (!conversation.standing.hello) await sayHello(tools);
    await conversation.say('STARTTLS');
    if (!wire.secure) return;
    await sayHello(tools);
  }
  view.lines(setCertificate(conversation.context.draft.finish(), view.page()));
}
