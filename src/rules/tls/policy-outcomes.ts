import type { MailRoute, TlsPolicyEvidence } from '../../evidence.ts';
import type { DnssecState } from '../../net/dnssec.ts';
import { isUnusable } from '../../tls/dane.ts';

/** Senders whose behaviour is documented well enough to be foretold; Postfix by its `smtp_tls_security_level`. */
export const SENDERS = [
  'postfix-may',
  'postfix-dane',
  'postfix-secure',
  'exim',
  'gmail',
  'microsoft-365',
] as const;

export type Sender = (typeof SENDERS)[number];

/** What a sender hangs its decision on, for one address of an MX host. */
export interface RouteFacts {
  /** `turned-away`: our session ended at the greeting or at EHLO, which says little of others'. */
  readonly contact: 'reached' | 'unreached' | 'turned-away';
  readonly tls: 'works' | 'missing' | 'broken';
  /** The chain leads to a public root and is within its dates, names aside. */
  readonly isChainTrusted: boolean;
  readonly isForHost: boolean;
  /** The certificate is for the mail domain or a name below it. */
  readonly isForDomain: boolean;
  /** DNSSEC vouches for the MX records. */
  readonly isMxSecure: boolean;
  /** `published`: there are records, and no chain was shown to hold against them. */
  readonly dane: 'absent' | 'fits' | 'mismatch' | 'published' | 'unusable' | 'lookup-failed';
  readonly mtaSts: 'absent' | 'testing' | 'listed' | 'unlisted';
}

/** Why a sender does what it does. */
export type SenderReason =
  | 'unreached'
  | 'turned-away'
  | 'clear-text'
  | 'clear-at-once'
  | 'clear-after-deferral'
  | 'handshake-undocumented'
  | 'unverified'
  | 'dane-fits'
  | 'dane-mismatch'
  | 'dane-lookup-failed'
  | 'dane-unusable'
  | 'dane-unusable-deferred'
  | 'dane-unusable-undocumented'
  | 'dane-without-tls'
  | 'tls-required'
  | 'certificate-trusted'
  | 'certificate-untrusted'
  | 'certificate-not-for-domain'
  | 'policy-met'
  | 'policy-host-unlisted'
  | 'policy-certificate'
  | 'policy-without-tls'
  | 'policies-disagree';

/** What a sender would do with a message. `unknown`: its maker does not say. */
export interface SenderOutcome {
  readonly sender: Sender;
  readonly outcome: 'deliver' | 'defer' | 'unknown';
  /** Of a message that is delivered: by a checked certificate, in TLS with anybody, or readable for all. */
  readonly protection?: 'authenticated' | 'encrypted' | 'clear';
  readonly reason: SenderReason;
  /** When a deferral becomes a bounce, in hours, by the sender's default; absent where its maker does not say. */
  readonly bouncesAfterHours?: number;
}

type Verdict = Omit<SenderOutcome, 'sender' | 'bouncesAfterHours'>;

/**
 * Postfix: `maximal_queue_lifetime` is 5 days (postconf(5)). Exim: the retry rule of its default configuration ends
 * after 4 days (spec.txt, chapter 32). Microsoft 365: a message expires after 24 hours by default (its
 * message centre, MC441064). Google publishes no figure.
 */
const BOUNCE_HOURS: Readonly<Partial<Record<Sender, number>>> = {
  'postfix-may': 120,
  'postfix-dane': 120,
  'postfix-secure': 120,
  exim: 96,
  'microsoft-365': 24,
};

/** Foretells what each of the senders does with mail for one address of an MX host, in its default configuration. */
export function senderOutcomes(facts: RouteFacts): readonly SenderOutcome[] {
  return SENDERS.map((sender) => {
    const verdict = contactVerdict(facts) ?? JUDGES[sender](facts);
    const hours = verdict.outcome === 'defer' ? BOUNCE_HOURS[sender] : undefined;
    return { sender, ...verdict, ...(hours === undefined ? {} : { bouncesAfterHours: hours }) };
  });
}

