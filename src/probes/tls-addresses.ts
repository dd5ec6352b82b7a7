import type { AddressTls, Evidence } from '../evidence.ts';
import { mapConcurrently } from './concurrency.ts';
import { addressesOf, isOfFamily } from './link.ts';
import type { SessionPlan } from './plan.ts';
import { probeSession } from './session.ts';

/** Looked at beside the one that answered first. */
const MOST_OTHERS = 7;
const AT_A_TIME = 4;

/**
 * Holds a session with each other address of a host, to compare the certificates; gives every address, the first
 * first, and none where the host has only one.
 */
export async function probeAddresses(
  plan: SessionPlan,
  evidence: Evidence,
  connections: number,
): Promise<readonly AddressTls[]> {
  const { address } = evidence.connect ?? {};
  if (address === undefined || plan.network.proxy || plan.address !== undefined) return [];
  const others = addressesOf(evidence.dns?.addresses ?? [])
    .filter((other) => other !== address && isOfFamily(other, plan.network.family))
    .slice(0, Math.max(0, Math.min(MOST_OTHERS, connections)));
  if (others.length === 0) return [];
  const seen = await mapConcurrently(others, AT_A_TIME, async (other) => {
    return addressTls(other, await probeSession({ ...plan, address: other }));
  });
  return [addressTls(address, evidence), ...seen];
}

/** What two addresses of one host are compared by. */
export function addressTls(address: string, { tls }: Evidence): AddressTls {
  const leaf = tls?.certificates[0];
  if (!leaf) return { address };
  const { sha256, subject, validTo } = leaf;
  return { address, certificate: { sha256, subject, validTo }, problems: tls.trust.problems };
}
