import { isSpf, parseSpf, type SpfTerm } from '../../identity/spf.ts';
import {
  SPF_ADDRESSES,
  SPF_MX_ASKED,
  SPF_MX_HOSTS,
  type SpfLookup,
  type SpfNode,
  type SpfQuestion,
} from '../../identity/spf-tree.ts';
import type { DnsAnswer, DnsStatus, Resolver } from '../../net/resolver.ts';
import { absoluteName, addressesOf } from '../link.ts';
import { textsOf } from '../records.ts';

/** Far beyond what a receiver follows; a tree that goes on is there to make us ask. */
const NODES = 60;
const DEPTH = 12;
const RECORDS = 4;
const QUESTIONS = 40;

interface Walk {
  readonly resolver: Resolver;
  readonly signal: AbortSignal | undefined;
  nodesLeft: number;
}

/**
 * Reads a domain's SPF record and everything that it includes, as a tree, asking all of one level at the same time.
 *
 * What a receiver would not ask is not asked: terms behind `all`, and a `redirect` beside it.
 */
export async function walkSpf(domain: string, resolver: Resolver, signal?: AbortSignal): Promise<SpfNode> {
  return (await readNode(domain, [], { resolver, signal, nodesLeft: NODES })).node;
}

interface Read {
  readonly node: SpfNode;
  readonly lookup: SpfLookup;
}

async function readNode(domain: string, path: readonly string[], walk: Walk): Promise<Read> {
  const bare = { domain, records: [], questions: [] };
  if (path.includes(domain)) return { node: { ...bare, status: 'loop' }, lookup: 'answer' };
  walk.nodesLeft -= 1;
  if (walk.nodesLeft < 0 || path.length > DEPTH) {
    return { node: { ...bare, status: 'unfollowed' }, lookup: 'answer' };
  }
  const answer = await walk.resolver.query(domain, 'TXT', walk.signal);
  const lookup = lookupOf([answer]);
  if (lookup === 'failed') return { node: { ...bare, status: 'failed' }, lookup };
  const records = textsOf(answer).filter(isSpf).slice(0, RECORDS);
  const [record] = records;
  if (record === undefined) return { node: { ...bare, status: 'missing' }, lookup };
  if (records.length > 1) return { node: { ...bare, records, status: 'multiple' }, lookup };
  const terms = askedTerms(parseSpf(record).terms).slice(0, QUESTIONS);
  const questions = await Promise.all(terms.map((term) => ask(term, domain, [...path, domain], walk)));
  return { node: { domain, status: 'found', records, questions }, lookup };
}

type AskedTerm = SpfTerm & { readonly name: SpfQuestion['name'] };

function isAsked(term: SpfTerm): term is AskedTerm {
  return ['include', 'redirect', 'a', 'mx', 'ptr', 'exists'].includes(term.name);
}

function askedTerms(terms: readonly SpfTerm[]): AskedTerm[] {
  const end = terms.findIndex(({ name }) => name === 'all');
  const reached = end === -1 ? terms : terms.slice(0, end).filter(({ name }) => name !== 'redirect');
  return reached.filter(isAsked);
}

async function ask(
  term: AskedTerm,
  domain: string,
  path: readonly string[],
  walk: Walk,
): Promise<SpfQuestion> {
  const { text, name, isMacro } = term;
  if (isMacro) return { text, name, lookup: 'macro' };
  const target = (term.argument ?? domain).replace(/\.$/, '').toLowerCase();
  if (name === 'include' || name === 'redirect')
    return { text, name, ...(await readNode(target, path, walk)) };
  if (name === 'ptr') return { text, name, lookup: 'answer' };
  if (name === 'mx') return { text, name, ...(await askMx(target, walk)) };
  const answers = await walk.resolver.addresses(absoluteName(target), walk.signal);
  const addresses = name === 'exists' ? {} : { addresses: addressesOf(answers).slice(0, SPF_ADDRESSES) };
  return { text, name, lookup: lookupOf(answers), ...addresses };
}

async function askMx(
  domain: string,
  { resolver, signal }: Walk,
): Promise<Pick<SpfQuestion, 'lookup' | 'addresses' | 'hosts'>> {
  const answer = await resolver.query(domain, 'MX', signal);
  const named = answer.records.flatMap((record) => (record.type === 'MX' ? [record.exchange] : []));
  const hosts = named.filter((host) => host !== '' && host !== '.');
  const asked = hosts.slice(0, SPF_MX_ASKED);
  const found = await Promise.all(asked.map((host) => resolver.addresses(absoluteName(host), signal)));
  const answers = [answer, ...found.flat()];
  return {
    lookup: lookupOf(answers),
    addresses: addressesOf(answers).slice(0, SPF_ADDRESSES),
    ...(hosts.length > SPF_MX_HOSTS ? { hosts: hosts.length } : {}),
  };
}

const VOID: readonly DnsStatus[] = ['no-data', 'nxdomain'];

/** A void look-up is an answer without records (RFC 7208 §4.6.4); both families count as one. */
function lookupOf(answers: readonly DnsAnswer[]): SpfLookup {
  if (answers.some(({ status }) => status === 'answer')) return 'answer';
  return answers.every(({ status }) => VOID.includes(status)) ? 'void' : 'failed';
}
