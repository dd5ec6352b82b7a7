import type { Stage } from '../../../errors.ts';
import type { Interpretation } from '../../../replies/interpretation.ts';
import { formatsOf } from '../../format.ts';
import { formatSeconds, groupDigits } from '../../quantity.ts';
import { hostOf, ipOf, judgedDomainOf, senderDomainOf } from '../../reply-subject.ts';

const { quote } = formatsOf('en');

const MOMENTS: Readonly<Partial<Record<Stage, string>>> = {
  connect: ' while the connection was being made',
  greeting: ' in the greeting, before anything was sent',
  hello: ' in answer to EHLO',
  starttls: ' in answer to STARTTLS',
  tls: ' in the TLS handshake',
  auth: ' during the login',
  mail: ' in answer to MAIL FROM, before any recipient was named',
  rcpt: ' in answer to RCPT TO, before the message was sent',
  data: ' after DATA, when the message was to be handed over',
  quit: ' in answer to QUIT',
};

/** When it was said: ` in answer to EHLO`, with the space before it; empty when the stage says nothing. */
export function at({ statement }: Interpretation): string {
  return statement.stage === undefined ? '' : (MOMENTS[statement.stage] ?? '');
}

/** The host that spoke, as a command takes it, or a placeholder. */
export function host(seen: Interpretation): string {
  return hostOf(seen) ?? 'HOST';
}

/** The sender's domain, as a command takes it, or a placeholder. */
export function senderDomain(seen: Interpretation): string {
  return senderDomainOf(seen) ?? 'DOMAIN';
}

/** The domain that SPF, DKIM or DMARC was checked for, as a command takes it, or a placeholder. */
export function judgedDomain(seen: Interpretation): string {
  return judgedDomainOf(seen) ?? 'DOMAIN';
}

/** The sending address: ` 192.0.2.1`, with the space before it; empty when the text does not tell. */
export function ip(seen: Interpretation): string {
  const address = ipOf(seen);
  return address === undefined ? '' : ` ${address}`;
}

/** The step for a reply that holds a link. */
export function linkStep({ facts }: Interpretation): string | undefined {
  return facts.url === undefined ? undefined : `Follow the link in the reply: ${quote(facts.url)}`;
}

/** How long the reply asks to wait, or else what is usual. */
export function waitOr({ facts }: Interpretation, usual: string): string {
  return facts.waitSeconds === undefined ? usual : formatSeconds(facts.waitSeconds, 'en');
}

/** The sentence about the limit that the text names, of `what`; empty when it names none. */
export function limit({ facts }: Interpretation, what: string): string {
  return facts.limit === undefined
    ? ''
    : ` The text names a limit of ${groupDigits(facts.limit, 'en')} ${what}.`;
}

/** Who must act, closer than an actor tells. */
export const REPLIER = 'whoever runs the server that replied';
export const SENDING_SERVER = 'whoever runs the sending server';
export const SENDER_DOMAIN_OWNER = 'whoever owns the sender’s domain';
export const RECIPIENT_DOMAIN_OWNER = 'whoever owns the recipient’s domain';

/** The step of a user, who does not run the server that sends. */
export const SEND_TO_PROVIDER = 'If you use a provider, send them this reply; the rest is theirs.';

/** The step where only the receiver's administrator can act. */
export const ASK_POSTMASTER =
  'Write to the postmaster of the receiving domain: your sending address, the time with its zone, and the whole reply.';
