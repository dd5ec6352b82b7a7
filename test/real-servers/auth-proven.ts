import { CYRUS_USER } from './cyrus.ts';
import { ACCOUNT, CYRUS_PORT, PORTS } from './server.ts';

/** A way to log in to one of the servers, and the mechanisms that it has. */
export interface LoginServer {
  /** As the README's table names it. */
  readonly title: string;
  readonly server: 'postfix' | 'exim' | 'dovecot';
  readonly port: number;
  /** What the one account is called here. */
  readonly user: string;
  /** Offered before TLS and inside it, in the server's order. */
  readonly plain: readonly string[];
  readonly secure: readonly string[];
  /** Offered to clients that show a certificate, besides the others. */
  readonly certified: readonly string[];
}

/** Offered by Cyrus SASL, and none of this client's mechanisms. */
export const UNSUPPORTED: readonly string[] = ['SCRAM-SHA-384', 'SCRAM-SHA-224'];

const POSTFIX_CYRUS = [
  ...['SCRAM-SHA-512', 'SCRAM-SHA-384', 'SCRAM-SHA-256', 'SCRAM-SHA-224', 'SCRAM-SHA-1'],
  ...['DIGEST-MD5', 'CRAM-MD5', 'NTLM'],
] as const;

const EXIM_CYRUS = [
  'SCRAM-SHA-1',
  'SCRAM-SHA-256',
  'SCRAM-SHA-512',
  'DIGEST-MD5',
  'NTLM',
  'ANONYMOUS',
] as const;

const DOVECOT = [
  ...['PLAIN', 'LOGIN', 'CRAM-MD5', 'DIGEST-MD5', 'SCRAM-SHA-1', 'SCRAM-SHA-256', 'XOAUTH2', 'OAUTHBEARER'],
] as const;

/** Every way to log in to the lab; each mechanism of each is proven with right and wrong credentials. */
export const LOGIN_SERVERS: readonly LoginServer[] = [
  {
    title: 'Postfix 3.7 with Cyrus SASL 2.1',
    server: 'postfix',
    port: CYRUS_PORT,
    user: CYRUS_USER,
    plain: POSTFIX_CYRUS,
    secure: [...POSTFIX_CYRUS, 'PLAIN', 'LOGIN', 'ANONYMOUS'],
    certified: [],
  },
  {
    title: 'Postfix 3.7 with Dovecot 2.3',
    server: 'postfix',
    port: PORTS.submission,
    user: ACCOUNT.user,
    plain: [],
    secure: DOVECOT,
    certified: [],
  },
  {
    title: 'Dovecot 2.3 submission',
    server: 'dovecot',
    port: PORTS.submission,
    user: ACCOUNT.user,
    plain: [],
    secure: [...DOVECOT, 'EXTERNAL'],
    certified: [],
  },
  {
    title: 'Exim 4.96',
    server: 'exim',
    port: CYRUS_PORT,
    user: CYRUS_USER,
    plain: ['CRAM-MD5', ...EXIM_CYRUS],
    secure: ['PLAIN', 'LOGIN', 'CRAM-MD5', ...EXIM_CYRUS],
    certified: ['EXTERNAL'],
  },
];

/** The mechanisms with which logins to this server are proven. */
export function provenOn({ secure, certified }: LoginServer): readonly string[] {
  return [...secure, ...certified].filter((name) => !UNSUPPORTED.includes(name));
}

/** The mechanisms that a server with this port offers inside TLS. */
export function offeredBy(server: LoginServer['server'], port: number): readonly string[] {
  return LOGIN_SERVERS.find((login) => login.server === server && login.port === port)?.secure ?? [];
}
