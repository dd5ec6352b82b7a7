import type { Mailbox } from '../../smtp/mailbox.ts';
import type { Reply } from '../../smtp/reply.ts';
import { isPositive } from '../../smtp/transaction.ts';
import { wishedOfRcpt } from '../../smtp/transaction-wishes.ts';
import { exerciseChunk } from './chunking.ts';
import type { Exercise } from './exercise.ts';
import { isReadableSize } from './offer.ts';

/** What goes with MAIL for each extension, all together. */
const TOGETHER: Readonly<Record<string, string>> = {
  SIZE: 'SIZE=1',
  '8BITMIME': 'BODY=8BITMIME',
  SMTPUTF8: 'SMTPUTF8',
  DSN: 'RET=HDRS ENVID=smtp-doctor',
  'MT-PRIORITY': 'MT-PRIORITY=0',
  PRDR: 'PRDR',
};

/** Those that another excludes, or that a server refuses for what it cannot promise. */
const ALONE: Readonly<Record<string, string>> = {
  BINARYMIME: 'BODY=BINARYMIME',
  // RFC 2852 §3: mode N has no least time.
  DELIVERBY: 'BY=86400;N',
  FUTURERELEASE: 'HOLDFOR=1',
  REQUIRETLS: 'REQUIRETLS',
};

/** Without one of these a server tells which of them it takes all the same. */
const TRIED_UNOFFERED = ['8BITMIME', 'SMTPUTF8', 'DSN', 'SIZE'] as const;

/** RFC 5321 §4.2.3, RFC 5321 §4.1.1.11: how a parameter is refused, and not the address. */
const PARAMETER_REFUSALS: readonly number[] = [500, 501, 503, 504, 555];

/** Announces one octet more than the limit: it must be refused, which is what the announcement is for (RFC 1870 §6.1). */
export async function exerciseLimit(exercise: Exercise): Promise<void> {
  const { record } = exercise;
  const parameters = exercise.parametersOf('SIZE');
  if (!parameters) return;
  record.keyword = 'SIZE';
  if (!isReadableSize(parameters)) {
    record.set('SIZE', { outcome: 'fails', reason: 'parameters-malformed', parameters });
    return;
  }
  const [limit = '0'] = parameters;
  // Beyond 18 digits the number alone would be the test.
  if (/^0+$/.test(limit) || limit.length > 18) return;
  const line = exercise.mailLine(`SIZE=${BigInt(limit) + 1n}`);
  const reply = await exercise.say('mail', line);
  const seen = { said: [line], reply };
  if (isAboutSize(reply)) return record.set('SIZE', { outcome: 'works', ...seen });
  if (!isPositive(reply)) {
    return record.set('SIZE', { outcome: 'unproven', reason: 'refused-otherwise', ...seen });
  }
  record.set('SIZE', { outcome: 'fails', reason: 'limit-ignored', ...seen });
  await exercise.reset();
}

/** Whether a refusal may be for the size (RFC 1870 §6.1): not one for the time being, or for the parameter's form. */
function isAboutSize({ code, enhanced }: Reply): boolean {
  if (code === 452 || code === 552 || enhanced?.endsWith('.3.4')) return true;
  return code >= 500 && code !== 530 && !PARAMETER_REFUSALS.includes(code);
}

