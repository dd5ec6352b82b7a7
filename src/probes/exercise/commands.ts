import type { Reply } from '../../smtp/reply.ts';
import type { Exercise } from './exercise.ts';
import type { TrialResult } from './record.ts';

/** Commands that are offered by a keyword of their own; the domain of ETRN is nobody's (RFC 2606 §2). */
const COMMANDS: Readonly<Record<string, string>> = {
  HELP: 'HELP',
  VRFY: 'VRFY postmaster',
  EXPN: 'EXPN postmaster',
  ETRN: 'ETRN smtp-doctor.invalid',
};

/** RFC 5321 §4.2.4. */
const UNKNOWN: readonly number[] = [500, 502];
/** RFC 1985 §5.4: the domain cannot, or may not, be had; the command is known. */
const ETRN_DECLINED: readonly number[] = [458, 459];

/** Says each command that is offered once. */
export async function exerciseCommands(exercise: Exercise): Promise<void> {
  const { record } = exercise;
  for (const [keyword, line] of Object.entries(COMMANDS)) {
    if (!record.offers(keyword)) continue;
    record.keyword = keyword;
    const reply = await exercise.say('mail', line);
    record.set(keyword, { ...judge(keyword, reply), said: [line], reply });
  }
}

function judge(keyword: string, { code }: Reply): TrialResult {
  if (UNKNOWN.includes(code)) return { outcome: 'fails', reason: 'command-unknown' };
  const isDeclined = keyword === 'ETRN' && ETRN_DECLINED.includes(code);
  if (code < 400 || isDeclined) return { outcome: 'works' };
  return { outcome: 'unproven', reason: 'refused-otherwise' };
}