/** The best that a sender can do over all routes: one host that takes the mail is enough (RFC 5321 §5.1). */
export function bestOutcome(outcomes: readonly SenderOutcome[]): SenderOutcome | undefined {
  const order: readonly SenderOutcome['outcome'][] = ['deliver', 'unknown', 'defer'];
  return [...outcomes].sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))[0];
}

function contactVerdict({ contact }: RouteFacts): Verdict | undefined {
  if (contact === 'unreached') return defer('unreached');
  return contact === 'turned-away' ? unknown('turned-away') : undefined;
}

const JUDGES: Readonly<Record<Sender, (facts: RouteFacts) => Verdict>> = {
  'postfix-may': byPostfixMay,
  'postfix-dane': (facts) => byDane(facts) ?? byPostfixMay(facts),
  'postfix-secure': byPostfixSecure,
  exim: byExim,
  gmail: (facts) => byMtaSts(facts) ?? opportunistically(facts, unknown('handshake-undocumented')),
  'microsoft-365': byMicrosoft,
};

/** postconf(5), smtp_tls_security_level: `may` goes on in clear text; after a failed handshake only on a later try (smtp.h, PLAINTEXT_FALLBACK_OK_AFTER_STARTTLS_FAILURE). */
function byPostfixMay(facts: RouteFacts): Verdict {
  return opportunistically(facts, deliver('clear-after-deferral', 'clear'));
}

/** postconf(5), `secure` with smtp_tls_secure_cert_match = nexthop, dot-nexthop: a trusted chain, and the name of the domain, not of the MX host. */
function byPostfixSecure({ tls, isChainTrusted, isForDomain }: RouteFacts): Verdict {
  if (tls !== 'works') return defer('tls-required');
  if (!isChainTrusted) return defer('certificate-untrusted');
  return isForDomain ? deliver('certificate-trusted', 'authenticated') : defer('certificate-not-for-domain');
}

/**
 * Exim's specification: hosts_try_dane = *, for MX, address and TLSA records signed alike (chapter 43.17); otherwise
 * tls_tempfail_tryclear goes on in clear text at once, and tls_try_verify_hosts looks at certificates without consequence
 * (chapter 30.4). Records of which none is usable defer (tls-openssl.c, dane_tlsa_load). It knows no MTA-STS.
 */
function byExim(facts: RouteFacts): Verdict {
  const isBound = facts.isMxSecure && facts.dane !== 'absent';
  if (isBound && facts.dane === 'unusable') return defer('dane-unusable-deferred');
  return (isBound && byDane(facts)) || opportunistically(facts, deliver('clear-at-once', 'clear'));
}

/**
 * learn.microsoft.com, "How SMTP DANE works": MX, address and TLSA records must all be signed, and then RFC 7672 holds.
 * MTA-STS never overrides a failing DANE (RFC 8461 §2); the other way round Microsoft does not say.
 */
function byMicrosoft(facts: RouteFacts): Verdict {
  const byTlsa = facts.isMxSecure ? byDane(facts) : undefined;
  if (byTlsa?.reason === 'dane-unusable') return unknown('dane-unusable-undocumented');
  const byPolicy = byMtaSts(facts);
  if (byTlsa?.outcome === 'deliver' && byPolicy?.outcome === 'defer') return unknown('policies-disagree');
  return byTlsa ?? byPolicy ?? opportunistically(facts, unknown('handshake-undocumented'));
}

/** RFC 7672 §2.2 and §3.1.3: records bind; a failed look-up defers; records of which none is usable still demand TLS. */
function byDane({ dane, tls }: RouteFacts): Verdict | undefined {
  if (dane === 'absent') return undefined;
  if (dane === 'lookup-failed') return defer('dane-lookup-failed');
  if (tls !== 'works') return defer('dane-without-tls');
  if (dane === 'unusable') return deliver('dane-unusable', 'encrypted');
  return dane === 'fits' ? deliver('dane-fits', 'authenticated') : defer('dane-mismatch');
}

