import { SmtpError } from '../../errors.ts';
import type { AuthEvidence, ExaminedMechanism } from '../../evidence.ts';
import { classify } from '../../replies/classify.ts';
import { decodeLine } from '../../sasl/line.ts';
import { SaslError } from '../../sasl/mechanism.ts';
import { authMechanisms } from '../../smtp/extension.ts';
import type { Reply } from '../../smtp/reply.ts';
import type { LiveSession } from '../plan.ts';

/** A server that offers more is not asked about all of them. */
const MOST_MECHANISMS = 24;

/** Those in which the server's first challenge must be base64; where the client speaks first its text is free. */
const SERVER_FIRST = new Set(['LOGIN', 'CRAM-MD5', 'DIGEST-MD5']);

/** The registry's form of a name (RFC 4422 §3.1): what else a server lists is not sent back to it. */
const MECHANISM_NAME = /^[A-Z0-9_-]{1,20}$/;

type Ending = AuthEvidence['examinationEnded'];

/**
 * Asks each mechanism offered, and the one named, for its first step, and cancels it: AUTH with the name alone
 * holds no secret and is no attempt to log in (RFC 4954 §4).
 *
 * Each is asked once, and at the first sign of a limit no more of them.
 * @returns whether the session can go on.
 */
export async function examineMechanisms(live: LiveSession, named: string | undefined): Promise<boolean> {
  const advertised = authMechanisms(live.hello);
  const names = [...new Set([...advertised, ...(named === undefined ? [] : [named])])];
  const asked = names.filter((name) => MECHANISM_NAME.test(name)).slice(0, MOST_MECHANISMS);
  if (asked.length === 0) return true;
  return live.draft.timed('auth', () => examineAll(asked, advertised, live));
}

async function examineAll(
  names: readonly string[],
  advertised: readonly string[],
  live: LiveSession,
): Promise<boolean> {
  for (const name of names) {
    const ended = await examineOne(name, advertised.includes(name), live);
    if (ended === undefined) continue;
    keep(live, { examinationEnded: ended });
    return false;
  }
  return true;
}

async function examineOne(mechanism: string, advertised: boolean, live: LiveSession): Promise<Ending> {
  const { session } = live;
  try {
    const reply = await session.command('auth', `AUTH ${mechanism}`);
    const isChallenge = reply.code === 334;
    const isMalformed = isChallenge && SERVER_FIRST.has(mechanism) && !isBase64(reply);
    const secure = session.wire.secure;
    const seen = { mechanism, secure, advertised, reply };
    keepExamined(live, isMalformed ? { ...seen, challengeMalformed: true } : seen);
    if (!isChallenge) return endingOf(reply);
    // RFC 4954 §4: a line of a single asterisk cancels, and is answered by 501.
    const cancelled = await session.command('auth', '*');
    return cancelled.code < 400 ? 'out-of-step' : endingOf(cancelled);
  } catch (error) {
    if (!(error instanceof SmtpError)) throw error;
    if (error.kind === 'disconnected') return 'closed';
    if (error.kind === 'timeout') return 'silent';
    throw error;
  }
}

function isBase64({ lines }: Reply): boolean {
  try {
    decodeLine(lines.join('').trim());
    return true;
  } catch (error) {
    if (error instanceof SaslError) return false;
    throw error;
  }
}

/** A mechanism that logs in without asking for anything ends it too, since nothing may follow (RFC 4954 §4). */
function endingOf(reply: Reply): Ending {
  if (reply.code === 235) return 'out-of-step';
  if (reply.code === 421) return 'limit';
  return classify({ reply, stage: 'auth' }).cause === 'rate-limited' ? 'limit' : undefined;
}

function keepExamined(live: LiveSession, seen: ExaminedMechanism): void {
  keep(live, { examined: [...(live.draft.sections.auth?.examined ?? []), seen] });
}

function keep({ draft }: LiveSession, part: Partial<AuthEvidence>): void {
  draft.sections.auth = { asked: 'auto', ...draft.sections.auth, ...part };
}
