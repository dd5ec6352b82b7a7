import type { TurnedAway } from '../../rules/tls/policy.ts';
import { zoneLine } from '../../tls/tlsa.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { steps } from '../next-step.ts';
import { SENDER_NAMES } from '../sender-names.ts';
import { policyProblem } from './policy-problem.ts';
import { tlsPolicyWords } from './tls-policy-words.ts';

const { days, duration, list, quote } = formatsOf('en');

const RECORD_FAULTS = {
  'several-records': 'there is more than one',
  'id-missing': 'it has no id',
  'id-malformed': 'its id is not 1 to 32 letters and digits',
} as const;

const POLICY_FAULTS: Readonly<Record<string, string>> = {
  line: 'a line is not of the form `key: value`',
  version: 'it does not say `version: STSv1`',
  mode: 'its mode is not enforce, testing or none',
  'max-age': 'its max_age is not a number of seconds up to 31557600',
  mx: 'it names no mx',
};

const REPORT_FAULTS = {
  'several-records': 'there is more than one',
  'rua-missing': 'it has no rua',
  'target-malformed': 'a target is neither mailto: nor https:',
  'lookup-failed': 'the DNS gives no answer to the question for it',
} as const;

function age(seconds: number): string {
  return seconds < 86_400 ? duration(seconds * 1_000) : days(Math.floor(seconds / 86_400));
}

function policyUrl(domain: string): string {
  return `https://mta-sts.${domain}/.well-known/mta-sts.txt`;
}

function stsRecord(domain: string, id: string): string {
  return `\`_mta-sts.${domain}. IN TXT "v=STSv1; id=${id};"\``;
}

function reportRecord(domain: string): string {
  return `\`_smtp._tls.${domain}. IN TXT "v=TLSRPTv1; rua=mailto:tls-reports@${domain}"\``;
}

function policyText(hosts: readonly string[], mode: string): string {
  const lines = ['version: STSv1', `mode: ${mode}`, ...hosts.map((host) => `mx: ${host}`), 'max_age: 604800'];
  return lines.map((line) => `\`${line}\``).join(', ');
}

function awayLine({ host, address, reason, senders }: TurnedAway): string {
  const at = address === undefined ? '' : ` (${address})`;
  return `${host}${at}: ${tlsPolicyWords.reasons[reason]}: ${list(senders.map((sender) => SENDER_NAMES[sender]))}`;
}

function awayFix({ host, reason, record }: TurnedAway, domain: string): string {
  const isByRecord = reason === 'dane-mismatch' || reason === 'dane-unusable-deferred';
  if (isByRecord && record) return `Publish \`${zoneLine(record.name, record.fitting)}\``;
  if (reason === 'policy-host-unlisted')
    return `Add \`mx: ${host}\` to ${policyUrl(domain)}, or take ${host} out of the MX records.`;
  if (reason === 'policy-certificate')
    return `On ${host}, install a certificate of a public authority for ${host}, with its intermediates.`;
  if (reason === 'dane-lookup-failed')
    return `Sign the zone of ${host} anew: \`delv _25._tcp.${host}. TLSA\``;
  return `On ${host}, offer STARTTLS that works.`;
}

type Id =
  | 'tls.senders-turned-away'
  | 'tls.mta-sts-record-malformed'
  | 'tls.mta-sts-policy-unusable'
  | 'tls.mta-sts-host-unlisted'
  | 'tls.mta-sts-testing'
  | 'tls.mta-sts-age-short'
  | 'tls.report-address-absent'
  | 'tls.report-address-malformed'
  | 'tls.authentication-missing';

