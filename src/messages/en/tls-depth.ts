import type { DoorCertificate, TlsDepthFindingId } from '../../rules/tls/depth.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { steps } from '../next-step.ts';
import { settingOf } from '../settings.ts';
import { startTlsCommand } from '../starttls-command.ts';
import { reportWords } from './report.ts';
import { tlsDepthWords } from './tls-depth-words.ts';

const { date, list, quote } = formatsOf('en');
const { trustProblems } = reportWords;

const STAPLE_FAULTS = {
  revoked: 'says that the certificate is revoked',
  unknown: 'says that its issuer does not know the certificate',
  expired: 'is out of date',
  error: 'is an error of the responder',
  'other-certificate': 'is about another certificate',
  forged: 'is not signed by the certificate’s issuer',
  unreadable: 'cannot be read',
} as const;

function door({ host, address, certificate, problems = [] }: DoorCertificate): string {
  const what = certificate
    ? problems.length > 0
      ? problems.map((problem) => trustProblems[problem]).join(', ')
      : `${quote(certificate.subject)}, until ${date(certificate.validTo)}`
    : tlsDepthWords.noTls;
  return `${host === undefined ? '' : `${host}, `}${address}: ${what}`;
}

/** What a look at TLS in depth finds, in English. */
export const tlsDepthTexts: FindingTexts<TlsDepthFindingId> = {
  'tls.chain-untidy': {
    title: () => 'The chain is believed, but not sent as it should be',
    meaning: ({ isDisordered, root, superfluous }) =>
      steps(
        isDisordered && 'Its certificates are out of order, which some older software does not sort out.',
        root !== undefined &&
          `It holds the root ${quote(root)}, which clients must have already: bytes for nothing.`,
        superfluous.length > 0 &&
          `It holds certificates that lead nowhere: ${list(superfluous.map((one) => quote(one)))}.`,
      ).join(' '),
    fix: (_data, evidence) =>
      steps(
        'Install the file with the server’s own certificate first, then its issuers one after the other, without the root.',
        settingOf(evidence, 'certificate-chain'),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2',
  },
  'tls.other-certificate-invalid': {
    title: ({ keyType }) => `The certificate for clients that want ${keyType} is faulty`,
    meaning: ({ keyType, keyBits, subject, problems, validTo }) =>
      `The server has a second certificate, ${quote(subject)} with a key of type ${keyType} (${keyBits} bits, until ${date(validTo)}). It was not shown in our session, but is to others: ${problems.map((problem) => trustProblems[problem]).join(', ')}.`,
    fix: (_data, evidence) =>
      steps(
        'Renew this one too, with its chain, or take it out of the server’s settings.',
        settingOf(evidence, 'certificate-chain'),
        `Check it: ${startTlsCommand(evidence)}`,
      ),
  },
  'tls.addresses-differ': {
    title: ({ kind }) =>
      kind === 'soundness'
        ? 'Some addresses of the host have a faulty certificate'
        : 'The addresses of the host have different certificates',
    meaning: ({ kind, doors }) =>
      kind === 'soundness'
        ? `Whoever meets one of these is turned away, now and then, and others are not: ${doors.map(door).join('; ')}.`
        : `All of them are sound, and will be renewed at different times: ${doors.map(door).join('; ')}.`,
    fix: ({ kind }, evidence) =>
      steps(
        kind === 'soundness' &&
          'Install the same certificate behind every address, and reload the mail service there.',
        kind === 'soundness' && settingOf(evidence, 'certificate-chain'),
        kind === 'certificate' &&
          'Nothing has to be done, if that is meant so. Watch both for renewal; TLSA records must fit both.',
      ),
  },
  'tls.hosts-differ': {
    title: ({ kind }) =>
      kind === 'soundness'
        ? 'Some mail hosts have a faulty certificate'
        : 'The addresses of a mail host have different certificates',
    meaning: ({ kind, doors }) =>
      kind === 'soundness'
        ? `Others of the domain are sound, so that mail goes or not by chance with senders that check: ${doors.map(door).join('; ')}.`
        : `All of them are sound, and will be renewed at different times: ${doors.map(door).join('; ')}.`,
    fix: ({ kind }) => [
      kind === 'soundness'
        ? 'Install a valid certificate for the host’s name on each of these, and reload the mail service there.'
        : 'Nothing has to be done, if that is meant so. Watch both for renewal; TLSA records must fit both.',
    ],
  },
  'tls.fallback-unnoticed': {
    title: () => 'The server does not notice a forced fallback',
    meaning: () =>
      'Somebody in between can make a client fall back to an older version of TLS than both have, and the server does not say so (RFC 7507). Clients of today do not fall back any more.',
    fix: () => ['Update the server’s TLS library, or leave only one version before TLS 1.3.'],
    see: 'https://www.rfc-editor.org/rfc/rfc7507',
  },
  'tls.heartbeat-offered': {
    title: () => 'The server offers the TLS heartbeat extension',
    meaning: () =>
      'Nothing in mail needs it. OpenSSL 1.0.1 to 1.0.1f leak memory through it (Heartbleed); whether this server does was not tried, since the trial itself would read other people’s data.',
    fix: () => ['On the server, see that OpenSSL is 1.0.1g or later: `openssl version`'],
    see: 'https://www.rfc-editor.org/rfc/rfc6520',
  },
  'tls.profile-unmet': {
    title: ({ profile }) =>
      profile === 'opportunistic'
        ? 'Most senders find no version of TLS that they speak'
        : `The server goes beyond Mozilla’s ${profile} profile`,
    meaning: ({ faults }) =>
      faults
        .map((fault) => {
          if (!('names' in fault)) {
            return fault.kind === 'dh'
              ? `Diffie-Hellman with ${fault.bits} bits is too small.`
              : `A key of type ${fault.keyType} with ${fault.bits} bits is not in it.`;
          }
          const names = `${fault.names.join(', ')}${fault.count > fault.names.length ? ', …' : ''}`;
          if (fault.kind === 'protocol-missing') return `None of ${names} is accepted.`;
          return fault.kind === 'protocols'
            ? `Versions beyond it: ${names}.`
            : `Ciphers beyond it (${fault.count}): ${names}.`;
        })
        .join(' '),
    fix: ({ profile, faults }, evidence) => {
      const kinds = faults.map(({ kind }) => kind);
      const isModern = profile === 'modern';
      const isVersion = kinds.includes('protocols') || kinds.includes('protocol-missing');
      return steps(
        isVersion && `On the server, allow ${isModern ? 'TLS 1.3 alone' : 'TLS 1.2 and 1.3'}.`,
        isVersion && settingOf(evidence, isModern ? 'protocols-modern' : 'protocols'),
        kinds.includes('ciphers') && 'On the server, allow only ECDHE with AES-GCM or ChaCha20.',
        kinds.includes('ciphers') && settingOf(evidence, 'ciphers-strict'),
        kinds.includes('dh') && settingOf(evidence, 'dh-parameters'),
        kinds.includes('key') &&
          `Get a certificate for a key of type EC P-256${isModern ? '' : ', or RSA with 2048 bits'}.`,
        profile !== 'opportunistic' &&
          evidence.goal.profile === undefined &&
          'Leave it as it is, if mail programs of your users are older than that.',
      );
    },
    see: 'https://ssl-config.mozilla.org/guidelines/6.0.json',
  },
  'tls.staple-missing': {
    title: () => 'The OCSP response that the certificate demands is not sent',
    meaning: ({ subject }) =>
      `${quote(subject)} was ordered with “must-staple”: clients that heed it, Thunderbird among them, refuse to connect without. Most mail servers cannot staple.`,
    fix: (_data, evidence) =>
      steps(
        'Renew the certificate without must-staple: `certbot renew --force-renewal --cert-name NAME`, with `must_staple` taken out of its renewal file.',
        settingOf(evidence, 'stapling'),
        `Check it: ${startTlsCommand(evidence)}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc7633',
  },
  'tls.staple-unusable': {
    title: ({ fault }) => `The stapled OCSP response ${STAPLE_FAULTS[fault]}`,
    meaning: ({ subject, fault, nextUpdate, revokedAt, error }) =>
      steps(
        `It came along with the certificate ${quote(subject)}.`,
        fault === 'expired' && nextUpdate !== undefined && `It was usable until ${date(nextUpdate)}.`,
        revokedAt !== undefined && `Revoked on ${date(revokedAt)}.`,
        error !== undefined && `The responder said ${error}.`,
        fault === 'revoked'
          ? 'Clients that look at it refuse to connect.'
          : 'Clients that look at it take it for none, or refuse to connect.',
      ).join(' '),
    fix: ({ fault }, evidence) =>
      steps(
        fault === 'revoked'
          ? 'Get a new certificate, with a new key if the old one may have leaked.'
          : 'Let the server fetch a new response every day: `openssl ocsp -issuer ISSUER.pem -cert CERT.pem -url URL -respout ocsp.der`',
        fault !== 'revoked' && settingOf(evidence, 'stapling'),
        `Check it: ${startTlsCommand(evidence)}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc6960',
  },
  'tls.caa-mismatch': {
    title: () => 'The CAA records forbid the certificate’s own issuer',
    meaning: ({ name, host, issuer, allowed }) =>
      `The certificate is of ${quote(issuer)}, and the CAA records of ${name} allow ${allowed.length === 0 ? 'no issuer at all' : list(allowed)} for ${host}. It goes on being valid, but its renewal will be refused.`,
    fix: ({ name, fitting }, evidence) => [
      `Publish \`${name}. IN CAA 0 issue "${fitting}"\` beside the others, or get the next certificate from an issuer that is allowed.`,
      `Check it: ${startTlsCommand(evidence)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8659',
  },
  'tls.caa-lookup-failed': {
    title: ({ name }) => `The name servers of ${name} do not answer for CAA`,
    meaning: ({ host, status }) =>
      `The question for CAA records ended in ${status}. An authority that meets this must not issue, so the certificate for ${host} cannot be renewed.`,
    fix: ({ name }) => [
      `Ask each name server of the zone: \`dig CAA ${name} @SERVER\`. One that answers other types, but not this one, is too old, or a firewall in front of it is; with DNSSEC, look for broken signatures.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8659#section-3',
  },
};
