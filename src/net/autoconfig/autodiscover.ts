import { type FoundServer, hostName, portNumber } from './found.ts';
import { descendantsOf, parseXml, textOf, type XmlElement } from './xml.ts';

const REQUEST = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006';
const RESPONSE = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a';
const SERVERS = 8;

/**
 * The question of Exchange Autodiscover (MS-OXDSCLI), which cannot be asked without an address: it names the
 * domain's postmaster, whom every domain has (RFC 5321 §4.5.1), and not the user.
 */
export function autodiscoverRequest(domain: string): string {
  return (
    `<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="${REQUEST}"><Request>` +
    `<EMailAddress>postmaster@${domain}</EMailAddress>` +
    `<AcceptableResponseSchema>${RESPONSE}</AcceptableResponseSchema></Request></Autodiscover>`
  );
}

/** Reads the SMTP servers of an Autodiscover answer; undefined for a text that is none. */
export async function readAutodiscover(text: string): Promise<readonly FoundServer[] | undefined> {
  const root = await parseXml(text);
  if (root?.name !== 'Autodiscover') return undefined;
  return descendantsOf(root, 'Protocol')
    .filter((protocol) => textOf(protocol, 'Type') === 'SMTP')
    .slice(0, SERVERS)
    .flatMap(readProtocol);
}

function readProtocol(protocol: XmlElement): FoundServer[] {
  const host = hostName(textOf(protocol, 'Server'));
  const port = portNumber(textOf(protocol, 'Port'));
  if (host === undefined || port === undefined) return [];
  const security = securityOf(protocol, port);
  return security === undefined ? [] : [{ host, port, security }];
}

/** `Encryption` counts before `SSL`, which is on when it is absent; on every port but 465 it has come to mean STARTTLS. */
function securityOf(protocol: XmlElement, port: number): FoundServer['security'] | undefined {
  const encryption = textOf(protocol, 'Encryption').toLowerCase();
  if (encryption === 'ssl') return 'tls';
  if (encryption === 'tls') return 'starttls';
  if (encryption === 'none' || textOf(protocol, 'SSL').toLowerCase() === 'off') return undefined;
  return port === 465 ? 'tls' : 'starttls';
}
