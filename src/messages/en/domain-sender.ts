import type { Listing } from '../../evidence.ts';
import type { ListingMeaning } from '../../identity/blocklists.ts';
import type { FindingTexts } from '../catalog.ts';
import { type DomainSenderId, publishSteps } from '../domain-publish.ts';
import { formatsOf } from '../format.ts';
import { publishWords } from './domain-words.ts';

const { list } = formatsOf('en');

const MEANINGS: Readonly<Record<ListingMeaning, string>> = {
  spam: 'spam has come from there',
  exploited: 'it is, or was, in the hands of others',
  policy: 'by its provider’s policy it should not send mail itself',
  'no-ptr': 'it has, or had, no name in the reverse DNS',
  network: 'its whole network is listed',
  backscatter: 'it returns spam to senders that are forged',
  'login-attacks': 'it has tried to break into accounts',
  reputation: 'its reputation is bad',
  phishing: 'it serves phishing',
  malware: 'it serves malware',
  listed: 'it is listed',
};

function saying({ list: name, meanings }: Listing): string {
  return `${name} (${meanings.map((meaning) => MEANINGS[meaning]).join(', ')})`;
}

function delisting(listed: readonly { readonly listings: readonly Listing[] }[]): string {
  const pages = listed.flatMap(({ listings }) => listings.map(({ list: name, page }) => `${name}: ${page}`));
  return `Look the entry up and ask for its removal: ${[...new Set(pages)].join(' ')}`;
}

const STATUSES: Readonly<Record<string, string>> = {
  timeout: 'no answer in time',
  servfail: 'SERVFAIL: the domain’s servers or its DNSSEC fail',
  refused: 'refused',
  malformed: 'an answer that cannot be read',
};

const ADDRESS_OWNER = 'whoever the address belongs to, mostly your hosting provider';

/** Lists take an IPv6 address with its /64, which one customer has to himself (RFC 6177 §2). */
function listedAs(subject: string): string {
  return subject.includes(':') ? `${subject} (as part of its /64)` : subject;
}

/** Sending addresses, blocklists and the rest, in English. */
export const domainSenderTexts: FindingTexts<DomainSenderId> = {
  'domain.answers-missing': {
    title: () => 'The DNS did not answer every question',
    meaning: ({ domain, count, questions }) =>
      `${count === 1 ? 'One question' : `${count} questions`} about ${domain} had no usable answer: ${list(questions.map(({ name, type, status }) => `${type} of ${name} (${STATUSES[status] ?? status})`))}. Receivers put such mail off, and what is said here may be incomplete.`,
    fix: ({ domain }) => [
      `Ask another resolver: \`smtp-doctor domain ${domain} --dns 9.9.9.9\``,
      'If that fails too, have the name servers of the domain and its DNSSEC signatures checked.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8914',
  },
  'domain.ptr-absent': {
    title: () => 'A sending address has no name in the reverse DNS',
    meaning: ({ addresses }) =>
      `There is no PTR record for ${list(addresses)}. Gmail, Outlook and many others refuse mail from an address without one.`,
    fix: ({ publish }) => [
      'Ask whoever gave you the address, mostly the hosting provider; it is often a field in the customer panel.',
      ...publishSteps(publish, publishWords),
    ],
    who: () => ADDRESS_OWNER,
    see: 'https://www.rfc-editor.org/rfc/rfc1912#section-2.1',
  },
  'domain.ptr-unconfirmed': {
    title: () => 'The name of a sending address does not lead back',
    meaning: ({ address, name }) =>
      `The reverse DNS calls ${address} "${name}", but that name does not have this address. Anybody could claim it so, and receivers take it as no name at all.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc8601#section-2.7.3',
  },
  'domain.ptr-generic': {
    title: () => 'The name of a sending address looks generic',
    meaning: ({ address, name }) =>
      `The reverse DNS calls ${address} "${name}", as providers name the lines of their customers. Many receivers take no mail from such a name.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    who: () => ADDRESS_OWNER,
    see: 'https://support.google.com/a/answer/81126',
  },
  'domain.helo-unconfirmed': {
    title: () => 'The name given in EHLO is not that of the address',
    meaning: ({ name, address }) =>
      `The server calls itself "${name}", and that name does not lead to ${address}. Some receivers refuse mail for it.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.4',
  },
  'domain.sender-blocklisted': {
    title: () => 'A sending address is on a blocklist',
    meaning: ({ listed }) =>
      `${listed.map(({ subject, listings }) => `${listedAs(subject)} is on ${list(listings.map(saying))}`).join('; ')}. Receivers that use the list refuse its mail.`,
    fix: ({ listed }) => [
      'End the cause first: a broken-into account or web page, an open relay, a list of bad addresses.',
      delisting(listed),
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6471',
  },
  'domain.name-blocklisted': {
    title: () => 'The domain itself is on a blocklist',
    meaning: ({ listed }) =>
      `${listed.map(({ subject, listings }) => `${subject} is on ${list(listings.map(saying))}`).join('; ')}. Mail that comes from the domain, or only links to it, is refused by whoever uses the list.`,
    fix: ({ listed }) => [
      'Look for spam sent in the domain’s name and for foreign pages on its web site, and end both.',
      delisting(listed),
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6471',
  },
  'domain.blocklists-silent': {
    title: () => 'Some blocklists could not be asked',
    meaning: ({ asked, refused, others }) => {
      const parts = [
        ...(refused.length > 0
          ? [
              `${list(refused)} ${refused.length === 1 ? 'answers' : 'answer'} neither public resolvers nor who asks too often`,
            ]
          : []),
        ...(others.length > 0
          ? [`${list(others)} did not pass the test with entries of known result, and cannot be believed now`]
          : []),
      ];
      return `Of ${asked} lists: ${parts.join('; ')}. What they say is not known.`;
    },
    fix: ({ refused }) => [
      refused.length > 0
        ? 'Ask through a resolver of your own, not a public one: `--dns 127.0.0.1`'
        : 'Ask again later; if a list stays silent, it may have ended.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5782#section-5',
  },
  'domain.service-host-absent': {
    title: () => 'An SRV record names a host without an address',
    meaning: ({ name, host }) =>
      `${name} names ${host}, for which the DNS has no address. Mail programs that set themselves up by it find no server.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc6186',
  },
};
