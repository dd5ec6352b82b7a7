import type { Enumerated, ProtocolScan } from '../../evidence.ts';
import { groupName } from '../../tls/groups.ts';
import type { TlsProtocol } from '../../tls/protocols.ts';
import { signatureSchemeName } from '../../tls/signature-schemes.ts';
import { suiteOf } from '../../tls/suites.ts';
import type { Asker, HelloReply } from './asker.ts';
import { type Choice, Dimension, exhaust } from './dimension.ts';
import { suiteName } from './modern.ts';
import {
  CURVES,
  combinations,
  EARLY_SUITES,
  LEGACY_SUITES,
  novelties,
  schemesOf,
  usesCurve,
} from './offers.ts';

/** So many connections before the end, only what tells something new is asked for. */
const LEAN = 10;

/** The server did not say that it refuses: it broke off, or has a fault of its own. */
function isFailure(reply: HelloReply): boolean {
  return reply.kind === 'refused' && (reply.alert === undefined || reply.alert === INTERNAL_ERROR);
}

const INTERNAL_ERROR = 80;

/** A version that a hello may name as its newest by the old way. */
export type LegacyProtocol = Exclude<TlsProtocol, 'TLSv1.3' | 'SSLv2'>;

type Accepted = Extract<HelloReply, { kind: 'accepted' }>;

/** The suites that a version may have, in our order. */
export function suitesFor(protocol: TlsProtocol): readonly number[] {
  return protocol === 'TLSv1.2' ? LEGACY_SUITES : EARLY_SUITES;
}

/** A hello of TLS 1.2 or before with all curves and schemes. */
export function legacyHello(protocol: LegacyProtocol, suites: readonly number[]) {
  return { versions: [protocol], suites, groups: CURVES, signatureSchemes: schemesOf() } as const;
}

/** The four lists that a hello of TLS 1.2 is made of. */
class LegacyScan {
  readonly suites: Dimension;
  readonly groups = new Dimension(CURVES);
  readonly rsaSchemes = new Dimension(schemesOf('RSA', 'RSA-PSS'));
  readonly otherSchemes = new Dimension(schemesOf('ECDSA', 'EdDSA', 'DSS'));
  readonly #asker: Asker;
  readonly #protocol: LegacyProtocol;
  readonly #reserve: number;
  readonly #broken = new Set<number>();

