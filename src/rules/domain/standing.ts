import type { IdentityEvidence } from '../../evidence.ts';
import { parseDkimKey } from '../../identity/dkim-key.ts';
import { parseSpf } from '../../identity/spf.ts';
import { countLookups, countVoids, SPF_LOOKUPS, SPF_VOIDS, spfNodes } from '../../identity/spf-tree.ts';
import { dmarcOf } from './mend.ts';
import { isReachable } from './mx.ts';

/** The three questions that a domain's records answer, in short. */
export interface DomainStanding {
  /**
   * `declined`: it says that it takes no mail; `fallback`: by its own address, for want of an MX; `unknown`, here as
   * below: the DNS did not answer.
   */
  readonly receives: 'yes' | 'partly' | 'fallback' | 'no' | 'declined' | 'unknown';
  /** Which proofs its mail can have. */
  readonly proofs: 'spf-and-dkim' | 'spf' | 'dkim' | 'none' | 'unknown';
  /** What becomes of mail that forges the domain where DMARC is honoured. */
  readonly forgeries: 'rejected' | 'quarantined' | 'delivered' | 'delivered-unwatched' | 'unknown';
}

/** Answers them from the records alone. */
export function standingOf(identity: IdentityEvidence): DomainStanding {
  return { receives: receives(identity), proofs: proofs(identity), forgeries: forgeries(identity) };
}

function proofs(identity: IdentityEvidence): DomainStanding['proofs'] {
  if (isSpfUnanswered(identity)) return 'unknown';
  const [spf, dkim] = [isSpfUsable(identity), hasDkimKey(identity)];
  if (spf && dkim) return 'spf-and-dkim';
  return spf ? 'spf' : dkim ? 'dkim' : 'none';
}

function isSpfUnanswered({ spf }: IdentityEvidence): boolean {
  return [...spfNodes(spf)].some(({ status }) => status === 'failed');
}

function receives({ mx }: IdentityEvidence): DomainStanding['receives'] {
  if (mx.nullMx) return 'declined';
  const reachable = mx.hosts.filter(isReachable);
  if (reachable.length === 0) return mx.hosts.some(({ status }) => status === 'failed') ? 'unknown' : 'no';
  if (mx.implicit) return 'fallback';
  return reachable.length < mx.hosts.length ? 'partly' : 'yes';
}

/** Without a mistake for which receivers give the record up. */
function isSpfUsable({ spf }: IdentityEvidence): boolean {
  const nodes = [...spfNodes(spf)];
  const isFollowed = nodes.every(({ status, questions }) => {
    const isCrowded = questions.some(({ hosts }) => hosts !== undefined);
    return (status === 'found' || status === 'unfollowed') && !isCrowded;
  });
  const isRead = nodes.every(({ records: [text = ''] }) => parseSpf(text).faults.length === 0);
  return isFollowed && isRead && countLookups(spf) <= SPF_LOOKUPS && countVoids(spf) <= SPF_VOIDS;
}

function hasDkimKey({ dkim }: IdentityEvidence): boolean {
  return dkim.some(({ keys: [text, ...others] }) => {
    if (text === undefined || others.length > 0) return false;
    const key = parseDkimKey(text);
    return !key.isRevoked && !key.isTesting && key.faults.length === 0;
  });
}

const WEAKER = { reject: 'quarantined', quarantine: 'delivered', none: 'delivered' } as const;
const FULL = { reject: 'rejected', quarantine: 'quarantined', none: 'delivered' } as const;

function forgeries(identity: IdentityEvidence): DomainStanding['forgeries'] {
  const { policy, applied } = dmarcOf(identity);
  if (!policy || applied === undefined) {
    return identity.dmarc.walk.every(({ isAnswered }) => isAnswered) ? 'delivered-unwatched' : 'unknown';
  }
  return (policy.record.isTesting ? WEAKER : FULL)[applied];
}
