import type { Actor } from '../actor.ts';
import type { ArrivalEvidence } from '../evidence.ts';
import { defineRule } from './rule.ts';
import { sample } from './sample.ts';

type Failure = NonNullable<ArrivalEvidence['failure']>;

const MOST_FOLDERS = 10;

const YOURS: readonly Failure['kind'][] = ['login', 'resolve', 'refused', 'aborted'];

/** A login and its server's name are the user's to set right; what answers badly there is not. */
function actorOfFailure({ kind }: Pick<Failure, 'kind'>): Actor {
  return YOURS.includes(kind) ? 'you' : 'server-admin';
}

/** Questions to the recipient's mailbox after an accepted message. */
export const arrivalRules = [
  defineRule({
    id: 'data.arrival-missing',
    severity: 'error',
    stage: 'data',
    actor: 'server-admin',
    needs: ['arrival'],
    find({ arrival, delivery }) {
      const { found, failure, server, folders, waitedMs } = arrival;
      if (found || failure) return undefined;
      return {
        ...{ server, waitedMs, folders: folders.slice(0, MOST_FOLDERS) },
        queueId: delivery?.queueId,
        messageId: delivery?.message?.messageId,
      };
    },
  }),
  defineRule({
    id: 'data.arrived-as-spam',
    severity: 'warning',
    stage: 'data',
    actor: 'domain-owner',
    needs: ['arrival'],
    find({ arrival: { found, server } }) {
      if (!found || (found.role !== 'junk' && found.spamField === undefined)) return undefined;
      const { folder, role, spamField, receiver } = found;
      const failed = (receiver?.results ?? []).filter(
        ({ method, result }) =>
          /^(?:spf|dkim|dmarc)$/.test(method) && !/^(?:pass|none|neutral)$/.test(result),
      );
      return {
        ...{ server, folder, isFiled: role === 'junk', spamField },
        failed: failed.map(({ method, result }) => `${method}=${result}`),
      };
    },
  }),
  defineRule({
    id: 'data.arrived',
    severity: 'info',
    stage: 'data',
    actor: 'you',
    needs: ['arrival'],
    find({ arrival: { found, server } }) {
      if (!found || found.role === 'junk' || found.spamField !== undefined) return undefined;
      return { server, folder: found.folder, afterMs: found.afterMs };
    },
  }),
  defineRule({
    id: 'data.arrival-unverified',
    severity: 'warning',
    stage: 'data',
    actor: actorOfFailure,
    needs: ['arrival'],
    find({ arrival: { failure, server, folders } }) {
      if (!failure) return undefined;
      return { server, kind: failure.kind, message: sample(failure.message), hasBegun: folders.length > 0 };
    },
  }),
] as const;