  constructor(asker: Asker, protocol: LegacyProtocol, reserve: number) {
    this.#asker = asker;
    this.#protocol = protocol;
    this.#reserve = reserve;
    this.suites = new Dimension(suitesFor(protocol), (left, { found }) => this.#arrange(left, found));
  }

  /**
   * What tells something new first: where the server follows our order, all that is left once it takes a suite of
   * known parts is made of known parts. Where it has its own, the same is asked for by itself when connections run out.
   */
  #arrange(left: readonly number[], found: readonly number[]): readonly number[] {
    const isOurs = this.suites.preference === 'client';
    if (!isOurs && this.#asker.pace.left > this.#reserve + LEAN) return left;
    const fresh = novelties(left, found);
    return isOurs ? [...new Set([...fresh, ...left])] : fresh;
  }

  /** Whether all that was not asked for is made of key exchanges and ciphers that were found. */
  get isClosed(): boolean {
    const { found, isCut, preference } = this.suites;
    const last = found.at(-1);
    if (isCut) return true;
    return (
      preference === 'client' && last !== undefined && novelties([last], found.slice(0, -1)).length === 0
    );
  }

  /** The suites found, and where there was no connection to ask for more, what more there may be. */
  enumerateSuites(): Enumerated {
    const { suites } = this;
    const found = suites.toEnumerated(suiteName);
    if (suites.isDone || !this.isClosed) return found;
    return { ...found, unasked: combinations(suites.left, suites.found).map(suiteName) };
  }

  get sides(): readonly Dimension[] {
    return [this.groups, this.rsaSchemes, this.otherSchemes];
  }

  get dimensions(): readonly Dimension[] {
    return [this.suites, ...this.sides];
  }

  readonly ask = async (offers: readonly (readonly number[])[]): Promise<Choice | 'refused' | 'unknown'> => {
    const [offered = [], groups = [], rsa = [], others = []] = offers;
    const suites = offered.filter((id) => !this.#broken.has(id));
    if (this.#asker.pace.left <= this.#reserve) {
      this.#asker.hasSpared = true;
      return 'unknown';
    }
    const versions = [this.#protocol];
    const signatureSchemes = [...others, ...rsa];
    const reply = await this.#asker.ask({ versions, suites, groups, signatureSchemes });
    if (isFailure(reply) && this.#setAside(suites)) return this.ask(offers);
    if (reply.kind !== 'accepted') return reply.kind;
    // An older version in the place of the one asked for is no answer to this question.
    return reply.protocol === this.#protocol ? choiceOf(reply) : 'refused';
  };

  /**
   * A server without parameters for finite fields may choose such a suite all the same, and fail, often without a word:
   * Dovecot without `ssl_dh` does. What lies behind is found by no longer offering them.
   */
  #setAside(suites: readonly number[]): boolean {
    const fields = suites.filter((id) => /^DHE?$/.test(suiteOf(id)?.keyExchange ?? ''));
    for (const id of fields) this.#broken.add(id);
    return fields.length > 0;
  }

  note(choice: Choice): void {
    for (const [index, dimension] of this.dimensions.entries()) dimension.note(choice[index]);
  }

  /** Compares what was chosen of our order with what is chosen of the other way round. */
  async learnPreferences(first: Choice): Promise<void> {
    const curved = this.suites.all.filter(usesCurve);
    const others = this.suites.all.filter((id) => !usesCurve(id));
    const turned = this.sides.map(({ all }) => all.toReversed());
    const last = await this.ask([[...curved.toReversed(), ...others.toReversed()], ...turned]);
    for (const side of this.sides) side.isHeld = true;
    this.note(first);
    if (last === 'refused' || last === 'unknown') return;
    this.note(last);
    for (const [index, dimension] of this.dimensions.entries()) {
      const [one, other] = [first[index], last[index]];
      if (one === undefined || other === undefined) continue;
      if (!dimension.all.includes(one) || !dimension.all.includes(other)) continue;
      dimension.preference = one === other ? 'server' : 'client';
      dimension.isHeld = index > 0 && one === other;
    }
  }

  /** What did not come of itself while the suites were found: asked with those suites that show it. */
  async finishSides(): Promise<void> {
    const ecdhe = this.suites.found.filter(usesCurve);
    const signedBy = (key: RegExp): number[] =>
      this.suites.found.filter(
        (id) => suiteOf(id)?.isForwardSecret && key.test(suiteOf(id)?.authentication ?? ''),
      );
    await this.#finish(this.groups, preferred(ecdhe, /RSA/));
    if (this.#protocol !== 'TLSv1.2') return;
    await this.#finish(this.rsaSchemes, signedBy(/^RSA/));
    await this.#finish(this.otherSchemes, signedBy(/^(?:ECDSA|DSS)/));
  }

  async #finish(side: Dimension, suites: readonly number[]): Promise<void> {
    if (side.isDone) return;
    if (suites.length === 0) {
      side.isDone = this.suites.isDone || this.isClosed;
      return;
    }
    for (const other of this.sides) other.isHeld = other !== side;
    await exhaust([side], async ([offer = []]) => {
      const offers = this.sides.map((one) => (one === side ? offer : one.all));
      const reply = await this.ask([suites, ...offers]);
      return Array.isArray(reply) ? [reply[this.dimensions.indexOf(side)]] : (reply as 'refused' | 'unknown');
    });
  }
}

/** A curve's check may hang on an ECDSA key's own curve (RFC 8422 §5.3), so RSA suites are asked where there are any. */
function preferred(suites: readonly number[], key: RegExp): readonly number[] {
  const fitting = suites.filter((id) => key.test(suiteOf(id)?.authentication ?? ''));
  return fitting.length > 0 ? fitting : suites;
}

function choiceOf({ suite, group, signatureScheme }: Accepted): Choice {
  return [suite, group, signatureScheme, signatureScheme];
}

/**
 * Finds suites, curves and signature schemes of TLS 1.2 or before.
 *
 * Where the server follows our order, curves and schemes come of the same connections as the suites; where it has
 * its own, the suites are found first, so that their order is not disturbed.
 * @param first  What the server chose of all, in our order.
 * @param reserve  Connections that are to be left for other questions.
 */
export async function scanLegacy(
  asker: Asker,
  protocol: LegacyProtocol,
  { first, reserve }: { readonly first: Accepted; readonly reserve: number },
): Promise<ProtocolScan> {
  const scan = new LegacyScan(asker, protocol, reserve);
  await scan.learnPreferences(choiceOf(first));
  await exhaust(scan.dimensions, scan.ask);
  await settlePreference(scan);
  await scan.finishSides();
  const { suites, groups, rsaSchemes, otherSchemes } = scan;
  const schemes = [otherSchemes, rsaSchemes].map((side) => side.toEnumerated(signatureSchemeName));
  return {
    protocol,
    state: 'accepted',
    suites: scan.enumerateSuites(),
    ...(suites.found.some(usesCurve) || !suites.isDone ? { groups: groups.toEnumerated(groupName) } : {}),
    ...(protocol === 'TLSv1.2'
      ? {
          signatureSchemes: {
            names: schemes.flatMap(({ names }) => names),
            isComplete: schemes.every(({ isComplete }) => isComplete),
          },
        }
      : {}),
  };
}

/** With one suite on curves, or none, turning the order round has not shown whose order counts: two suites do. */
async function settlePreference({ suites, sides, ask }: LegacyScan): Promise<void> {
  const [first, second] = suites.found;
  const isOurs = suites.found.every(
    (id, index) => index === 0 || precedes(suites, suites.found[index - 1], id),
  );
  if (suites.preference !== 'server' || first === undefined || second === undefined || !isOurs) return;
  const reply = await ask([[second, first], ...sides.map(({ all }) => all)]);
  if (Array.isArray(reply)) suites.preference = reply[0] === first ? 'server' : 'client';
}

function precedes({ all }: Dimension, one: number | undefined, other: number): boolean {
  return one !== undefined && all.indexOf(one) < all.indexOf(other);
}

/**
 * Finds out, with one connection, whether an older version has the suites that it can have of those found for a newer
 * one, and no others. Undefined when it has not; then it is to be asked by itself.
 *
 * @param first  What the server chose of all that the version may have, in our order.
 */
export async function deriveLegacy(
  asker: Asker,
  newer: ProtocolScan,
  protocol: LegacyProtocol,
  first: Accepted,
): Promise<ProtocolScan | undefined> {
  const { suites } = newer;
  if (!suites || (!suites.isComplete && !suites.unasked)) return undefined;
  const names = suites.names.filter(isEarly);
  const unasked = suites.unasked?.filter(isEarly);
  const ids = new Set([...names, ...(unasked ?? [])].map((name) => suiteOf(name)?.id ?? 0));
  const isOurs = suites.preference === 'client';
  const expected = isOurs ? EARLY_SUITES.find((id) => ids.has(id)) : suiteOf(names[0] ?? '')?.id;
  if (expected !== first.suite) return undefined;
  const reply = await asker.ask(
    legacyHello(
      protocol,
      EARLY_SUITES.filter((id) => !ids.has(id)),
    ),
  );
  const isNone = reply.kind === 'refused' || (reply.kind === 'accepted' && reply.protocol !== protocol);
  if (!isNone) return undefined;
  const derived = { ...suites, names, ...(unasked ? { unasked } : {}) };
  return { protocol, state: 'accepted', suites: derived, derivedFrom: newer.protocol };
}

function isEarly(name: string): boolean {
  return EARLY_SUITES.includes(suiteOf(name)?.id ?? 0);
}
