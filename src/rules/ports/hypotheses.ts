import type { Actor } from '../../actor.ts';
import type { Endpoint, Evidence } from '../../evidence.ts';
import { ipVersion } from '../../target.ts';
import { interceptorsOf } from '../interception.ts';
import {
  controlOutcome,
  isAnsweredTooSoon,
  isForbidden,
  openBeside25,
  outcomeOfPort,
  portsOf,
  speaksSmtp,
} from './outcomes.ts';

/** Why a port, or all of them, cannot be reached. */
export type BlockCause =
  | 'network-blocks-25'
  | 'server-blocks-you'
  | 'server-down'
  | 'wrong-address'
  | 'local-antivirus';

/** One observation that speaks for a cause or against it. */
export type BlockSign =
  | '25-silent'
  | '25-turned-away'
  | 'others-open'
  | 'all-silent'
  | 'all-refused'
  | 'all-reset'
  | 'control-open'
  | 'control-silent'
  | 'control-turned-away'
  | 'both-families-silent'
  | 'one-family-open'
  | 'answer-too-soon'
  | 'forbidden-here'
  | 'shield-seen'
  | 'smtp-elsewhere'
  | 'other-service';

/** What would settle whether a cause is the true one. */
export type Settlement =
  | 'ask-control'
  | 'other-network'
  | 'ask-server-admin'
  | 'look-at-server'
  | 'check-name'
  | 'switch-off-shield';

/** One possible cause with the evidence on both sides. */
export interface Hypothesis {
  readonly cause: BlockCause;
  readonly for: readonly BlockSign[];
  readonly against: readonly BlockSign[];
  readonly settledBy: Settlement;
}

type Weights = Readonly<Partial<Record<BlockSign, number>>>;

/** How much each sign counts for a cause, or, below zero, against it. */
const WEIGHTS: Readonly<Record<BlockCause, Weights>> = {
  'network-blocks-25': {
    '25-silent': 3,
    'others-open': 2,
    'control-silent': 4,
    'control-open': -9,
    // A provider that rejects does so for every server alike.
    'control-turned-away': 6,
    'all-silent': -2,
    'both-families-silent': 1,
    'one-family-open': -2,
    '25-turned-away': -2,
    'all-refused': -1,
  },
  'server-blocks-you': {
    '25-silent': 1,
    'all-silent': 1,
    'control-open': 4,
    'control-silent': -3,
    'control-turned-away': -3,
    'others-open': 1,
    'all-refused': 1,
    'all-reset': 3,
    'one-family-open': 1,
    '25-turned-away': 2,
    'answer-too-soon': -4,
    'forbidden-here': -4,
  },
  'server-down': {
    'all-silent': 3,
    'all-refused': 6,
    'all-reset': 1,
    'others-open': -9,
    'one-family-open': -3,
    'control-silent': -2,
    'control-turned-away': -3,
    '25-turned-away': 1,
    '25-silent': 1,
  },
  'wrong-address': {
    'all-refused': 3,
    'all-silent': 2,
    'other-service': 2,
    'smtp-elsewhere': -9,
    'control-silent': -2,
    'control-turned-away': -3,
  },
  'local-antivirus': {
    '25-turned-away': 1,
    'answer-too-soon': 5,
    'forbidden-here': 8,
    'shield-seen': 5,
    'all-reset': 1,
    'control-turned-away': 1,
    '25-silent': -3,
    'all-silent': -2,
    'control-open': -4,
  },
};

/** Who must act, by the cause that the evidence favours. */
export const ACTOR_OF_CAUSE: Readonly<Record<BlockCause, Actor>> = {
  'network-blocks-25': 'your-network',
  'server-blocks-you': 'server-admin',
  'server-down': 'server-admin',
  'wrong-address': 'you',
  'local-antivirus': 'you',
};

/**
 * Every cause with what speaks for and against it, the likeliest first.
 *
 * Empty when nothing that was seen favours one; port 25 is the network's only when it was asked for.
 */
