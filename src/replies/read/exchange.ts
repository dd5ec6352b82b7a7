import { after, before, between, type Frame, hostOf, mergeFrames } from './frame.ts';

/** Reads what Exchange and Outlook write into their reports and tracking logs. */
export function readExchange(text: string): Frame | undefined {
  return readTracking(text) ?? readReturned(text) ?? readDiagnostic(text) ?? readGave(text);
}

/** `[{LRT=…};{LED=550 5.7.1 …};{FQDN=mx.example.org};{IP=192.0.2.1}]` of the message tracking log. */
function readTracking(text: string): Frame | undefined {
  const said = after(text, '{LED=');
  if (said === undefined) return undefined;
  return {
    said: before(said, '};{').replace(/\}[\]}"',;.\s]{0,20}$/, ''),
    host: hostOf(between(text, '{FQDN=', '}')),
  };
}

const RETURNED =
  /remote server (?:at ([^\s]{1,255}) \([^)]{2,60}\) )?returned(?: message detected as spam)? (?:an error: ?)?['"]/i;

/** `Remote Server returned '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'`, `Remote Server at x (192.0.2.1) returned '…'`. */
function readReturned(text: string): Frame | undefined {
  if (!text.includes('returned')) return undefined;
  const match = RETURNED.exec(text);
  if (!match) return undefined;
  const said = unquote(text.slice(match.index + match[0].length));
  const inner = readDiagnostic(said);
  // The reports name the recipient in the line above.
  const recipient = /([^\s<>]{1,64}@[^\s<>]{1,255})\s{1,4}$/.exec(
    text.slice(0, match.index).slice(-330),
  )?.[1];
  return mergeFrames({ said, recipient, host: hostOf(match[1]) }, inner ?? { said });
}

/** Without the closing quote, which stands last or before the end of its line. */
function unquote(said: string): string {
  const end = said.search(/['"]\s*(?:\n|$)/);
  return end === -1 ? said : said.slice(0, end);
}

const DIAGNOSTIC = /^(?:([^\s#<>]{1,255}) )?#?<\s?([^\s#<>]{0,255})\s?#(?=[245])/;

/** `mx.example.org #<mx.example.org #5.1.1 smtp; 550 5.1.1 …> #SMTP#`, `#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##`. */
function readDiagnostic(text: string): Frame | undefined {
  if (!text.includes('#')) return undefined;
  if (/^#[245]\d\d[ -]/.test(text)) return { said: before(text.slice(1), '##'), software: 'exchange' };
  const match = DIAGNOSTIC.exec(text);
  if (!match) return undefined;
  const rest = text.slice(match[0].length);
  return {
    said: before(rest, '> #')
      .replace(/>\s*$/, '')
      .replace(/^([245]\.\d{1,3}\.\d{1,3}) smtp; ?/i, ''),
    enhanced: /^[245]\.\d{1,3}\.\d{1,3}/.exec(rest)?.[0],
    host: hostOf(match[2] === '' ? match[1] : match[2]),
  };
}

const GAVE = /(?:^|\n)([^\s]{1,255}) gave this error:\s{1,4}/;

/** `mx.example.org gave this error: Mailbox unavailable`, in the reports of Exchange Online. */
function readGave(text: string): Frame | undefined {
  const match = text.includes(' gave this error:') ? GAVE.exec(text) : null;
  return match ? { said: text.slice(match.index + match[0].length), host: hostOf(match[1]) } : undefined;
}
