import type { MarkProblem } from '../../evidence.ts';
import type { DmarcFault } from '../../identity/dmarc.ts';
import type { FindingTexts } from '../catalog.ts';
import { type DomainDmarcId, publishSteps } from '../domain-publish.ts';
import { formatsOf } from '../format.ts';
import { publishWords } from './domain-words.ts';

const { list } = formatsOf('en');

const FAULTS: Readonly<Record<DmarcFault, string>> = {
  policy: 'a policy is none of `none`, `quarantine` and `reject`',
  'policy-missing': 'it names no policy (`p=`), which older receivers want',
  tags: 'it has parts that are no "name=value", or that repeat one',
  alignment: '`adkim` or `aspf` is neither `r` nor `s`',
  'report-address': 'an address for reports is no `mailto:` address',
};

const MARK_PROBLEMS: Readonly<Record<MarkProblem, string>> = {
  'certificate-unfetched': 'cannot be fetched',
  'logo-unfetched': 'is the logo, and cannot be fetched',
  'certificate-unusable': 'is no valid mark certificate of a known authority',
  'other-domain': 'is a mark certificate for another domain',
  'logo-unusable': 'holds a logo that receivers do not show',
  'logo-differs': 'is another logo than the one in the certificate',
};

const MARK_FIXES: Readonly<Record<MarkProblem, string>> = {
  'certificate-unfetched': 'Serve it over https on port 443, publicly and at 64 KiB at most.',
  'logo-unfetched': 'Serve it over https on port 443, publicly and at 64 KiB at most.',
  'certificate-unusable':
    'Publish the whole chain in PEM that the authority gave you, or have the certificate renewed.',
  'other-domain': 'Get a certificate for this domain, or name the right one with `a=`.',
  'logo-unusable': 'Get a certificate for a logo in SVG Tiny PS, with a title.',
  'logo-differs': 'Serve the very file that the certificate was made for, octet by octet.',
};

