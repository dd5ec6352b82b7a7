import { createHash, X509Certificate } from 'node:crypto';
import type { TestContext } from 'node:test';
import { type CertificateKind, createAuthority } from '../../src/demo/certificates.ts';
import { parseDialogue } from '../../src/demo/dialogue.ts';
import { startDnsServer } from '../../src/demo/dns.ts';
import { startPolicyServer } from '../../src/demo/policy.ts';
import { startDialogueServer } from '../../src/demo/server.ts';
import { parseZone } from '../../src/demo/zone.ts';
import type { Evidence, TlsProfile } from '../../src/evidence.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { probeTlsPolicy } from '../../src/probes/tls-policy.ts';

/** The authority of all scenes' certificates. */
export const authority = await createAuthority();

/** SHA-256 of the keys of a valid certificate for these names, the demo's own when absent, and of its issuer's. */
export async function keysOf(
  names?: readonly string[],
): Promise<{ readonly leaf: string; readonly issuer: string }> {
  const { cert } = await authority.issue('valid', { key: 'ec', ...(names ? { names } : {}) });
  const [leaf = '', issuer = ''] = cert.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g) ?? [];
  return { leaf: spkiHash(leaf), issuer: spkiHash(issuer) };
}

function spkiHash(pem: string): string {
  const spki = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex');
}

/** Keys of the certificate that the scenes' mail server shows. */
export const KEYS = await keysOf();

/** A mail server with STARTTLS and a valid certificate. */
export const TLS = `S: 220 mx.example.net ESMTP
C: EHLO ***
S: 250-mx.example.net
S: 250 STARTTLS
C: STARTTLS
S: 220 go ahead
* tls valid
C: EHLO ***
S: 250 mx.example.net
C: QUIT
S: 221 bye`;

/** The same server without STARTTLS. */
export const PLAIN = 'S: 220 mx.example.net ESMTP\nC: EHLO ***\nS: 250 mx.example.net\nC: QUIT\nS: 221 bye';

/** A domain, example.net, as it is to be played. */
export interface DomainScene {
  /** Further lines of the zone, `$PORT` being the mail server's; beside MX, addresses and AD. */
  readonly zone?: string;
  readonly isSigned?: boolean;
  /** What is announced and served for MTA-STS. */
  readonly policy?: string;
  readonly policyCertificate?: CertificateKind;
  readonly dialogue?: string;
  readonly mx?: readonly string[];
  readonly makeTlsa?: boolean;
  readonly profile?: TlsProfile;
}

/** What a run came to: the domain's evidence and that of each session. */
export interface PlayedDomain {
  readonly evidence: Evidence;
  readonly routes: readonly Evidence[];
  readonly port: number;
}

/** Plays mail server, DNS server and policy host on loopback, and looks at the domain's policies. */
export async function playDomain(t: TestContext, scene: DomainScene): Promise<PlayedDomain> {
  const { zone = '', isSigned = true, policy, dialogue = TLS, mx = ['mx.example.net'] } = scene;
  const { makeTlsa, profile } = scene;
  const server = await startDialogueServer(parseDialogue(dialogue), { certificates: authority });
  t.after(() => server.close());
  const site = await startPolicyServer(policy ?? '', authority, scene.policyCertificate);
  t.after(() => site.close());
  const lines = [
    isSigned ? '* ad' : '',
    ...mx.map((host, index) => `example.net MX ${10 * (index + 1)} ${host}`),
    'mx.example.net A 127.0.0.1',
    'smtp.example.net A 127.0.0.1',
    policy === undefined ? '' : '_mta-sts.example.net TXT "v=STSv1; id=1;"',
    zone.replaceAll('$PORT', String(server.port)),
  ];
  const dns = await startDnsServer(parseZone(lines.join('\n')));
  t.after(() => dns.close());
  const resolver = createResolver({
    servers: [`127.0.0.1:${dns.port}`],
    overrides: new Map([['mta-sts.example.net', [{ address: '127.0.0.1', port: site.port }]]]),
  });
  const routes: Evidence[] = [];
  const evidence = await probeTlsPolicy({
    domain: 'example.net',
    port: server.port,
    security: 'auto',
    network: {
      resolver,
      deadlineMs: 10_000,
      session: { timeoutMs: 2_000 },
      tls: { ca: [authority.rootPem] },
    },
    onRoute: (route) => routes.push(route),
    ...(makeTlsa ? { makeTlsa } : {}),
    ...(profile ? { inDepth: { profile, maxConnections: 40 } } : {}),
  });
  return { evidence, routes, port: server.port };
}
