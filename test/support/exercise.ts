import type { Evidence, ExerciseEvidence, ExtensionTrial } from '../../src/evidence.ts';
import { healthy } from './evidence.ts';
import { lostAt, reply } from './transaction.ts';

/** The trial of one extension that is offered. */
export function trial(change: Partial<ExtensionTrial> & Pick<ExtensionTrial, 'keyword'>): ExtensionTrial {
  return { isOffered: true, outcome: 'works', said: [], ...change };
}

/** The healthy relay, exercised with this outcome. */
export function exercised(
  trials: readonly ExtensionTrial[],
  extra: Omit<ExerciseEvidence, 'trials'> = {},
): Evidence {
  const { delivery: _delivery, ...rest } = healthy;
  return { ...rest, exercise: { trials, ...extra } };
}

function failed(keyword: string, change: Partial<ExtensionTrial>): Evidence {
  return exercised([trial({ keyword, outcome: 'fails', ...change })]);
}

const unoffered = trial({
  keyword: '8BITMIME',
  isOffered: false,
  outcome: 'accepted',
  said: ['MAIL FROM:<> BODY=8BITMIME'],
});

/** For each finding about extensions one piece of evidence that has it. */
export const sickExtensions = {
  'hello.parameters-malformed': failed('LIMITS', {
    reason: 'parameters-malformed',
    parameters: ['MAILMAX=0'],
  }),
  'hello.command-unsupported': failed('VRFY', {
    reason: 'command-unknown',
    said: ['VRFY postmaster'],
    reply: reply(502, '5.5.2', 'Error: command not recognized'),
  }),
  'hello.enhanced-codes-missing': failed('ENHANCEDSTATUSCODES', {
    reason: 'codes-missing',
    reply: reply(250, '', 'Ok'),
  }),
  'starttls.offered-again': failed('STARTTLS', { reason: 'offered-in-tls' }),
  'mail.size-not-enforced': failed('SIZE', {
    reason: 'limit-ignored',
    said: ['MAIL FROM:<> SIZE=10240001'],
    reply: reply(250, '2.1.0', 'Ok'),
  }),
  'mail.parameter-refused': failed('8BITMIME', {
    reason: 'parameter-refused',
    said: ['MAIL FROM:<> BODY=8BITMIME'],
    reply: reply(555, '5.5.4', 'Unsupported option: BODY=8BITMIME'),
  }),
  'mail.pipelining-broken': failed('PIPELINING', {
    reason: 'replies-confused',
    said: ['MAIL FROM:<>', 'RSET', 'NOOP', 'RCPT TO:<postmaster>', 'MAIL FROM:<>'],
  }),
  'mail.extensions-unoffered': exercised([unoffered]),
  'mail.exercise-partial': exercised(
    [trial({ keyword: 'SIZE', outcome: 'untried', reason: 'session-ended' })],
    { ended: { how: 'dropped', keyword: 'SIZE', reply: reply(421, '4.7.0', 'Too many errors') } },
  ),
  'data.chunking-refused': failed('CHUNKING', {
    reason: 'chunk-refused',
    said: ['BDAT 33 LAST'],
    reply: reply(500, '5.5.2', 'Error: bad syntax'),
  }),
  'data.chunk-misread': failed('CHUNKING', {
    reason: 'chunk-misread',
    said: ['BDAT 33 LAST', 'NOOP'],
    reply: reply(500, '5.5.2', 'Error: bad syntax'),
  }),
  'hello.xclient-refused': {
    ...healthy,
    claims: [{ command: 'XCLIENT', attributes: ['ADDR=192.0.2.1'], unoffered: ['ADDR'] }],
    failure: { stage: 'hello', kind: 'refusal', message: 'XCLIENT not offered', elapsedMs: 90 },
  },
  'mail.xforward-refused': {
    ...healthy,
    claims: [
      { command: 'XFORWARD', attributes: ['ADDR=192.0.2.1'], reply: reply(501, '5.5.4', 'Bad syntax') },
    ],
    failure: { stage: 'mail', kind: 'refusal', message: '501 Bad syntax', replyCode: 501, elapsedMs: 90 },
  },
  'mail.extension-limit-exceeded': lostAt('mail', 'refusal', {
    exceeded: [{ keyword: 'FUTURERELEASE', parameter: 'HOLDFOR=100000', bound: '86400' }],
  }),
} as const satisfies Readonly<Record<string, Evidence>>;
