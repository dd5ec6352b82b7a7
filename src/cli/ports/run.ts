import { UsageError } from '../../errors.ts';
import type { Evidence } from '../../evidence.ts';
import { catalogOf } from '../../messages/catalog.ts';
import type { NetworkChoice } from '../../probes/plan.ts';
import { type PortScanPlan, SCANNED_PORTS, scanControl, scanPorts } from '../../probes/port-scan.ts';
import { outcomeOfPort } from '../../rules/ports/outcomes.ts';
import { formatHostPort, ipVersion, parseTarget, type Target, unicodeForm } from '../../target.ts';
import { showsText } from '../format.ts';
import { networkChoice } from '../network.ts';
import type { PortsOptions } from '../ports.ts';
import { runCommand } from '../run.ts';
import { localeOf } from '../terminal.ts';

/** A server that has to have port 25 open for all the world, and that many connect to. */
const CONTROL_HOST = 'gmail-smtp-in.l.google.com';
const RELAY_PORT = 25;
/** What `smtps://` names (RFC 8314 §7.3). */
const TLS_PORT = 465;

/**
 * Scans the ports of one host; gives the exit code.
 *
 * @throws UsageError for a target or an option that cannot be read.
 */
export async function scan(text: string, options: PortsOptions): Promise<number> {
  const target = hostOf(text);
  const { host } = target;
  checkFamily(host, options);
  const ports = portsOf(target, options);
  const plan = planOf(target, ports, await networkChoice(options), options);
  const subject = formatHostPort(host, target.port);
  return runCommand('ports', options, async ({ signal, onStage, onEvidence, endProgress }) => {
    const evidence = await scanPorts({ ...plan, signal, onStage: (stage) => onStage(subject, stage) });
    if (!mayAsk(evidence, options)) onEvidence(subject, evidence, [0, 0]);
    else {
      endProgress();
      onEvidence(subject, await askForControl(evidence, { ...plan, signal }, options), [0, 0]);
    }
    return undefined;
  });
}

/** A person at a terminal, and a silent port 25 that no control server has explained. */
function mayAsk({ endpoints = [], failure, ports }: Evidence, options: PortsOptions): boolean {
  if (!showsText(options) || options.quiet || ports?.control || failure?.kind === 'aborted') return false;
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) return false;
  return outcomeOfPort(endpoints, RELAY_PORT) === 'timeout';
}

async function askForControl(
  evidence: Evidence,
  plan: PortScanPlan,
  { lang }: PortsOptions,
): Promise<Evidence> {
  const { ports } = await catalogOf(localeOf(lang, process.env));
  const { askYes } = await import('../prompt.ts');
  if (!evidence.ports || !(await askYes(() => ports.askForControl(CONTROL_HOST), lang))) return evidence;
  const control = await scanControl(plan, { host: CONTROL_HOST, port: RELAY_PORT });
  return { ...evidence, ports: { ...evidence.ports, control } };
}

type HostTarget = Extract<Target, { kind: 'host' }>;

function hostOf(text: string): HostTarget {
  const target = parseTarget(text);
  if (target.kind !== 'host')
    throw new UsageError(`ports needs a host, not "${text}"`, 'name a server, as in mail.example.org');
  if (target.scheme !== 'lmtp') return target;
  throw new UsageError(`ports looks for SMTP, not for LMTP as in "${text}"`, `use smtp-doctor probe ${text}`);
}

/** The ports are named in one place; a second one would be left out without a word. */
function portsOf({ port, scheme }: HostTarget, options: PortsOptions): readonly number[] {
  const named = [
    port === undefined ? [] : [`:${port}`],
    options.port === undefined ? [] : [`--port ${options.port}`],
    options.ports === undefined ? [] : [`--ports ${options.ports.join(',')}`],
  ].flat();
  if (named.length > 1)
    throw new UsageError(`${named.join(' and ')} both name ports`, 'name them once, all of them in --ports');
  const one = port ?? options.port ?? (scheme === 'smtps' ? TLS_PORT : undefined);
  return options.ports ?? (one === undefined ? SCANNED_PORTS : [one]);
}

/** `-4` and `-6` choose among a name's addresses; an address cannot be chosen into the other family. */
function checkFamily(host: string, { ipv4, ipv6 }: PortsOptions): void {
  const version = ipVersion(host);
  if (!((version === 6 && ipv4) || (version === 4 && ipv6))) return;
  throw new UsageError(`"${host}" is an IPv${version} address`, `leave out -${version === 6 ? 4 : 6}`);
}

function planOf(
  { host, scheme }: HostTarget,
  ports: readonly number[],
  network: NetworkChoice,
  options: PortsOptions,
): PortScanPlan {
  const security = options.security ?? (scheme === 'smtps' ? 'tls' : undefined);
  const unicode = unicodeForm(host);
  const control = controlOf(options);
  return {
    host,
    ...(unicode === undefined ? {} : { hostUnicode: unicode }),
    ports,
    ...(security === undefined ? {} : { security }),
    ...(control ? { control } : {}),
    network,
  };
}

/** No other server is ever asked unless the user named or allowed one. */
function controlOf({ control, allowControl }: PortsOptions): PortScanPlan['control'] {
  const text = control ?? (allowControl ? CONTROL_HOST : undefined);
  if (text === undefined) return undefined;
  const { host, port = RELAY_PORT } = hostOf(text);
  return { host, port };
}
