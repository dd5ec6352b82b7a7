import type { Evidence } from '../../evidence.ts';
import type { BaselineFindingId } from '../../rules/baseline.ts';
import type { FindingId } from '../../rules/index.ts';
import { ipVersion } from '../../target.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { settingOf } from '../settings.ts';

const { date, days, list, quote } = formatsOf('en');

function consequence({ goal }: Evidence): string {
  return goal.role === 'submission'
    ? 'Mail programs warn or refuse to connect.'
    : 'Senders that check certificates do not deliver here.';
}

/** No public authority certifies an address of a private network, or a path. */
function certificateName({ goal }: Evidence): string {
  const name = goal.servername ?? goal.host;
  return ipVersion(name) === 0 && !name.startsWith('/') ? name : 'the name of the server';
}

function daysAgo(count: number): string {
  return count === 0 ? 'today' : `${days(count)} ago`;
}

type Id = Exclude<
  Extract<
    FindingId,
    `tls.certificate-${string}` | 'tls.chain-incomplete' | 'tls.name-mismatch' | 'tls.key-weak'
  >,
  BaselineFindingId
>;

/** The certificates, in English. */
export const certificateTexts: FindingTexts<Id> = {
  'tls.certificate-expired': {
    title: ({ isLeaf }) =>
      isLeaf ? 'The certificate has expired' : 'A certificate of the chain has expired',
    meaning: (data, evidence) =>
      `${data.isLeaf ? 'The certificate' : 'The issuer’s certificate'} ${quote(data.subject)} was valid until ${date(data.validTo)}, ${daysAgo(data.daysAgo)}. ${consequence(evidence)}`,
    fix: ({ isLeaf }, evidence) =>
      steps(
        isLeaf
          ? 'Renew the certificate and install it for the mail service.'
          : 'Install the chain that came with the certificate, without the old issuer.',
        isLeaf && 'If it was renewed already, reload the mail service: it still holds the old one in memory.',
        `Check it: ${probeCommand(evidence)}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
  },
  'tls.certificate-expiring': {
    title: ({ days: left }) =>
      left === 0 ? 'The certificate expires today' : `The certificate expires in ${days(left)}`,
    meaning: ({ subject, validTo }) =>
      `The certificate ${quote(subject)} is valid until ${date(validTo)}. An automatic renewal would have replaced it by now.`,
    fix: (_data, evidence) => [
      'Check why the renewal has not run: `certbot renew --dry-run`, or what your authority’s client has.',
      'If it was renewed already, reload the mail service: it still holds the old one in memory.',
      `Check it: ${probeCommand(evidence)}`,
    ],
  },
  'tls.certificate-not-yet-valid': {
    title: () => 'The certificate is not valid yet',
    meaning: ({ subject, validFrom, observedAt }) =>
      `The certificate ${quote(subject)} is valid from ${date(validFrom)}; on this machine it is ${date(observedAt)}. Either it was installed too early, or a clock is wrong.`,
    fix: () => [
      'Check the date and time of this machine first: `date -u`',
      'If that is right, put the former certificate back until the new one is valid.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
  },
  'tls.certificate-self-signed': {
    title: () => 'The certificate is self-signed',
    meaning: ({ subject }, evidence) =>
      `${quote(subject)} has signed itself, so nobody vouches that this is the right server. It is often the one that a package makes when it is installed. ${consequence(evidence)}`,
    fix: (_data, evidence) =>
      steps(
        `Get a certificate for ${certificateName(evidence)} from a public authority, such as Let’s Encrypt, and install it with its chain.`,
        settingOf(evidence, 'certificate-chain'),
        `If it is your own server and meant so, trust it: ${probeCommand(evidence, { options: '--ca FILE' })}`,
      ),
  },
  'tls.certificate-untrusted': {
    title: ({ reason, interceptor }) => {
      if (interceptor) return 'The certificate was replaced on the way';
      if (reason === 'revoked') return 'The certificate has been revoked';
      return reason === 'other' ? 'The certificate is not accepted' : 'The certificate’s issuer is not known';
    },
    meaning: ({ reason, issuer, code, interceptor }, evidence) => {
      if (interceptor) {
        return `The certificate is signed by ${quote(issuer)}: ${interceptor.name} opens the encryption ${interceptor.isLocal ? 'on this machine' : 'in this network'} and closes it again. It says nothing about the server’s own certificate.`;
      }
      const end = `${code === undefined ? '' : ` (${code})`}. ${consequence(evidence)}`;
      if (reason === 'revoked') return `Its issuer has taken it back${end}`;
      if (reason === 'other') return `The TLS library refuses the chain${end}`;
      return `It leads to ${quote(issuer)}, which is in no list of trusted authorities here${end}`;
    },
    fix: ({ reason, interceptor }, evidence) => {
      if (interceptor) {
        return [
          interceptor.isLocal
            ? `Switch off the mail shield of ${interceptor.name}, or exclude this program, and probe again: ${probeCommand(evidence)}`
            : `Ask whoever runs the network to exclude mail ports from ${interceptor.name}, or probe from another network.`,
          'Do not switch off certificate checks in the mail program.',
        ];
      }
      return steps(
        `Get a certificate for ${certificateName(evidence)} from a public authority and install it with its chain.`,
        settingOf(evidence, 'certificate-chain'),
        reason === 'unknown-issuer' &&
          `If the authority is your own, trust it: ${probeCommand(evidence, { options: '--ca FILE' })}`,
      );
    },
  },
  'tls.chain-incomplete': {
    title: () => 'The intermediate certificate is missing',
    meaning: ({ sent, issuer }, evidence) =>
      `The server sends ${sent === 1 ? 'only its own certificate' : `${sent} certificates`}, and not that of ${quote(issuer)}, which leads to a trusted authority. Browsers fetch what is missing, other software does not. ${consequence(evidence)}`,
    fix: (_data, evidence) =>
      steps(
        'Install the full chain (`fullchain.pem`) in the place of the certificate alone (`cert.pem`), and reload the mail service.',
        settingOf(evidence, 'certificate-chain'),
        `Check it: ${probeCommand(evidence)}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2',
  },
  'tls.name-mismatch': {
    title: () => 'The certificate is for another name',
    meaning: ({ expected, names, subject, byAddress }, evidence) => {
      const has =
        names.length === 0 ? `no name in subjectAltName (its subject is ${quote(subject)})` : list(names);
      const end = byAddress
        ? 'Certificates are for names, so this says little about the server.'
        : consequence(evidence);
      return `You connected to ${expected}; the certificate has ${has}. ${end}`;
    },
    fix: ({ names, byAddress, expected }, evidence) => {
      const name = names.find((candidate) => !candidate.startsWith('*') && candidate !== expected);
      return steps(
        byAddress &&
          `Check it under its name: ${probeCommand(evidence, { options: `--tls-servername ${name ?? 'NAME'}` })}`,
        !byAddress &&
          name !== undefined &&
          `If ${name} is the same server, use that name: ${probeCommand(evidence, { host: name })}`,
        !byAddress && `Or get a certificate that has ${expected} too.`,
      );
    },
    see: 'https://www.rfc-editor.org/rfc/rfc9525',
  },
  'tls.key-weak': {
    title: ({ isSignature }) =>
      isSignature ? 'A certificate has a weak signature' : 'A certificate has a weak key',
    meaning: ({ subject, keyType, keyBits, signatureAlgorithm, isSignature }, evidence) =>
      isSignature
        ? `${quote(subject)} is signed with ${signatureAlgorithm}, which can be forged. ${consequence(evidence)}`
        : `${quote(subject)} has a key of type ${keyType} with ${keyBits} bits, which is too short to be safe. ${consequence(evidence)}`,
    fix: ({ isSignature }, evidence) => [
      isSignature
        ? 'Get a new certificate, signed with SHA-256 or better.'
        : 'Make a new key (EC P-256, or RSA with 2048 bits or more) and get a certificate for it.',
      `Check it: ${probeCommand(evidence)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc9325#section-4.5',
  },
};
