import { authMechanisms, findExtension } from '../../smtp/extension.ts';
import { clientNameOf } from './client-name.ts';
import type { Conversation } from './conversation.ts';

const USER_CHARACTERS = 24;

/** The state that the prompt shows: `plain`, `tls`, `tls ada@example.org`, `mail`, `data`, `auth`, `closed`. */
export function stateOf({ mode, session, standing }: Conversation): string {
  if (mode === 'chunk') return 'data';
  if (mode !== 'command') return mode;
  if (standing.sender !== undefined) return 'mail';
  const security = session.wire.secure ? 'tls' : 'plain';
  return standing.user ? `${security} ${cut(standing.user)}` : security;
}

function cut(user: string): string {
  return user.length > USER_CHARACTERS ? `${user.slice(0, USER_CHARACTERS - 3)}...` : user;
}

/** What is sensible to type next; nothing inside a message or a login. */
export function nextCommands(conversation: Conversation): readonly string[] {
  const { mode, standing, session } = conversation;
  if (mode === 'closed') return ['/save FILE', '/quit'];
  if (mode !== 'command') return [];
  const { hello, sender, recipients, user } = standing;
  if (!hello) return [`${conversation.plan.lmtp ? 'LHLO' : 'EHLO'} ${clientNameOf(conversation)}`];
  if (sender !== undefined && recipients.length === 0) return ['RCPT TO:<…>', 'RSET'];
  if (sender !== undefined) return ['RCPT TO:<…>', 'DATA', '/send'];
  const mayEncrypt = !session.wire.secure && findExtension(hello, 'STARTTLS') !== undefined;
  const mayLogIn = user === undefined && authMechanisms(hello).length > 0;
  return [
    ...(mayEncrypt ? ['/tls'] : []),
    ...(mayLogIn ? ['/auth'] : []),
    ...(mayEncrypt || mayLogIn ? ['/caps'] : []),
    'MAIL FROM:<…>',
    'QUIT',
  ];
}
