import { connect } from 'node:tls';
import { ipVersion } from '../target.ts';
import { askByStream, type ExchangeLimits, type Outcome, readWhole, withinLimits } from './dns-attempt.ts';
import type { DnsQuery } from './dns-message.ts';
import { type DnsServer, formatDnsServer } from './dns-server.ts';
import { trustIn } from './secure-context.ts';

/** As much as a message over any stream can have. */
const MESSAGE_BYTES = 65_535;
const MEDIA_TYPE = 'application/dns-message';

/** Asks over TLS (RFC 7858) or HTTPS (RFC 8484), the certificate checked for the server as it was named. */
export function askEncrypted(query: DnsQuery, server: DnsServer, limits: ExchangeLimits): Promise<Outcome> {
  return server.transport === 'https' ? askByHttps(query, server, limits) : askByTls(query, server, limits);
}

function askByTls(query: DnsQuery, server: DnsServer, limits: ExchangeLimits): Promise<Outcome> {
  const { address, port } = server;
  const servername = ipVersion(address) === 0 ? { servername: address } : {};
  const open = () =>
    connect({ host: address, port, ...servername, ...trustIn(limits.ca), ALPNProtocols: ['dot'] });
  return askByStream(query, open, limits);
}

function askByHttps(query: DnsQuery, server: DnsServer, limits: ExchangeLimits): Promise<Outcome> {
  return withinLimits(query, limits, (settle) => {
    const controller = new AbortController();
    post(query, server, limits, controller.signal).then(settle, () => settle('timeout'));
    return () => controller.abort();
  });
}

async function post(
  query: DnsQuery,
  server: DnsServer,
  limits: ExchangeLimits,
  signal: AbortSignal,
): Promise<Outcome> {
  const { Agent } = await import('./undici.ts');
  const agent = new Agent({ connect: trustIn(limits.ca) });
  try {
    const { origin, pathname } = new URL(formatDnsServer(server));
    const { body, headers, statusCode } = await agent.request({
      origin,
      path: pathname,
      method: 'POST',
      headers: { accept: MEDIA_TYPE, 'content-type': MEDIA_TYPE },
      body: query.bytes,
      signal,
    });
    // Nobody may read on after an early return; an error in the body must not go unheard and end the process.
    body.on('error', () => undefined);
    if (statusCode !== 200 || headers['content-type'] !== MEDIA_TYPE) return 'malformed';
    const bytes = await readBounded(body);
    return bytes === undefined ? 'malformed' : await readWhole(bytes, query);
  } finally {
    await agent.destroy();
  }
}

async function readBounded(body: AsyncIterable<Buffer>): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MESSAGE_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
