import { isPrivateAddress } from '../../trace/address.ts';
import type { Hop } from '../../trace/hops.ts';
import { defineRule } from '../rule.ts';

/** Longer than greylisting's first wait and any ordinary check. */
const LONG_MS = 300_000;
/** Clocks that are kept by NTP differ by less. */
const WRONG_CLOCK_MS = 300_000;
const MOST_HOPS = 5;

/** A clock that is wrong makes its own delays and those after it. */
function isMeasured(hops: readonly Hop[], index: number): boolean {
  return [hops[index], hops[index - 1]].every((hop) => hop?.clockOffsetMs === undefined);
}

/** Questions to the way of a received message. */
export const inspectWayRules = [
  defineRule({
    id: 'domain.hop-delayed',
    severity: 'warning',
    stage: 'domain',
    actor: 'server-admin',
    needs: ['inspection'],
    find({ inspection: { way } }) {
      const { hops, entry } = way;
      const slow = hops.filter(({ delayMs = 0 }, index) => delayMs > LONG_MS && isMeasured(hops, index));
      const [slowest] = slow.toSorted((a, b) => (b.delayMs ?? 0) - (a.delayMs ?? 0));
      if (!slowest) return undefined;
      const index = hops.indexOf(slowest);
      return {
        by: slowest.by,
        // Whoever had it before, and so kept it or could not hand it over.
        before: hops[index - 1]?.by ?? slowest.from?.helo,
        delayMs: slowest.delayMs ?? 0,
        /** Measured from the message's own Date. */
        isFirst: index === 0,
        isEntry: index === entry,
      };
    },
  }),
  defineRule({
    id: 'domain.hop-clock-wrong',
    severity: ({ offsetMs }: { readonly offsetMs: number }) =>
      Math.abs(offsetMs) > WRONG_CLOCK_MS ? 'warning' : 'info',
    stage: 'domain',
    actor: ({ by }: { readonly by: string | undefined }) => (by === undefined ? 'you' : 'server-admin'),
    needs: ['inspection'],
    find({ inspection: { way } }) {
      const index = way.hops.findIndex(({ clockOffsetMs }) => clockOffsetMs !== undefined);
      const hop = way.hops[index];
      if (hop?.clockOffsetMs === undefined) return undefined;
      // Where the first server's time lies before the message's own Date, it is the writer's clock that is fast.
      const isWriters = index === 0 && hop.clockOffsetMs < 0;
      return {
        by: isWriters ? undefined : (hop.by ?? '?'),
        offsetMs: isWriters ? -hop.clockOffsetMs : hop.clockOffsetMs,
      };
    },
  }),
  defineRule({
    id: 'domain.hop-cleartext',
    severity: 'warning',
    stage: 'domain',
    actor: 'server-admin',
    needs: ['inspection'],
    find({ inspection: { way } }) {
      const clear = way.hops.filter(({ protection, from }) => {
        return protection === 'clear' && from?.address !== undefined && !isPrivateAddress(from.address);
      });
      const hops = clear.slice(0, MOST_HOPS).map(({ from, by, protocol }) => {
        return { from: from?.name ?? from?.helo ?? from?.address, by, protocol };
      });
      return hops.length === 0 ? undefined : { hops };
    },
  }),
  defineRule({
    id: 'domain.message-redirected',
    severity: 'info',
    stage: 'domain',
    actor: 'you',
    needs: ['inspection'],
    find({ inspection: { detours } }) {
      const { list, resentBy, forwardedFor, sealedBy, converted } = detours;
      const isDirect = [list, resentBy, converted].every((trace) => trace === undefined);
      if (isDirect && forwardedFor.length + sealedBy.length === 0) return undefined;
      return { list, resentBy, forwardedFor, sealedBy, converted };
    },
  }),
] as const;
