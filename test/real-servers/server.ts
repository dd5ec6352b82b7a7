import type { Credential } from './certificate-authority.ts';

/** What a server is started with. */
export interface ServerContext {
  /** Its own, readable for everyone. */
  readonly directory: string;
  readonly credential: Credential;
  /** The root by which client certificates are to be trusted. */
  readonly rootFile: string;
}

/** A server that runs. */
export interface Server {
  readonly address: string;
  readonly hostname: string;
  /** Its log so far. */
  log(): Promise<string>;
  stop(): Promise<void>;
}

/** A server that delivers to mailboxes too. */
export interface MailServer extends Server {
  /** Maildir of a user of `MAIL_DOMAIN`. */
  maildirOf(user: string): string;
  /** Delivers what waits under this id, where it does not do so by itself. */
  deliver(queueId: string): Promise<void>;
  /** The command that speaks SMTP on standard input and output for the same server. */
  readonly program: string;
}

/** One server of each kind on its own loopback address, so that each has the real ports. */
export const ADDRESSES = {
  postfix: '127.0.1.1',
  exim: '127.0.1.2',
  dovecot: '127.0.1.3',
  introspection: '127.0.1.4',
  nsd: '127.0.1.53',
} as const;

/** Names in the certificates and in DNS. */
export const HOSTNAMES = {
  postfix: 'postfix.test.example',
  exim: 'exim.test.example',
  dovecot: 'dovecot.test.example',
} as const;

export const PORTS = { relay: 25, submission: 587, submissions: 465 } as const;

/** Where Dovecot speaks LMTP. */
export const LMTP_PORT = 24;

/** Where Postfix and Exim offer every mechanism that Cyrus SASL has, some of them before TLS too. */
export const CYRUS_PORT = 2611;

/** The one account, on Postfix (through Dovecot), Exim and Dovecot alike. */
export const ACCOUNT = { user: 'ada@test.example', password: 'correct horse' } as const;

/** The domain with mailboxes, and the users in it; the second one cannot be named without SMTPUTF8. */
export const MAIL_DOMAIN = 'mail.test.example';
export const MAILBOXES = ['ada', 'gülşen'] as const;

/** A user whom no server knows. */
export const STRANGER = 'nobody@test.example';
