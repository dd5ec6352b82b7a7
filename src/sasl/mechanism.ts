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
}

/** Why a mechanism stopped by itself: the server's message cannot be one, or it proves that the server is not who it claims. */
export type SaslFault =
  | 'challenge-malformed'
  | 'server-signature-wrong'
  | 'nonce-wrong'
  | 'iterations-excessive';

/** Thrown by `next` and `finish`; the message quotes no secret. */
export class SaslError extends Error {
  override readonly name = 'SaslError';
  readonly fault: SaslFault;

  constructor(fault: SaslFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** One run of one mechanism (RFC 4422 §3). Bytes are those before base64. */
export interface Exchange {
  /** The initial response; undefined for a mechanism in which the server speaks first. */
  start(): Uint8Array | undefined;
  /**
   * Answers a challenge.
   *
   * @throws SaslError for a challenge that cannot be one, or that proves a false server.
   */
  next(challenge: Uint8Array): Uint8Array;
  /**
   * Called once the server has accepted (235), with what came in that reply for a mechanism whose last word is the server's.
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
  readonly needs: readonly ('username' | 'password' | 'token')[];
  /** Whether this session has what it needs beside credentials, such as a channel binding. */
  isUsable(channel: Channel): boolean;
  begin(credentials: Credentials, channel: Channel): Exchange;
}
