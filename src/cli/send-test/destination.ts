import { UsageError } from '../../errors.ts';
import type { Goal } from '../../evidence.ts';
import { wordsOf } from '../../net/program.ts';
import { parseDomain, parseTarget, type Target } from '../../target.ts';
import { checkFamily, goalOf } from '../goal.ts';
import type { SendTestOptions } from '../send-test.ts';

/** Where a message is to go: to a server, to a program, or to whichever MX host of a domain takes it. */
export interface Destination {
  /** As it was typed. */
  readonly name: string;
  /** For a domain, of the domain itself. */
  readonly goal: Goal;
  readonly isLmtp: boolean;
  /** Its MX hosts are tried in their order. */
  readonly domain?: string;
}

const MX_PORT = 25;

/**
 * Reads the target, or `--pipe` in its place.
 *
 * @throws UsageError for none, for both, and for what cannot be read or cannot be meant.
 */
export function destinationOf(text: string | undefined, options: SendTestOptions): Destination {
  const { pipe, lmtp } = options;
  if (pipe !== undefined) return programOf(pipe, text, options);
  if (text === undefined) throw new UsageError('no target', 'name the server: smtp.example.org:587');
  const target = mxOf(parseTarget(text), text, options);
  checkFamily(target, options);
  if (target.kind === 'domain') return domainOf(text, target.domain, options);
  const isLmtp = lmtp === true || (target.kind === 'host' && target.scheme === 'lmtp');
  return { name: text, goal: goalOf(target, options), isLmtp };
}

/** Whether it is on this machine, where no name is to be looked up. */
export function isLocal({ goal }: Destination): boolean {
  return goal.program !== undefined || goal.host.startsWith('/');
}

function mxOf(target: Target, text: string, { mx }: SendTestOptions): Target {
  if (!mx || target.kind === 'domain') return target;
  if (target.kind === 'host' && target.port === undefined && target.scheme === undefined) {
    return { kind: 'domain', domain: parseDomain(target.host) };
  }
  throw new UsageError(`--mx needs a mail domain, not "${text}"`, 'give the part after the @');
}

function domainOf(name: string, domain: string, options: SendTestOptions): Destination {
  const { user, netrc, port = MX_PORT, security = 'auto' } = options;
  if (user !== undefined || netrc !== undefined) {
    throw new UsageError(
      `a login has no place at the MX hosts of "${domain}"`,
      `name the server for users; smtp-doctor settings ${domain} finds it`,
    );
  }
  return { name, goal: { host: domain, port, role: 'relay', security, domain }, isLmtp: false, domain };
}

function programOf(command: string, text: string | undefined, options: SendTestOptions): Destination {
  const { lmtp, security = 'auto', port, proxy, source, mx } = options;
  if (text !== undefined)
    throw new UsageError(`--pipe takes no target beside it, such as "${text}"`, 'leave one out');
  if ([port, proxy, source, mx].some((option) => option !== undefined)) {
    throw new UsageError('--pipe makes no connection', 'leave out --port, --proxy, --source and --mx');
  }
  const [host = ''] = wordsOf(command);
  return { name: command, goal: { host, program: command, role: 'relay', security }, isLmtp: lmtp === true };
}
