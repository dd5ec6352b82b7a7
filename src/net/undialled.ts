import { SmtpError, type SmtpErrorKind } from '../errors.ts';
import { formatHostPort } from '../target.ts';
import type { Attempt } from './attempt.ts';

/** Finds the error that tells most about attempts of which none connected; undefined when there were none. */
export function failureOf(attempts: readonly Attempt[]): SmtpError | undefined {
  const telling = TELLING.flatMap((outcome) => attempts.filter(({ ending }) => ending?.outcome === outcome));
  const [attempt] = telling;
  if (!attempt?.ending) return undefined;
  const { cause, outcome } = attempt.ending;
  return new SmtpError(KINDS[outcome] ?? 'unreachable', describe(attempt, cause), {
    stage: 'connect',
    code: cause?.code,
    cause,
  });
}

/** A refusal proves a living host, silence proves nothing. */
const TELLING = ['refused', 'reset', 'timeout', 'unreachable', 'failed', 'abandoned'] as const;

const KINDS: Readonly<Record<string, SmtpErrorKind>> = {
  refused: 'refused',
  reset: 'disconnected',
  timeout: 'timeout',
};

function describe(attempt: Attempt, cause: NodeJS.ErrnoException | undefined): string {
  const where = formatHostPort(attempt.address, attempt.port);
  switch (attempt.ending?.outcome) {
    case 'refused':
      return `${where} refused the connection`;
    case 'reset':
      return `${where} broke the connection off at once`;
    case 'timeout':
      return `no answer from ${where} within ${attempt.timeoutMs / 1000} s`;
    default:
      return `${where} cannot be reached: ${cause?.code ?? 'no attempt was finished'}`;
  }
}
