import type { Evidence, IdentityEvidence, SenderAddress } from '../../src/evidence.ts';
import type { SpfNode, SpfQuestion } from '../../src/identity/spf-tree.ts';

/** An Ed25519 key record (RFC 8463 appendix A). */
export const KEY = 'v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=';

/** An RSA key record of 1024 bits (RFC 6376 appendix C). */
export const WEAK_KEY =
  'v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDnlCI3tSCtiepa6QPTi0P+zcJmWeDlZf0Fjhl+oLkdKZxFVF8OX8Iifp5CMVRleiYV1vmkegaYCbSgO2y8KJdsPj8IvFLQJO71mP2Dv1WKk9DeqEcId0MG9h+X6FzdyWk5jcZXxOdZl4F04odmaeCR4KwKumE7HBDxa+C3LRqgRwIDAQAB';

/** The SPF record of a domain, with what it asks for. */
export function spfNode(
  text: string,
  questions: readonly SpfQuestion[] = [],
  domain = 'example.org',
): SpfNode {
  return { domain, status: 'found', records: [text], questions };
}

/** What a domain's own DMARC step has. */
export function dmarcWith(...records: readonly string[]): Pick<IdentityEvidence, 'dmarc'> {
  const org = { name: 'org', records: [], isAnswered: true };
  return { dmarc: { walk: [{ name: 'example.org', records, isAnswered: true }, org], consents: [] } };
}

/** A selector with these keys. */
export function keyed(...keys: readonly string[]): Pick<IdentityEvidence, 'dkim'> {
  return { dkim: [{ selector: 'default', asked: false, status: 'answer', keys }] };
}

const sender: SenderAddress = {
  address: '11.0.0.25',
  source: 'mx',
  names: ['mail.example.org'],
  confirmed: ['mail.example.org'],
  spf: { result: 'pass' },
  listings: [],
};

/** The sending address, with changes. */
export function senderWith(changes: Partial<SenderAddress>): Pick<IdentityEvidence, 'senders'> {
  return { senders: [{ ...sender, ...changes }] };
}

/** A domain with nothing to mend. */
export const healthyIdentity: IdentityEvidence = {
  domain: 'example.org',
  mx: {
    hosts: [
      {
        ...{ host: 'mail.example.org', preference: 10, status: 'found', owner: 'example.org' },
        addresses: ['11.0.0.25'],
      },
    ],
    nullMx: false,
    nullBesideReal: false,
    implicit: false,
  },
  spf: spfNode('v=spf1 mx -all', [{ text: 'mx', name: 'mx', lookup: 'answer', addresses: ['11.0.0.25'] }]),
  ...keyed(KEY),
  dkimAsked: 47,
  dkimBranch: 'present',
  ...dmarcWith('v=DMARC1; p=reject; rua=mailto:dmarc@example.org'),
  dnssec: 'secure',
  caa: [],
  services: [],
  hasAutoconfig: false,
  senders: [sender],
  domainListings: [],
  listsAsked: 23,
  silentLists: [],
  questions: [{ name: 'example.org', type: 'MX', status: 'answer', elapsedMs: 3 }],
};

/** Evidence of a domain, with changes to what is healthy. */
export function identityWith(changes: Partial<IdentityEvidence>): Evidence {
  return {
    observedAt: '2026-11-22T12:00:00.000Z',
    goal: { host: 'example.org', role: 'relay', security: 'auto', domain: 'example.org' },
    identity: { ...healthyIdentity, ...changes },
  };
}
