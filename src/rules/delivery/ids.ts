import type { Detail } from '../../replies/causes.ts';

type Details = Readonly<Record<string, readonly Detail[]>>;

/**
 * About who sends, whenever it is said: Postfix judges the sender at RCPT, Exchange after the dot. Greylisting, which
 * puts off whoever is not known yet, may come at each of them too.
 */
const OF_SENDER = {
  'mail.sender-not-owned': ['sender-not-owned'],
  'mail.sender-refused': [
    ...(['sender-rejected', 'sender-unverified', 'sender-blocked', 'sender-malformed'] as const),
    ...(['sender-domain', 'sender-unroutable', 'account-restricted'] as const),
  ],
  'mail.auth-required': ['auth-required'],
  'mail.tls-required': ['tls', 'tls-required', 'tls-unnoticed'],
  'rcpt.relay-denied': ['relay-denied'],
  'rcpt.greylisted': ['greylisted'],
} as const satisfies Details;

const AUTHENTICATION = ['sender-auth', 'spf-failed', 'dkim-failed', 'dmarc-failed'] as const;
const SIZE = ['message-too-big', 'attachment-too-big'] as const;
const RATE = [
  ...(['rate-limited', 'daily-limit', 'connection-limit', 'login-limit', 'recipient-limit'] as const),
] as const;

const AT_MAIL = {
  'mail.size-refused': SIZE,
  'mail.rate-limited': RATE,
} as const satisfies Details;

/** SPF needs no more than the envelope. */
const BEFORE_MESSAGE = { 'mail.sender-refused': AUTHENTICATION } as const satisfies Details;

const OF_RECIPIENT = {
  'rcpt.mailbox-unknown': ['recipient-unknown', 'recipient-malformed'],
  'rcpt.mailbox-disabled': ['recipient-disabled', 'recipient-moved'],
  'rcpt.mailbox-full': ['mailbox-full'],
  'rcpt.domain-unknown': [
    ...(['recipient-domain', 'domain-unknown', 'domain-takes-no-mail', 'domain-dns-failed'] as const),
  ],
  'rcpt.blocklisted': ['address-blocklisted', 'domain-blocklisted', 'dial-up-address'],
  'rcpt.rate-limited': RATE,
} as const satisfies Details;

const OF_MESSAGE = {
  'data.too-large': SIZE,
  'data.spam': ['content-spam', 'link-blocklisted'],
  'data.content-blocked': ['content-blocked', 'virus-found', 'attachment-blocked'],
  'data.sender-unauthenticated': AUTHENTICATION,
  'data.message-malformed': ['message-format', 'header-invalid', 'line-format'],
} as const satisfies Details;

/** What a refusal within a transaction is called: an id for what it is about, or one for the moment. */
export type DeliveryRefusalId =
  | keyof typeof OF_SENDER
  | keyof typeof AT_MAIL
  | keyof typeof OF_RECIPIENT
  | keyof typeof OF_MESSAGE
  | 'mail.refused'
  | 'rcpt.refused'
  | 'data.refused';

/** What was answered, and whether the reply is one recipient's own, as LMTP gives them after the message too. */
interface About {
  readonly answered: 'mail' | 'rcpt' | 'data';
  readonly isOfRecipient: boolean;
}

/**
 * Names a refusal by its cause.
 *
 * @param detail  Undefined when the cause is not certain: then only the moment gives the name.
 */
export function deliveryIdOf(detail: Detail | undefined, about: About): DeliveryRefusalId {
  const found = tablesFor(about)
    .flatMap((table) => Object.entries(table))
    .find(([, details]) => details.some((known) => known === detail));
  // The tables' keys are all that Object.entries can give.
  return (found?.[0] ?? otherwise(about)) as DeliveryRefusalId;
}

function tablesFor({ answered, isOfRecipient }: About): Details[] {
  if (answered === 'mail') return [OF_SENDER, BEFORE_MESSAGE, AT_MAIL];
  if (answered === 'rcpt') return [OF_SENDER, BEFORE_MESSAGE, OF_RECIPIENT];
  return isOfRecipient ? [OF_SENDER, OF_MESSAGE, OF_RECIPIENT] : [OF_SENDER, OF_MESSAGE];
}

function otherwise({ answered, isOfRecipient }: About): DeliveryRefusalId {
  if (answered === 'mail') return 'mail.refused';
  return isOfRecipient ? 'rcpt.refused' : 'data.refused';
}
