import { UsageError } from '../../errors.ts';
import { serverName } from '../options.ts';

/** How a value of swaks becomes values of ours; undefined where it cannot. */
export const CONVERSIONS = {
  /** The value only tunes what swaks shows. */
  nothing: () => [],
  address: (text: string) => [text.replace(/^\[(.*)\](?::\w+)?$/, '$1').replace(/^([^:]+):\w+$/, '$1')],
  /** As `--ehlo` takes it. */
  clientName: (text: string) => (isOneToken(text) ? [text] : undefined),
  outputFile: (text: string) => (text.startsWith('&') ? undefined : [text]),
  proxyVersion: (text: string) => (/^[12]$/.test(text) ? [text] : undefined),
  quitStage: (text: string) => stageNamed(text, QUIT_STAGES),
  dropStage: (text: string) => stageNamed(text, { ...QUIT_STAGES, data: 'data' }),
  sendStage: (text: string) => stageNamed(text, { ...QUIT_STAGES, data: 'data', dot: 'dot' }),
  seconds: secondsOf,
  serverName: serverNameOf,
} as const satisfies Readonly<Record<string, (text: string) => readonly string[] | undefined>>;

export type Conversion = keyof typeof CONVERSIONS;

/**
 * Where swaks stops, and where we do. Its first stage is the greeting; its HELO is the last one, so that it comes after
 * TLS.
 */
const QUIT_STAGES: Readonly<Record<string, string>> = {
  proxy: 'connect',
  connect: 'greeting',
  banner: 'greeting',
  'first-helo': 'ehlo',
  'first-ehlo': 'ehlo',
  'first-lhlo': 'ehlo',
  starttls: 'tls',
  tls: 'tls',
  helo: 'tls',
  ehlo: 'tls',
  lhlo: 'tls',
  auth: 'auth',
  mail: 'mail',
  from: 'mail',
  rcpt: 'rcpt',
  to: 'rcpt',
};

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** The most that `--timeout` takes. */
const DAY_SECONDS = 86_400;

function serverNameOf(text: string): readonly string[] | undefined {
  try {
    return [serverName(text)];
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

function stageNamed(text: string, stages: Readonly<Record<string, string>>): readonly string[] | undefined {
  const name = text.toLowerCase();
  const stage = Object.hasOwn(stages, name) ? stages[name] : undefined;
  return stage === undefined ? undefined : [stage];
}

/** `5s`, `3m`, `1h`, or seconds; 0 is no limit in swaks, a day is the most that we wait. */
function secondsOf(text: string): readonly string[] | undefined {
  const [, digits, unit = 's'] = /^(\d{1,9})([smh])?$/i.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const seconds = Number(digits) * (UNIT_SECONDS[unit.toLowerCase()] ?? 1);
  return [String(seconds === 0 ? DAY_SECONDS : Math.min(seconds, DAY_SECONDS))];
}

/** What can stand in EHLO. */
function isOneToken(text: string): boolean {
  return /^[!-~\u{e000}]{1,255}$/u.test(text);
}
