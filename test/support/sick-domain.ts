import type { Evidence, Listing, MailRoute, MxHostEvidence } from '../../src/evidence.ts';
import type { SpfQuestion } from '../../src/identity/spf-tree.ts';
import type {
  DomainDkimId,
  DomainDmarcId,
  DomainMxId,
  DomainReceivingId,
  DomainSenderId,
  DomainSpfId,
} from '../../src/messages/domain-publish.ts';
import {
  dmarcWith,
  healthyIdentity,
  identityWith,
  KEY,
  keyed,
  senderWith,
  spfNode,
  WEAK_KEY,
} from './identity.ts';

type DomainId = DomainMxId | DomainSpfId | DomainDkimId | DomainDmarcId | DomainReceivingId | DomainSenderId;

const { mx } = healthyIdentity;
const host: MxHostEvidence = {
  ...{ host: 'mail.example.org', preference: 10, status: 'found', owner: 'example.org' },
  addresses: ['11.0.0.25'],
};
const trial = { host: 'mail.example.org', address: '11.0.0.25', answered: 'rcpt' } as const;
const silentRoute: MailRoute = {
  ...{ host: 'mail.example.org', address: '11.0.0.25', addressDnssec: 'secure' },
  failure: { stage: 'connect', kind: 'timeout' },
};
const logo = {
  record: 'v=BIMI1; l=https://example.org/logo.svg',
  result: 'pass',
  location: 'https://example.org/logo.svg',
};
const listing: Listing = {
  list: 'Spamhaus ZEN',
  zone: 'zen.spamhaus.org',
  weight: 'major',
  page: 'https://check.spamhaus.org/',
  codes: ['127.0.0.2'],
  meanings: ['spam'],
};

function questions(count: number, lookup: SpfQuestion['lookup']): SpfQuestion[] {
  return Array.from({ length: count }, (_, index) => ({
    text: `a:h${index}.example.org`,
    name: 'a',
    lookup,
  }));
}

function textOf(asked: readonly SpfQuestion[]): string {
  return `v=spf1 ${asked.map(({ text }) => text).join(' ')} -all`;
}

function spf(text: string, asked: readonly SpfQuestion[] = []): Evidence {
  return identityWith({ spf: spfNode(text, asked) });
}

function bare(status: 'missing' | 'multiple', ...records: readonly string[]): Evidence {
  return identityWith({ spf: { domain: 'example.org', status, records, questions: [] } });
}

const gone: SpfQuestion = {
  ...{ text: 'include:gone.example', name: 'include', lookup: 'void' },
  node: { domain: 'gone.example', status: 'missing', records: [], questions: [] },
};
const consent = { address: 'in@reports.example', name: 'example.org._report._dmarc.reports.example' };

