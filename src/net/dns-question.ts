import { clockMs } from '../clock.ts';
import type { DnsReception, ExchangeLimits } from './dns-attempt.ts';
import { exchange } from './dns-exchange.ts';
import type { DnsMessage, DnsQuestion, OwnedRecord } from './dns-message.ts';
import type { DnsServer } from './dns-server.ts';
import type { DnsAnswer, DnsRecord, DnsStatus } from './resolver.ts';

/** Puts one question to whichever server answers it. */
export type Ask = (question: DnsQuestion, signal: AbortSignal) => Promise<DnsReception>;

/** CNAMEs followed in all, in one answer or by asking on. */
const ALIASES = 8;
const RCODE_STATUS: ReadonlyMap<number, DnsStatus> = new Map([
  [0, 'answer'],
  [1, 'malformed'],
  [3, 'nxdomain'],
  [4, 'refused'],
  [5, 'refused'],
]);

/**
 * Makes an asker that goes through the servers in order, starting with the last that gave an answer.
 *
 * A server that fails or refuses is asked once, a silent one up to `tries` times.
 */
export function createAsk(
  servers: readonly DnsServer[],
  { tries, ...limits }: Omit<ExchangeLimits, 'signal'> & { readonly tries: number },
): Ask {
  let order = servers;
  return async (question, signal) => {
    let failed: DnsReception | undefined;
    let waiting = order;
    for (let round = 0; round < tries && waiting.length > 0; round += 1) {
      const silent: DnsServer[] = [];
      for (const server of waiting) {
        const reception = await exchange(question, server, { ...limits, signal });
        if (isConclusive(reception)) {
          order = [server, ...servers.filter((other) => other !== server)];
          return reception;
        }
        if (reception.message === 'timeout') silent.push(server);
        failed = moreTelling(failed, reception);
      }
      waiting = silent;
    }
    return failed ?? { message: 'timeout', source: 'no server' };
  };
}

function isConclusive({ message }: DnsReception): boolean {
  if (typeof message === 'string') return false;
  const status = statusOf(message.rcode);
  return status === 'answer' || status === 'nxdomain';
}

function moreTelling(before: DnsReception | undefined, now: DnsReception): DnsReception {
  return before === undefined || before.message === 'timeout' ? now : before;
}

function statusOf(rcode: number): DnsStatus {
  return RCODE_STATUS.get(rcode) ?? 'servfail';
}

interface Trail {
  readonly aliases: readonly string[];
  readonly ttls: readonly number[];
  readonly authenticated: boolean;
}

interface Conclusion extends Trail {
  readonly status: DnsStatus;
  readonly records: readonly DnsRecord[];
  readonly source: string;
}

/** Asks a question to its end, through CNAMEs that lead out of the answer; a loop of them is `servfail`. */
export async function answerQuestion(
  question: DnsQuestion,
  ask: Ask,
  signal: AbortSignal,
): Promise<DnsAnswer> {
  // Loading the codec is no part of the time that the server took.
  await import('./dns-packet.ts');
  const started = clockMs();
  const { ttls, ...conclusion } = await conclude(question, ask, signal);
  return {
    ...question,
    ...conclusion,
    ...(ttls.length > 0 ? { ttlSeconds: Math.min(...ttls) } : {}),
    elapsedMs: Math.round(clockMs() - started),
  };
}

async function conclude(question: DnsQuestion, ask: Ask, signal: AbortSignal): Promise<Conclusion> {
  let trail: Trail = { aliases: [], ttls: [], authenticated: true };
  for (;;) {
    const asked = { ...question, name: ownerOf(trail, question.name) };
    const { message, source } = await ask(asked, signal);
    if (typeof message === 'string') {
      return { ...trail, authenticated: false, status: message, records: [], source };
    }
    const next = followAliases(message, asked, trail);
    const isAtEnd = next.aliases.length === trail.aliases.length;
    trail = next;
    const found = recordsAt(ownerOf(trail, question.name), message, question);
    const ttls = [...trail.ttls, ...found.map(({ ttlSeconds }) => ttlSeconds)];
    const records = found.map(({ record }) => record);
    if (message.rcode !== 0) return { ...trail, ttls, status: statusOf(message.rcode), records: [], source };
    if (records.length > 0) return { ...trail, ttls, status: 'answer', records, source };
    if (isEndless(trail, question.name)) return { ...trail, status: 'servfail', records, source };
    if (isAtEnd) return { ...trail, status: 'no-data', records, source };
  }
}

/** The name whose records are the answer: the last alias, else the one asked for. */
function ownerOf({ aliases }: Trail, name: string): string {
  return aliases.at(-1)?.toLowerCase() ?? name;
}

function recordsAt(owner: string, { records }: DnsMessage, { type }: DnsQuestion): readonly OwnedRecord[] {
  return records.filter((candidate) => candidate.owner === owner && candidate.record.type === type);
}

function isEndless({ aliases }: Trail, name: string): boolean {
  const names = [name, ...aliases.map((alias) => alias.toLowerCase())];
  return aliases.length >= ALIASES || new Set(names).size < names.length;
}

function followAliases(
  { records, authenticated }: DnsMessage,
  { name, type }: DnsQuestion,
  trail: Trail,
): Trail {
  const aliases = [...trail.aliases];
  const ttls = [...trail.ttls];
  let owner = name;
  while (type !== 'CNAME' && aliases.length < ALIASES) {
    const link = records.find((candidate) => candidate.owner === owner && candidate.record.type === 'CNAME');
    if (link?.record.type !== 'CNAME') break;
    aliases.push(link.record.target);
    ttls.push(link.ttlSeconds);
    owner = link.record.target.toLowerCase();
  }
  return { aliases, ttls, authenticated: trail.authenticated && authenticated };
}
