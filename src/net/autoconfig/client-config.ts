import { type FoundServer, hostName, portNumber } from './found.ts';
import { childOf, descendantsOf, parseXml, textOf, type XmlElement } from './xml.ts';

/** More than any provider publishes. */
const SERVERS = 8;

/**
 * Reads the outgoing servers of a configuration as Thunderbird and its database have it
 * (draft-ietf-mailmaint-autoconfig); those without TLS are left out.
 *
 * @param domain  Stands in the place of `%EMAILDOMAIN%`.
 * @returns undefined for a text that is no such configuration.
 */
export async function readClientConfig(
  text: string,
  domain: string,
): Promise<readonly FoundServer[] | undefined> {
  const root = await parseXml(text);
  if (root?.name !== 'clientConfig') return undefined;
  const provider = childOf(root, 'emailProvider');
  const servers = provider === undefined ? [] : descendantsOf(provider, 'outgoingServer');
  return servers
    .filter(({ attributes }) => attributes.type === 'smtp')
    .slice(0, SERVERS)
    .flatMap((server) => readServer(server, domain));
}

function readServer(server: XmlElement, domain: string): FoundServer[] {
  const host = hostName(textOf(server, 'hostname').replaceAll('%EMAILDOMAIN%', domain));
  const port = portNumber(textOf(server, 'port'));
  const security = SECURITIES.get(textOf(server, 'socketType'));
  if (host === undefined || port === undefined || security === undefined) return [];
  const credentials = credentialsOf(server);
  return [
    {
      ...{ host, port, security, userName: userNameOf(textOf(server, 'username')) },
      ...(credentials.length === 0 ? {} : { credentials }),
    },
  ];
}

const SECURITIES: ReadonlyMap<string, FoundServer['security']> = new Map([
  ['SSL', 'tls'],
  ['STARTTLS', 'starttls'],
]);

function userNameOf(text: string): NonNullable<FoundServer['userName']> {
  if (text === '%EMAILADDRESS%' || text === '%EMAILLOCALPART%@%EMAILDOMAIN%') return 'address';
  return text === '%EMAILLOCALPART%' ? 'local-part' : 'other';
}

function credentialsOf(server: XmlElement): ('password' | 'oauth')[] {
  const named = server.children
    .filter(({ name }) => name === 'authentication')
    .flatMap(({ text }) =>
      text === 'OAuth2' ? ['oauth' as const] : text.startsWith('password-') ? ['password' as const] : [],
    );
  return [...new Set(named)];
}
