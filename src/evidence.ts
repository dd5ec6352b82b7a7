import type { SmtpErrorKind, Stage } from './errors.ts';
import type { ArrivalEvidence } from './evidence/arrival.ts';
import type { AuthEvidence } from './evidence/auth.ts';
import type { ExpectationEvidence } from './evidence/check.ts';
import type { DeliveryEvidence, FollowingTry } from './evidence/delivery.ts';
import type { ClaimEvidence, ExerciseEvidence } from './evidence/exercise.ts';
import type { IdentityEvidence } from './evidence/identity.ts';
import type { InspectionEvidence } from './evidence/inspection.ts';
import type { AddressTls, CaaEvidence, TlsProfile, TlsTrialsEvidence } from './evidence/tls-depth.ts';
import type { TlsPolicyEvidence } from './evidence/tls-policy.ts';
import type { TlsScanEvidence } from './evidence/tls-scan.ts';
import type { ConnectAttempt } from './net/dial.ts';
import type { ProgramEnding } from './net/program.ts';
import type { DnsAnswer } from './net/resolver.ts';
import type { Handshake } from './net/tls.ts';
import type { Hello } from './smtp/extension.ts';
import type { Fingerprint } from './smtp/fingerprint.ts';
import type { Oddity, Reply } from './smtp/reply.ts';
import type { Service } from './smtp/service.ts';
import type { Exchange } from './smtp/session.ts';
import type { TranscriptLine } from './smtp/transcript.ts';
import type { CertificateFacts, TrustFacts } from './tls/certificate.ts';
import type { DaneFacts } from './tls/dane.ts';
import type { OcspFacts } from './tls/ocsp.ts';

export type * from './evidence/arrival.ts';
export type * from './evidence/auth.ts';
export type * from './evidence/check.ts';
export type * from './evidence/delivery.ts';
export type * from './evidence/exercise.ts';
export type * from './evidence/identity.ts';
export type * from './evidence/inspection.ts';
export type * from './evidence/tls-depth.ts';
export type * from './evidence/tls-policy.ts';
export type * from './evidence/tls-scan.ts';

/** How a connection is, or is to be, protected: not at all, by STARTTLS, or by TLS from the first byte. */
export type Security = 'none' | 'starttls' | 'tls';

/** `relay` is mail between servers (port 25, every MX); `submission` is where users hand in mail. */
export type Role = 'relay' | 'submission';

/** What was asked for; a rule may judge the same observation differently by it. */
export interface Goal {
  /** Host name or address as the user gave it (A-label form), or the socket's path. */
  readonly host: string;
  /** Unicode form of an IDN host, where it differs. */
  readonly hostUnicode?: string;
  /** Absent for a unix socket and for a program. */
  readonly port?: number;
  /** The command whose standard input and output were spoken to, in the place of a host. */
  readonly program?: string;
  readonly role: Role;
  /** `auto`: STARTTLS when offered. */
  readonly security: Security | 'auto';
  /** The mail domain whose MX this host is, when it was found that way. */
  readonly domain?: string;
  /** Said by the user to a TLS peer, when it differs from `host`. */
  readonly servername?: string;
  /** By what TLS is to be judged, where it was named; else the role decides. */
  readonly profile?: TlsProfile;
}

/** DNS as it was asked for this host. */
export interface DnsEvidence {
  readonly addresses: readonly DnsAnswer[];
  readonly tlsa?: DnsAnswer;
}

export interface ConnectEvidence {
  readonly attempts: readonly ConnectAttempt[];
  /** The address that answered; absent when none did. */
  readonly address?: string;
  readonly localAddress?: string;
  /** A proxy's `host:port`, when the way led through one: the attempts are then the proxy's. */
  readonly proxy?: string;
  readonly elapsedMs: number;
}

export interface GreetingEvidence {
  readonly reply: Reply;
  /** From the connection (or the end of an implicit TLS handshake) to the greeting's last line. */
  readonly elapsedMs: number;
  /** The first word of the greeting, which must be the server's name (RFC 5321 §4.2). */
  readonly hostname?: string;
}

/** EHLO before and after TLS; only `secure` exists where TLS came first. */
export interface HelloEvidence {
  readonly plain?: Hello;
  readonly secure?: Hello;
  /** EHLO's own refusal, whether or not HELO then succeeded. */
  readonly refused?: Reply;
}

export interface StartTlsEvidence {
  readonly offered: boolean;
  /** The answer to STARTTLS; absent when it was never sent. */
  readonly reply?: Reply;
  /** Cleartext that arrived after the 220 and before the handshake: never used (CVE-2011-0411). */
  readonly injected?: string;
}

export interface TlsEvidence extends Handshake {
  readonly mode: 'starttls' | 'tls';
  /** In the order sent, leaf first. */
  readonly certificates: readonly CertificateFacts[];
  readonly trust: TrustFacts;
  /** The OCSP response that came along; absent when none did. */
  readonly staple?: OcspFacts;
}

/** One door of the host, seen in the same run as the one diagnosed in full: a port, or an address of an MX. */
export interface Endpoint {
  readonly address?: string;
  readonly port: number;
  readonly outcome: 'open' | 'refused' | 'timeout' | 'unreachable' | 'reset' | 'failed';
  /** Protection reached. */
  readonly security?: Security;
  readonly offersStartTls?: boolean;
  readonly authMechanisms?: readonly string[];
  readonly greetingCode?: number;
  /** Whether its certificate is believed, where TLS was reached. */
  readonly trusted?: boolean;
  /** The stage at which it stopped, if before the end. */
  readonly stoppedAt?: Stage;
  readonly elapsedMs: number;
  /** The one that the rest of the evidence is about. */
  readonly chosen: boolean;
  /** What a scan of the ports adds. */
  readonly scan?: PortScan;
}

