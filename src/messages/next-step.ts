import type { Evidence } from '../evidence.ts';
import { formatHostPort } from '../target.ts';

/** What the next probe changes of this one. */
export interface NextProbe {
  readonly port?: number;
  readonly host?: string;
  /** Options as typed: `--security tls`. */
  readonly options?: string;
}

/** One of the doors seen beside the one diagnosed, as a user would type it. */
export function doorOf(
  { address, port }: { address: string | undefined; port: number },
  evidence: Evidence,
): string {
  return evidence.goal.domain === undefined
    ? String(port)
    : formatHostPort(address ?? evidence.goal.host, port);
}

/** Whether the session was one of LMTP (RFC 2033). */
export function isLmtp({ hello }: Evidence): boolean {
  return (hello?.secure ?? hello?.plain)?.verb === 'LHLO';
}

/** The target of this run as a user would type it. */
export function targetOf(evidence: Evidence): string {
  const { goal } = evidence;
  if (goal.program !== undefined) return `--pipe '${goal.program.replaceAll("'", String.raw`'\''`)}'`;
  if (goal.host.startsWith('/')) return `unix:${goal.host}`;
  return `${isLmtp(evidence) ? 'lmtp://' : ''}${formatHostPort(goal.host, goal.port)}`;
}

/**
 * The port of users to try in the place of the one that failed: 587, or 465 where that was it.
 *
 * None for a unix socket, nor for a port that this run has seen to be as closed.
 */
export function submissionPort({ goal, endpoints }: Evidence): number | undefined {
  // Users do not hand in mail at an MX.
  if (goal.port === undefined || goal.domain !== undefined) return undefined;
  const other = goal.port === 587 ? 465 : 587;
  return endpoints?.some(({ port }) => port === other) ? undefined : other;
}

/** The command that asks the same server again, in backticks. */
export function probeCommand(evidence: Evidence, { port, host, options }: NextProbe = {}): string {
  const { goal } = evidence;
  const more = options === undefined ? '' : ` ${options}`;
  if (goal.program !== undefined)
    return `\`smtp-doctor send-test ${targetOf(evidence)} --quit-after tls${more}\``;
  // The failure of a domain as a whole comes before any of its servers is known.
  if (goal.domain === goal.host && port === undefined && host === undefined)
    return `\`smtp-doctor domain ${goal.host}${more}\``;
  const isElsewhere = port !== undefined || host !== undefined;
  const target = isElsewhere ? formatHostPort(host ?? goal.host, port ?? goal.port) : targetOf(evidence);
  return `\`smtp-doctor probe ${target}${more}\``;
}

/** The steps that apply, in order. */
export function steps(...candidates: readonly (string | false | undefined)[]): string[] {
  return candidates.filter((step) => typeof step === 'string');
}
