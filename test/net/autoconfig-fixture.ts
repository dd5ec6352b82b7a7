import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { createAuthority } from '../../src/demo/certificates.ts';
import type { LookUpOptions } from '../../src/net/autoconfig/fetch.ts';
import { serveZone } from './dns-fixture.ts';

const authority = await createAuthority();

/** A web site on loopback for several names, and what a look-up needs to find and to believe it. */
export interface Site {
  /** `METHOD host/path body` of every request. */
  readonly requests: readonly string[];
  readonly options: LookUpOptions;
}

/** What answers a request; the host is the one asked for. */
export type Respond = (response: ServerResponse, host: string, path: string) => void;

/** Serves these names over HTTPS until the test ends; `--resolve` leads there, and DNS knows the zone. */
export async function serveSite(
  context: TestContext,
  names: readonly string[],
  respond: Respond,
  zone = '',
): Promise<Site> {
  const requests: string[] = [];
  const server = createServer(await authority.issue('valid', { names }), (request, response) => {
    void bodyOf(request).then((body) => {
      const host = (request.headers.host ?? '').replace(/:\d+$/, '');
      requests.push(`${request.method} ${host}${request.url} ${body}`.trim());
      respond(response, host, request.url ?? '');
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  const overrides = new Map(names.map((name) => [name, [{ address: '127.0.0.1', port }]]));
  const { resolver } = await serveZone(context, zone, { overrides });
  return { requests, options: { resolver, ca: [authority.rootPem] } };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** A configuration with one outgoing server. */
export function clientConfig(host: string, { port = '465', socket = 'SSL', extra = '' } = {}): string {
  return `<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="x"><domain>example.org</domain>
<incomingServer type="imap"><hostname>imap.example.org</hostname></incomingServer>
<outgoingServer type="smtp"><hostname>${host}</hostname><port>${port}</port><socketType>${socket}</socketType>
<username>%EMAILADDRESS%</username><authentication>OAuth2</authentication>
<authentication>password-cleartext</authentication></outgoingServer>${extra}</emailProvider></clientConfig>`;
}