/** DMARC and BIMI, in English. */
export const domainDmarcTexts: FindingTexts<DomainDmarcId> = {
  'domain.dmarc-missing': {
    title: () => 'The domain has no DMARC record',
    meaning: ({ domain }) =>
      `Neither ${domain} nor a domain above it says what to do with mail that only claims to be from it. Forgeries are delivered, and large receivers want a record of everybody who sends much.`,
    fix: ({ publish }) => [
      ...publishSteps(publish, publishWords),
      'Read the reports for some weeks; once all your own mail passes, go on to `p=quarantine` and `p=reject`.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc9989',
  },
  'domain.dmarc-several': {
    title: () => 'The domain has more than one DMARC record',
    meaning: ({ domain, count }) =>
      `_dmarc.${domain} has ${count} DMARC records where one may be. Receivers then use none of them.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc9989#section-4.10',
  },
  'domain.dmarc-malformed': {
    title: () => 'The DMARC record has a mistake in it',
    meaning: ({ name, faults, isVoid }) =>
      `In the record at ${name} ${list(faults.map((fault) => FAULTS[fault]))}. ${isVoid ? 'Receivers pass the record over.' : 'Receivers use what is left of it.'}`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc9989#section-4.7',
  },
  'domain.dmarc-policy-none': {
    title: () => 'The DMARC policy asks for nothing',
    meaning: ({ domain, from, hasReports }) => {
      const where = from === domain ? `The policy of ${domain}` : `The policy that ${from} has for ${domain}`;
      const reports = hasReports
        ? 'The reports come, which is right for the first weeks.'
        : 'There is no address for reports either, so it has no effect at all.';
      return `${where} is \`none\`: forged mail is delivered like any other. ${reports}`;
    },
    fix: ({ publish }) => [
      'Make sure by the reports that all your own mail passes.',
      ...publishSteps(publish, publishWords),
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc9989#section-4.7',
  },
  'domain.dmarc-subdomains-open': {
    title: () => 'Subdomains are not protected by DMARC',
    meaning: ({ domain, policy, onlyNonexistent }) =>
      `Forgeries of ${domain} are to be met with \`${policy}\`, those of ${onlyNonexistent ? 'subdomains that do not exist' : 'its subdomains'} with nothing. Forgers take any name below ${domain}.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc9989#section-4.7',
  },
  'domain.dmarc-testing': {
    title: () => 'The DMARC policy is in test mode',
    meaning: ({ policy }) =>
      `The policy is \`${policy}\`, but \`t=y\` or a \`pct\` below 100 takes it back: receivers do one step less than it says, or do it for a part of the mail only.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc9989#section-4.7',
  },
  'domain.dmarc-reports-absent': {
    title: () => 'Nobody gets the DMARC reports',
    meaning: ({ domain }) =>
      `The record has no \`rua\`. Without reports the owner of ${domain} does not learn who uses the name, nor whether own mail fails.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc9990',
  },
  'domain.dmarc-reports-unwanted': {
    title: () => 'The receiver of DMARC reports has not agreed',
    meaning: ({ address, name }) =>
      `Reports are to go to ${address}, outside of the domain, and the DNS has no consent at ${name}. Receivers do not send them.`,
    fix: ({ publish }) => [
      'Ask whoever takes the reports to do this, or name an address of your own domain.',
      ...publishSteps(publish, publishWords),
    ],
    who: () => 'whoever takes the reports',
    see: 'https://www.rfc-editor.org/rfc/rfc9990#section-4',
  },
  'domain.dmarc-tags-removed': {
    title: () => 'The DMARC record has tags of the old standard',
    meaning: ({ name, tags }) =>
      `The record at ${name} has ${list(tags.map((tag) => `\`${tag}\``))}. RFC 9989 has removed this; receivers pass it over.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc9989',
  },
  'domain.bimi-malformed': {
    title: () => 'The BIMI record cannot be used',
    meaning: ({ domain }) =>
      `The record at default._bimi.${domain} does not say where the logo is, by an https address. No logo is shown.`,
    fix: ({ example }) => publishSteps(example, publishWords),
    see: 'https://datatracker.ietf.org/doc/draft-brand-indicators-for-message-identification/',
  },
  'domain.bimi-policy-weak': {
    title: () => 'The logo needs a stronger DMARC policy',
    meaning: ({ domain, policy }) =>
      policy === 'absent'
        ? `${domain} has a BIMI record, but no DMARC policy. No logo is shown without one of \`quarantine\` or \`reject\`.`
        : `${domain} has a BIMI record, but its DMARC policy is \`${policy}\`. No logo is shown before it is \`quarantine\` or \`reject\`.`,
    fix: () => ['Bring the DMARC policy to `quarantine` or `reject` first.'],
    see: 'https://datatracker.ietf.org/doc/draft-brand-indicators-for-message-identification/',
  },
  'domain.bimi-certificate-absent': {
    title: () => 'The logo has no mark certificate',
    meaning: ({ domain }) =>
      `The BIMI record of ${domain} names a logo and no certificate (\`a=\`). Gmail and Apple Mail show none without it.`,
    fix: () => ['Get a Verified or a Common Mark Certificate for the logo, and name it with `a=`.'],
    see: 'https://datatracker.ietf.org/doc/draft-fetch-validation-vmc-wchuang/',
  },
  'domain.bimi-certificate-unusable': {
    title: () => 'The mark certificate proves nothing',
    meaning: ({ domain, url, problem, code, validTo }) =>
      `The BIMI record of ${domain} names ${url}, which ${MARK_PROBLEMS[problem]}${code === undefined ? '' : ` (${code})`}${validTo === undefined ? '' : `; it is valid to ${validTo.slice(0, 10)}`}. Gmail and Apple Mail show no logo.`,
    fix: ({ problem }) => [MARK_FIXES[problem]],
    see: 'https://datatracker.ietf.org/doc/draft-fetch-validation-vmc-wchuang/',
  },
};
