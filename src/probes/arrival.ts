import { setTimeout as pause } from 'node:timers/promises';
import { clockMs } from '../clock.ts';
import { SmtpError } from '../errors.ts';
import type { ArrivalEvidence, ArrivedEvidence } from '../evidence.ts';
import { type Folder, type ImapServer, type ImapSession, openImap, type SearchKey } from '../net/imap.ts';
import type { Resolver } from '../net/resolver.ts';
import { formatHostPort } from '../target.ts';
import { type HeaderField, parseHeader } from '../trace/header.ts';
import { readWay } from '../trace/hops.ts';
import { receiverResults } from './inspect-receiver.ts';

/** Where a message is to be looked for, and for how long. */
export interface ArrivalPlan {
  readonly server: ImapServer;
  readonly resolver: Resolver;
  readonly family?: 4 | 6;
  /** How long to go on looking. */
  readonly limitMs: number;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;
/** Silence that is allowed to the server. */
const REPLY_MS = 15_000;
/** Folders beside inbox and spam are looked into each so many times, and at the last. */
const OTHERS_EACH = 4;

/** What is known while it is being looked for. */
interface Watch {
  readonly startedMs: number;
  readonly folders: Set<string>;
  looks: number;
}

/** Looks for an accepted message in the inbox, the spam folder and the others, until it is there or the time is over. */
export async function awaitArrival(
  plan: ArrivalPlan,
  key: SearchKey,
  signal: AbortSignal,
): Promise<ArrivalEvidence> {
  const { server, limitMs } = plan;
  const watch: Watch = { startedMs: clockMs(), folders: new Set(), looks: 0 };
  const seen = (extra: Pick<ArrivalEvidence, 'found' | 'failure'>): ArrivalEvidence => ({
    server: formatHostPort(server.host, server.port),
    folders: [...watch.folders],
    waitedMs: Math.round(clockMs() - watch.startedMs),
    looks: watch.looks,
    ...extra,
  });
  try {
    const { resolver, family } = plan;
    const timeoutMs = Math.min(REPLY_MS, Math.max(limitMs, 1_000));
    const opening = await openImap(server, { resolver, ...(family ? { family } : {}), timeoutMs, signal });
    if ('refused' in opening) return seen({ failure: { kind: 'login', message: opening.refused } });
    try {
      const found = await lookUntil(opening.session, { key, limitMs, watch, signal });
      return seen(found ? { found } : {});
    } finally {
      opening.session.close();
    }
  } catch (error) {
    if (!(error instanceof SmtpError)) throw error;
    return seen({ failure: { kind: signal.aborted ? 'aborted' : error.kind, message: error.message } });
  }
}

interface Search {
  readonly key: SearchKey;
  readonly limitMs: number;
  readonly watch: Watch;
  readonly signal: AbortSignal;
}

async function lookUntil(session: ImapSession, search: Search): Promise<ArrivedEvidence | undefined> {
  const { watch, limitMs, signal } = search;
  const folders = await session.folders();
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS)) {
    const leftMs = watch.startedMs + limitMs - clockMs();
    const isLast = leftMs <= 0;
    const areAll = isLast || watch.looks % OTHERS_EACH === OTHERS_EACH - 1;
    const found = await lookOnce(
      session,
      areAll ? folders : folders.filter(({ role }) => role !== 'other'),
      search,
    );
    if (found || isLast) return found;
    await pause(Math.min(pauseMs, leftMs), undefined, { signal }).catch(() => {
      throw new SmtpError('aborted', 'interrupted while waiting for the message', { stage: 'data' });
    });
  }
}

async function lookOnce(
  session: ImapSession,
  folders: readonly Folder[],
  { key, watch }: Search,
): Promise<ArrivedEvidence | undefined> {
  watch.looks += 1;
  for (const folder of folders) {
    const header = await session.find(folder, key);
    watch.folders.add(folder.path);
    if (header !== undefined) return arrived(folder, header, clockMs() - watch.startedMs);
  }
  return undefined;
}

function arrived({ path, role }: Folder, header: string, afterMs: number): ArrivedEvidence {
  const fields = parseHeader(header);
  const spamField = spamFieldOf(fields);
  const receiver = receiverResults(fields);
  return {
    ...{ folder: path, role, afterMs: Math.round(afterMs), way: readWay(fields) },
    ...(spamField === undefined ? {} : { spamField }),
    ...(receiver ? { receiver } : {}),
  };
}

const SPAM = /^(?:x-spam-flag|x-spam|x-spam-status|x-bogosity): *(?:yes|spam)\b/i;
const FIELD_CHARACTERS = 100;

function spamFieldOf(fields: readonly HeaderField[]): string | undefined {
  const said = fields.map(({ name, value }) => `${name}: ${value}`.slice(0, FIELD_CHARACTERS));
  return said.find((field) => SPAM.test(field));
}
