import { SmtpError } from '../../errors.ts';
import type { Evidence, IdentityEvidence, MxEvidence, MxHostEvidence } from '../../evidence.ts';
import { baseDomain } from '../../net/autoconfig/mx-domains.ts';
import { dnssecOf } from '../../net/dnssec.ts';
import { type MxHost, type MxPlan, resolveMx } from '../../net/mx.ts';
import { providerOfMx } from '../../providers/index.ts';
import { Draft, type StageListener } from '../draft.ts';
import { absoluteName, addressesOf } from '../link.ts';
import { type NetworkChoice, startDeadline } from '../plan.ts';
import { QuestionLog } from '../question-log.ts';
import { probeReceiving, type ReceivingPlan } from '../receiving.ts';
import { isAnswered } from '../records.ts';
import { lookUpLists } from './lists.ts';
import { type Inquiry, lookUpBimi, lookUpCaa, lookUpDkim, lookUpDmarc, lookUpServices } from './records.ts';
import { lookUpHelo, lookUpSender, senderCandidates } from './senders.ts';
import { walkSpf } from './spf.ts';

/** What a domain is to be asked about. */
export interface IdentityPlan {
  readonly domain: string;
  /** Addresses that send; empty: those found in the domain's own records. */
  readonly addresses: readonly string[];
  /** DKIM selectors, beside the common ones. */
  readonly selectors: readonly string[];
  /** Its mail servers are to be talked to as well; absent: the DNS alone is asked. */
  readonly receiving?: ReceivingPlan;
  readonly network: NetworkChoice;
  readonly signal: AbortSignal;
  readonly onStage?: StageListener;
}

/**
 * Gathers what a mail domain publishes, what lists say of it, and how its mail servers answer: every question to the DNS once, and all that do not
 * hang on another's answer at the same time.
 *
 * A domain that does not exist, or a resolver that fails, gives evidence without `identity` that says so.
 */
export async function probeIdentity(plan: IdentityPlan): Promise<Evidence> {
  const { domain, network, signal, onStage } = plan;
  const draft = new Draft({ host: domain, role: 'relay', security: 'auto', domain }, onStage);
  const deadline = startDeadline(network.deadlineMs, signal);
  const log = new QuestionLog(network.resolver);
  try {
    const inquiry = { domain, resolver: log, signal: deadline.signal };
    await draft.timed('domain', () => gather(plan, { draft, inquiry, log }));
  } catch (error) {
    if (!(error instanceof SmtpError)) throw error;
    draft.failBy(error, deadline.isOverdue());
  } finally {
    deadline.end();
  }
  return draft.finish();
}

interface Gathering {
  readonly draft: Draft;
  readonly inquiry: Inquiry;
  readonly log: QuestionLog;
}

async function gather(plan: IdentityPlan, { draft, inquiry, log }: Gathering): Promise<void> {
  const { domain, resolver, signal } = inquiry;
  const mxPlan = resolveMx(domain, resolver, signal);
  const mx = mxPlan.then((found) => mxEvidence(found, inquiry));
  const spf = walkSpf(domain, resolver, signal);
  const [planned, tree, dkim, dmarc, others, senders, received] = await Promise.all([
    mxPlan,
    spf,
    lookUpDkim(plan.selectors, inquiry),
    lookUpDmarc(inquiry),
    lookUpOthers(plan, inquiry),
    Promise.all([mx, spf]).then(([hosts, node]) =>
      lookUpSenders(plan, inquiry, { domain, mx: hosts, spf: node }),
    ),
    plan.receiving && probeReceiving(plan.receiving, inquiry, plan.network),
  ]);
  const { answer } = planned;
  if (!isAnswered(answer) || answer.status === 'nxdomain') {
    draft.sections.dns = { addresses: [] };
    draft.sections.mx = answer;
    const message = `the DNS has no answer about "${domain}"`;
    return draft.fail({ stage: 'resolve', kind: 'resolve', code: answer.status.toUpperCase(), message });
  }
  const { tlsPolicy, trials } = received ?? {};
  if (tlsPolicy) draft.sections.tlsPolicy = tlsPolicy;
  draft.sections.identity = {
    ...{ domain, mx: await mx, spf: tree, ...dkim, dmarc, ...others, dnssec: dnssecOf(answer), ...senders },
    ...(trials ? { trials } : {}),
    questions: log.questions,
  };
}

async function mxEvidence(plan: MxPlan, inquiry: Inquiry): Promise<MxEvidence> {
  const { nullMx, nullBesideReal, implicit } = plan;
  const hosts = await Promise.all(plan.hosts.map((host) => hostEvidence(host, inquiry)));
  return { hosts, nullMx, nullBesideReal, implicit };
}

async function hostEvidence(found: MxHost, { resolver, signal }: Inquiry): Promise<MxHostEvidence> {
  const { isAddress, ...rest } = found;
  const host = { ...rest, owner: providerOfMx([found.host])?.id ?? baseDomain(found.host) };
  if (isAddress) return { ...host, status: 'is-address', addresses: [found.host] };
  const answers = await resolver.addresses(absoluteName(found.host), signal);
  const addresses = addressesOf(answers);
  const status = addresses.length > 0 ? 'found' : answers.every(isAnswered) ? 'absent' : 'failed';
  const isGiven = answers.some(({ source }) => source === '--resolve');
  return { ...host, status, addresses, ...(isGiven ? { isGiven } : {}) };
}

type Others = Pick<IdentityEvidence, 'bimi' | 'caa' | 'services' | 'hasAutoconfig'>;

async function lookUpOthers({ receiving, network }: IdentityPlan, inquiry: Inquiry): Promise<Others> {
  const { domain, resolver, signal } = inquiry;
  const { ca } = network.tls;
  const [bimi, caa, services, autoconfig] = await Promise.all([
    lookUpBimi(inquiry, { isFetched: receiving !== undefined, ...(ca ? { ca } : {}) }),
    lookUpCaa(inquiry),
    lookUpServices(inquiry),
    resolver.addresses(absoluteName(`autoconfig.${domain}`), signal),
  ]);
  return { ...(bimi && { bimi }), caa, services, hasAutoconfig: addressesOf(autoconfig).length > 0 };
}

type Senders = Pick<IdentityEvidence, 'senders' | 'helo' | 'domainListings' | 'listsAsked' | 'silentLists'>;

async function lookUpSenders(
  { addresses, network }: IdentityPlan,
  inquiry: Inquiry,
  found: Parameters<typeof senderCandidates>[1],
): Promise<Senders> {
  const candidates = senderCandidates(addresses, found);
  const { clientName } = network;
  const [first] = addresses;
  const [known, lists, helo] = await Promise.all([
    Promise.all(candidates.map((candidate) => lookUpSender(candidate, inquiry, clientName))),
    lookUpLists(
      candidates.map(({ address }) => address),
      inquiry,
    ),
    clientName === undefined || first === undefined ? undefined : lookUpHelo(clientName, first, inquiry),
  ]);
  const listingsOf = (subject: string) => lists.listings.get(subject) ?? [];
  return {
    senders: known.map((sender) => ({ ...sender, listings: listingsOf(sender.address) })),
    ...(helo && { helo }),
    domainListings: listingsOf(inquiry.domain),
    listsAsked: lists.asked,
    silentLists: lists.silent,
  };
}
