import { isPositive } from '../../smtp/transaction.ts';
import type { Exercise } from './exercise.ts';

/** Data that is no command: a server that reads it as one says so. */
const CHUNK = 'Subject: smtp-doctor tries BDAT';
const CHUNK_BYTES = CHUNK.length + 2;

/** RFC 5321 §4.2.4: the command itself is not known. */
const UNKNOWN: readonly number[] = [500, 502];

/** Sends a chunk that is not the last, for a recipient that was accepted: RSET then makes it nothing (RFC 3030 §2). */
export async function exerciseChunk(exercise: Exercise): Promise<void> {
  const { record, session } = exercise;
  if (!record.offers('CHUNKING') || record.isSettled('CHUNKING')) return;
  record.keyword = 'CHUNKING';
  const line = `BDAT ${CHUNK_BYTES}`;
  const startedMs = session.dispatch([line, CHUNK]);
  const reply = await session.answer('data', line, startedMs);
  if (isPositive(reply)) record.set('CHUNKING', { outcome: 'works', said: [line], reply });
  else record.set('CHUNKING', { outcome: 'fails', reason: 'chunk-refused', said: [line], reply });
}

/**
 * Sends a chunk outside of a transaction. It must be refused, and its octets must be swallowed all the same (RFC 3030 §2):
 * a server that reads them as commands can be made to take a message out of a message.
 */
export async function exerciseChunking(exercise: Exercise): Promise<void> {
  const { record, session } = exercise;
  if (!record.offers('CHUNKING')) return;
  record.keyword = 'CHUNKING';
  const line = `BDAT ${CHUNK_BYTES} LAST`;
  const startedMs = session.dispatch([line, CHUNK]);
  const reply = await session.answer('data', line, startedMs);
  const noop = await exercise.say('data', 'NOOP');
  const seen = { said: [line, 'NOOP'], reply };
  const isStray = session.oddities.some(({ kind, stage }) => kind === 'unsolicited' && stage === 'data');
  if (UNKNOWN.includes(reply.code)) {
    record.set('CHUNKING', { outcome: 'fails', reason: 'chunk-refused', ...seen });
  } else if (isStray || !isPositive(noop)) {
    const misread = { outcome: 'fails', reason: 'chunk-misread', said: seen.said } as const;
    record.set('CHUNKING', isPositive(noop) ? misread : { ...misread, reply: noop });
  } else {
    const usual = record.senderRefused ? 'sender-refused' : 'recipient-needed';
    // Out of a transaction there is nothing to say yes to.
    const reason = isPositive(reply) ? 'replies-alike' : usual;
    record.set('CHUNKING', { outcome: 'unproven', reason, ...seen });
  }
}
