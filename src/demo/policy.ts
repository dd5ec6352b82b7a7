import { createServer } from 'node:https';
import type { Authority, CertificateKind } from './certificates.ts';

/** A web server that publishes an MTA-STS policy. */
export interface PolicyServer {
  readonly port: number;
  /** Ends the server and its open connections. */
  close(): Promise<void>;
}

const PATH = '/.well-known/mta-sts.txt';

/** Serves a policy (RFC 8461 §3.3) on loopback, with a certificate of the demo's authority. */
export async function startPolicyServer(
  text: string,
  certificates: Authority,
  kind: CertificateKind = 'valid',
): Promise<PolicyServer> {
  const body = text.replaceAll(/\r?\n/g, '\r\n');
  const server = createServer(await certificates.issue(kind), (request, response) => {
    const found = request.url === PATH;
    response
      .writeHead(found ? 200 : 404, { 'content-type': 'text/plain' })
      .end(found ? body : 'not found\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
