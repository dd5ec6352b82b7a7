import type { AskedQuestion, IdentityEvidence } from '../../evidence.ts';
import { parseSpf } from '../../identity/spf.ts';
import { spfNodes } from '../../identity/spf-tree.ts';

const UNANSWERED = ['servfail', 'refused', 'timeout', 'malformed'];

/** Questions without a usable answer that receivers ask too: of the domain, and of what its mail hangs on. */
export function unanswered(identity: IdentityEvidence): AskedQuestion[] {
  const { domain, questions } = identity;
  const relied = namesRelied(identity);
  const isAsked = (name: string): boolean =>
    name === domain || name.endsWith(`.${domain}`) || relied.has(name);
  return questions.filter(({ name, status }) => UNANSWERED.includes(status) && isAsked(name));
}

/** Names of others on which the domain's mail hangs: its mail servers, and what its SPF record asks for. */
function namesRelied({ mx, spf }: IdentityEvidence): ReadonlySet<string> {
  const nodes = [...spfNodes(spf)];
  const targets = nodes.flatMap(({ questions }) =>
    questions.flatMap(({ text }) => parseSpf(`v=spf1 ${text}`).terms.map(({ argument = '' }) => argument)),
  );
  const names = [...mx.hosts.map(({ host }) => host), ...nodes.map(({ domain }) => domain), ...targets];
  return new Set(names.map((name) => name.toLowerCase()));
}