/** For every finding about a domain's records one piece of evidence that has it. */
export const sickDomain: Readonly<Record<DomainId, Evidence>> = {
  'domain.mx-absent': identityWith({ mx: { ...mx, hosts: [] }, senders: [] }),
  'domain.mx-null': identityWith({ mx: { ...mx, hosts: [], nullMx: true } }),
  'domain.mx-null-mixed': identityWith({ mx: { ...mx, nullBesideReal: true } }),
  'domain.mx-address': identityWith({
    mx: { ...mx, hosts: [{ ...host, host: '11.0.0.25', status: 'is-address' }] },
  }),
  'domain.mx-host-absent': identityWith({
    mx: { ...mx, hosts: [{ ...host, status: 'absent', addresses: [] }] },
  }),
  'domain.mx-unroutable': identityWith({ mx: { ...mx, hosts: [{ ...host, addresses: ['10.0.0.25'] }] } }),
  'domain.mx-alias': identityWith({ mx: { ...mx, hosts: [{ ...host, alias: 'mx.example.net' }] } }),
  'domain.mx-ipv6-only': identityWith({ mx: { ...mx, hosts: [{ ...host, addresses: ['2a10:50c0::25'] }] } }),
  'domain.mx-backup-foreign': identityWith({
    mx: {
      ...mx,
      hosts: [...mx.hosts, { ...host, host: 'mx.example.net', preference: 20, owner: 'example.net' }],
    },
  }),
  'domain.mx-unreached': {
    ...identityWith({}),
    tlsPolicy: { domain: 'example.org', mxDnssec: 'secure', routes: [silentRoute] },
  },
  'domain.role-address-refused': identityWith({
    trials: [
      {
        ...{ ...trial, recipient: 'postmaster@example.org', purpose: 'role' },
        reply: { code: 550, enhanced: '5.1.1', lines: ['User unknown'] },
      },
    ],
  }),
  'domain.relay-open': identityWith({
    trials: [
      {
        ...{ ...trial, recipient: 'ada@example.com', purpose: 'relay' },
        reply: { code: 250, enhanced: '2.1.5', lines: ['Ok'] },
      },
    ],
  }),
  'domain.spf-missing': bare('missing'),
  'domain.spf-several': bare('multiple', 'v=spf1 mx -all', 'v=spf1 a ~all'),
  'domain.spf-malformed': spf('v=spf1 mx ipv4:11.0.0.9 -all'),
  'domain.spf-include-unusable': spf('v=spf1 include:gone.example -all', [gone]),
  'domain.spf-lookups-exceeded': spf(textOf(questions(11, 'answer')), questions(11, 'answer')),
  'domain.spf-voids-exceeded': spf(textOf(questions(3, 'void')), questions(3, 'void')),
  'domain.spf-hosts-exceeded': spf('v=spf1 mx -all', [
    { text: 'mx', name: 'mx', lookup: 'answer', addresses: ['11.0.0.25'], hosts: 11 },
  ]),
  'domain.spf-open': spf('v=spf1 +all'),
  'domain.spf-neutral': spf('v=spf1 mx ?all'),
  'domain.spf-ptr': spf('v=spf1 ptr -all'),
  'domain.spf-terms-unreached': spf('v=spf1 mx -all ip4:11.0.0.9'),
  'domain.spf-too-long': spf(`v=spf1 ${'ip4:11.0.0.9 '.repeat(40)}-all`),
  'domain.spf-sender-refused': identityWith(senderWith({ source: 'asked', spf: { result: 'softfail' } })),
  'domain.dkim-key-absent': identityWith({
    dkim: [{ selector: 'march', asked: true, status: 'nxdomain', keys: [] }],
  }),
  'domain.dkim-missing': identityWith({ dkim: [], dkimBranch: 'absent' }),
  'domain.dkim-unseen': identityWith({ dkim: [] }),
  'domain.dkim-key-malformed': identityWith(keyed('v=DKIM1; p=MIIB')),
  'domain.dkim-key-weak': identityWith(keyed(WEAK_KEY)),
  'domain.dkim-key-revoked': identityWith(keyed('v=DKIM1; p=')),
  'domain.dkim-key-testing': identityWith(keyed(`${KEY}; t=y`)),
  'domain.dmarc-missing': identityWith(dmarcWith()),
  'domain.dmarc-several': identityWith(dmarcWith('v=DMARC1; p=reject', 'v=DMARC1; p=none')),
  'domain.dmarc-malformed': identityWith(dmarcWith('v=DMARC1; p=block')),
  'domain.dmarc-policy-none': identityWith(dmarcWith('v=DMARC1; p=none; rua=mailto:dmarc@example.org')),
  'domain.dmarc-subdomains-open': identityWith(
    dmarcWith('v=DMARC1; p=reject; sp=none; rua=mailto:dmarc@example.org'),
  ),
  'domain.dmarc-testing': identityWith(dmarcWith('v=DMARC1; p=reject; t=y; rua=mailto:dmarc@example.org')),
  'domain.dmarc-reports-absent': identityWith(dmarcWith('v=DMARC1; p=reject')),
  'domain.dmarc-reports-unwanted': identityWith({
    dmarc: { ...healthyIdentity.dmarc, consents: [{ ...consent, status: 'absent' }] },
  }),
  'domain.dmarc-tags-removed': identityWith(
    dmarcWith('v=DMARC1; p=reject; ri=3600; rua=mailto:dmarc@example.org'),
  ),
  'domain.bimi-malformed': identityWith({ bimi: { record: 'v=BIMI1; l=logo.svg', result: 'fail' } }),
  'domain.bimi-policy-weak': identityWith({ ...dmarcWith('v=DMARC1; p=none'), bimi: logo }),
  'domain.bimi-certificate-absent': identityWith({ bimi: logo }),
  'domain.bimi-certificate-unusable': identityWith({
    bimi: {
      ...{ ...logo, authority: 'https://example.org/mark.pem' },
      mark: {
        problem: 'certificate-unusable',
        code: 'CERTIFICATE_VERIFICATION_ERROR',
        validTo: '2026-01-01T00:00:00.000Z',
      },
    },
  }),
  'domain.answers-missing': identityWith({
    questions: [{ name: '_dmarc.example.org', type: 'TXT', status: 'servfail', elapsedMs: 9 }],
  }),
  'domain.ptr-absent': identityWith(senderWith({ source: 'asked', names: [], confirmed: [] })),
  'domain.ptr-unconfirmed': identityWith(senderWith({ names: ['host.example.net'], confirmed: [] })),
  'domain.ptr-generic': identityWith(
    senderWith({ names: ['dyn-11-0-0-25.example.net'], confirmed: ['dyn-11-0-0-25.example.net'] }),
  ),
  'domain.helo-unconfirmed': identityWith({
    helo: { name: 'srv1.example.org', address: '11.0.0.25', leadsToAddress: false },
  }),
  'domain.sender-blocklisted': identityWith(senderWith({ listings: [listing] })),
  'domain.name-blocklisted': identityWith({ domainListings: [{ ...listing, list: 'Spamhaus DBL' }] }),
  'domain.blocklists-silent': identityWith({ silentLists: [{ list: 'SpamCop', reason: 'test-absent' }] }),
  'domain.service-host-absent': identityWith({
    services: [
      { service: '_submissions._tcp', targets: ['smtp.example.org:465'], dangling: ['smtp.example.org'] },
    ],
  }),
};
