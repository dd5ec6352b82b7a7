import type { ExpectationFindingId } from '../../rules/expectation.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand } from '../next-step.ts';
import { policyProblem } from './policy-problem.ts';

const { date, days, duration, list, quote } = formatsOf('en');

const OR_CONFIG = 'Or, if this is as it should be, change what the config expects.';

const DANE_FAULTS = {
  none: 'There are no usable TLSA records for this host.',
  mismatch: 'The TLSA records do not fit the certificate that was shown.',
  unsigned: 'The TLSA records fit, but are not signed by DNSSEC, so that no sender looks at them.',
  unproven: 'The TLSA records fit, but whether DNSSEC signs them could not be proven from here.',
};

interface Departure {
  readonly missing: readonly string[];
  readonly unwanted: readonly string[];
}

function departure({ missing, unwanted }: Departure): string {
  return [
    ...(missing.length > 0 ? [`Expected and not there: ${list(missing)}.`] : []),
    ...(unwanted.length > 0 ? [`There, and not to be: ${list(unwanted)}.`] : []),
  ].join(' ');
}

/** What departs from the config of a check, in English. */
export const expectationTexts: FindingTexts<ExpectationFindingId> = {
  'quit.verdict-unexpected': {
    title: ({ found, wanted }) => `Verdict ${found}, expected ${wanted.join(' or ')}`,
    meaning: ({ found }) =>
      `The config expects another verdict of this server than "${found}", which the other findings bring about.`,
    fix: () => ['Mend what the other findings say.', OR_CONFIG],
  },
  'quit.findings-unexpected': {
    title: ({ missing }) =>
      missing.length > 0 ? 'A finding that was expected is missing' : 'A finding that must not be is there',
    meaning: (data) => `${departure(data)} The config names them under findings.`,
    fix: ({ unwanted }) => [
      unwanted.length > 0 ? 'Mend what those findings say.' : 'Find out what has changed on the server.',
      OR_CONFIG,
    ],
  },
  'connect.port-unexpected': {
    title: ({ ports }) =>
      ports.length === 1 ? `Port ${ports[0]?.port} is ${ports[0]?.found}` : 'Ports are not as expected',
    meaning: ({ ports }) =>
      `${ports.map(({ port, found, wanted }) => `Port ${port} is ${found} from here, and was to be ${wanted}`).join('; ')}.`,
    fix: (_data, { goal }) => [
      `Look at the server and at the firewalls on the way: \`smtp-doctor ports ${goal.host}\``,
      OR_CONFIG,
    ],
  },
  'greeting.time-exceeded': {
    title: ({ elapsedMs, wantedMs }) =>
      `Greeting after ${duration(elapsedMs)}, allowed ${duration(wantedMs)}`,
    meaning: ({ elapsedMs, wantedMs }) =>
      `The config allows ${duration(wantedMs)} from the connection to the greeting; it took ${duration(elapsedMs)}. Slow DNS lookups and blocklists, a delay on purpose and load are the usual reasons.`,
    fix: () => ['Look at what the server does before it greets: reverse DNS, blocklists, load.', OR_CONFIG],
  },
  'hello.extensions-unexpected': {
    title: ({ missing }) =>
      missing.length > 0 ? 'An expected extension is not offered' : 'An unwanted extension is offered',
    meaning: (data) => `${departure(data)} These are keywords of the answer to EHLO.`,
    fix: (_data, evidence) => [
      `Switch them on or off on the server; what it offers: ${probeCommand(evidence)}`,
      OR_CONFIG,
    ],
  },
  'starttls.requirement-unmet': {
    title: () => 'STARTTLS is required and not offered',
    meaning: ({ port }) =>
      `The config requires encryption, and ${port === undefined ? 'the server' : `port ${port}`} offers neither STARTTLS nor TLS from the first byte.`,
    fix: (_data, evidence) => [
      `Switch STARTTLS on, with a certificate, and look again: ${probeCommand(evidence, { options: '--security starttls' })}`,
      OR_CONFIG,
    ],
  },
  'tls.version-unmet': {
    title: ({ found, wanted }) =>
      found === undefined ? `No TLS, expected ${wanted} or newer` : `${found}, expected ${wanted} or newer`,
    meaning: ({ found, wanted }) =>
      found === undefined
        ? `The config expects at least TLS ${wanted}, and the session stayed in clear text.`
        : `The config expects at least TLS ${wanted}; the best that this server agreed to was ${found}.`,
    fix: (_data, { goal }) => [
      `Switch newer versions on; which ones it accepts: \`smtp-doctor starttls ${goal.host}\``,
      OR_CONFIG,
    ],
  },
  'tls.lifetime-short': {
    title: ({ days: left, wanted }) =>
      left === undefined
        ? `No certificate seen, expected valid for ${days(wanted)}`
        : `Certificate valid for ${days(Math.max(left, 0))}, expected ${wanted}`,
    meaning: ({ validTo, wanted }) =>
      validTo === undefined
        ? 'The config expects a certificate, and none was shown.'
        : `The certificate ends on ${date(validTo)}, and the config expects that it is valid for ${days(wanted)} more.`,
    fix: () => ['Renew the certificate, and see why that did not happen by itself.', OR_CONFIG],
  },
  'tls.dane-unmet': {
    title: () => 'DANE is expected and does not hold',
    meaning: ({ fault }) => DANE_FAULTS[fault],
    fix: ({ fault, fitting, name }, { goal }) => [
      fault === 'unproven'
        ? 'Ask a validating resolver on this machine or over TLS: --dns tls://HOST, or --dns-trusted'
        : fitting !== undefined && fault === 'mismatch'
          ? `Publish a record that fits: ${name} TLSA ${fitting}`
          : `Publish TLSA records in a signed zone: \`smtp-doctor starttls ${goal.host} --make-tlsa\``,
      OR_CONFIG,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7672',
  },
  'domain.mta-sts-unmet': {
    title: ({ wanted }) => `MTA-STS is not in mode ${wanted}`,
    meaning: ({ domain, wanted, found, problem }) =>
      problem !== undefined
        ? `The config expects the mode ${wanted} of ${domain}, but ${policyProblem(problem)}.`
        : found === undefined
          ? `The config expects the mode ${wanted}, and ${domain} publishes no policy.`
          : `The config expects the mode ${wanted}, and the policy of ${domain} says ${found}.`,
    fix: ({ domain }) => [
      `Publish the policy and its record: \`smtp-doctor starttls --mx ${domain}\` says what is missing.`,
      OR_CONFIG,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8461',
  },
  'auth.mechanisms-unexpected': {
    title: ({ missing }) =>
      missing.length > 0
        ? 'An expected login mechanism is not offered'
        : 'An unwanted login mechanism is offered',
    meaning: (data) => `${departure(data)} These are the mechanisms that AUTH names.`,
    fix: (_data, { goal }) => [
      `Switch them on or off on the server; what each does: \`smtp-doctor auth ${goal.host}\``,
      OR_CONFIG,
    ],
  },
  'rcpt.relay-open': {
    title: () => 'The server is an open relay',
    meaning: ({ to, code, lines }) =>
      `A stranger who has not logged in may send to ${quote(to)}: the server answered ${code} ${quote(lines)}. Spammers find such servers within hours, and blocklists soon after. No message was sent.`,
    fix: () => [
      'At once: take mail for other domains only from those who have logged in, or from networks of your own.',
      'Run the check from outside your networks, if this machine is allowed to relay on purpose.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc2505#section-2.1',
  },
  'rcpt.relay-unproven': {
    title: () => 'Whether the server relays could not be seen',
    meaning: ({ code, lines }) =>
      `${code === undefined ? 'The server gave no answer' : `The server answered ${code} ${quote(lines)}`} where a stranger’s recipient was to be refused for good. That neither proves an open relay nor rules it out.`,
    fix: () => ['Check again later, from another network.', OR_CONFIG],
  },
  'quit.time-exceeded': {
    title: ({ elapsedMs, wantedMs }) => `Session of ${duration(elapsedMs)}, allowed ${duration(wantedMs)}`,
    meaning: ({ elapsedMs, wantedMs }) =>
      `All stages together took ${duration(elapsedMs)}, and the config allows ${duration(wantedMs)}.`,
    fix: (_data, evidence) => [
      `See where the time goes: ${probeCommand(evidence, { options: '--verbose' })}`,
      OR_CONFIG,
    ],
  },
};
