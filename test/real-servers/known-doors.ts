import { offeredBy } from './auth-proven.ts';
import type { Door } from './doors.ts';

const POSTFIX_KEYWORDS = [
  ...['PIPELINING', 'SIZE', 'VRFY', 'ETRN', 'ENHANCEDSTATUSCODES', '8BITMIME', 'DSN', 'SMTPUTF8', 'CHUNKING'],
];
const EXIM_KEYWORDS = [
  'SIZE',
  '8BITMIME',
  'PIPELINING',
  'PIPECONNECT',
  'CHUNKING',
  'PRDR',
  'SMTPUTF8',
  'HELP',
];
const DOVECOT_KEYWORDS = ['8BITMIME', 'BURL', 'CHUNKING', 'ENHANCEDSTATUSCODES', 'SIZE', 'PIPELINING'];

const STARTTLS_COMMANDS = 'C=EHLO,STARTTLS,EHLO,QUIT';
const IMPLICIT_TLS_COMMANDS = 'C=EHLO,QUIT';

function postfix(port: Door['port']): Door {
  return {
    server: 'postfix',
    port,
    software: 'Postfix',
    keywords: POSTFIX_KEYWORDS,
    mechanisms: port === 25 ? [] : offeredBy('postfix', 587),
    farewell: /disconnect from/,
    account: port === 465 ? /ehlo=1 quit=1 commands=2/ : /ehlo=2 starttls=1 quit=1 commands=4/,
  };
}

function exim(port: Door['port']): Door {
  return {
    server: 'exim',
    port,
    software: 'Exim',
    keywords: EXIM_KEYWORDS,
    mechanisms: port === 25 ? [] : ['PLAIN'],
    farewell: /no MAIL in/,
    account: new RegExp(port === 465 ? IMPLICIT_TLS_COMMANDS : STARTTLS_COMMANDS),
  };
}

function dovecot(port: 587 | 465): Door {
  return {
    server: 'dovecot',
    port,
    software: 'Dovecot',
    keywords: DOVECOT_KEYWORDS,
    mechanisms: offeredBy('dovecot', 587),
    farewell: /Disconnected|Aborted/,
    account: /TLS/,
  };
}

/** Every healthy port of the lab. */
export const DOORS: readonly Door[] = [
  ...([25, 587, 465] as const).flatMap((port) => [postfix(port), exim(port)]),
  dovecot(587),
  dovecot(465),
];
