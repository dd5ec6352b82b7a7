import { DnsFlights } from './dns-flights.ts';
import { answerLocally } from './dns-local.ts';
import { parseDnsName } from './dns-name.ts';
import { type DnsOverrides, normalizeOverrides } from './dns-override.ts';
import { type Ask, answerQuestion, createAsk } from './dns-question.ts';
import { readSearchList, type SearchList, searchNames } from './dns-search.ts';
import { parseDnsServer, systemDnsServers } from './dns-server.ts';
import { isTrustedSource } from './dnssec.ts';
import { type Hosts, hostsPath, readHosts } from './hosts.ts';

export type RecordType =
  | 'A'
  | 'AAAA'
  | 'MX'
  | 'TXT'
  | 'TLSA'
  | 'CNAME'
  | 'PTR'
  | 'SRV'
  | 'CAA'
  | 'NS'
  | 'SOA';

/**
 * What a question came to. A name without the asked type (`no-data`) is not an unknown name (`nxdomain`);
 * `timeout` is no answer at all, a closed DNS port included; `malformed` is an answer that cannot be read, or a name
 * that DNS cannot carry.
 */
export type DnsStatus = 'answer' | 'no-data' | 'nxdomain' | 'servfail' | 'refused' | 'timeout' | 'malformed';

export type DnsRecord =
  | { readonly type: 'A' | 'AAAA'; readonly address: string }
  | { readonly type: 'MX'; readonly preference: number; readonly exchange: string }
  | { readonly type: 'TXT'; readonly text: string }
  | {
      readonly type: 'TLSA';
      readonly usage: number;
      readonly selector: number;
      readonly matching: number;
      /** Lower-case hexadecimal. */
      readonly data: string;
    }
  | { readonly type: 'CNAME' | 'PTR' | 'NS'; readonly target: string }
  | {
      readonly type: 'SRV';
      readonly priority: number;
      readonly weight: number;
      readonly port: number;
      readonly target: string;
    }
  | { readonly type: 'CAA'; readonly tag: string; readonly value: string }
  | { readonly type: 'SOA'; readonly primary: string };

/** One question and what came of it. */
export interface DnsAnswer {
  readonly name: string;
  readonly type: RecordType;
  readonly status: DnsStatus;
  readonly records: readonly DnsRecord[];
  /** CNAME targets followed, in order, without the trailing dot. */
  readonly aliases: readonly string[];
  /** The AD flag: the resolver says that it validated this by DNSSEC (RFC 4035 §3.2.3). */
  readonly authenticated: boolean;
  /** Nobody on the way can have set it: the resolver is on this computer, was asked in TLS, or the user trusts the way. */
  readonly pathTrusted?: true;
  /** The least TTL among the records. */
  readonly ttlSeconds?: number;
  /** `192.0.2.53:53/udp`, `…/tcp`, `tls://192.0.2.53:853`, `https://…`, `hosts`, `literal`, `localhost`, `--resolve`, or `name` for one never asked. */
  readonly source: string;
  readonly elapsedMs: number;
}

/** Where a resolver asks, and what it takes for granted. */
export interface ResolverOptions {
  /** `ADDRESS[:PORT]`, IPv6 with a port in brackets, `tls://HOST[:PORT]` or `https://HOST/PATH`; absent: the system's servers. */
  readonly servers?: readonly string[];
  /** `--resolve NAME=ADDRESS[:PORT]`, by name. */
  readonly overrides?: DnsOverrides;
  /** Silence allowed to one try, in milliseconds; 2500 when absent. */
  readonly timeoutMs?: number;
  /** How often a silent server is asked; 2 when absent. */
  readonly tries?: number;
  /** The way to the servers is safe, and so is their AD flag: `--dns-trusted`. */
  readonly trusted?: boolean;
  /** PEM certificates that a server asked in TLS may be trusted by, beside the usual ones. */
  readonly ca?: readonly string[];
  /** In the place of the system's hosts file. */
  readonly hostsPath?: string;
  /** In the place of /etc/resolv.conf, of which only the search list is read. */
  readonly resolvConfPath?: string;
}

