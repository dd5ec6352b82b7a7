/** What a look-up that a term asks for came to. */
export type SpfLookup = 'answer' | 'void' | 'failed' | 'macro';

/** A term that makes receivers ask the DNS (RFC 7208 §4.6.4). */
export interface SpfQuestion {
  /** As it stands in the record. */
  readonly text: string;
  readonly name: 'include' | 'redirect' | 'a' | 'mx' | 'ptr' | 'exists';
  readonly lookup: SpfLookup;
  /** Of `a` and `mx`: what they stand for now, at most 64. */
  readonly addresses?: readonly string[];
  /** Of `mx`: how many hosts it names, where these are more than a receiver asks for. */
  readonly hosts?: number;
  /** The record that `include` and `redirect` lead to. */
  readonly node?: SpfNode;
}

/** The SPF record of one domain, and what hangs on it. */
export interface SpfNode {
  readonly domain: string;
  /**
   * `missing` is an answer without an SPF record, `failed` is none; `loop` leads back to a record that asks for this
   * one; `unfollowed` lies beyond what is followed.
   */
  readonly status: 'found' | 'missing' | 'multiple' | 'failed' | 'loop' | 'unfollowed';
  /** The SPF records found, at most 4. */
  readonly records: readonly string[];
  readonly questions: readonly SpfQuestion[];
}

/** RFC 7208 §4.6.4. */
export const SPF_LOOKUPS = 10;
/** Hosts of one `mx`; with more a receiver sees `permerror` (RFC 7208 §4.6.4). */
export const SPF_MX_HOSTS = 10;
/** So many are asked all the same, to write their addresses down. */
export const SPF_MX_ASKED = 32;
/** Addresses that are kept of one term. */
export const SPF_ADDRESSES = 64;
/** RFC 7208 §4.6.4: "SHOULD", and every large receiver does. */
export const SPF_VOIDS = 2;

/** Look-ups that a receiver needs if nothing matches before the end: the number that RFC 7208 §4.6.4 bounds. */
export function countLookups({ questions }: SpfNode): number {
  return questions.reduce((sum, { node }) => sum + 1 + (node ? countLookups(node) : 0), 0);
}

/** Whether all of it was followed: else a count is the least that it can be. */
export function isWhole(node: SpfNode): boolean {
  return [...spfNodes(node)].every(({ status }) => status !== 'unfollowed');
}

/** Look-ups that find nothing. */
export function countVoids({ questions }: SpfNode): number {
  return questions.reduce(
    (sum, { node, lookup }) => sum + (lookup === 'void' ? 1 : 0) + (node ? countVoids(node) : 0),
    0,
  );
}

/** Every node, the root first. */
export function* spfNodes(node: SpfNode): Generator<SpfNode> {
  yield node;
  for (const { node: child } of node.questions) if (child) yield* spfNodes(child);
}