/** What was found out about one port of one address, by no more than two connections. */
export interface PortScan {
  /** The TCP handshake alone: how long until the SYN was answered, or given up. */
  readonly connectMs: number;
  /** The system's error name, where it gave one. */
  readonly code?: string;
  /** `dropped`: the connection was made and closed before a word; absent where none was made. */
  readonly speaks?: 'smtp' | 'smtp-in-tls' | 'other' | 'silent' | 'dropped';
  /** Whether TLS was tried in vain beside a silent connection. */
  readonly triedTls?: true;
  /** How SMTP ended at the greeting or at EHLO; the stage stands in `stoppedAt`. */
  readonly ended?: 'refused' | 'silent' | 'dropped' | 'endless' | 'unreadable';
  /** The reply that refused. */
  readonly refusal?: Reply;
  /** What `other` is, when it was recognised. */
  readonly service?: Service;
  /** The greeting's first line with its code, or what came in its place. */
  readonly greeting?: string;
  readonly greetingMs?: number;
  /** EHLO before and after TLS. */
  readonly hello?: Hello;
  readonly secureHello?: Hello;
  readonly software?: readonly Fingerprint[];
}

/** A scan of a host's ports; the ports themselves stand in `endpoints`. */
export interface PortsEvidence {
  /** In the order asked for. */
  readonly asked: readonly number[];
  /** Another server's port, scanned at the same time, to tell who blocks. */
  readonly control?: ControlEvidence;
}

/** The other server. */
export interface ControlEvidence {
  readonly host: string;
  /** Empty when the name has no address. */
  readonly endpoints: readonly Endpoint[];
}

/** What was learnt by trying the other way of protection after the one asked for had failed. */
export interface ModeEvidence {
  readonly asked: Security;
  /** The way that works here; absent when the other failed too. */
  readonly works?: Security;
  /** What speaks here in clear text, once TLS had failed: the first line, made safe to keep. */
  readonly banner?: string;
}

/** A domain's MTA-STS policy (RFC 8461) held against this host. */
export interface MtaStsEvidence {
  readonly domain: string;
  readonly mode?: 'enforce' | 'testing' | 'none';
  readonly mx: readonly string[];
  readonly maxAgeSeconds?: number;
  readonly hostMatches?: boolean;
  /** Why there is no policy although the record announces one. */
  readonly problem?: string;
}

/** Why the walk ended before its last stage; absent when it reached it. */
export interface Failure {
  readonly stage: Stage;
  readonly kind: SmtpErrorKind | 'refusal';
  readonly code?: string;
  readonly message: string;
  /** What had arrived of an unfinished reply. */
  readonly received?: string;
  /** The refusing reply's own code, for `refusal`. */
  readonly replyCode?: number;
  readonly elapsedMs: number;
}

/** One bar of the waterfall. Milliseconds since the run began. */
export interface Timing {
  readonly stage: Stage;
  readonly startedMs: number;
  readonly elapsedMs: number;
}

/** Everything observed in one run: plain JSON, no judgement, no secret. Every section that was not reached is absent. */
export interface Evidence {
  /** ISO 8601, UTC: what rules take for "now". */
  readonly observedAt: string;
  readonly goal: Goal;
  readonly dns?: DnsEvidence;
  /** The domain's MX, where its hosts were walked. */
  readonly mx?: DnsAnswer;
  readonly connect?: ConnectEvidence;
  /** How the program ended that was spoken to in the place of a server, where it did so by itself. */
  readonly program?: ProgramEnding;
  readonly greeting?: GreetingEvidence;
  readonly hello?: HelloEvidence;
  readonly starttls?: StartTlsEvidence;
  /** The answer to MAIL before TLS, when `--enforcement` asked for it. */
  readonly enforcement?: Reply;
  readonly tls?: TlsEvidence;
  readonly tlsScan?: TlsScanEvidence;
  readonly tlsTrials?: TlsTrialsEvidence;
  /** Every address of the host, where it has several and TLS was looked at in depth. */
  readonly tlsAddresses?: readonly AddressTls[];
  readonly caa?: CaaEvidence;
  /** The host's TLSA records and the chain it showed, where there are both. */
  readonly dane?: DaneFacts;
  readonly mode?: ModeEvidence;
  readonly endpoints?: readonly Endpoint[];
  readonly ports?: PortsEvidence;
  readonly mtaSts?: MtaStsEvidence;
  /** A domain's demands on senders, held against all its MX hosts. */
  readonly tlsPolicy?: TlsPolicyEvidence;
  /** TLSA records for the certificate shown, in zone form, when they were asked for. */
  readonly tlsaRecords?: readonly string[];
  readonly auth?: AuthEvidence;
  readonly delivery?: DeliveryEvidence;
  /** The recipient's mailbox, where the message was looked for after it had been accepted. */
  readonly arrival?: ArrivalEvidence;
  /** A received message, where one was looked at. */
  readonly inspection?: InspectionEvidence;
  /** What a check holds this run against. */
  readonly check?: ExpectationEvidence;
  /** What was tried after this run came to nothing; this one then decides no verdict. */
  readonly followedBy?: FollowingTry;
  /** What a mail domain publishes, and what lists say of it. */
  readonly identity?: IdentityEvidence;
  /** What was said with XCLIENT and XFORWARD. */
  readonly claims?: readonly ClaimEvidence[];
  readonly exercise?: ExerciseEvidence;
  readonly software?: readonly Fingerprint[];
  readonly oddities?: readonly (Oddity & { readonly stage: Stage })[];
  readonly exchanges?: readonly Exchange[];
  readonly timings?: readonly Timing[];
  readonly transcript?: readonly TranscriptLine[];
  readonly failure?: Failure;
}
