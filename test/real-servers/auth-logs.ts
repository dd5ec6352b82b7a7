import type { LoginServer } from './auth-proven.ts';
import type { Lab } from './lab.ts';
import { logAbout } from './probe.ts';

/** How one server's log tells of logins. */
interface Ledger {
  /** Its last word about a login, or about a session without one. */
  readonly isComplete: RegExp;
  /** How often AUTH was said, according to one line. */
  count(line: string): number;
}

const LEDGERS: Readonly<Record<LoginServer['server'], Ledger>> = {
  postfix: {
    isComplete: /disconnect from/,
    count: (line) => Number(/disconnect from.*\bauth=(?:\d+\/)?(\d+)/.exec(line)?.[1] ?? 0),
  },
  exim: {
    isComplete: /no MAIL in/,
    count: (line) =>
      /C=(\S+)/
        .exec(line)?.[1]
        ?.split(',')
        .filter((command) => command === 'AUTH').length ?? 0,
  },
  dovecot: {
    isComplete: /Login:|Disconnected/,
    count: (line) =>
      line.includes('Login:') ? 1 : Number(/\bauth failed, (\d+) attempts/.exec(line)?.[1] ?? 0),
  },
};

/** The log's lines about the client of this address, once the session is over. */
export function loginLog(lab: Lab, { server }: LoginServer, source: string): Promise<readonly string[]> {
  return logAbout(lab[server], source, LEDGERS[server].isComplete);
}

/** How many attempts to log in the lines tell of. */
export function attemptsIn(lines: readonly string[], { server }: LoginServer): number {
  return lines.map(LEDGERS[server].count).reduce((sum, count) => sum + count, 0);
}
