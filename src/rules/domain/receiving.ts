import type { Actor } from '../../actor.ts';
import type { IdentityEvidence, MailRoute, MxHostEvidence, RecipientTrial } from '../../evidence.ts';
import { ipVersion } from '../../target.ts';
import { defineRule, type Severity } from '../rule.ts';
import { sampleLines } from '../sample.ts';
import { routeFacts } from '../tls/policy-outcomes.ts';

const MOST = 6;

/** A server that could not be talked to, and the stage at which it ended. */
export interface Unreached extends Pick<MailRoute, 'host' | 'address'> {
  readonly stage: NonNullable<MailRoute['failure']>['stage'] | undefined;
}

/** The hosts that mail goes to first. */
function firstHosts({ mx }: IdentityEvidence): readonly MxHostEvidence[] {
  return mx.hosts.filter(({ preference }) => preference === mx.hosts[0]?.preference);
}

/** Where all are silent it is the way from here, more often than not. */
function severityOfSilence({ isAll }: { readonly isAll: boolean }): Severity {
  return isAll ? 'info' : 'warning';
}

function actorOfSilence({ isAll }: { readonly isAll: boolean }): Actor {
  return isAll ? 'your-network' : 'server-admin';
}

/** This computer has no IPv6, which is no fault of theirs. */
function hasNoWay({ address = '', failure }: MailRoute): boolean {
  return ipVersion(address) === 6 && failure?.kind === 'unreachable';
}

function refusedFor({ purpose, answered, reply }: RecipientTrial): boolean {
  return purpose === 'role' && answered === 'rcpt' && reply.code >= 500;
}

function facts({ host, recipient, reply }: RecipientTrial) {
  return { host, recipient, code: reply.code, lines: sampleLines(reply.lines) };
}

/** Questions to a domain's mail servers themselves. */
export const domainReceivingRules = [
  defineRule({
    id: 'domain.mx-backup-foreign',
    severity: 'info',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const owners = firstHosts(identity).map(({ owner }) => owner);
      const foreign = identity.mx.hosts.filter(({ owner }) => !owners.includes(owner));
      if (identity.mx.implicit || foreign.length === 0) return undefined;
      return { domain: identity.domain, hosts: foreign.map(({ host }) => host).slice(0, MOST) };
    },
  }),
  defineRule({
    id: 'domain.mx-unreached',
    severity: severityOfSilence,
    stage: 'domain',
    actor: actorOfSilence,
    needs: ['identity', 'tlsPolicy'],
    find({ identity: { domain }, tlsPolicy }) {
      const { routes } = tlsPolicy;
      const addressed = routes.filter((route) => route.address !== undefined && !hasNoWay(route));
      const silent = addressed.filter((route) => routeFacts(route, tlsPolicy).contact !== 'reached');
      if (silent.length === 0) return undefined;
      const hosts = silent.slice(0, MOST).map(
        ({ host, address, failure }): Unreached => ({
          host,
          ...(address && { address }),
          stage: failure?.stage,
        }),
      );
      return { domain, hosts, isAll: silent.length === addressed.length };
    },
  }),
  defineRule({
    id: 'domain.role-address-refused',
    severity: 'warning',
    stage: 'domain',
    actor: 'server-admin',
    needs: ['identity'],
    find({ identity: { domain, trials = [] } }) {
      const refused = trials.filter(refusedFor).slice(0, MOST).map(facts);
      return refused.length > 0 ? { domain, refused } : undefined;
    },
  }),
  defineRule({
    id: 'domain.relay-open',
    severity: 'error',
    stage: 'domain',
    actor: 'server-admin',
    needs: ['identity'],
    find({ identity: { domain, trials = [] } }) {
      const open = trials.filter(
        ({ purpose, answered, reply }) => purpose === 'relay' && answered === 'rcpt' && reply.code < 300,
      );
      return open.length > 0 ? { domain, open: open.slice(0, MOST).map(facts) } : undefined;
    },
  }),
] as const;
