import type { Stage } from '../../errors.ts';
import { after, before, type Frame, hostOf, stageOfCommand } from './frame.ts';

/** The prefixes that nodemailer puts before a server's reply, and what it says where none came. */
const NODEMAILER: readonly (readonly [string, Stage])[] = [
  ['Invalid login: ', 'auth'],
  ["Can't send mail - all recipients were rejected: ", 'rcpt'],
  ['Mail command failed: ', 'mail'],
  ['Recipient command failed: ', 'rcpt'],
  ['Data command failed: ', 'data'],
  ['Message failed: ', 'data'],
  ['Invalid greeting. response=', 'greeting'],
  ['Invalid greeting from server: ', 'greeting'],
  ['Invalid HELO. response=', 'hello'],
  ['Invalid EHLO. response=', 'hello'],
  ['Error upgrading connection with STARTTLS: ', 'starttls'],
];

/** What Node, c-ares and nodemailer name themselves, and where it happens when it tells. */
const CODES: ReadonlyMap<string, Stage | undefined> = new Map<string, Stage | undefined>([
  ['ECONNREFUSED', 'connect'],
  ['EHOSTUNREACH', 'connect'],
  ['ENETUNREACH', 'connect'],
  ['EHOSTDOWN', 'connect'],
  ['EADDRNOTAVAIL', 'connect'],
  ['EACCES', 'connect'],
  ['ETIMEDOUT', undefined],
  ['ETIMEOUT', 'resolve'],
  ['ECONNRESET', undefined],
  ['ECONNABORTED', undefined],
  ['ECONNECTION', undefined],
  ['EPIPE', undefined],
  ['ENOTFOUND', 'resolve'],
  ['EAI_AGAIN', 'resolve'],
  ['EAI_FAIL', 'resolve'],
  ['EAI_NODATA', 'resolve'],
  ['EAI_NONAME', 'resolve'],
  ['ENODATA', 'resolve'],
  ['ESERVFAIL', 'resolve'],
  ['EREFUSED', 'resolve'],
  ['EDNS', 'resolve'],
  ['EAUTH', 'auth'],
  ['ENOAUTH', 'auth'],
  ['EOAUTH2', 'auth'],
  ['ETLS', 'starttls'],
  ['ESOCKET', undefined],
  ['EPROTO', 'tls'],
  ['EPROTOCOL', undefined],
  ['EENVELOPE', undefined],
  ['EMESSAGE', 'data'],
  ['ESTREAM', undefined],
  ['CERT_HAS_EXPIRED', 'tls'],
  ['CERT_NOT_YET_VALID', 'tls'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'tls'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls'],
  ['HOSTNAME_MISMATCH', 'tls'],
]);
const CODE =
  /(?<![\w-])(?:E[A-Z][A-Z0-9_]{2,20}|ERR_(?:TLS|SSL)_[A-Z_0-9]{3,60}|[A-Z]{4,12}(?:_[A-Z]{1,12}){1,7})(?![\w-])/g;

const CERTIFICATE =
  /^(?:Error: )?(?:unable to (?:verify the first|get (?:local )?issuer) certificate|self[- ]signed certificate|certificate has expired|certificate is not yet valid|Hostname\/IP does not match)/i;
const GREETING = /^(?:Error: )?Greeting never received/;

/** Reads the errors of Node and of nodemailer, one line or the object as it is printed. */
export function readClientError(text: string): Frame | undefined {
  return readObject(text) ?? readNodemailer(text) ?? readNode(text);
}

const RESPONSE = /\bresponse: (['"`])/;

/** `code: 'EAUTH', response: '535 …', responseCode: 535, command: 'AUTH PLAIN'`, as Node prints an error. */
function readObject(text: string): Frame | undefined {
  if (!/\b(?:response|responseCode|command|errno): /.test(text)) return undefined;
  const command = /\bcommand: ['"]([^'"\n]{1,60})['"]/.exec(text)?.[1];
  const code = /\bcode: ['"]([A-Z_0-9]{3,60})['"]/.exec(text)?.[1] ?? '';
  const stage = (command && command !== 'CONN' ? stageOfCommand(command) : undefined) ?? CODES.get(code);
  const response = RESPONSE.exec(text);
  if (response)
    return { said: quoted(text.slice(response.index + response[0].length), response[1] ?? "'"), stage };
  const outer = { stage: command === 'CONN' && code === 'ETIMEDOUT' ? 'connect' : stage } as const;
  const message = messageOf(text);
  const inner = message === '' ? undefined : (readNodemailer(message) ?? readNode(message));
  if (inner) return { ...inner, stage: inner.stage ?? outer.stage };
  return CODES.has(code)
    ? { said: [message, code].filter((part) => part !== '').join(' '), ...outer, software: 'node' }
    : undefined;
}

/** The words before the fields and before the stack. */
function messageOf(text: string): string {
  const first = before(before(text, '\n    at '), '{').split('\n', 3).join(' ');
  return /^\s*(?:code|errno|response|responseCode|command)\b/.test(first) ? '' : first.trim();
}

function quoted(text: string, quote: string): string {
  const end = new RegExp(`${quote}\\s*(?:,|\\}|\\n|$)`).exec(text);
  return (end ? text.slice(0, end.index) : text).replace(/' \+\s{1,20}'/g, '');
}

function readNodemailer(text: string): Frame | undefined {
  if (GREETING.test(text)) return { said: withoutName(text), stage: 'greeting', software: 'nodemailer' };
  for (const [mark, stage] of NODEMAILER) {
    const said = after(text, mark);
    if (said !== undefined) return { said: before(said, '\n    at '), stage };
  }
  return /Missing credentials for ["']/.test(text)
    ? { said: withoutName(text), stage: 'auth', software: 'nodemailer' }
    : undefined;
}

/** `connect ECONNREFUSED 127.0.0.1:25`, `getaddrinfo ENOTFOUND host`, `queryMx ENODATA host`, a name alone. */
function readNode(text: string): Frame | undefined {
  const line = before(text, '\n');
  if (CERTIFICATE.test(line)) return { said: withoutName(line), stage: 'tls', software: 'node' };
  if (!/[A-Z]{4}/.test(line.slice(0, 400))) return undefined;
  for (const [name] of line.slice(0, 400).matchAll(CODE)) {
    if (!CODES.has(name) && !/^ERR_(?:TLS|SSL)/.test(name)) continue;
    const rest = after(line, name)?.trim();
    const stage = /^(?:Error: )?(?:getaddrinfo|query)/.test(line)
      ? 'resolve'
      : name.startsWith('ERR_')
        ? 'tls'
        : CODES.get(name);
    return {
      said: withoutName(line),
      stage: connects(line) ? 'connect' : stage,
      software: 'node',
      host: peerOf(rest),
    };
  }
  return undefined;
}

function connects(line: string): boolean {
  return /^(?:Error: )?connect E/.test(line);
}

/** `127.0.0.1:25`, `::1:25`, `mx.example.org`. */
function peerOf(rest: string | undefined): string | undefined {
  const word = /^[^\s,;')]{1,255}/.exec(rest ?? '')?.[0];
  return hostOf(word?.replace(/:\d{1,5}$/, ''));
}

function withoutName(text: string): string {
  return before(text, '\n    at ').replace(/^(?:Uncaught )?Error: /, '');
}
