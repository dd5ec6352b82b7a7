import { setTimeout as pause } from 'node:timers/promises';
import { clockMs } from '../clock.ts';
import { SmtpError } from '../errors.ts';
import type { ArrivalEvidence, ArrivedEvidence } from '../evidence.ts';
import { type Folder, type ImapServer, type ImapSession, openImap, type SearchKey } from '../net/imap.ts';
import type { Resolver } from '../net/resolver.ts';
import type { Concealment } from '../smtp/concealment.ts';
import { formatHostPort } from '../target.ts';
import { type HeaderField, parseHeader } from '../trace/header.ts';
import { readWay } from '../trace/hops.ts';
import { concealmentOf } from './auth/auth.ts';
import { receiverResults } from './inspect/receiver.ts';
import { startDeadline } from './plan.ts';

/** Where a message is to be looked for, and for how long. */
export interface ArrivalPlan {
  readonly server: ImapServer;
  readonly resolver: Resolver;
  readonly family?: 4 | 6;
  /** How long to go on looking; the last look may take a reply's time more. */
  readonly limitMs: number;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;
/** Silence that is allowed to the server. */
const REPLY_MS = 15_000;
/** Folders beside inbox and spam are looked into each so many times, and at the last. */
const OTHERS_EACH = 4;
const TEXT_CHARACTERS = 300;

/** What is known while it is being looked for. */
interface Watch {
  readonly startedMs: number;
  readonly folders: Set<string>;
  looks: number;
  /** What hides the password wherever the server sends it back. */
  readonly concealment: Concealment;
}

/** Looks for an accepted message in the inbox, the spam folder and the others, until it is there or the time is over. */
export async function awaitArrival(
  plan: ArrivalPlan,
  key: SearchKey,
  signal: AbortSignal,
): Promise<ArrivalEvidence> {
  const { server, limitMs } = plan;
  const concealment = concealmentFor(server);
  const watch: Watch = { startedMs: clockMs(), folders: new Set(), looks: 0, concealment };
  const seen = (extra: Pick<ArrivalEvidence, 'found' | 'failure'>): ArrivalEvidence => ({
    server: formatHostPort(server.host, server.port),
    folders: [...watch.folders],
    waitedMs: Math.round(clockMs() - watch.startedMs),
    looks: watch.looks,
    ...extra,
  });
  const replyMs = Math.min(REPLY_MS, Math.max(limitMs, 1_000));
  const deadline = startDeadline(limitMs + replyMs, signal);
  try {
    const search = { key, limitMs, watch, signal: deadline.signal };
    // A server that goes on talking would keep us for ever.
    return seen(await Promise.race([lookInto(plan, replyMs, search), ended(deadline.signal)]));
  } catch (error) {
    if (!(error instanceof SmtpError)) throw error;
    if (signal.aborted) return seen({ failure: { kind: 'aborted', message: 'interrupted' } });
    if (!deadline.isOverdue()) return seen({ failure: told(error.kind, error.message, concealment) });
    const message = `no end within ${(limitMs + replyMs) / 1000} s`;
    return seen({ failure: { kind: 'timeout', message } });
  } finally {
    // Closes the connection too.
    deadline.end();
  }
}

/** As SMTP AUTH hides it, and as it stands in a quoted string (RFC 3501 §4.3). */
function concealmentFor({ user, password }: ImapServer): Concealment {
  const concealment = concealmentOf({ username: user, password });
  concealment.add([password.replace(/["\\]/g, '\\$&'), Buffer.from(password).toString('latin1')]);
  return concealment;
}

type Failure = NonNullable<ArrivalEvidence['failure']>;

/** Cut only when hidden: a piece of a secret is no longer known for one. */
function told(kind: Failure['kind'], message: string, concealment: Concealment): Failure {
  return { kind, message: concealment.hide(message).slice(0, TEXT_CHARACTERS) };
}

function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => reject(new SmtpError('aborted', 'interrupted', { stage: 'data' }));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
}

async function lookInto(
  { server, resolver, family }: ArrivalPlan,
  timeoutMs: number,
  search: Search,
): Promise<Pick<ArrivalEvidence, 'found' | 'failure'>> {
  const { signal, watch } = search;
  const opening = await openImap(server, { resolver, ...(family ? { family } : {}), timeoutMs, signal });
  if ('refused' in opening) return { failure: told('login', opening.refused, watch.concealment) };
  const found = await lookUntil(opening.session, search);
  return found ? { found } : {};
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
    watch.folders.add(watch.concealment.hide(folder.path));
    if (header !== undefined) return arrived(folder, header, watch);
  }
  return undefined;
}

function arrived({ path, role }: Folder, header: string, watch: Watch): ArrivedEvidence {
  const { concealment, startedMs } = watch;
  const fields = parseHeader(header).map((field) => ({ ...field, value: concealment.hide(field.value) }));
  const spamField = spamFieldOf(fields);
  const receiver = receiverResults(fields);
  return {
    ...{ folder: concealment.hide(path), role, afterMs: Math.round(clockMs() - startedMs) },
    way: readWay(fields),
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
