import type { ProtocolScan } from '../../evidence.ts';
import { GROUPS } from '../../tls/groups.ts';
import { FALLBACK_SCSV } from '../../tls/suites.ts';
import type { Asker, HelloReply } from './asker.ts';
import { deriveLegacy, type LegacyProtocol, legacyHello, scanLegacy, suitesFor } from './legacy.ts';
import { scanModern, scanModernSchemes } from './modern.ts';
import { MODERN_GROUPS, MODERN_SUITES, schemesOf } from './offers.ts';

type Accepted = Extract<HelloReply, { kind: 'accepted' }>;

/** What the server answered to hellos of each kind. */
interface Overture {
  readonly modern: HelloReply;
  /** To a hello of each version from TLS 1.2 down; one answer may speak for several. */
  readonly legacy: readonly HelloReply[];
  readonly ssl2: Awaited<ReturnType<Asker['askSsl2']>>;
}

/** Every version, and whether a fallback to an older one is noticed (RFC 7507): absent where there is none to fall to. */
export interface ProtocolsFound {
  readonly protocols: readonly ProtocolScan[];
  readonly fallbackScsv: boolean | 'unknown' | undefined;
}

/** Finds the versions, and what each accepts: first what is cheap to know, then suites, groups and schemes. */
export async function scanProtocols(asker: Asker): Promise<ProtocolsFound> {
  const overture = await begin(asker);
  const [modern, legacy] = await Promise.all([
    overture.modern.kind === 'accepted'
      ? scanModern(asker, overture.modern)
      : unheard('TLSv1.3', overture.modern),
    scanAllLegacy(asker, overture.legacy),
  ]);
  const protocols = [modern, ...legacy, ssl2Of(overture.ssl2)];
  const settled = await addModernSchemes(asker, protocols);
  return { protocols: settled, fallbackScsv: await askFallback(asker, settled) };
}

/** What decides most is asked first, so that no limit leaves it open. */
async function begin(asker: Asker): Promise<Overture> {
  const [modern, legacy, ssl2] = await Promise.all([
    asker.ask({
      versions: ['TLSv1.3'],
      suites: MODERN_SUITES,
      groups: MODERN_GROUPS,
      signatureSchemes: schemesOf(),
      grease: true,
    }),
    askVersions(asker),
    asker.askSsl2(),
  ]);
  return { modern, legacy, ssl2 };
}

async function askVersions(asker: Asker): Promise<readonly HelloReply[]> {
  const replies: HelloReply[] = [];
  for (const protocol of LEGACY) {
    const last = replies.at(-1);
    const offersCompression = protocol === 'TLSv1.2';
    replies.push(
      last && speaksFor(last, protocol)
        ? last
        : await asker.ask({ ...legacyHello(protocol, suitesFor(protocol)), offersCompression }),
    );
  }
  return replies;
}

/** Who refuses a version as such refuses all older ones; who answers in an older one refuses those between. */
function speaksFor(reply: HelloReply, protocol: LegacyProtocol): boolean {
  if (reply.kind === 'refused') return reply.alert === PROTOCOL_VERSION;
  if (reply.kind === 'unknown') return true;
  return isLegacy(reply.protocol) && LEGACY.indexOf(reply.protocol) >= LEGACY.indexOf(protocol);
}

const LEGACY: readonly LegacyProtocol[] = ['TLSv1.2', 'TLSv1.1', 'TLSv1', 'SSLv3'];
const PROTOCOL_VERSION = 70;
/** One connection to see whether a fallback is noticed; beside it, one for each version before the newest. */
const FALLBACK_RESERVE = 1;
const VERSION_RESERVE = 1;

function isLegacy(protocol: ProtocolScan['protocol']): protocol is LegacyProtocol {
  return LEGACY.some((known) => known === protocol);
}

function unheard(protocol: ProtocolScan['protocol'], { kind }: HelloReply): ProtocolScan {
  return { protocol, state: kind === 'unknown' ? 'unknown' : 'refused' };
}

/** The newest version in full, and then those before it, which mostly have the same suites. */
async function scanAllLegacy(asker: Asker, replies: readonly HelloReply[]): Promise<readonly ProtocolScan[]> {
  const scans: ProtocolScan[] = [];
  const accepted = LEGACY.filter((protocol, index) => acceptedAs(protocol, replies[index]));
  for (const [index, protocol] of LEGACY.entries()) {
    const first = acceptedAs(protocol, replies[index]);
    const reply = replies[index] ?? { kind: 'unknown' };
    const older = accepted.length - accepted.indexOf(protocol) - 1;
    const reserve = FALLBACK_RESERVE + older * VERSION_RESERVE;
    scans.push(first ? await scanOne(asker, scans, { protocol, first, reserve }) : unheard(protocol, reply));
  }
  return scans;
}

function acceptedAs(protocol: LegacyProtocol, reply: HelloReply | undefined): Accepted | undefined {
  return reply?.kind === 'accepted' && reply.protocol === protocol ? reply : undefined;
}

async function scanOne(
  asker: Asker,
  newer: readonly ProtocolScan[],
  { protocol, first, reserve }: { protocol: LegacyProtocol; first: Accepted; reserve: number },
): Promise<ProtocolScan> {
  const parent = newer.find(({ state }) => state === 'accepted');
  const derived = parent ? await deriveLegacy(asker, parent, protocol, first) : undefined;
  return derived ?? scanLegacy(asker, protocol, { first, reserve });
}

function ssl2Of(ciphers: Overture['ssl2']): ProtocolScan {
  if (ciphers === undefined) return { protocol: 'SSLv2', state: 'unknown' };
  if (ciphers === 'refused') return { protocol: 'SSLv2', state: 'refused' };
  return { protocol: 'SSLv2', state: 'accepted', suites: { names: ciphers, isComplete: true } };
}

/** Only where TLS 1.2 has not shown the schemes in clear. */
async function addModernSchemes(
  asker: Asker,
  protocols: readonly ProtocolScan[],
): Promise<readonly ProtocolScan[]> {
  const [modern, legacy, ...rest] = protocols;
  const known = GROUPS.filter(({ name }) => modern?.groups?.names.includes(name));
  const share = known.find(({ kind }) => kind === 'curve') ?? known[0];
  if (!modern || legacy?.state !== 'refused' || !share) return protocols;
  return [await scanModernSchemes(asker, modern, share.id), legacy, ...rest];
}

/** Pretends to have fallen back to the second newest version: the server must see through it (RFC 7507 §3). */
async function askFallback(
  asker: Asker,
  protocols: readonly ProtocolScan[],
): Promise<ProtocolsFound['fallbackScsv']> {
  const second = protocols.filter(({ state }) => state === 'accepted')[1]?.protocol;
  if (second === undefined || !isLegacy(second)) return undefined;
  const reply = await asker.ask(legacyHello(second, [...suitesFor(second), FALLBACK_SCSV]));
  if (reply.kind === 'unknown') return 'unknown';
  // Not by the alert alone: Dovecot refuses without one. The same version was accepted before.
  return reply.kind === 'refused';
}
