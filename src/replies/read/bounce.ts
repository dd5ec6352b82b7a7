import type { Stage } from '../../errors.ts';
import { after, before, type Frame, hostOf } from './frame.ts';

/** Reads the sentences of the bounces of Gmail and qmail, and the diagnostic of a delivery report. */
export function readBounce(text: string): Frame | undefined {
  return readDiagnostic(text) ?? readGmail(text) ?? readBracket(text) ?? readQmail(text);
}

const DIAGNOSTIC = /^(?:Diagnostic-Code:\s{0,20})?(?:x-)?(smtp|unix|x-[\w-]{1,40})\s{0,4};\s{0,20}/i;

/** `Diagnostic-Code: smtp; 550 5.1.1 …` and its value alone (RFC 3464 §2.3.6). */
function readDiagnostic(text: string): Frame | undefined {
  const match = /^[DdSsUuXx]/.test(text) ? DIAGNOSTIC.exec(text) : null;
  return match ? { said: text.slice(match[0].length) } : undefined;
}

const GMAIL_MARKS = [
  'The response from the remote server was:',
  'The error that the other server returned was:',
  'The response was:',
  'The reply from the remote server was:',
];

/** `The response from the remote server was: 550 …`, Gmail's words to its own user about another server. */
function readGmail(text: string): Frame | undefined {
  if (!text.includes('The r') && !text.includes('The error')) return undefined;
  for (const mark of GMAIL_MARKS) {
    const said = after(text, mark);
    if (said !== undefined)
      return {
        said: said.trim(),
        host: hostOf(/ domain [^\s]{1,255} by ([^\s[]{1,255})/.exec(text.slice(0, 2_000))?.[1]),
      };
  }
  return undefined;
}

const BRACKET = /^\[(?:host )?([^\s[\]]{1,255})\.? \[?([0-9a-fA-F.:]{3,45})\]?: /;

/** `[mx.example.org 192.0.2.1: 550 …]`. */
function readBracket(text: string): Frame | undefined {
  const match = text.startsWith('[') ? BRACKET.exec(text) : null;
  if (!match) return undefined;
  return { said: text.slice(match[0].length).replace(/\]\s*$/, ''), host: hostOf(match[1]) ?? match[2] };
}

const QMAIL_STAGES: readonly (readonly [string, Stage])[] = [
  ['sender was rejected', 'mail'],
  ['does not like recipient', 'rcpt'],
  ['greeting failed', 'greeting'],
  ['my name was rejected', 'hello'],
  ['failed on DATA command', 'data'],
  ['failed after I sent the message', 'data'],
];

/** `Connected to 192.0.2.1 but sender was rejected. Remote host said: 550 …`, in a bounce or with `_` for spaces in a log. */
function readQmail(text: string): Frame | undefined {
  const isLog = /(?:^|\s)delivery \d+: (?:failure|deferral|success): /.test(text.slice(0, 200));
  const plain =
    isLog || text.includes('Remote_host_said') || text.includes('/Giving_up_on') ? spaced(text) : text;
  const said = after(plain, 'emote host said: ');
  const stage = QMAIL_STAGES.find(([mark]) => plain.includes(mark))?.[1];
  const recipient = /^<([^\s<>]{3,320})>:\n/.exec(text)?.[1];
  const host = /(?:Giving up on|Connected to|^\s?)\s?(\d{1,3}(?:\.\d{1,3}){3})(?=\D)/.exec(plain)?.[1];
  if (said !== undefined) return { said: withoutEnd(said), stage, recipient, host: host?.replace(/\.$/, '') };
  if (isLog) {
    const words = withoutEnd(plain.replace(/^.{0,80}delivery \d+: (?:failure|deferral|success): /, ''));
    return {
      said: words,
      stage,
      host,
      software: 'qmail',
      isDelivered: plain.includes(': success: ') || undefined,
      temporary: plain.includes(': deferral: '),
    };
  }
  const isOwn = stage !== undefined && plain.includes('onnected to ');
  return isOwn ? { said: withoutEnd(plain), stage, host, software: 'qmail' } : undefined;
}

function spaced(text: string): string {
  return text.replaceAll('_', ' ').replace(/\/(?=[A-Z]|$)/g, ' ');
}

function withoutEnd(said: string): string {
  return before(said, 'Giving up on ').trim();
}