const TIMEOUT_MS = 2_500;
const TRIES = 2;
/** Only these let the search list go on: asking further names of a silent server would multiply the wait. */
const TRY_NEXT_NAME: ReadonlySet<DnsStatus> = new Set(['nxdomain', 'no-data', 'servfail', 'malformed']);

/** The one seam for DNS: the network's resolver, the demo's, and a saved report's all have it. */
export interface Resolver {
  /** Asks; never throws for what a server answers, only when aborted. */
  query(name: string, type: RecordType, signal?: AbortSignal): Promise<DnsAnswer>;
  /**
   * A and AAAA side by side, with hosts file, literals, `--resolve` and the search list honoured, as for a connection.
   *
   * Give a name that stands in a record (an MX's host) with a trailing dot: it is complete, and never searched.
   */
  addresses(name: string, signal?: AbortSignal): Promise<readonly DnsAnswer[]>;
  /** The port a `--resolve NAME=ADDRESS:PORT` puts in the place of the one asked for. */
  portOf(name: string, port: number): number;
}

/**
 * Makes a resolver that asks the network, each question once in its life unless it failed.
 *
 * @throws UsageError for a server or an override that cannot be read.
 */
export function createResolver(options: ResolverOptions = {}): Resolver {
  return new NetworkResolver(options);
}

class NetworkResolver implements Resolver {
  readonly #ask: Ask;
  readonly #flights = new DnsFlights();
  readonly #overrides: DnsOverrides;
  readonly #options: ResolverOptions;
  #hosts: Promise<Hosts> | undefined;
  #searchList: Promise<SearchList> | undefined;

  constructor(options: ResolverOptions) {
    const { servers, timeoutMs = TIMEOUT_MS, tries = TRIES, ca } = options;
    this.#ask = createAsk(servers?.map(parseDnsServer) ?? systemDnsServers(), {
      timeoutMs,
      tries,
      ...(ca ? { ca } : {}),
    });
    this.#overrides = normalizeOverrides(options.overrides ?? new Map());
    this.#options = options;
  }

  async query(text: string, type: RecordType, signal?: AbortSignal): Promise<DnsAnswer> {
    const name = parseDnsName(text);
    if (name === undefined) return unaskable(text, type);
    const question = { name, type };
    const answer = await this.#flights.join(
      `${name} ${type}`,
      (shared) => answerQuestion(question, this.#ask, shared),
      signal,
    );
    if (!answer.authenticated) return answer;
    const isTrusted = this.#options.trusted === true || isTrustedSource(answer.source);
    return isTrusted ? { ...answer, pathTrusted: true } : answer;
  }

  async addresses(name: string, signal?: AbortSignal): Promise<readonly DnsAnswer[]> {
    return (
      (await answerLocally(name, this.#overrides, () => this.#readHosts())) ?? this.#search(name, signal)
    );
  }

  portOf(name: string, port: number): number {
    const override = this.#overrides.get(parseDnsName(name) ?? '');
    return override?.find((place) => place.port !== undefined)?.port ?? port;
  }

  #readHosts(): Promise<Hosts> {
    this.#hosts ??= readHosts(this.#options.hostsPath ?? hostsPath());
    return this.#hosts;
  }

  async #search(typed: string, signal: AbortSignal | undefined): Promise<readonly DnsAnswer[]> {
    this.#searchList ??= readSearchList(this.#options.resolvConfPath ?? '/etc/resolv.conf');
    let asTyped: readonly DnsAnswer[] | undefined;
    for (const name of searchNames(typed, await this.#searchList)) {
      const answers = await Promise.all([this.query(name, 'A', signal), this.query(name, 'AAAA', signal)]);
      if (answers.some(({ status }) => !TRY_NEXT_NAME.has(status))) return answers;
      if (name === typed) asTyped = answers;
    }
    return asTyped ?? [];
  }
}

function unaskable(name: string, type: RecordType): DnsAnswer {
  return {
    name,
    type,
    status: 'malformed',
    records: [],
    aliases: [],
    authenticated: false,
    source: 'name',
    elapsedMs: 0,
  };
}
