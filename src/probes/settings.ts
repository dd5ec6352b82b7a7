import type { Discovery, FoundServer, LookUp, LookUpKind, LookUpOptions } from '../net/autoconfig/index.ts';
import { providerOfMx } from '../providers/index.ts';
import { nearestDomain } from '../providers/nearest.ts';
import type { EndpointUse } from '../providers/provider.ts';
import { endpointsFor, type Recognised, recognise } from '../providers/recognise.ts';
import type { SettingsSubject } from '../providers/subject.ts';
import type { WellKnownService } from '../providers/well-known.ts';

/** Whose word a server is: our own table's, nodemailer's list's, or that of somebody who was asked. */
export type ServerSource = 'table' | 'nodemailer' | LookUpKind;

/** A way in for users. */
export interface KnownServer extends FoundServer {
  readonly source: ServerSource;
  /** The URL or name that was asked. */
  readonly asked?: string;
  /** The host that gave the answer, where a redirect led to another than the one asked. */
  readonly via?: string;
  readonly use?: EndpointUse;
  /** Seen in use; neither the provider nor Thunderbird's database names it. */
  readonly reported?: true;
}

/** What is known of how to hand in mail for a subject. */
export interface SettingsFacts {
  /** ISO 8601, UTC. */
  readonly observedAt: string;
  readonly subject: SettingsSubject;
  readonly recognised?: Recognised;
  /** The name that nodemailer gives the service, where nothing better is known. */
  readonly serviceName?: string;
  /** Best first, each host and port once. */
  readonly servers: readonly KnownServer[];
  /** A known domain that was perhaps meant, where nothing is known of the one named. */
  readonly nearest?: string;
  /** Absent where nobody was asked. */
  readonly discovery?: Discovery;
}

/**
 * Gathers the settings for a subject: our own table, nodemailer's list, and, where `online` is given, everybody who
 * may know its domain. Never sends the user's address anywhere; an abort ends the questions, not the answer.
 */
export async function gatherSettings(
  subject: SettingsSubject,
  online?: LookUpOptions,
): Promise<SettingsFacts> {
  const offline = recognise(subject);
  const { domain } = subject;
  const isAsked =
    online !== undefined && domain !== undefined && offline?.by !== 'host' && offline?.by !== 'name';
  const discovery = isAsked ? await ask(domain, online) : undefined;
  const recognised = offline ?? recogniseMx(discovery);
  const service = recognised === undefined ? await wellKnown(domain ?? subject.text) : undefined;
  const servers = serversOf({ recognised, service, discovery, domain });
  const nearest = recognised || servers.length > 0 ? undefined : nearestDomain(domain ?? subject.text);
  return {
    observedAt: new Date().toISOString(),
    subject,
    ...(recognised ? { recognised } : {}),
    ...(service ? { serviceName: service.name } : {}),
    servers,
    ...(nearest === undefined ? {} : { nearest }),
    ...(discovery ? { discovery } : {}),
  };
}

async function ask(domain: string, options: LookUpOptions): Promise<Discovery> {
  const { discover } = await import('../net/autoconfig/index.ts');
  return discover(domain, options);
}

async function wellKnown(key: string): Promise<WellKnownService | undefined> {
  const { wellKnownService } = await import('../providers/well-known.ts');
  return wellKnownService(key);
}

/** A service that sends for programs may take in a domain's mail too, but its people have their mailboxes elsewhere. */
function recogniseMx(discovery: Discovery | undefined): Recognised | undefined {
  const provider = providerOfMx(discovery?.mxHosts ?? []);
  return provider === undefined || provider.kind === 'sending-service' ? undefined : { provider, by: 'mx' };
}

interface Gathered {
  readonly recognised: Recognised | undefined;
  readonly service: WellKnownService | undefined;
  readonly discovery: Discovery | undefined;
  readonly domain: string | undefined;
}

/** What a domain says itself comes before what its MX lets us guess, and after what our table knows of that domain. */
function serversOf({ recognised, service, discovery, domain }: Gathered): readonly KnownServer[] {
  const table: KnownServer[] = recognised
    ? endpointsFor(recognised, domain).map((endpoint) => ({ ...endpoint, source: 'table' }))
    : [];
  const listed: KnownServer[] = service ? [{ ...service.endpoint, source: 'nodemailer' }] : [];
  const lookUps = discovery?.lookUps ?? [];
  const own = lookUps.filter(({ kind }) => kind === 'autoconfig' || kind === 'ispdb').flatMap(serversIn);
  const byMx = lookUps.filter(({ kind }) => kind.startsWith('mx-')).flatMap(serversIn);
  const weaker = lookUps.filter(({ kind }) => kind === 'srv' || kind === 'autodiscover').flatMap(serversIn);
  // Our table knows the mark of that very MX, the database at most the domain of it.
  const all = recognised?.by === 'mx' ? [own, table, weaker] : [table, own, byMx, weaker, listed];
  return unique(all.flat());
}

function serversIn({ kind, asked, via, servers }: LookUp): KnownServer[] {
  return servers.map((server) => ({
    ...{ ...server, source: kind, asked },
    ...(via === undefined ? {} : { via }),
  }));
}

function unique(servers: readonly KnownServer[]): readonly KnownServer[] {
  const seen = new Set<string>();
  return servers.filter(({ host, port }) => {
    const key = `${host}:${port}`;
    return !seen.has(key) && seen.add(key);
  });
}
