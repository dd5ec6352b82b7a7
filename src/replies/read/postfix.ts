import type { Stage } from '../../errors.ts';
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

const SOFTWARE = 'postfix';

/** Reads what Postfix logs or writes into a bounce, as a client and as a server. */
export function readPostfix(text: string): Frame | undefined {
  return readDelivery(text) ?? readReject(text) ?? readSaid(text) ?? readWarning(text);
}

const REFUSED = /^(?:bounced|deferred|(?:force-)?expired|undeliverable|soft ?bounce|soft)/i;

/** `to=<a@b>, relay=mx[192.0.2.1]:25, delay=…, dsn=5.1.1, status=bounced (…)` of smtp(8), local(8), pipe(8). */
function readDelivery(text: string): Frame | undefined {
  const status = after(text, ', status=');
  if (status === undefined) return undefined;
  const told = REFUSED.exec(status)?.[0].toLowerCase();
  // qmgr(8) gives no reason: `status=expired, returned to sender`.
  const words = after(status, '(')?.replace(/\)\s*$/, '') ?? (told === undefined ? '' : status);
  const isGivenUp = told?.endsWith('expired') === true;
  const outer = {
    enhanced: between(text, ' dsn=', ','),
    host: hostOf(before(between(text, ' relay=', ',') ?? '', '[')),
    recipient: between(text, ' to=<', '>') ?? between(text, 'to=<', '>'),
    ...(told === undefined ? {} : { temporary: told === 'deferred' || told.startsWith('soft') }),
    ...(isGivenUp ? { isGivenUp } : {}),
  };
  if (told === undefined) return { said: words, ...outer, isDelivered: true };
  const inner = readSaid(words) ?? ownWords(words);
  return mergeFrames({ said: words, ...outer }, inner);
}

const SAID = /host ([^\s[]{1,255})\[([^\]]{2,60})\](?::\d{1,5})? (?:said|refused to talk to me): /;

/** `host mx[192.0.2.1] said: 550 … (in reply to RCPT TO command)`, also in a bounce. */
function readSaid(text: string): Frame | undefined {
  const isRefusedTalk = text.includes(' refused to talk to me: ');
  if (!isRefusedTalk && !text.includes(' said: ')) return undefined;
  const match = SAID.exec(text) ?? LOGIN.exec(text);
  if (!match) return undefined;
  const reply = text.slice(match.index + match[0].length);
  return {
    said: before(reply, '(in reply to'),
    host: hostOf(match[1]) ?? match[2],
    stage: isRefusedTalk
      ? 'greeting'
      : (stageIn(reply) ?? (match[0].startsWith('SASL') ? 'auth' : undefined)),
    recipient: /^<([^\s<>]{3,320})>: host /.exec(text)?.[1],
  };
}

const LOGIN = /SASL authentication failed; server ([^\s[]{1,255})\[([^\]]{2,60})\] said: /;

const OWN_STAGES: readonly (readonly [string, Stage])[] = [
  ['connect to ', 'connect'],
  ['Name service error', 'resolve'],
  ['Host not found', 'resolve'],
  ['Cannot start TLS', 'tls'],
  ['TLS is required', 'starttls'],
  ['Server certificate not', 'tls'],
  ['SASL authentication failed', 'auth'],
];

/** Postfix speaks for itself: no reply came, or it delivers locally. */
function ownWords(words: string): Frame {
  const stage = stageIn(words) ?? OWN_STAGES.find(([mark]) => words.includes(mark))?.[1];
  const host = after(words, 'connect to ') ?? after(words, ' with ');
  return { said: words, stage, software: SOFTWARE, host: hostOf(host && before(host, '[')) };
}

const REJECT = /: (?:milter-)?(?:reject|reject_warning|discard|hold): ([A-Z-]{3,20}) from [^\s]{1,300}: /;

/** `NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 554 5.7.1 …; from=<…> to=<…>` of smtpd(8), postscreen(8), cleanup(8). */
function readReject(text: string): Frame | undefined {
  const at = text.search(/: (?:milter-)?reject(?:_warning)?: /);
  if (at === -1) return undefined;
  const match = REJECT.exec(text.slice(at, at + 400));
  const rest = text.slice(at + (match ? match.index + match[0].length : 0));
  const words = match ? rest : (after(rest, 'reject: ') ?? rest);
  const frame = {
    said: before(words, '; from=<'),
    stage: match?.[1] === undefined ? 'data' : stageOfCommand(match[1]),
    software: SOFTWARE,
    recipient: between(words, ' to=<', '>'),
  };
  return heldByServer(
    frame,
    /^[^[]{0,255}\[([^\]]{2,60})\]/.exec(after(match?.[0] ?? '', ' from ') ?? '')?.[1],
  );
}

/** What smtpd(8) and smtp(8) warn of: a login refused, TLS that failed. */
function readWarning(text: string): Frame | undefined {
  const login =
    /(?:\[([^[\]\s]{2,60})\])?: (SASL [A-Z0-9-]{3,20} authentication (?:failed|aborted)[^\n]*)/.exec(text);
  if (login?.[2] !== undefined) {
    // The reason may be the last challenge, `UGFzc3dvcmQ6`, which says nothing.
    const said = login[2].replace(/: [A-Za-z0-9+/]{8,}={0,2}(?=,|$)/, '');
    return heldByServer({ said, stage: 'auth', software: SOFTWARE }, login[1]);
  }
  if (!text.includes('postfix')) return undefined;
  const library = after(text, 'TLS library problem: ');
  if (library !== undefined) return { said: library, stage: 'tls' };
  const accept = /SSL_(?:accept|connect) error (?:from|to) [^\n]{1,300}/.exec(text)?.[0];
  return accept === undefined ? undefined : { said: accept, stage: 'tls', software: SOFTWARE };
}
