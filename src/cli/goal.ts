import { UsageError } from '../errors.ts';
import type { Evidence, Goal } from '../evidence.ts';
import { roleOf, securityOf } from '../probes/ports.ts';
import { formatHostPort, ipVersion, type Target, unicodeForm } from '../target.ts';
import type { NetworkOptions } from './options.ts';

/** A target that a single session is held with. */
export type SessionTarget = Exclude<Target, { kind: 'domain' }>;

const LMTP_PORT = 24;

/** Makes a goal of what was typed; without a port for a host whose ports are to be looked at. */
export function goalOf(target: SessionTarget, options: NetworkOptions): Goal {
  return target.kind === 'unix' ? unixGoal(target.path, options) : hostGoal(target, options);
}

function unixGoal(path: string, options: NetworkOptions): Goal {
  return { host: path, role: 'relay', security: options.security ?? 'auto' };
}

function hostGoal(target: Extract<Target, { kind: 'host' }>, options: NetworkOptions): Goal {
  const implied = target.scheme === 'lmtp' ? LMTP_PORT : target.scheme === 'smtps' ? 465 : undefined;
  const port = target.port ?? options.port ?? implied;
  const security = options.security ?? (target.scheme === 'smtps' ? 'tls' : securityOf(port));
  const unicode = unicodeForm(target.host);
  const { tlsServername } = options;
  return {
    host: target.host,
    ...(unicode === undefined ? {} : { hostUnicode: unicode }),
    ...(port === undefined ? {} : { port }),
    role: target.scheme === 'lmtp' ? 'relay' : roleOf(port),
    security,
    ...(typeof tlsServername === 'string' ? { servername: tlsServername } : {}),
  };
}

/**
 * Holds `-4` and `-6`, which choose among a name's addresses, against an address.
 *
 * @throws UsageError for an address of the other family.
 */
export function checkFamily(target: Target, { ipv4, ipv6 }: NetworkOptions): void {
  const version = target.kind === 'host' ? ipVersion(target.host) : 0;
  if (target.kind !== 'host' || !((version === 6 && ipv4) || (version === 4 && ipv6))) return;
  throw new UsageError(`"${target.host}" is an IPv${version} address`, `leave out -${version === 6 ? 4 : 6}`);
}

/** What a run is called in the report. */
export function subjectOf({ goal }: Evidence): string {
  if (goal.program !== undefined) return `pipe:${goal.program}`;
  return goal.port === undefined ? `unix:${goal.host}` : formatHostPort(goal.host, goal.port);
}
