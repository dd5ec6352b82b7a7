import type { ProtocolScan } from '../../evidence.ts';
import { groupName } from '../../tls/groups.ts';
import { signatureSchemeName } from '../../tls/signature-schemes.ts';
import { suiteOf } from '../../tls/suites.ts';
import type { Asker, HelloReply } from './asker.ts';
import { type AskOffers, Dimension, exhaust } from './dimension.ts';
import { MODERN_GROUPS, MODERN_SUITES, schemesOf } from './offers.ts';

type Accepted = Extract<HelloReply, { kind: 'accepted' }>;

/**
 * Finds the suites and groups of TLS 1.3, both with the same connections: a hello without a key share makes the
 * server name the group it wants in a HelloRetryRequest, beside the suite.
 *
 * @param first  What the server chose of all, in our order.
 */
export async function scanModern(asker: Asker, first: Accepted): Promise<ProtocolScan> {
  const suites = new Dimension(MODERN_SUITES);
  const groups = new Dimension(MODERN_GROUPS);
  const ask: AskOffers = async ([suiteOffer = [], groupOffer = []]) =>
    choiceOf(await asker.ask(modernHello(suiteOffer, groupOffer)));
  const last = await ask([suites.all.toReversed(), groups.all.toReversed()]);
  if (Array.isArray(last)) {
    suites.preference = last[0] === first.suite ? 'server' : 'client';
    groups.preference = last[1] === first.group ? 'server' : 'client';
    for (const choice of [[first.suite, first.group], last]) {
      suites.note(choice[0]);
      groups.note(choice[1]);
    }
    await exhaust([suites, groups], ask);
  } else {
    suites.note(first.suite);
    groups.note(first.group);
  }
  return {
    protocol: 'TLSv1.3',
    state: 'accepted',
    suites: suites.toEnumerated(suiteName),
    groups: groups.toEnumerated(groupName),
  };
}

function modernHello(suites: readonly number[], groups: readonly number[], schemes = schemesOf()) {
  return { versions: ['TLSv1.3'], suites, groups, signatureSchemes: schemes } as const;
}

function choiceOf(reply: HelloReply) {
  if (reply.kind === 'accepted') return [reply.suite, reply.group];
  return reply.kind;
}

/** The name of a suite that stands in our table. */
export function suiteName(id: number): string {
  return suiteOf(id)?.name ?? `0x${id.toString(16).padStart(4, '0')}`;
}

/** Kinds of key, each with the schemes that servers sign with in TLS 1.3 (RFC 8446 §4.2.3). */
const KINDS = [
  schemesOf('ECDSA').slice(0, 3),
  schemesOf('EdDSA'),
  schemesOf('RSA').slice(0, 3),
  schemesOf('RSA-PSS'),
] as const;

/**
 * Finds the signature schemes of TLS 1.3, where the signature itself is encrypted: by which schemes alone the server
 * goes on to its ServerHello. A key share has to be sent, though nobody has its key.
 */
export async function scanModernSchemes(
  asker: Asker,
  scan: ProtocolScan,
  share: number,
): Promise<ProtocolScan> {
  const names: string[] = [];
  let isComplete = true;
  for (const kind of KINDS) {
    for (const schemes of [kind, ...kind.map((scheme) => [scheme])]) {
      const reply = await asker.ask({ ...modernHello(MODERN_SUITES, [share], schemes), keyShares: [share] });
      if (reply.kind === 'unknown') isComplete = false;
      if (reply.kind !== 'accepted' && schemes === kind) break;
      if (reply.kind === 'accepted' && schemes !== kind) names.push(...schemes.map(signatureSchemeName));
    }
  }
  return { ...scan, signatureSchemes: { names, isComplete } };
}
