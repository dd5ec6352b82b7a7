import type { Actor } from '../actor.ts';

/** Why a message, a login or a connection was refused: the closed list that `cause` is taken from. */
export const CAUSES = [
  'auth-failed',
  'auth-method',
  'auth-required',
  'tls',
  'relay-denied',
  'recipient-unknown',
  'recipient-disabled',
  'mailbox-full',
  'recipient-domain',
  'message-too-big',
  'message-format',
  'content-spam',
  'content-blocked',
  'sender-rejected',
  'sender-domain',
  'sender-auth',
  'reputation',
  'rdns-helo',
  'policy',
  'rate-limited',
  'greylisted',
  'server-error',
  'protocol',
  'loop',
  'network',
  'expired',
] as const;

export type Cause = (typeof CAUSES)[number];

interface DetailFacts {
  readonly cause: Cause;
  /** Who can mend it. */
  readonly actor: Actor;
}

function of<const C extends Cause>(cause: C, actor: Actor): DetailFacts & { readonly cause: C } {
  return { cause, actor };
}

/**
 * What a person needs a remedy of its own for. Every cause is also a detail of the same name,
 * which says no more than the cause; the others name it more closely.
 */
export const DETAILS = {
  'auth-failed': of('auth-failed', 'you'),
  'account-locked': of('auth-failed', 'your-provider'),
  'token-rejected': of('auth-failed', 'you'),
  'auth-method': of('auth-method', 'you'),
  'app-password-required': of('auth-method', 'you'),
  'oauth-required': of('auth-method', 'you'),
  'smtp-auth-disabled': of('auth-method', 'your-provider'),
  'web-login-required': of('auth-method', 'you'),
  'mechanism-unsupported': of('auth-method', 'you'),
  'auth-required': of('auth-required', 'you'),
  tls: of('tls', 'server-admin'),
  'tls-required': of('tls', 'you'),
  'tls-unnoticed': of('tls', 'server-admin'),
  'tls-unavailable': of('tls', 'server-admin'),
  'tls-mode-wrong': of('tls', 'you'),
  'tls-version-refused': of('tls', 'you'),
  'certificate-refused': of('tls', 'server-admin'),
  'relay-denied': of('relay-denied', 'you'),

  'recipient-unknown': of('recipient-unknown', 'you'),
  'recipient-malformed': of('recipient-unknown', 'you'),
  'recipient-disabled': of('recipient-disabled', 'recipient'),
  'recipient-moved': of('recipient-disabled', 'you'),
  'mailbox-full': of('mailbox-full', 'recipient'),
  'recipient-domain': of('recipient-domain', 'you'),
  'domain-unknown': of('recipient-domain', 'you'),
  'domain-takes-no-mail': of('recipient-domain', 'domain-owner'),
  'domain-dns-failed': of('recipient-domain', 'domain-owner'),

  'message-too-big': of('message-too-big', 'you'),
  'attachment-too-big': of('message-too-big', 'you'),
  'message-format': of('message-format', 'you'),
  'header-invalid': of('message-format', 'you'),
  'line-format': of('message-format', 'you'),
  'content-spam': of('content-spam', 'you'),
  'link-blocklisted': of('content-spam', 'you'),
  'content-blocked': of('content-blocked', 'you'),
  'virus-found': of('content-blocked', 'you'),
  'attachment-blocked': of('content-blocked', 'you'),

  'sender-rejected': of('sender-rejected', 'you'),
  'sender-not-owned': of('sender-rejected', 'you'),
  'sender-unverified': of('sender-rejected', 'you'),
  'account-restricted': of('sender-rejected', 'your-provider'),
  'sender-blocked': of('sender-rejected', 'you'),
  'sender-malformed': of('sender-rejected', 'you'),
  'members-only': of('sender-rejected', 'recipient'),
  'sender-domain': of('sender-domain', 'domain-owner'),
  'sender-unroutable': of('sender-domain', 'you'),
  'sender-auth': of('sender-auth', 'domain-owner'),
  'spf-failed': of('sender-auth', 'domain-owner'),
  'dkim-failed': of('sender-auth', 'domain-owner'),
  'dmarc-failed': of('sender-auth', 'domain-owner'),
  reputation: of('reputation', 'your-provider'),
  'address-blocklisted': of('reputation', 'your-provider'),
  'domain-blocklisted': of('reputation', 'domain-owner'),
  'dial-up-address': of('reputation', 'you'),
  'rdns-helo': of('rdns-helo', 'your-provider'),
  'ptr-missing': of('rdns-helo', 'your-provider'),
  'ptr-mismatch': of('rdns-helo', 'your-provider'),
  'helo-invalid': of('rdns-helo', 'your-provider'),

  policy: of('policy', 'server-admin'),
  'rate-limited': of('rate-limited', 'you'),
  'daily-limit': of('rate-limited', 'you'),
  'connection-limit': of('rate-limited', 'you'),
  'recipient-limit': of('rate-limited', 'you'),
  'login-limit': of('rate-limited', 'you'),
  greylisted: of('greylisted', 'you'),

  'server-error': of('server-error', 'server-admin'),
  'server-busy': of('server-error', 'server-admin'),
  'storage-full': of('server-error', 'server-admin'),
  'auth-unavailable': of('server-error', 'server-admin'),
  'filter-unavailable': of('server-error', 'server-admin'),
  protocol: of('protocol', 'you'),
  'command-unknown': of('protocol', 'you'),
  'command-order': of('protocol', 'you'),
  'parameter-unsupported': of('protocol', 'you'),
  loop: of('loop', 'server-admin'),
  network: of('network', 'server-admin'),
  'connection-refused': of('network', 'server-admin'),
  'connection-timeout': of('network', 'your-network'),
  'session-timed-out': of('network', 'you'),
  'connection-lost': of('network', 'server-admin'),
  'host-unreachable': of('network', 'your-network'),
  'host-unknown': of('network', 'you'),
  expired: of('expired', 'server-admin'),
} as const satisfies Readonly<Record<string, DetailFacts>>;

export type Detail = keyof typeof DETAILS;
