/** What a login is made with. Never recorded, logged or put into an error. */
export interface Credentials {
  /** The authentication identity, as the user typed it. */
  readonly username: string;
  readonly password?: string;
  /** An OAuth 2.0 access token. */
  readonly token?: string;
  /** The identity to act as, when it is another (RFC 4422 §3.4.1). */
  readonly authzid?: string;
}

/** What a mechanism may need to know of the connection. */
export interface Channel {
  readonly host: string;
  readonly port: number;
  /** Channel bindings that this TLS session has, by their registered names (RFC 5929, RFC 9266). */
  readonly bindings: Readonly<Partial<Record<'tls-exporter' | 'tls-server-end-point', Uint8Array>>>;
  /** All mechanisms the server advertised, in upper case: SCRAM tells a downgrade by them. */
  readonly advertised: readonly string[];
  /** Others may read along or pose as the server: no TLS, or a certificate that is not trusted. */
  readonly isOpen?: boolean;
  /** The TLS session was shown a certificate of ours, from which EXTERNAL takes the identity. */
  readonly showsClientCertificate?: boolean;
}

/** Why a mechanism stopped by itself: the server's message cannot be one, or it proves that the server is not who it claims. */
export type SaslFault =
  | 'challenge-malformed'
  | 'server-signature-wrong'
  | 'server-signature-missing'
  | 'nonce-wrong'
  | 'iterations-excessive'
  | 'iterations-few'
  | 'channel-binding-stripped'
  | 'channel-binding-wrong';

/** Thrown by `next` and `finish`; the message quotes neither credentials nor the challenge, which may echo them. */
export class SaslError extends Error {
  override readonly name = 'SaslError';
  readonly fault: SaslFault;

  constructor(fault: SaslFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** Why the server refused, said within the mechanism; its reply (535) is still to come. Server text, bounded. */
export interface Refusal {
  /** SCRAM's error or OAuth's status: `invalid-proof`, `invalid_token`, `401`; empty when it named none. */
  readonly error: string;
  /** The other members of OAuth's JSON (RFC 7628 §3.2.2), such as `schemes` and `scope`. */
  readonly details: Readonly<Record<string, string>>;
}

/** One run of one mechanism (RFC 4422 §3). Bytes are those before base64. */
export interface Exchange {
  /** There once the server has refused within the mechanism. */
  readonly refusal?: Refusal | undefined;
  /**
   * The initial response; undefined for a mechanism in which the server speaks first.
   *
   * Without initial response in the command it answers the first 334, whose text is not to be read
   * (RFC 4954 §4; to NTLM it is `ntlm supported` in clear, MS-SMTPNTLM §2.2.1.2).
   */
  start(): Uint8Array | undefined;
  /**
   * Answers a challenge; what the server says last (SCRAM's and DIGEST-MD5's proof) is one too (RFC 4954 §4).
   *
   * @throws SaslError for a challenge that cannot be one, or that proves a false server; cancel with `*` then.
   */
  next(challenge: Uint8Array): Promise<Uint8Array>;
  /**
   * Called once the server has accepted (235).
   *
   * @throws SaslError when the server has not proven that it knows the secret.
   */
  finish(): void;
}

/** A family's mechanism as the registry knows it. */
export interface Mechanism {
  /** Registered name, upper case: `SCRAM-SHA-256-PLUS`. */
  readonly name: string;
  /** What crosses the wire: the secret itself, something that can be tried offline, a proof tied to this exchange, or nothing secret. */
  readonly exposes: 'secret' | 'hash' | 'proof' | 'nothing';
  /** Higher is stronger; `auto` takes the strongest that is offered and usable. */
  readonly strength: number;
  /** Whether it can say whom to act as (RFC 4422 §3.4.1). */
  readonly carriesAuthzid: boolean;
  readonly needs: readonly ('username' | 'password' | 'token')[];
  /** Whether this session has what it needs beside credentials, such as a channel binding. */
  isUsable(channel: Channel): boolean;
  /**
   * Prepares one run; asynchronous since SASLprep's tables load late.
   *
   * @throws UsageError for credentials that are missing or that the mechanism cannot carry; it quotes none of them.
   */
  begin(credentials: Credentials, channel: Channel): Promise<Exchange>;
}
