import type { Actor } from '../../actor.ts';
import type { IdentityEvidence, Listing, SenderAddress } from '../../evidence.ts';
import { isGenericName } from '../../identity/ptr.ts';
import { ptrName } from '../../identity/reverse-name.ts';
import { type ZoneRecord, zoneName } from '../../identity/zone-record.ts';
import { ipVersion } from '../../target.ts';
import { defineRule, type Severity } from '../rule.ts';
import { unanswered } from './unanswered.ts';

const MOST = 6;

/** An address that the user named does send; of one found it is likely only. */
function severityOf({ asked }: { readonly asked: boolean }): Severity {
  return asked ? 'error' : 'warning';
}

function isAsked({ senders }: IdentityEvidence): boolean {
  return senders.some(({ source }) => source === 'asked');
}

/** The name that an address of the domain could have. */
function hostNameFor({ address }: SenderAddress, { mx, domain }: IdentityEvidence): string {
  return mx.hosts.find(({ addresses }) => addresses.includes(address))?.host ?? `mail.${domain}`;
}

function reverseRecord(sender: SenderAddress, identity: IdentityEvidence): ZoneRecord {
  const before = sender.names?.map(zoneName) ?? [];
  return {
    ...{ name: ptrName(sender.address) ?? '', type: 'PTR', value: zoneName(hostNameFor(sender, identity)) },
    ...(before.length > 0 ? { before } : {}),
  };
}

function forwardRecord(name: string, address: string): ZoneRecord {
  return { name, type: ipVersion(address) === 6 ? 'AAAA' : 'A', value: address };
}

/** An address or a name with the lists that have it. */
export interface Listed {
  readonly subject: string;
  readonly listings: readonly Listing[];
}

function listedSenders({ senders }: IdentityEvidence): Listed[] {
  return senders
    .filter(({ listings }) => listings.length > 0)
    .map(({ address, listings }) => ({ subject: address, listings: listings.slice(0, MOST) }))
    .slice(0, MOST);
}

function weightOf({ listed }: { readonly listed: readonly Listed[] }): Severity {
  return listed.some(({ listings }) => listings.some(({ weight }) => weight === 'major'))
    ? 'error'
    : 'warning';
}

/** Who runs the server can stop the spam and ask to be let off; a policy is the provider's own word. */
function delister({ listed }: { readonly listed: readonly Listed[] }): Actor {
  const meanings = listed.flatMap(({ listings }) => listings.flatMap((listing) => listing.meanings));
  return meanings.every((meaning) => meaning === 'policy' || meaning === 'network')
    ? 'your-provider'
    : 'server-admin';
}

/** Questions to the addresses that send, to the lists, and to the rest of what a domain names. */
export const domainSenderRules = [
  defineRule({
    id: 'domain.answers-missing',
    severity: 'error',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity }) {
      const { domain } = identity;
      const failed = unanswered(identity);
      if (failed.length === 0) return undefined;
      const shown = failed.slice(0, MOST).map(({ name, type, status }) => ({ name, type, status }));
      return { domain, count: failed.length, questions: shown };
    },
  }),
  defineRule({
    id: 'domain.ptr-absent',
    severity: severityOf,
    stage: 'domain',
    actor: 'your-provider',
    needs: ['identity'],
    find({ identity }) {
      const nameless = identity.senders.filter(({ names }) => names?.length === 0);
      if (nameless.length === 0) return undefined;
      const publish = nameless.map((sender) => reverseRecord(sender, identity));
      return { addresses: nameless.map(({ address }) => address), asked: isAsked(identity), publish };
    },
  }),
  defineRule({
    id: 'domain.ptr-unconfirmed',
    severity: severityOf,
    stage: 'domain',
    actor: 'server-admin',
    needs: ['identity'],
    find({ identity }) {
      const sender = identity.senders.find(
        ({ names = [], confirmed }) => names.length > 0 && confirmed.length === 0,
      );
      const [name] = sender?.names ?? [];
      if (!sender || name === undefined) return undefined;
      const { address } = sender;
      return { address, name, asked: isAsked(identity), publish: [forwardRecord(name, address)] };
    },
  }),
  defineRule({
    id: 'domain.ptr-generic',
    severity: 'warning',
    stage: 'domain',
    actor: 'your-provider',
    needs: ['identity'],
    find({ identity }) {
      const sender = identity.senders.find(
        ({ address, confirmed }) =>
          confirmed.length > 0 && confirmed.every((name) => isGenericName(name, address)),
      );
      const [name] = sender?.confirmed ?? [];
      if (!sender || name === undefined) return undefined;
      return { address: sender.address, name, publish: [reverseRecord(sender, identity)] };
    },
  }),
  defineRule({
    id: 'domain.helo-unconfirmed',
    severity: 'warning',
    stage: 'domain',
    actor: 'server-admin',
    needs: ['identity'],
    find({ identity: { helo } }) {
      if (helo?.leadsToAddress !== false) return undefined;
      const { name, address } = helo;
      return { name, address, publish: [forwardRecord(name, address)] };
    },
  }),
  defineRule({
    id: 'domain.sender-blocklisted',
    severity: weightOf,
    stage: 'domain',
    actor: delister,
    needs: ['identity'],
    find({ identity }) {
      const listed = listedSenders(identity);
      return listed.length > 0 ? { listed } : undefined;
    },
  }),
  defineRule({
    id: 'domain.name-blocklisted',
    severity: weightOf,
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity: { domain, domainListings } }) {
      if (domainListings.length === 0) return undefined;
      return { listed: [{ subject: domain, listings: domainListings.slice(0, MOST) }] };
    },
  }),
  defineRule({
    id: 'domain.blocklists-silent',
    severity: 'info',
    stage: 'domain',
    actor: 'you',
    needs: ['identity'],
    find({ identity: { silentLists, listsAsked } }) {
      if (silentLists.length === 0) return undefined;
      const of = (reason: string) =>
        silentLists.filter((silent) => silent.reason === reason).map(({ list }) => list);
      const refused = of('refused');
      const others = silentLists.map(({ list }) => list).filter((list) => !refused.includes(list));
      return { asked: listsAsked, refused, others };
    },
  }),
  defineRule({
    id: 'domain.service-host-absent',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['identity'],
    find({ identity: { services, domain } }) {
      const broken = services.find(({ dangling }) => dangling.length > 0);
      const [host] = broken?.dangling ?? [];
      if (!broken || host === undefined) return undefined;
      const port = broken.service.startsWith('_submissions') ? 465 : 587;
      const name = `${broken.service}.${domain}`;
      const before = broken.targets.map((target) => {
        const at = target.lastIndexOf(':');
        return `0 1 ${target.slice(at + 1)} ${zoneName(target.slice(0, at))}`;
      });
      const record: ZoneRecord = { name, type: 'SRV', value: `0 1 ${port} mail.${domain}.`, before };
      return { name, host, publish: [record] };
    },
  }),
] as const;
