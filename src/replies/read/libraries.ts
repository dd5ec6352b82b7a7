import type { Stage } from '../../errors.ts';
import { after, before, between, type Frame } from './frame.ts';

/** Reads the errors of Python's smtplib, PHPMailer, Symfony Mailer, JavaMail and .NET. */
export function readLibrary(text: string): Frame | undefined {
  return readPython(text) ?? readPhp(text) ?? readJava(text) ?? readDotnet(text);
}

/** By the words in the name of an exception class, of Python and of Java. */
const CLASSES: readonly (readonly [RegExp, Stage])[] = [
  [/Auth/, 'auth'],
  [/Recipients?Refused|AddressFailed/, 'rcpt'],
  [/Sender(?:Refused|Failed)/, 'mail'],
  [/Data|SendFailed/, 'data'],
  [/Helo/, 'hello'],
  [/Connect|ConnectionRefused/, 'connect'],
  [/gaierror|UnknownHost/, 'resolve'],
  [/SSL|Certificate/, 'tls'],
];

function stageOfClass(name: string): Stage | undefined {
  return CLASSES.find(([pattern]) => pattern.test(name))?.[1];
}

const PYTHON =
  /(?:^|\n|\s)(?:[a-z_]{1,20}\.)?(SMTP[A-Z]\w{3,40}|SSLCertVerificationError|SSLError|gaierror|ConnectionRefusedError): /;
const PYTHON_REPLY = /\(([2-5]\d\d), ?b?(['"])/;

/** `smtplib.SMTPAuthenticationError: (535, b'5.7.8 …')`, `SMTPRecipientsRefused: {'a@b': (550, b'…')}`. */
function readPython(text: string): Frame | undefined {
  if (!text.includes('SMTP') && !text.includes('rror: ')) return undefined;
  const name = PYTHON.exec(text);
  if (!name?.[1]) return undefined;
  const rest = text.slice(name.index + name[0].length);
  const stage = stageOfClass(name[1]);
  const reply = PYTHON_REPLY.exec(rest.slice(0, 600));
  if (!reply)
    return name[1].endsWith('Exception') && text.includes('.mail.')
      ? undefined
      : { said: rest, stage, software: 'python' };
  const words = rest.slice(reply.index + reply[0].length);
  const end = words.search(/['"](?:\)|, ['"])/);
  return {
    said: `${reply[1]} ${end === -1 ? words : words.slice(0, end)}`,
    stage,
    recipient: between(rest, "{'", "': ("),
  };
}

const PHP_FAILED: readonly (readonly [RegExp, Stage])[] = [
  [/Password command failed|authenticate/i, 'auth'],
  [/MAIL FROM command failed|following From address/i, 'mail'],
  [/RCPT TO command failed|following recipients failed/i, 'rcpt'],
  [/DATA END command failed|data not accepted/i, 'data'],
  [/STARTTLS command failed/i, 'starttls'],
  [/connect to SMTP host|connect\(\) failed|Failed to connect/i, 'connect'],
];

/** `SMTP Error: Could not authenticate.`, `SMTP ERROR: Password command failed: 535 …`, Symfony's `got code "535", with message "…"`. */
function readPhp(text: string): Frame | undefined {
  const symfony =
    between(text, 'with message "', '".') ?? after(text, 'with message "')?.replace(/"[)\s.]*$/, '');
  if (symfony !== undefined && text.includes('got code')) {
    return { said: symfony, stage: /authenticat/i.test(text.slice(0, 200)) ? 'auth' : undefined };
  }
  const rest = /^(?:.{0,80}?\b)?SMTP (?:Error|connect\(\))(?:: )?/i.exec(text.slice(0, 200))?.[0];
  if (rest === undefined || !/SMTP (?:Error: |connect\(\))/i.test(rest)) return undefined;
  const words = rest.endsWith('()') ? text.slice(rest.length - 14).trim() : text.slice(rest.length);
  const stage = PHP_FAILED.find(([pattern]) => pattern.test(text))?.[1];
  const detail = phpDetail(words);
  const reply = /command failed: (?=[2-5]\d\d)/.exec(words);
  if (reply) return { said: words.slice(reply.index + reply[0].length), stage };
  return { said: words, stage, ...detail, ...(detail.code === undefined ? { software: 'phpmailer' } : {}) };
}

/** `Detail: Recipient unknown SMTP code: 550 Additional SMTP info: 5.1.1`. */
function phpDetail(words: string): Partial<Frame> {
  const code = /SMTP code: ([2-5]\d\d)(?!\d)/.exec(words)?.[1];
  if (code === undefined) return {};
  const said = between(words, 'Detail: ', 'SMTP code:')?.trim();
  const enhanced = /Additional SMTP info: ([245]\.\d{1,3}\.\d{1,3})/.exec(words)?.[1];
  return { ...(said ? { said } : {}), code: Number(code), enhanced };
}

const JAVA = /(?:^|\n|\s)(?:javax?|jakarta|com|org|sun)\.[\w.$]{1,80}?\.([A-Z]\w{2,60}(?:Exception|Error)): /;

/** `javax.mail.AuthenticationFailedException: 535 …`, `com.sun.mail.smtp.SMTPAddressFailedException: 550 …`. */
function readJava(text: string): Frame | undefined {
  if (!text.includes('Exception: ')) return undefined;
  const match = JAVA.exec(text);
  if (!match) return undefined;
  const rest = before(text.slice(match.index + match[0].length), '\n\tat ');
  const said = before(before(rest, '\n    at '), 'nested exception').replace(/;\s{0,20}$/, '');
  const stage = stageOfClass(match[1] ?? '');
  // Any other exception of any other program is none of ours.
  if (!/^[2-5]\d\d/.test(said) && !/mail|smtp|Auth|Connect|UnknownHost|SSL|Socket/i.test(match[0]))
    return undefined;
  return {
    said: said.replace(/^\[EOF\]$/, 'connection closed'),
    stage: /^Could not connect/.test(said) ? 'connect' : stage,
  };
}

const NOT_SECURE = 'The SMTP server requires a secure connection or the client was not authenticated';

/** `… The server response was: 5.7.0 …` of System.Net.Mail. */
function readDotnet(text: string): Frame | undefined {
  const said = after(text, 'The server response was: ');
  if (said === undefined) return undefined;
  // The sentence stands for SmtpStatusCode.MustIssueStartTlsFirst, which is 530.
  const code = text.includes(NOT_SECURE) ? 530 : undefined;
  return { said: /[a-z]{3}/i.test(said) ? said : text, code: /^[2-5]\d\d/.test(said) ? undefined : code };
}
