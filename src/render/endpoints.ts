import type { Endpoint, Evidence } from '../evidence.ts';
import type { Page, Row } from './page.ts';

/** The host's doors, one row each; a single door that was diagnosed says nothing new. */
export function endpointRows({ endpoints = [] }: Evidence, page: Page): Row[] {
  if (endpoints.length === 1 && endpoints[0]?.chosen) return [];
  const addresses = new Set(endpoints.map((endpoint) => endpoint.address));
  return endpoints.map((endpoint) => ({
    label: addresses.size > 1 ? page.safe(formatEndpoint(endpoint)) : String(endpoint.port),
    lines: [page.sentence(describeEndpoint(endpoint, page))],
  }));
}

function formatEndpoint({ address, port }: Endpoint): string {
  if (address === undefined) return String(port);
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function describeEndpoint(endpoint: Endpoint, { words, context }: Page): string {
  const { security, offersStartTls, authMechanisms = [], stoppedAt } = endpoint;
  const parts = [
    `${words.endpointOutcomes[endpoint.outcome]} ${words.after(endpoint.elapsedMs)}`,
    ...(security === undefined ? [] : [words.securities[security]]),
    ...(offersStartTls && security !== 'starttls' ? [words.offersStartTls] : []),
    ...(authMechanisms.length === 0 ? [] : [context.catalog.keywords.known.AUTH(authMechanisms)]),
    ...(stoppedAt === undefined || endpoint.outcome !== 'open'
      ? []
      : [words.stoppedAt(words.stages[stoppedAt])]),
    ...(endpoint.chosen ? [words.chosen] : []),
  ];
  return parts.join(', ');
}
