import { UsageError } from '../../errors.ts';
import type { Evidence } from '../../evidence.ts';
import { concealmentOf, type LoginPlan, probeAuth } from '../../probes/auth/auth.ts';
import type { NetworkChoice, SessionPlan } from '../../probes/plan.ts';
import { probePorts } from '../../probes/ports.ts';
import type { Credentials, Mechanism } from '../../sasl/mechanism.ts';
import { MECHANISMS, mechanismOf, missingFor } from '../../sasl/registry.ts';
import { parseTarget } from '../../target.ts';
import type { AuthOptions } from '../auth.ts';
import { beforeRun, reportInterrupted } from '../before-run.ts';
import { readCredentials } from '../credentials/index.ts';
import { checkFamily, goalOf, type SessionTarget, subjectOf } from '../goal.ts';
import { networkChoice } from '../network.ts';
import { runCommand } from '../run.ts';

/**
 * Tries a login or examines the mechanisms; gives the exit code.
 *
 * @throws UsageError for a target, an option or credentials that cannot be used.
 */
export async function auth(text: string, options: AuthOptions): Promise<number> {
  const target = loginTarget(text, options);
  const named = namedMechanism(options);
  const network = await networkChoice(options);
  const goal = goalOf(target, options);
  const read = await beforeRun(network.deadlineMs, (signal) =>
    credentialsFor(target, { options, network, named, signal }),
  );
  const { value: credentials, interruptedBy, leftMs } = read;
  if (interruptedBy) return endInterrupted(reportInterrupted('auth', options, { goal, interruptedBy }));
  const concealment = concealmentOf(credentials);
  const plan: SessionPlan = { goal, network: { ...network, deadlineMs: leftMs }, concealment };
  const login = loginPlan(options, credentials);
  if (credentials && options.mechanism === 'all') {
    const { authAll } = await import('./all.ts');
    return authAll({ ...login, credentials }, { plan, options, text });
  }
  return runCommand('auth', options, async ({ signal, onStage, onEvidence }) => {
    const watched: SessionPlan = { ...plan, signal, onStage: (stage) => onStage(text, stage) };
    const evidence = await atDoor(watched, (door) => probeAuth(door, login));
    onEvidence(subjectOf(evidence), evidence, [0, 0]);
    return undefined;
  });
}

/**
 * Does something on the port named, or on the one of the host's that users are to take; what was seen of the
 * others stands beside it.
 */
export async function atDoor(
  plan: SessionPlan,
  work: (door: SessionPlan) => Promise<Evidence>,
): Promise<Evidence> {
  const { port, host, program } = plan.goal;
  if (port !== undefined || program !== undefined || host.startsWith('/')) return work(plan);
  const seen = await probePorts(plan);
  if (seen.failure) return seen;
  const { endpoints } = seen;
  return { ...(await work({ ...plan, goal: seen.goal })), ...(endpoints ? { endpoints } : {}) };
}

/** Ends the process too: what was being read may keep it, such as a pipe that nobody writes to. */
export async function endInterrupted(report: Promise<number>): Promise<never> {
  process.exit(await report);
}

function loginTarget(text: string, options: AuthOptions): SessionTarget {
  const target = parseTarget(text);
  checkFamily(target, options);
  if (target.kind !== 'domain') return target;
  throw new UsageError(
    `a login needs a server, not "${text}"`,
    `name the server, and the address with --user; smtp-doctor settings ${text} finds it`,
  );
}

function namedMechanism({ mechanism, force }: AuthOptions): Mechanism | undefined {
  const named = mechanismOf(mechanism);
  if (force && !named) {
    throw new UsageError('--force needs a mechanism that is known', `give --mechanism with ${known()}`);
  }
  return named;
}

function known(): string {
  return `one of ${MECHANISMS.map(({ name }) => name).join(', ')}`;
}

interface Means {
  readonly options: AuthOptions;
  readonly network: NetworkChoice;
  readonly named: Mechanism | undefined;
  readonly signal: AbortSignal;
}

/** With EXTERNAL the client certificate is what logs in. */
async function credentialsFor(
  target: SessionTarget,
  { options, network, named, signal }: Means,
): Promise<Credentials | undefined> {
  const host = target.kind === 'unix' ? 'localhost' : target.host;
  const port = target.kind === 'unix' ? undefined : (target.port ?? options.port);
  const { ca } = network.tls;
  const read = await readCredentials(options, {
    host,
    ...(port === undefined ? {} : { port }),
    ...(named ? { needs: named.needs } : {}),
    ...(ca ? { ca } : {}),
    signal,
  });
  const certified =
    named?.name === 'EXTERNAL' && network.tls.clientCertificate ? { username: '' } : undefined;
  const credentials = read ?? certified;
  if (!credentials) return undefined;
  checkUse(options, named, credentials);
  const { authzid } = options;
  return { ...credentials, ...(authzid === undefined ? {} : { authzid }) };
}

function checkUse(options: AuthOptions, named: Mechanism | undefined, credentials: Credentials): void {
  const { mechanism, yes } = options;
  if (!named && mechanism !== 'auto' && mechanism !== 'all') {
    throw new UsageError('--mechanism was given a name that is not known', `give ${known()}`);
  }
  const [missing] = named ? missingFor(named, credentials) : [];
  if (missing !== undefined) {
    const option = missing === 'username' ? '--user' : `--${missing}-stdin or --${missing}-file`;
    throw new UsageError(`${named?.name} needs a ${missing}`, `give it with ${option}`);
  }
  if (mechanism === 'all' && !yes && !(process.stdin.isTTY && process.stderr.isTTY)) {
    throw new UsageError(
      '--mechanism all makes one attempt to log in for each mechanism, which can lock an account',
      'add --yes, or run on a terminal to be asked',
    );
  }
}

function loginPlan(options: AuthOptions, credentials: Credentials | undefined): LoginPlan {
  const { mechanism, initialResponse, force, allowCleartext, clientCert, clientKey } = options;
  return {
    mechanism,
    ...(credentials ? { credentials } : {}),
    initialResponse,
    force: force === true,
    allowCleartext: allowCleartext === true,
    showsClientCertificate: clientCert !== undefined || clientKey !== undefined,
  };
}
