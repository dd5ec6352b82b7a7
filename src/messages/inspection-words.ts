import type { Taken } from '../evidence.ts';
import type { Hop } from '../trace/hops.ts';

type Words<Key extends string> = Readonly<Record<Key, string>>;

/** The words about a received message. Times are in milliseconds. */
export interface InspectionWords {
  readonly labels: Words<
    | 'from'
    | 'subject'
    | 'client'
    | 'sender'
    | 'spf'
    | 'dkim'
    | 'dmarc'
    | 'arc'
    | 'bimi'
    | 'receiver'
    | 'detours'
    | 'way'
    | 'total'
    | 'folder'
  >;
  readonly taken: Words<Taken['source']>;
  readonly helo: (name: string) => string;
  readonly nullSender: string;
  readonly unknownClient: string;
  readonly unsigned: string;
  /** A result of RFC 8601 and whom it is about. */
  readonly result: (result: string, domain: string | undefined) => string;
  readonly key: (type: string, bits: number | undefined) => string;
  /** The package used for verifying says something else than we do. */
  readonly otherVerdict: (result: string) => string;
  readonly moreSignatures: (count: number) => string;
  readonly policy: (policy: string) => string;
  readonly alignedBy: (methods: readonly string[]) => string;
  readonly said: (server: string | undefined) => string;
  readonly list: (name: string) => string;
  readonly resent: (by: string) => string;
  readonly forwarded: (addresses: readonly string[]) => string;
  readonly sealed: (domains: readonly string[]) => string;
  /** Short names, as the standards have them. */
  readonly roles: Words<Hop['role'] | 'mua'>;
  readonly protections: Words<Hop['protection']>;
  /** The same time as the hop before, or an earlier one. */
  readonly delay: (ms: number) => string;
  readonly undated: string;
  readonly unnamed: string;
}