export function rankHypotheses(evidence: Evidence): Hypothesis[] {
  const signs = signsOf(evidence);
  const isControlled = controlOutcome(evidence) !== undefined;
  // Object.keys forgets the literal types that the table has.
  const causes = Object.keys(WEIGHTS) as BlockCause[];
  const is25Asked = outcomeOfPort(evidence.endpoints ?? [], 25) !== undefined;
  const ranked = causes
    .filter((cause) => is25Asked || cause !== 'network-blocks-25')
    .map((cause) => ({ cause, score: scoreOf(cause, signs) }))
    .sort((a, b) => b.score - a.score);
  if (!ranked.some(({ score }) => score > 0)) return [];
  return ranked.map(({ cause }) => ({
    cause,
    for: signs.filter((sign) => weightOf(cause, sign) > 0),
    against: signs.filter((sign) => weightOf(cause, sign) < 0),
    settledBy: settlementOf(cause, isControlled),
  }));
}

function weightOf(cause: BlockCause, sign: BlockSign): number {
  return WEIGHTS[cause][sign] ?? 0;
}

function scoreOf(cause: BlockCause, signs: readonly BlockSign[]): number {
  return signs.reduce((sum, sign) => sum + weightOf(cause, sign), 0);
}

function settlementOf(cause: BlockCause, isControlled: boolean): Settlement {
  if (cause === 'network-blocks-25') return isControlled ? 'other-network' : 'ask-control';
  if (cause === 'server-blocks-you') return isControlled ? 'ask-server-admin' : 'other-network';
  if (cause === 'server-down') return 'look-at-server';
  return cause === 'wrong-address' ? 'check-name' : 'switch-off-shield';
}

/** Everything that was seen and bears on the question, in a fixed order. */
function signsOf(evidence: Evidence): BlockSign[] {
  const { endpoints = [] } = evidence;
  const at25 = endpoints.filter(({ port }) => port === 25);
  const outcome25 = outcomeOfPort(endpoints, 25);
  const control = controlOutcome(evidence);
  const outcomes = portsOf(endpoints).map((port) => outcomeOfPort(endpoints, port));
  const areAll = (outcome: Endpoint['outcome']) => outcomes.every((one) => one === outcome);
  // That sign has a name of its own.
  const isOnly25 = outcomes.length === 1 && outcome25 !== undefined;
  const isTurnedAway = outcome25 !== undefined && outcome25 !== 'open' && outcome25 !== 'timeout';
  const seen: Readonly<Record<BlockSign, boolean>> = {
    '25-silent': outcome25 === 'timeout',
    '25-turned-away': isTurnedAway && !areAll('refused'),
    'others-open': openBeside25(endpoints).length > 0,
    'all-silent': areAll('timeout') && !isOnly25,
    'all-refused': areAll('refused'),
    'all-reset': areAll('reset'),
    'control-open': control === 'open',
    'control-silent': control === 'timeout',
    'control-turned-away': control === 'refused' || control === 'reset' || control === 'unreachable',
    'both-families-silent': areBothFamilies(at25, 'timeout'),
    'one-family-open': isOneFamilyOpen(at25),
    'answer-too-soon': at25.some(
      (endpoint) => endpoint.outcome !== 'open' && isAnsweredTooSoon(endpoint, endpoints),
    ),
    'forbidden-here': at25.some(isForbidden) && !endpoints.every(isForbidden),
    'shield-seen': interceptorsOf(endpoints).some(({ isLocal }) => isLocal),
    'smtp-elsewhere': endpoints.some(speaksSmtp),
    'other-service': endpoints.some(({ scan }) => scan?.speaks === 'other'),
  };
  // As above; the table is complete, so the keys are all there are.
  return (Object.keys(seen) as BlockSign[]).filter((sign) => seen[sign]);
}

function families(endpoints: readonly Endpoint[]): Set<number> {
  return new Set(endpoints.map(({ address = '' }) => ipVersion(address)).filter((version) => version !== 0));
}

function areBothFamilies(endpoints: readonly Endpoint[], outcome: Endpoint['outcome']): boolean {
  return families(endpoints).size === 2 && endpoints.every((endpoint) => endpoint.outcome === outcome);
}

function isOneFamilyOpen(endpoints: readonly Endpoint[]): boolean {
  const open = endpoints.filter(({ outcome }) => outcome === 'open');
  return families(endpoints).size === 2 && families(open).size === 1;
}
