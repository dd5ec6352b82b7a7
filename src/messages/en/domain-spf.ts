import type { SpfFaultKind } from '../../identity/spf.ts';
import type { FindingTexts } from '../catalog.ts';
import { type DomainSpfId, publishSteps } from '../domain-publish.ts';
import { formatsOf } from '../format.ts';
import { steps } from '../next-step.ts';
import { publishWords } from './domain-words.ts';

const { list, quote } = formatsOf('en');

const FAULTS: Readonly<Record<SpfFaultKind, string>> = {
  'unknown-mechanism': 'is no mechanism that SPF knows',
  'argument-missing': 'lacks what belongs behind the colon',
  'argument-forbidden': 'takes nothing behind it',
  address: 'holds no address of its kind',
  prefix: 'has a network length that cannot be',
  domain: 'names no domain',
  macro: 'has a macro that cannot be read',
  repeated: 'may stand there once only',
};

const DEAD_ENDS = {
  missing: 'has no SPF record',
  multiple: 'has more than one SPF record',
  loop: 'leads back to the record that asks for it',
} as const;

const VOID = 'Receivers see "permerror": they treat the mail as if there were no SPF, or refuse it.';

/** SPF, in English. */
export const domainSpfTexts: FindingTexts<DomainSpfId> = {
  'domain.spf-missing': {
    title: () => 'The domain has no SPF record',
    meaning: ({ domain, takesMail }) =>
      takesMail
        ? `${domain} does not say which servers send its mail. Large receivers trust such mail less or refuse it, and anybody can use the domain as a sender.`
        : `${domain} takes no mail, but does not say that it sends none. Anybody can use it as a sender.`,
    fix: ({ publish, takesMail }) => [
      ...publishSteps(publish, publishWords),
      takesMail
        ? 'Add an `include:` or `ip4:` for every other service that sends for the domain, such as newsletters and web shops.'
        : 'If the domain does send mail, name its servers in that record.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7208',
  },
  'domain.spf-several': {
    title: () => 'The domain has more than one SPF record',
    meaning: ({ domain, count }) => `${domain} has ${count} SPF records where one may be. ${VOID}`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-4.5',
  },
  'domain.spf-malformed': {
    title: () => 'The SPF record has a mistake in it',
    meaning: ({ faults }) =>
      `${faults.map(({ owner, term, kind }) => `${quote(term)} in the record of ${owner} ${FAULTS[kind]}`).join('; ')}. ${VOID}`,
    fix: ({ publish, domain, faults: [fault] }) =>
      publish.length > 0
        ? publishSteps(publish, publishWords)
        : [
            fault?.owner === domain
              ? `Correct ${quote(fault.term)} in the record of ${domain}.`
              : `Ask ${fault?.owner} to mend its record, or take it out of yours.`,
          ],
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-4.6',
  },
  'domain.spf-include-unusable': {
    title: () => 'The SPF record includes one that is of no use',
    meaning: ({ term, target, why }) => `${quote(term)} leads to ${target}, which ${DEAD_ENDS[why]}. ${VOID}`,
    fix: ({ publish, term, target }) => [
      `Check the spelling of ${target} in ${quote(term)}; a service that is no longer used can go.`,
      ...publishSteps(publish, publishWords),
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-5.2',
  },
  'domain.spf-lookups-exceeded': {
    title: () => 'The SPF record asks for too many DNS look-ups',
    meaning: ({ count, isLeast, limit, terms }) =>
      `Reading it takes ${isLeast ? 'at least ' : ''}${count} look-ups, and receivers stop after ${limit}. Most of them come from ${list(terms.slice(0, 3).map(({ term, lookups }) => `${quote(term)} (${lookups})`))}. ${VOID}`,
    fix: ({ publish, terms: [most] }) =>
      publish.length > 0
        ? publishSteps(publish, publishWords)
        : steps(
            'Take out the services that no longer send for the domain.',
            most &&
              `Give a service with many look-ups, such as ${quote(most.term)}, a subdomain of its own to send from.`,
          ),
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-4.6.4',
  },
  'domain.spf-voids-exceeded': {
    title: () => 'The SPF record asks for too much that does not exist',
    meaning: ({ count, limit, terms }) =>
      `${count} of its look-ups find nothing, and receivers stop after ${limit}: ${list(terms.map(quote))}. ${VOID}`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-4.6.4',
  },
  'domain.spf-hosts-exceeded': {
    title: () => 'The SPF record counts on too many mail servers',
    meaning: ({ owner, term, hosts, limit }) =>
      `${quote(term)} in the record of ${owner} stands for ${hosts} mail servers, and receivers look at ${limit} at the most. ${VOID}`,
    fix: ({ publish, owner, domain, term }) =>
      publish.length > 0
        ? publishSteps(publish, publishWords)
        : [
            owner === domain
              ? `Put the networks of these servers in the place of ${quote(term)}, by \`ip4:\` and \`ip6:\`.`
              : `Ask ${owner} to mend its record, or take it out of yours.`,
          ],
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-4.6.4',
  },
  'domain.spf-open': {
    title: () => 'The SPF record lets the whole Internet send',
    meaning: ({ domain }) =>
      `Every server in the world may send mail of ${domain} by this record. It protects nobody, and spam filters count it against the domain.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-5.1',
  },
  'domain.spf-neutral': {
    title: () => 'The SPF record says nothing of other servers',
    meaning: ({ isAbsent }) =>
      isAbsent
        ? 'The record does not end in `all`, so receivers take every server that it does not name as neutral. Forgeries are not told apart.'
        : 'The record ends in `?all`, by which every server that it does not name is neutral. Forgeries are not told apart.',
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-5.1',
  },
  'domain.spf-ptr': {
    title: () => 'The SPF record uses "ptr"',
    meaning: () =>
      '`ptr` is slow and unreliable, and the standard says not to publish it. Some receivers pass it over, and then mail that counts on it fails.',
    fix: ({ publish }) => [
      ...publishSteps(publish, publishWords),
      'Name the servers that counted on it by `ip4:`, `ip6:` or `a:` in its place.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-5.5',
  },
  'domain.spf-terms-unreached': {
    title: () => 'Part of the SPF record is never read',
    meaning: ({ terms }) =>
      `\`all\` ends the record, so receivers never come to ${list(terms.map(quote))}. Servers named there are not allowed to send.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-5.1',
  },
  'domain.spf-too-long': {
    title: () => 'The SPF record is very long',
    meaning: ({ length, limit }) =>
      `It has ${length} characters; beyond some ${limit} the answer does not fit into one small packet, and receivers behind a bad firewall may never get it.`,
    fix: ({ domain }) => [
      `Move a part of it to a record of its own: \`_spf1.${domain}. TXT "v=spf1 … -all"\` with \`include:_spf1.${domain}\` in its place.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-3.4',
  },
  'domain.spf-sender-refused': {
    title: ({ address }) => `SPF does not allow ${address}`,
    meaning: ({ domain, address, result }) =>
      `The SPF record of ${domain} gives "${result}" for ${address}. Mail sent from there is distrusted, or refused where DKIM does not vouch for it.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-8',
  },
};
