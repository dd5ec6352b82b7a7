import type { Interpretation } from '../replies/interpretation.ts';
import { submissionHostOf } from './provider-advice.ts';
import { commandOn, hostOf } from './reply-subject.ts';

/** Of the characters of a local part (RFC 5321 §4.1.2), those that a shell leaves alone. */
const PLAIN_ADDRESS = /^[a-z\d][a-z\d._+-]{0,63}@[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?$/i;

/** The host that users log in to, as a command takes it: the one that spoke, or the provider's, or a placeholder. */
export function loginHost(seen: Interpretation): string {
  return hostOf(seen) ?? submissionHostOf(seen) ?? 'HOST';
}

/**
 * The command that tries the login alone.
 *
 * @param placeholder  Stands for the user name where the text does not tell it.
 */
export function loginCommand(seen: Interpretation, placeholder: string, options = ''): string {
  return commandOn('auth', `${loginHost(seen)} --user ${userOf(seen) ?? placeholder}${options}`);
}

/** Whether the reply answers a login that was made here: to try it again would only count as one more failure. */
export function isOwnLogin({ statement }: Interpretation): boolean {
  return statement.stage === 'auth' && statement.port !== undefined;
}

// Only in answer to a login is the address of the text that of the user.
function userOf({ facts, statement }: Interpretation): string | undefined {
  const { address } = facts;
  return statement.stage === 'auth' && address !== undefined && PLAIN_ADDRESS.test(address)
    ? address
    : undefined;
}
