import { type Catalog, catalogOf, type Locale } from '../../messages/catalog.ts';
import { mapConcurrently } from '../../probes/concurrency.ts';
import type { SessionPlan } from '../../probes/plan.ts';
import { roleOf } from '../../probes/ports.ts';
import { probeSession } from '../../probes/session.ts';
import type { KnownServer } from '../../probes/settings.ts';
import { explain } from '../../render/explained.ts';
import type { VerifiedServer } from '../../render/settings/settings.ts';
import { exitCodeOf, type Run, runOf, verdictOfRun } from '../../report.ts';
import { formatHostPort } from '../../target.ts';

/** What probing the servers came to. */
export interface Verification {
  readonly servers: readonly VerifiedServer[];
  /** 0 when one of them works: one way in is enough. */
  readonly exitCode: number;
}

const SERVERS = 6;
const SERVERS_AT_A_TIME = 3;

/** Probes the servers, the best first; those whose name the reader must complete are left out. */
export async function verifyServers(
  servers: readonly KnownServer[],
  plan: Pick<SessionPlan, 'network' | 'signal'>,
  locale: Locale,
): Promise<Verification> {
  const complete = servers.filter(({ host }) => !host.includes('{')).slice(0, SERVERS);
  const catalog = await catalogOf(locale);
  const probed = await mapConcurrently(complete, SERVERS_AT_A_TIME, async ({ host, port, security }) => {
    const goal = { host, port, role: roleOf(port), security };
    return { host, port, run: runOf(formatHostPort(host, port), await probeSession({ ...plan, goal })) };
  });
  const codes = probed.map(({ run }) => exitCodeOf({ runs: [run], failOn: 'error' }));
  return {
    servers: probed.map((server) => verdictOn(server, catalog)),
    exitCode: codes.includes(0) ? 0 : (codes[0] ?? 0),
  };
}

interface Probed {
  readonly host: string;
  readonly port: number;
  readonly run: Run;
}

/** A note changes nothing of whether it works. */
function verdictOn({ host, port, run }: Probed, catalog: Catalog): VerifiedServer {
  const finding = run.findings.find(({ severity }) => severity !== 'info');
  const titled = finding && { id: finding.id, title: explain(finding, run.evidence, catalog).title };
  return { host, port, verdict: verdictOfRun(run), ...(titled ? { finding: titled } : {}) };
}
