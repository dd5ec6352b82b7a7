import type { Evidence } from '../../evidence.ts';
import { formatsOf } from '../format.ts';

const { quote } = formatsOf('en');

const CAUSES: Readonly<Record<string, string>> = {
  EISDIR: 'The path is a directory, and no socket.',
  ENOTSOCK: 'The path is a file, and no socket.',
  ENOTDIR: 'A part of the path is no directory.',
  ENOENT: 'There is no socket at this path.',
  EACCES: 'You may not use the socket at this path.',
};

const REMEDIES: Readonly<Record<string, string>> = {
  EISDIR: 'Name the path of the socket; those at which a program listens: `ss -lx`',
  ENOTSOCK: 'Name the path of the socket; those at which a program listens: `ss -lx`',
  EACCES: 'Run it as a user who may use the socket, or have its rights changed: `ls -l`',
};

/** Whether what could not be connected to is a unix socket. */
export function isSocket({ host, port, program }: Evidence['goal']): boolean {
  return port === undefined && program === undefined && host.startsWith('/');
}

/** Why a unix socket could not be connected to; undefined for what is none, or for another reason. */
export function socketCause(code: string | undefined, goal: Evidence['goal']): string | undefined {
  return isSocket(goal) ? CAUSES[code ?? ''] : undefined;
}

/** That nobody listens at a unix socket. */
export function socketRefused({ host }: Evidence['goal']): string {
  return `There is a socket at ${quote(host)}, but no program listens at it: one that has ended left it behind, or it has too many callers.`;
}

/** What is to be done about a unix socket. */
export function socketRemedy(code: string | undefined): string {
  return REMEDIES[code ?? ''] ?? 'Check that the mail service runs, and at which path it listens: `ss -lx`';
}
