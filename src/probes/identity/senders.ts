import type { HeloEvidence, MxEvidence, SenderAddress } from '../../evidence.ts';
import { ptrName } from '../../identity/reverse-name.ts';
import { parseSpf } from '../../identity/spf.ts';
import type { SpfNode } from '../../identity/spf-tree.ts';
import { isPublicAddress } from '../../net/autoconfig/public-address.ts';
import { mailauthResolver } from '../../smtp/mailauth-resolver.ts';
import { absoluteName, addressesOf } from '../link.ts';
import { isAnswered, isWithin } from '../records.ts';
import type { Inquiry } from './records.ts';

/** An address that is looked at, and why. */
export interface Candidate {
  readonly address: string;
  readonly source: SenderAddress['source'];
}

/** Each costs some thirty questions. */
const SENDERS = 6;
const NAMES = 5;

/**
 * The addresses that may send a domain's mail: those named, else those of MX hosts within the domain and those that
 * its own SPF record names one by one. A provider's are the provider's concern.
 */
export function senderCandidates(
  named: readonly string[],
  { domain, mx, spf }: { readonly domain: string; readonly mx: MxEvidence; readonly spf: SpfNode },
): readonly Candidate[] {
  if (named.length > 0) return named.slice(0, SENDERS).map((address) => ({ address, source: 'asked' }));
  const own = mx.hosts.filter(({ host }) => isWithin(host, domain)).flatMap(({ addresses }) => addresses);
  const found = new Map<string, Candidate['source']>(own.map((address) => [address, 'mx']));
  for (const address of spfAddresses(spf)) if (!found.has(address)) found.set(address, 'spf');
  return [...found]
    .map(([address, source]) => ({ address, source }))
    .filter(({ address }) => isPublicAddress(address))
    .slice(0, SENDERS);
}

/** Single addresses of the record itself; a network is not asked address by address. */
function spfAddresses({ records, questions }: SpfNode): string[] {
  const { terms } = parseSpf(records[0] ?? '');
  const end = terms.findIndex(({ name }) => name === 'all');
  const literal = terms
    .slice(0, end === -1 ? undefined : end)
    .flatMap(({ name, argument = '', qualifier }) => {
      const isSingle = !argument.includes('/') || /^[^:]*\/32$|:.*\/128$/.test(argument);
      const isNetwork = name === 'ip4' || name === 'ip6';
      return isNetwork && isSingle && qualifier === '+' ? [argument.replace(/\/\d+$/, '').toLowerCase()] : [];
    });
  const named = questions.flatMap(({ name, addresses = [] }) => (name === 'a' ? addresses : []));
  return [...literal, ...named];
}

/** Asks for the names of an address, whether they lead back to it, and what SPF says of it. */
export async function lookUpSender(
  { address, source }: Candidate,
  inquiry: Inquiry,
  helo: string | undefined,
): Promise<Omit<SenderAddress, 'listings'>> {
  const [names, spf] = await Promise.all([namesOf(address, inquiry), spfResult(address, inquiry, helo)]);
  const pairs = await Promise.all(
    (names ?? []).map(async (name) => ({ name, leads: await leadsTo(name, address, inquiry) })),
  );
  const confirmed = pairs.filter(({ leads }) => leads === true).map(({ name }) => name);
  return { address, source, ...(names && { names }), confirmed, spf };
}

async function namesOf(
  address: string,
  { resolver, signal }: Inquiry,
): Promise<readonly string[] | undefined> {
  const answer = await resolver.query(ptrName(address) ?? '', 'PTR', signal);
  if (!isAnswered(answer)) return undefined;
  const targets = answer.records.flatMap((record) => (record.type === 'PTR' ? [record.target] : []));
  return targets.slice(0, NAMES).map((target) => target.replace(/\.$/, '').toLowerCase());
}

async function leadsTo(
  name: string,
  address: string,
  { resolver, signal }: Inquiry,
): Promise<boolean | undefined> {
  const answers = await resolver.addresses(absoluteName(name), signal);
  if (addressesOf(answers).some((found) => ptrName(found) === ptrName(address))) return true;
  return answers.every(isAnswered) ? false : undefined;
}

async function spfResult(address: string, { domain, resolver, signal }: Inquiry, helo: string | undefined) {
  const { spf } = await import('../../smtp/mailauth.ts');
  const sender = `postmaster@${domain}`;
  const question = { sender, ip: address, helo: helo ?? domain, mta: 'smtp-doctor' };
  const { status } = await spf({ ...question, resolver: mailauthResolver(resolver, signal) });
  return { result: status.result, ...(status.comment ? { comment: status.comment.slice(0, 300) } : {}) };
}

/** Asks whether the name given in EHLO leads to the address that sends (RFC 5321 §4.1.4). */
export async function lookUpHelo(name: string, address: string, inquiry: Inquiry): Promise<HeloEvidence> {
  const leadsToAddress = await leadsTo(name, address, inquiry);
  return { name, address, ...(leadsToAddress === undefined ? {} : { leadsToAddress }) };
}
