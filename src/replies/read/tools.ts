import type { Stage } from '../../errors.ts';
import { before, between, type Frame, hostOf } from './frame.ts';

/** Reads the errors of curl and swaks. */
export function readTool(text: string): Frame | undefined {
  return readCurl(text) ?? readSwaks(text);
}

/** curl's exit codes, from its manual. */
const CURL_STAGES: ReadonlyMap<number, Stage> = new Map([
  [5, 'resolve'],
  [6, 'resolve'],
  [7, 'connect'],
  [35, 'tls'],
  [51, 'tls'],
  [58, 'tls'],
  [59, 'tls'],
  [60, 'tls'],
  [64, 'starttls'],
  [67, 'auth'],
  [77, 'tls'],
]);

const CURL = /^curl: ?\((\d{1,2})\) ?/;
const CURL_COMMAND: readonly (readonly [string, Stage])[] = [
  ['MAIL failed', 'mail'],
  ['RCPT failed', 'rcpt'],
  ['DATA failed', 'data'],
  ['Login denied', 'auth'],
  ['STARTTLS denied', 'starttls'],
];

/** `curl: (67) Login denied`, `curl: (55) RCPT failed: 550`. */
function readCurl(text: string): Frame | undefined {
  const match = text.startsWith('curl:') ? CURL.exec(text) : null;
  if (!match) return undefined;
  const said = text.slice(match[0].length);
  const named = CURL_COMMAND.find(([mark]) => said.includes(mark))?.[1];
  return {
    said,
    stage: named ?? CURL_STAGES.get(Number(match[1])),
    software: 'curl',
    host: hostOf(
      between(said, 'connect to ', ' port') ?? before(between(`${said} `, 'host: ', ' ') ?? '', '\n'),
    ),
  };
}

const SWAKS: readonly (readonly [RegExp, Stage])[] = [
  [/^(?:Error connecting|Timeout connecting|Couldn't connect)/i, 'connect'],
  [/^TLS startup failed/i, 'tls'],
  [/^STARTTLS/i, 'starttls'],
  [/^No authentication type|^Auth/i, 'auth'],
  [/^Host did not advertise (?:auth|STARTTLS)/i, 'auth'],
  [/^Host did not advertise STARTTLS/i, 'starttls'],
];

/** `*** Error connecting to mx.example.org:25:`, `*** TLS startup failed (connect(): error:…)`. */
function readSwaks(text: string): Frame | undefined {
  if (!text.startsWith('*** ')) return undefined;
  const said = text.slice(4).replace(/\n\*\*\*\s+/g, ' ');
  const tls = /^TLS startup failed \((?:connect\(\): )?(?=error:)/.exec(said)?.[0];
  if (tls !== undefined) return { said: said.slice(tls.length), stage: 'tls' };
  const host = /^Error connecting to ([^\s]{1,255}?):\d{1,5}/.exec(said)?.[1];
  return {
    said,
    stage: SWAKS.findLast(([pattern]) => pattern.test(said))?.[1],
    software: 'swaks',
    host: hostOf(host),
  };
}
