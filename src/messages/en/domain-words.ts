import type { PublishWords } from '../domain-publish.ts';
import type { DomainWords } from '../domain-words.ts';
import { formatsOf } from '../format.ts';

const { list } = formatsOf('en');

/** How a record to publish is announced, in English. */
export const publishWords: PublishWords = {
  publish: (record) => `Publish: ${record}`,
  replace: (before, record) => `Replace ${list(before)} with: ${record}`,
};

/** A domain's report, in English. */
export const domainWords: DomainWords = {
  labels: {
    receives: 'Can it receive?',
    believed: 'Is it believed?',
    forged: 'Can it be forged?',
    mx: 'MX',
    spf: 'SPF',
    spfTree: 'SPF look-ups',
    publish: 'Records to publish, one line each',
    dmarcEffects: 'What DMARC does to mail',
    dkim: 'DKIM',
    dmarc: 'DMARC',
    organization: 'Organisation',
    bimi: 'BIMI',
    mark: 'Mark certificate',
    recipients: 'Recipients',
    mtaSts: 'MTA-STS',
    tlsRpt: 'TLS-RPT',
    dnssec: 'DNSSEC',
    caa: 'CAA',
    services: 'SRV',
    autoconfig: 'Autoconfig',
    senders: 'Sending addresses',
    lists: 'Blocklists',
    questions: 'DNS questions',
  },
  receives: {
    yes: 'Yes: its mail servers have names and addresses that the world can reach.',
    partly: 'Yes, but not by all the servers that it names.',
    fallback: 'Perhaps: it names no mail server, so senders try the address of the domain itself.',
    no: 'No: it names no mail server that a sender could reach.',
    declined: 'No, and on purpose: it says that it takes no mail.',
    unknown: 'Not known: the DNS did not say where its mail servers are.',
  },
  proofs: {
    'spf-and-dkim': 'Yes: SPF and DKIM are there for receivers to check its mail by.',
    spf: 'In part: SPF can be checked, but no usable DKIM key was found. Forwarded mail will fail.',
    dkim: 'In part: a DKIM key is there, but no usable SPF record.',
    none: 'No: there is neither a usable SPF record nor a DKIM key that was found.',
    unknown: 'Not known: the DNS did not answer for all of its SPF record.',
  },
  forgeries: {
    rejected: 'Hardly: its DMARC policy has forgeries rejected.',
    quarantined: 'Not into the inbox: its DMARC policy has forgeries put into the spam folder.',
    delivered: 'Yes: its DMARC policy asks for nothing, so forgeries are delivered.',
    'delivered-unwatched': 'Yes: it has no usable DMARC policy, and nobody would even tell.',
    unknown: 'Not known: the DNS did not answer for its DMARC record.',
  },
  dmarcEffects: {
    labels: {
      own: 'Own mail',
      forwarded: 'Forwarded mail',
      services: 'Other services',
      failing: 'What fails',
      subdomains: 'Subdomains',
    },
    scope: {
      strict: (domain) => `exactly ${domain}`,
      relaxed: (organization) => `${organization} or a name below it`,
    },
    own: (spf, dkim) =>
      `passes if SPF passes for a return address of ${spf}, or if a DKIM signature by ${dkim} is good; one is enough`,
    forwarded: {
      signed:
        'passes by its DKIM signature, unless something changes it, as mailing lists do; SPF fails there',
      unsigned: 'fails: SPF does not fit the forwarder, and no DKIM key was found',
    },
    services:
      'newsletters, shops and the like pass only if they sign with DKIM in the domain’s name, or use a return address of it and stand in its SPF record',
    failing: {
      rejected: 'is refused, forged or your own',
      quarantined: 'goes to the spam folder, forged or your own',
      delivered: 'is delivered all the same, and only reported',
    },
    subdomains: (existing, nonexistent) =>
      existing === nonexistent
        ? `\`${existing}\` for all names below it`
        : `\`${existing}\` for those that exist, \`${nonexistent}\` for those that do not`,
  },
  mxStatuses: {
    found: 'found',
    absent: 'no address',
    failed: 'no answer',
    'is-address': 'an address, not a name',
  },
  alias: (name) => `alias of ${name}`,
  noMx: 'none',
  nullMx: 'none, by a null MX',
  noRecord: 'no record',
  unanswered: 'no answer from the DNS',
  lookups: (count, limit, isLeast) => `${isLeast ? 'at least ' : ''}${count} of ${limit} look-ups`,
  voids: (count, limit) => `${count} of ${limit} without a result`,
  cost: (lookups) => (lookups === 1 ? '1 look-up' : `${lookups} look-ups`),
  spfNotes: {
    void: 'finds nothing',
    failed: 'no answer from the DNS',
    macro: 'depends on the message',
    missing: 'has no SPF record',
    multiple: 'has several SPF records',
    loop: 'leads back to itself',
    unfollowed: 'too deep to follow',
  },
  key: (type, bits) => (bits === undefined ? type : `${type}, ${bits} bits`),
  keyNotes: { revoked: 'revoked', testing: 'only a test', malformed: 'cannot be used' },
  noKeys: (asked) => `none found under ${asked} selectors`,
  recordOf: (name) => `from ${name}`,
  mark: ({ kind = '', organization, validTo }) =>
    `${[kind, organization, validTo && `to ${validTo.slice(0, 10)}`].filter(Boolean).join(', ')}; revocation and logs not checked`,
  unusable: 'cannot be used',
  dnssec: {
    secure: 'signed and validated',
    unproven: 'signed, says a resolver over a way that is not protected',
    insecure: 'not signed, or the resolver does not validate',
    local: 'no question to the DNS',
    failed: 'no answer',
  },
  anyAuthority: 'none: every authority may issue certificates',
  present: 'present',
  absent: 'none',
  sources: { asked: 'named by you', mx: 'from the MX', spf: 'from the SPF record' },
  noSenders: 'none known; name one with --ip',
  noName: 'no name',
  unconfirmed: 'does not lead back',
  spfResult: (result) => `SPF ${result}`,
  listedBy: (lists) => `on ${list(lists)}`,
  lists: (asked, silent, listings) => {
    const entries = listings === 0 ? 'no entry' : listings === 1 ? '1 entry' : `${listings} entries`;
    return `${asked} asked${silent === 0 ? '' : `, ${silent} of them not believed`}, ${entries}`;
  },
  questions: (count) => `${count} asked, each once`,
  nothingToPublish: 'no record to publish',
};
