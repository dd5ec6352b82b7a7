import {
  after,
  before,
  between,
  type Frame,
  heldByServer,
  hostOf,
  mergeFrames,
  stageIn,
  stageOfCommand,
} from './frame.ts';

const SOFTWARE = 'exim';

/** Reads what Exim logs or writes into a bounce: `**`, `==`, `rejected RCPT`, `SMTP error from remote mail server`. */
export function readExim(text: string): Frame | undefined {
  return readDelivery(text) ?? readRemote(text) ?? readRejected(text) ?? readLogin(text);
}

const DELIVERY = /(?:^|[A-Za-z0-9] )(\*\*|==|=>|->|\*>|<=) ([^\s]{1,320})/;

/** `** a@b R=dnslookup T=remote_smtp H=mx [192.0.2.1]: …`, or with `==` and `defer (-44): …`. */
function readDelivery(text: string): Frame | undefined {
  const head = text.slice(0, 120);
  const match = /[*=>]{2}|[-<*][>=]/.test(head) ? DELIVERY.exec(text.slice(0, 500)) : null;
  if (!match || !(/^[*=]/.test(text) || / [RTHUP]=|(?:\*\*|==) \S{3,320}: /.test(text.slice(0, 500))))
    return undefined;
  const isRefused = match[1] === '**' || match[1] === '==';
  const rest = text.slice(match.index + match[0].length);
  const outer = {
    recipient: match[2]?.replace(/:$/, ''),
    host: hostOf(/ H=([^\s[]{1,255})/.exec(rest)?.[1]),
    temporary: match[1] === '==',
    isGivenUp: hasGivenUp(rest),
  };
  if (!isRefused) return { said: rest, isDelivered: true };
  const remote = readRemote(rest);
  if (remote) return mergeFrames({ said: rest, ...outer }, remote);
  return { ...outer, said: ownWords(rest), software: SOFTWARE };
}

/** The words after the fields: `R=… T=… defer (110): Connection timed out`, `: Unrouteable address`. */
function ownWords(rest: string): string {
  const words = rest
    .slice(0, 2_000)
    .replace(/^(?: <[^>\s]{1,320}>)?(?: [A-Z]{1,4}=(?:"[^"]*"|\S+)| \[[^\]]*\](?::\d+)?)*/, '');
  return words.replace(/^(?:: ?| defer \(-?\d+\)(?: [A-Z]=\S+| \[[^\]]*\])*: ?)/, '').trim();
}

const REMOTE =
  /SMTP error from remote (?:mail server|mailer) after ([^\n]{1,400}?):\s+(?:host ([^\s]{1,255}) \[[^\]]{2,60}\]: )?(?=[2-5]\d\d)/;

/** `SMTP error from remote mail server after RCPT TO:<a@b>: 550 …`, also across the lines of a bounce. */
function readRemote(text: string): Frame | undefined {
  const at = text.indexOf('SMTP error from remote ');
  if (at === -1) return undefined;
  const match = REMOTE.exec(text.slice(at, at + 1_000));
  if (!match) return undefined;
  const lead = text.slice(Math.max(0, at - 300), at);
  return {
    said: text.slice(at + match[0].length),
    stage: stageOfCommand(match[1] ?? '') ?? stageIn(text),
    host: hostOf(match[2] ?? /(?:host |H=)([^\s[]{1,255}) \[/.exec(lead)?.[1]),
    recipient: between(match[1] ?? '', 'RCPT TO:<', '>'),
    isGivenUp: hasGivenUp(text),
  };
}

/** Exim adds so to the last answer, which may well have been a temporary one. */
function hasGivenUp(text: string): true | undefined {
  return text.includes('retry timeout exceeded') || undefined;
}

const REJECTED =
  / (temporarily )?rejected (RCPT|MAIL|EHLO or HELO|AUTH|DATA|connection|after DATA|by local_scan|during MIME ACL checks)/;

/** `H=(x) [192.0.2.9] F=<c@d> rejected RCPT <a@b>: relay not permitted`. */
function readRejected(text: string): Frame | undefined {
  if (!text.includes('rejected ')) return undefined;
  const match = REJECTED.exec(text);
  if (!match || !/ (?:H=|\[)|^\d{4}-/.test(text)) return undefined;
  const rest = text.slice(match.index + match[0].length);
  const command = match[2] ?? '';
  const words = after(rest, ': ') ?? rest;
  const frame: Frame = {
    said: match[1] === undefined ? words : `temporarily rejected: ${words}`,
    stage: command === 'connection' ? 'greeting' : (stageOfCommand(command.replace('after ', '')) ?? 'data'),
    software: SOFTWARE,
    recipient: command === 'RCPT' ? between(rest, '<', '>') : undefined,
    temporary: match[1] !== undefined,
  };
  return heldByServer(frame, bracketed(text.slice(0, match.index)));
}

/** `login authenticator failed for (x) [192.0.2.9]: 535 Incorrect authentication data (set_id=a)`. */
function readLogin(text: string): Frame | undefined {
  const rest = after(text, ' authenticator failed for ');
  if (rest === undefined) return undefined;
  const words = after(rest, ']: ') ?? after(rest, ': ') ?? rest;
  return heldByServer(
    { said: before(words, ' (set_id='), stage: 'auth', software: SOFTWARE },
    bracketed(rest.slice(0, 600)),
  );
}

/** The address that Exim puts in brackets behind a client's names. */
function bracketed(text: string): string | undefined {
  return / \[([\da-fA-F.:]{3,45})\]/.exec(text)?.[1];
}
