import { probeTlsPolicy } from '../../probes/tls-policy.ts';
import { subjectOf } from '../goal.ts';
import { networkChoice } from '../network.ts';
import { runCommand } from '../run.ts';
import type { StartTlsOptions } from '../starttls.ts';

/** Mail between servers knows no other. */
const SMTP_PORT = 25;

/**
 * Holds a domain's policies against all its MX hosts: a run for the domain, and one for each session; gives the exit code.
 *
 * With a profile, which only a scan can judge, each address is looked at in depth.
 */
export async function reportPolicies(domain: string, options: StartTlsOptions): Promise<number> {
  const { profile, maxConnections } = options;
  const network = await networkChoice(options);
  return runCommand('starttls', options, async ({ signal, onStage, onEvidence }) => {
    const evidence = await probeTlsPolicy({
      domain,
      port: options.port ?? SMTP_PORT,
      security: options.security ?? 'auto',
      network,
      signal,
      onStage: (stage) => onStage(domain, stage),
      ...(profile ? { inDepth: { profile, maxConnections } } : {}),
      ...(options.makeTlsa ? { makeTlsa: true } : {}),
      onRoute: (route, host, address) => onEvidence(subjectOf(route), route, [host + 1, address]),
    });
    onEvidence(domain, evidence, [0, 0]);
    return undefined;
  });
}
