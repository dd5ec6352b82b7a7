import type { IdentityEvidence, MxHostEvidence } from '../../evidence.ts';
import { type ZoneRecord, zoneName } from '../../identity/zone-record.ts';
import { isPublicAddress } from '../../net/autoconfig/public-address.ts';
import { ipVersion } from '../../target.ts';
import { defineRule } from '../rule.ts';

const MOST = 6;

/** The MX record that a domain without one may want. */
function ownMx({ domain }: IdentityEvidence, before?: readonly string[]): ZoneRecord {
  return { name: domain, type: 'MX', value: `10 mail.${domain}.`, ...(before && { before }) };
}

function mxValue({ preference = 10, host }: MxHostEvidence): string {
  return `${preference} ${zoneName(host)}`;
}

/** Whether a sender finds a host that it can connect to. */
export function isReachable({ status, addresses, isGiven }: MxHostEvidence): boolean {
  return status === 'found' && (isGiven === true || addresses.some(isPublicAddress));
}

function severityOf({ isOnly }: { readonly isOnly: boolean }): 'error' | 'warning' {
  return isOnly ? 'error' : 'warning';
}

function isWithoutIpv4({ addresses }: MxHostEvidence): boolean {
  return addresses.length > 0 && addresses.every((address) => ipVersion(address) === 6);
}

/** Whether, as far as these hosts go, no mail can come in. */
function leavesNone({ mx }: IdentityEvidence): boolean {
  return !mx.hosts.some(isReachable);
}

/** Questions to a domain's way in, as the DNS has it. */
export const domainMxRules = [
  defineRule({
    id: 'domain.mx-absent',
    severity: ({ fallback }: { fallback: boolean }) => (fallback ? 'warning' : 'error'),
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const { mx, domain } = identity;
      if (mx.nullMx || (mx.hosts.length > 0 && !mx.implicit)) return undefined;
      return { domain, fallback: mx.implicit, publish: [ownMx(identity)] };
    },
  }),
  defineRule({
    id: 'domain.mx-null',
    severity: 'info',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity: { mx, domain } }) {
      return mx.nullMx ? { domain } : undefined;
    },
  }),
  defineRule({
    id: 'domain.mx-null-mixed',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity: { mx, domain } }) {
      return mx.nullBesideReal
        ? { domain, hosts: mx.hosts.map(({ host }) => host).slice(0, MOST) }
        : undefined;
    },
  }),
  defineRule({
    id: 'domain.mx-address',
    severity: severityOf,
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const host = identity.mx.hosts.find(({ status }) => status === 'is-address');
      if (!host) return undefined;
      const { domain } = identity;
      const type = ipVersion(host.host) === 6 ? 'AAAA' : 'A';
      const address: ZoneRecord = { name: `mail.${domain}`, type, value: host.host };
      const publish = [address, ownMx(identity, [mxValue(host)])];
      return { domain, address: host.host, isOnly: leavesNone(identity), publish };
    },
  }),
  defineRule({
    id: 'domain.mx-host-absent',
    severity: severityOf,
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const absent = identity.mx.hosts.filter(({ status }) => status === 'absent');
      if (absent.length === 0) return undefined;
      const before = absent.map(mxValue).slice(0, MOST);
      const isOnly = leavesNone(identity);
      const hosts = absent.map(({ host }) => host).slice(0, MOST);
      return {
        domain: identity.domain,
        hosts,
        isOnly,
        before,
        publish: isOnly ? [ownMx(identity, before)] : [],
      };
    },
  }),
  defineRule({
    id: 'domain.mx-unroutable',
    severity: severityOf,
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const found = identity.mx.hosts.filter(({ status, isGiven }) => status === 'found' && !isGiven);
      const addresses = found.flatMap((host) =>
        host.addresses.map((address) => ({ host: host.host, address })),
      );
      const lost = addresses.filter(({ address }) => !isPublicAddress(address));
      if (lost.length === 0) return undefined;
      return { domain: identity.domain, lost: lost.slice(0, MOST), isOnly: leavesNone(identity) };
    },
  }),
  defineRule({
    id: 'domain.mx-alias',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity: { mx, domain } }) {
      // One that leads nowhere, as in a circle, is no name to publish.
      const host = mx.hosts.find(({ alias, status, preference }) => {
        return alias !== undefined && status === 'found' && preference !== undefined;
      });
      if (host?.alias === undefined) return undefined;
      const { preference = 10, alias } = host;
      const record: ZoneRecord = {
        name: domain,
        type: 'MX',
        value: `${preference} ${zoneName(alias)}`,
        before: [mxValue(host)],
      };
      return { domain, host: host.host, alias, publish: [record] };
    },
  }),
  defineRule({
    id: 'domain.mx-ipv6-only',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity: { mx, domain } }) {
      const found = mx.hosts.filter(({ addresses }) => addresses.length > 0);
      if (found.length === 0 || !found.every(isWithoutIpv4)) return undefined;
      return { domain, hosts: found.map(({ host }) => host).slice(0, MOST) };
    },
  }),
] as const;