/** RFC 8461 §4 and §5: in `enforce` a host that is not listed, or without a valid certificate for its name, gets no mail; failure is temporary. */
function byMtaSts({ mtaSts, tls, isChainTrusted, isForHost }: RouteFacts): Verdict | undefined {
  if (mtaSts === 'absent' || mtaSts === 'testing') return undefined;
  if (mtaSts === 'unlisted') return defer('policy-host-unlisted');
  if (tls !== 'works') return defer('policy-without-tls');
  return isChainTrusted && isForHost ? deliver('policy-met', 'authenticated') : defer('policy-certificate');
}

/** RFC 7435: TLS where it is offered, with whoever answers, and clear text elsewhere (support.google.com/a/answer/2520500 for Gmail). */
function opportunistically({ tls }: RouteFacts, whenBroken: Verdict): Verdict {
  if (tls === 'works') return deliver('unverified', 'encrypted');
  return tls === 'missing' ? deliver('clear-text', 'clear') : whenBroken;
}

function deliver(reason: SenderReason, protection: SenderOutcome['protection']): Verdict {
  return { outcome: 'deliver', reason, ...(protection ? { protection } : {}) };
}

function defer(reason: SenderReason): Verdict {
  return { outcome: 'defer', reason };
}

function unknown(reason: SenderReason): Verdict {
  return { outcome: 'unknown', reason };
}

/** What was observed of one route, as senders see it; DNSSEC that is only unproven here is taken for proven there. */
export function routeFacts(route: MailRoute, { mxDnssec, mtaSts }: TlsPolicyEvidence): RouteFacts {
  const problems = route.tls?.problems ?? [];
  const faults = problems.filter((problem) => problem !== 'name-mismatch' && !problem.startsWith('weak-'));
  return {
    contact: contactOf(route),
    tls: route.tls ? 'works' : route.offersStartTls === false ? 'missing' : 'broken',
    isChainTrusted: route.tls !== undefined && faults.length === 0,
    isForHost: !problems.includes('name-mismatch'),
    isForDomain: route.tls?.isForDomain ?? false,
    isMxSecure: isBelieved(mxDnssec),
    dane: daneOf(route),
    mtaSts: mtaStsOf(route, mtaSts?.mode),
  };
}

function isBelieved(state: DnssecState | undefined): boolean {
  return state === 'secure' || state === 'unproven' || state === 'local';
}

/** STARTTLS and what comes after it is judged by what the session showed. */
function contactOf({ failure, offersStartTls, tls }: MailRoute): RouteFacts['contact'] {
  if (!failure || tls || offersStartTls !== undefined) return 'reached';
  return failure.stage === 'greeting' || failure.stage === 'hello' ? 'turned-away' : 'unreached';
}

function daneOf({ addressDnssec, dane, tlsaDnssec, tlsaStatus }: MailRoute): RouteFacts['dane'] {
  // Without DNSSEC for the addresses nobody asks for the records (RFC 7672 §2.2.1).
  if (!isBelieved(addressDnssec)) return 'absent';
  if (tlsaDnssec === 'failed') return 'lookup-failed';
  if (tlsaStatus !== 'answer' || !isBelieved(tlsaDnssec)) return 'absent';
  if (!dane) return 'published';
  if (dane.judged.every(({ fault }) => isUnusable(fault))) return 'unusable';
  return dane.matched ? 'fits' : 'mismatch';
}

function mtaStsOf({ isListed }: MailRoute, mode: string | undefined): RouteFacts['mtaSts'] {
  if (mode === 'testing') return 'testing';
  if (mode !== 'enforce') return 'absent';
  return isListed ? 'listed' : 'unlisted';
}