/** What a domain demands of senders, in English. */
export const tlsPolicyTexts: FindingTexts<Id> = {
  'tls.senders-turned-away': {
    title: ({ shutOut }) =>
      shutOut.length > 0
        ? 'Senders that check TLS cannot deliver to this domain'
        : 'Some hosts turn careful senders away',
    meaning: ({ domain, away, shutOut }) =>
      `What ${domain} has published is not kept at ${away.map(awayLine).join('; ')}. ${shutOut.length > 0 ? `No host takes mail from ${list(shutOut.map((sender) => SENDER_NAMES[sender]))}: it is deferred, and bounces in the end.` : 'Another host still takes their mail.'}`,
    fix: ({ away, domain }) => [...new Set(away.map((one) => awayFix(one, domain)))],
    see: 'https://www.rfc-editor.org/rfc/rfc7672#section-2.2',
  },
  'tls.mta-sts-record-malformed': {
    title: () => 'The MTA-STS record cannot be read',
    meaning: ({ domain, fault }) =>
      `The TXT record of _mta-sts.${domain} breaks the syntax: ${RECORD_FAULTS[fault]}. To senders it is as good as none.`,
    fix: ({ domain, fault, id }) =>
      steps(
        `Publish ${stsRecord(domain, id)}`,
        fault === 'several-records' && 'Remove the other ones that begin with v=STSv1.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc8461#section-3.1',
  },
  'tls.mta-sts-policy-unusable': {
    title: () => 'The MTA-STS policy cannot be used',
    meaning: ({ domain, problem, fault, code }) => {
      const why =
        fault === undefined ? policyProblem(problem) : (POLICY_FAULTS[fault] ?? policyProblem(problem));
      return `${domain} announces a policy, but ${why}${code === undefined ? '' : ` (${code})`}. Senders that do not remember an earlier one go on without it; those that do, hold on to it.`;
    },
    fix: ({ domain, problem, hosts }) =>
      steps(
        problem === 'certificate' &&
          `Give mta-sts.${domain} a valid certificate of a public authority for that name.`,
        problem === 'no-address' && `Publish an address for mta-sts.${domain}.`,
        `Serve it at ${policyUrl(domain)}, as text/plain, without a redirect: ${policyText(hosts, 'testing')}`,
        `See what comes: \`curl -v ${policyUrl(domain)}\``,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc8461#section-3.3',
  },
  'tls.mta-sts-host-unlisted': {
    title: () => 'The MTA-STS policy leaves out hosts of the domain',
    meaning: ({ domain, mode, unlisted, mx }) =>
      `The policy of ${domain} allows ${mx.length === 0 ? 'no host at all' : list(mx)}, and not ${list(unlisted)}. ${mode === 'enforce' ? 'Senders that honour it, Gmail and Microsoft 365 among them, do not deliver there.' : 'In testing mode mail still comes, and failures are reported.'}`,
    fix: ({ domain, unlisted, id }) => [
      `Add ${unlisted.map((host) => `\`mx: ${host}\``).join(', ')} to ${policyUrl(domain)}`,
      `Then publish a new id: ${stsRecord(domain, id)}`,
      'Or take the hosts out of the MX records.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8461#section-4.1',
  },
  'tls.mta-sts-testing': {
    title: () => 'The MTA-STS policy is in testing mode',
    meaning: ({ domain }) =>
      `Senders report failures to ${domain} and deliver all the same: the policy does not protect yet.`,
    fix: ({ domain, id }) => [
      'Once the reports are clean for two weeks, say `mode: enforce` in the policy.',
      `Then publish a new id: ${stsRecord(domain, id)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8461#section-5',
  },
  'tls.mta-sts-age-short': {
    title: () => 'Senders forget the MTA-STS policy soon',
    meaning: ({ seconds }) =>
      `max_age is ${seconds} seconds (${age(seconds)}). Who holds the policy back for that long has taken it away; weeks are usual.`,
    fix: ({ domain }) => [`Say \`max_age: 1209600\` (two weeks) or more in ${policyUrl(domain)}`],
    see: 'https://www.rfc-editor.org/rfc/rfc8461#section-3.2',
  },
  'tls.report-address-absent': {
    title: () => 'Nobody hears when TLS fails on the way here',
    meaning: ({ domain }) =>
      `${domain} demands TLS of senders, and has no TLS-RPT record: when mail is held back for it, the sender tells nobody here.`,
    fix: ({ domain }) => [`Publish ${reportRecord(domain)}`],
    see: 'https://www.rfc-editor.org/rfc/rfc8460#section-3',
  },
  'tls.report-address-malformed': {
    title: () => 'The TLS-RPT record cannot be used',
    meaning: ({ domain, fault, text }) =>
      `The record of _smtp._tls.${domain} brings no reports: ${REPORT_FAULTS[fault]}${text === '' ? '' : ` (${quote(text)})`}.`,
    fix: ({ domain, fault }) =>
      fault === 'lookup-failed'
        ? [`Ask the name servers of ${domain}: \`dig TXT _smtp._tls.${domain}\``]
        : steps(`Publish ${reportRecord(domain)}`, fault === 'several-records' && 'Remove the other ones.'),
    see: 'https://www.rfc-editor.org/rfc/rfc8460#section-3',
  },
  'tls.authentication-missing': {
    title: () => 'Senders cannot tell this domain’s hosts from impostors',
    meaning: ({ domain }) =>
      `${domain} has neither DANE nor MTA-STS. Senders encrypt with whoever answers, or not at all when STARTTLS is taken out on the way.`,
    fix: ({ domain, hosts, id }) => [
      `MTA-STS: publish ${stsRecord(domain, id)}`,
      `And serve at ${policyUrl(domain)}: ${policyText(hosts, 'testing')}`,
      'Or DANE: sign the zones of the domain and of its hosts, and publish the records that `smtp-doctor starttls --make-tlsa` prints.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8461',
  },
};
