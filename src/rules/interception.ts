import type { Endpoint, PortsEvidence } from '../evidence.ts';
import { baseDomain } from '../net/autoconfig/mx-domains.ts';
import type { Hello } from '../smtp/extension.ts';
import { ipVersion } from '../target.ts';
import { isMaskedLine, maskedIn } from './masking.ts';
import { isAnsweredTooSoon } from './ports/outcomes.ts';
import { firstWords } from './sample.ts';

/** What gives away that somebody else answers. */
export type InterceptionKind =
  | 'same-hello'
  | 'same-greeting'
  | 'canned'
  | 'masked'
  | 're-signed'
  | 'too-soon';

/** One trace, and where it was seen. */
export interface InterceptionSign {
  readonly kind: InterceptionKind;
  readonly port: number;
  /** The words, or the product, that show it. */
  readonly sample?: string;
}

/** Re-signers of certificates that were recognised, each once; `isLocal`: a program of this computer. */
export function interceptorsOf(
  endpoints: readonly Endpoint[],
): { name: string; port: number; isLocal: boolean }[] {
  return endpoints.flatMap(({ port, scan }) =>
    (scan?.software ?? [])
      .filter(
        ({ kind, seenIn }) => seenIn === 'certificate' && (kind === 'antivirus' || kind === 'middlebox'),
      )
      .map(({ name, kind }) => ({ name, port, isLocal: kind === 'antivirus' })),
  );
}

/** All traces of somebody on the way, each kind once a port. */
export function interceptionSigns(
  host: string,
  endpoints: readonly Endpoint[],
  { control }: PortsEvidence,
): InterceptionSign[] {
  const strangers =
    control && areUnrelated(host, control.host, endpoints, control.endpoints) ? control.endpoints : [];
  const signs = endpoints.flatMap((endpoint) => [
    ...ownSigns(endpoint, endpoints),
    ...strangers.flatMap((stranger) => sharedSigns(endpoint, stranger)),
  ]);
  const resigned = interceptorsOf(endpoints).map(
    ({ name, port }) => ({ kind: 're-signed', port, sample: name }) as const,
  );
  const all: InterceptionSign[] = [...resigned, ...signs];
  return all.filter(
    (sign, index) => all.findIndex(({ kind, port }) => kind === sign.kind && port === sign.port) === index,
  );
}

function ownSigns(endpoint: Endpoint, endpoints: readonly Endpoint[]): InterceptionSign[] {
  const { port, scan, outcome } = endpoint;
  if (!scan) return [];
  const canned = scan.software?.find(
    ({ kind, seenIn }) => kind === 'middlebox' && seenIn === 'ehlo' && !isMasking(scan.hello),
  );
  const masked = maskedIn(scan.hello)[0] ?? (isMaskedLine(scan.greeting ?? '') ? scan.greeting : undefined);
  return [
    ...(canned ? [{ kind: 'canned', port, sample: firstWords(canned.sample) } as const] : []),
    ...(masked === undefined ? [] : [{ kind: 'masked', port, sample: firstWords(masked) } as const]),
    ...(outcome === 'open' && isAnsweredTooSoon(endpoint, endpoints)
      ? [{ kind: 'too-soon', port } as const]
      : []),
  ];
}

function isMasking(hello: Hello | undefined): boolean {
  return maskedIn(hello).length > 0;
}

/** What this port and a stranger's have word for word in common. */
function sharedSigns({ port, scan }: Endpoint, stranger: Endpoint): InterceptionSign[] {
  const other = stranger.scan;
  if (!scan || !other) return [];
  const [greeting, hello] = [scan.greeting, helloText(scan.hello ?? scan.secureHello)];
  const isSameGreeting = greeting !== undefined && namesSomebody(greeting) && greeting === other.greeting;
  const isSameHello = hello !== undefined && hello === helloText(other.hello ?? other.secureHello);
  return [
    ...(isSameGreeting ? [{ kind: 'same-greeting', port, sample: firstWords(greeting) } as const] : []),
    ...(isSameHello ? [{ kind: 'same-hello', port, sample: firstWords(hello) } as const] : []),
  ];
}

/** A greeting that bears a host's name; `220 ESMTP ready` may be anybody's. */
function namesSomebody(greeting: string): boolean {
  return /^\d{3}[ -]\S+\.\S+/.test(greeting);
}

/** The whole answer to EHLO, its name included: two servers have the same keywords, but not the same name. */
function helloText(hello: Hello | undefined): string | undefined {
  if (!hello) return undefined;
  const lines = hello.extensions.map(({ keyword, parameters }) => [keyword, ...parameters].join(' '));
  return [hello.greeting, ...lines.sort()].join(' | ');
}

/** Neither of one domain, nor at one address; addresses without a name must be of different networks too. */
function areUnrelated(
  host: string,
  other: string,
  ours: readonly Endpoint[],
  theirs: readonly Endpoint[],
): boolean {
  const addresses = new Set(ours.map(({ address }) => address));
  if (theirs.some(({ address }) => addresses.has(address))) return false;
  if (ipVersion(host) === 0 && ipVersion(other) === 0) return baseDomain(host) !== baseDomain(other);
  return !ours.some((one) => theirs.some(({ address }) => networkOf(one.address) === networkOf(address)));
}

/** The network that one owner most often has whole: /24 of IPv4, /48 of IPv6. */
function networkOf(address = ''): string {
  if (ipVersion(address) === 4) return address.split('.').slice(0, 3).join('.');
  const [front = ''] = address.split('::');
  return front.split(':').slice(0, 3).join(':');
}
