import type { MailRoute, TlsPolicyEvidence } from '../../src/evidence.ts';

/** An address of an MX host that a careful sender is content with. */
export const route: MailRoute = {
  host: 'mail.example.org',
  preference: 10,
  address: '192.0.2.25',
  offersStartTls: true,
  tls: { protocol: 'TLSv1.3', trusted: true, problems: [], isForDomain: true },
  addressDnssec: 'secure',
  tlsaStatus: 'answer',
  tlsaDnssec: 'secure',
  dane: {
    name: '_25._tcp.mail.example.org',
    records: ['2 1 1 cdcd'],
    matched: true,
    authenticated: true,
    judged: [{ record: '2 1 1 cdcd' }],
    fitting: '3 1 1 cdcd',
  },
  isListed: true,
};

/** The route without DNSSEC and TLSA records. */
export const unsignedRoute: MailRoute = withoutDane(route);

function withoutDane({
  dane: _dane,
  tlsaStatus: _status,
  tlsaDnssec: _state,
  ...rest
}: MailRoute): MailRoute {
  return { ...rest, addressDnssec: 'insecure' };
}

/** A domain with DANE, MTA-STS and TLS-RPT, all in order. */
export const tlsPolicy = {
  domain: 'example.org',
  mxDnssec: 'secure',
  mtaSts: {
    domain: 'example.org',
    id: '20261122',
    mode: 'enforce',
    mx: ['mail.example.org'],
    maxAgeSeconds: 1_209_600,
  },
  tlsRpt: { targets: ['mailto:tls@example.org'], text: 'v=TLSRPTv1; rua=mailto:tls@example.org' },
  routes: [route],
} as const satisfies TlsPolicyEvidence;
