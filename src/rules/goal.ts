import type { Evidence, Goal } from '../evidence.ts';

/** Whether mail must not go on without TLS here: it was asked for, or users log in here (RFC 8314 §3.3). A socket of this machine needs none. */
export function requiresTls({ security, role, port }: Goal): boolean {
  if (security !== 'auto') return security !== 'none';
  return role === 'submission' && port !== undefined;
}

/** Whether the port is one that was given to users alone, where another may be somebody's private one. */
export function isForUsers(port: number | undefined): boolean {
  return port === 587 || port === 465;
}

/** Other ports of the host that were seen open in the same run, ascending. */
export function otherOpenPorts({ endpoints, goal }: Evidence): number[] {
  const open = (endpoints ?? []).filter(({ outcome, port }) => outcome === 'open' && port !== goal.port);
  return [...new Set(open.map(({ port }) => port))].sort((a, b) => a - b);
}
