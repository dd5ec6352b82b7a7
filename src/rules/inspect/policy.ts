import type { ComparedResult, InspectionEvidence } from '../../evidence.ts';
import { defineRule } from '../rule.ts';

/** Whether somebody who is neither sender nor receiver has passed the message on. */
function isPassedOn({ detours }: InspectionEvidence): boolean {
  const { list, resentBy, forwardedFor, sealedBy } = detours;
  return list !== undefined || resentBy !== undefined || forwardedFor.length > 0 || sealedBy.length > 0;
}

/** Good for one and not for the other; kinds of failure are named too differently to compare. */
function isDifferent({ theirs, ours }: ComparedResult): boolean {
  return ours !== undefined && (theirs === 'pass') !== (ours === 'pass');
}

const MOST_DIFFERENCES = 10;

/** Questions to what SPF, DMARC and ARC say of a received message. */
export const inspectPolicyRules = [
  defineRule({
    id: 'domain.from-unusable',
    severity: ({ kind }: { readonly kind: string }) => (kind === 'several-fields' ? 'error' : 'warning'),
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['inspection'],
    find({ inspection: { message, dmarc } }) {
      const [from, ...others] = message.from;
      if (from === undefined) return { kind: 'absent', from: [] } as const;
      if (others.length > 0) return { kind: 'several-fields', from: message.from } as const;
      const isOne = dmarc !== undefined || /^[^@]*@[^@]*$/.test(from);
      return isOne ? undefined : ({ kind: 'several-authors', from: [from] } as const);
    },
  }),
  defineRule({
    id: 'domain.spf-client-refused',
    severity: (
      { result, isPassedOn: isExpected }: { readonly result: string; readonly isPassedOn: boolean },
      evidence,
    ) => {
      if (evidence.inspection?.dmarc?.result === 'pass' || isExpected) return 'info';
      return result === 'fail' ? 'error' : 'warning';
    },
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['inspection'],
    find({ inspection }) {
      const { spf, client } = inspection;
      if (spf?.result !== 'fail' && spf?.result !== 'softfail') return undefined;
      const { result, domain } = spf;
      return {
        ...{ result, domain, ip: client.ip?.value, ipSource: client.ip?.source },
        isPassedOn: isPassedOn(inspection),
      };
    },
  }),
  defineRule({
    id: 'domain.spf-unevaluated',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['inspection'],
    find({ inspection: { spf } }) {
      if (spf?.result !== 'permerror' && spf?.result !== 'temperror') return undefined;
      const { result, domain, comment } = spf;
      return { result, domain, comment };
    },
  }),
  defineRule({
    id: 'domain.dmarc-failed',
    severity: ({ policy }: { readonly policy: string | undefined }) =>
      policy === 'reject' || policy === 'quarantine' ? 'error' : 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['inspection'],
    find({ inspection }) {
      const { dmarc, spf, signatures } = inspection;
      if (dmarc?.result !== 'fail') return undefined;
      const signed = signatures.filter(({ fault }) => fault === undefined).map(({ domain }) => domain);
      return {
        ...{ domain: dmarc.domain, policy: dmarc.policy, isPassedOn: isPassedOn(inspection) },
        // Passed, but for a domain that is not the one in From.
        spfDomain: spf?.result === 'pass' ? spf.domain : undefined,
        signedBy: [...new Set(signed)],
      };
    },
  }),
  defineRule({
    id: 'domain.arc-broken',
    severity: 'info',
    stage: 'domain',
    actor: 'server-admin',
    needs: ['inspection'],
    find({ inspection: { arc, detours } }) {
      if (!arc || arc.result === 'pass') return undefined;
      return { comment: arc.comment, sealedBy: detours.sealedBy };
    },
  }),
  defineRule({
    id: 'domain.results-differ',
    severity: 'info',
    stage: 'domain',
    actor: 'you',
    needs: ['inspection'],
    find({ inspection: { compared, receiver } }) {
      const differences = compared.filter(isDifferent).slice(0, MOST_DIFFERENCES);
      return differences.length === 0 ? undefined : { server: receiver?.server, differences };
    },
  }),
] as const;