/** Sends the parameters of all extensions that are offered, together where that is allowed, else each alone. */
export async function exerciseParameters(exercise: Exercise): Promise<void> {
  const { record, plan } = exercise;
  const together = Object.entries(TOGETHER).filter(([keyword]) => record.offers(keyword));
  record.keyword = together.map(([keyword]) => keyword).join(', ') || 'MAIL';
  const line = exercise.mailLine(...together.map(([, parameter]) => parameter));
  // A first MAIL that holds them all costs least; it is also where a recipient can be named.
  const reply = together.length > 0 || plan.to ? await exercise.say('mail', line) : undefined;
  if (reply && isPositive(reply)) {
    for (const [keyword, parameter] of together)
      keepAccepted(exercise, keyword, exercise.mailLine(parameter), reply);
    if (plan.to) await exerciseRecipient(exercise, plan.to);
    await exercise.reset();
  } else if (reply) {
    for (const [keyword, parameter] of together) await tryAlone(exercise, keyword, parameter);
    if (plan.to) await recipientAlone(exercise, plan.to);
  }
  for (const [keyword, parameter] of Object.entries(ALONE)) {
    if (!record.offers(keyword)) continue;
    const isPremature = keyword === 'REQUIRETLS' && !exercise.session.wire.secure;
    if (isPremature) record.set(keyword, { outcome: 'untried', reason: 'tls-needed' });
    else await tryAlone(exercise, keyword, parameter);
  }
}

/** Tries a few extensions that are not offered; last, since each refusal counts against us. */
export async function exerciseUnoffered(exercise: Exercise): Promise<void> {
  const { record } = exercise;
  for (const keyword of TRIED_UNOFFERED) {
    if (record.offers(keyword)) continue;
    record.keyword = keyword;
    const line = exercise.mailLine(TOGETHER[keyword] ?? '');
    const reply = await exercise.say('mail', line);
    if (!isPositive(reply)) continue;
    record.set(keyword, { outcome: 'accepted', said: [line], reply });
    await exercise.reset();
  }
}

async function tryAlone(exercise: Exercise, keyword: string, parameter: string): Promise<void> {
  const { record } = exercise;
  record.keyword = keyword;
  const line = exercise.mailLine(parameter);
  const reply = await exercise.say('mail', line);
  if (isPositive(reply)) {
    keepAccepted(exercise, keyword, line, reply);
    await exercise.reset();
  } else if (reply.code < 500) {
    record.set(keyword, { outcome: 'unproven', reason: 'refused-otherwise', said: [line], reply });
  } else {
    record.set(keyword, { outcome: 'fails', reason: 'parameter-refused', said: [line], reply });
  }
}

/** What SIZE does at its limit says more than that the parameter is taken. */
function keepAccepted({ record }: Exercise, keyword: string, line: string, reply: Reply): void {
  if (keyword === 'SIZE' && record.has('SIZE')) return;
  const isSeenLater = keyword === '8BITMIME' || keyword === 'BINARYMIME' || keyword === 'SMTPUTF8';
  const reason = isSeenLater ? 'arrival-unseen' : keyword === 'SIZE' ? 'limit-unnamed' : undefined;
  record.set(keyword, { outcome: 'works', ...(reason ? { reason } : {}), said: [line], reply });
}

async function recipientAlone(exercise: Exercise, to: Mailbox): Promise<void> {
  const mail = await exercise.say('mail', exercise.mailLine());
  if (!isPositive(mail)) return;
  await exerciseRecipient(exercise, to);
  await exercise.reset();
}

/** Names the recipient, with what DSN adds where it is offered, and a chunk that is no whole message. */
async function exerciseRecipient(exercise: Exercise, to: Mailbox): Promise<void> {
  const { record } = exercise;
  const hasDsn = record.offers('DSN');
  const wishes = { notify: ['failure'], originalRecipient: 'own' } as const;
  const parameters = hasDsn
    ? wishedOfRcpt({ ...wishes, requireTls: false, chunks: false, force: false }, to)
    : [];
  const line = [`RCPT TO:<${to.wire}>`, ...parameters].join(' ');
  if (hasDsn) record.keyword = 'DSN';
  const reply = await exercise.say('rcpt', line);
  if (hasDsn && PARAMETER_REFUSALS.includes(reply.code)) {
    record.set('DSN', { outcome: 'fails', reason: 'parameter-refused', said: [line], reply });
  }
  if (isPositive(reply)) await exerciseChunk(exercise);
  else if (record.offers('CHUNKING') && !record.isSettled('CHUNKING')) {
    record.set('CHUNKING', { outcome: 'unproven', reason: 'recipient-refused', said: [line], reply });
  }
}
