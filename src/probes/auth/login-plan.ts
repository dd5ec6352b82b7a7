import type { Credentials } from '../../sasl/mechanism.ts';
import type { InitialResponse } from './attempt.ts';

/** What is to be found out about a server's logins. */
export interface LoginPlan {
  /** `auto` takes the strongest that is offered and usable; a name is in upper case. */
  readonly mechanism: string;
  /** What the user asked for, where this is one of several runs: `all`. */
  readonly asked?: string;
  /** Absent: the mechanisms are examined, and no login is tried. */
  readonly credentials?: Credentials;
  readonly initialResponse: InitialResponse;
  /** Also a mechanism that is not offered. */
  readonly force: boolean;
  /** Also where somebody on the way could read the secret: without TLS, or under a certificate not believed. */
  readonly allowCleartext: boolean;
  /** TLS is given a certificate of the user's. */
  readonly showsClientCertificate: boolean;
}
