import type { TlsaFault } from '../../tls/dane.ts';
import { zoneLine } from '../../tls/tlsa.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';

const { date, days, list, quote } = formatsOf('en');

const MISMATCHES: Readonly<Record<'other' | 'name' | 'expired', string>> = {
  other: 'It happens when a certificate is renewed with a new key, or comes from another issuer.',
  name: 'A record of the issuer is met, but with it the certificate must be for the host’s name, and it is not.',
  expired:
    'A record of the issuer is met, but with it the certificate must be within its dates, and it is not.',
};

const UNUSABLE: Readonly<Record<TlsaFault, string>> = {
  usage: 'usage 0 and 1 mean nothing for mail',
  parameters: 'selector or matching type is unknown',
  length: 'the data has the wrong length for its digest',
  other: '',
  name: '',
  expired: '',
};

type Id =
  | 'tls.dane-mismatch'
  | 'tls.dane-lookup-failed'
  | 'tls.dane-unsigned'
  | 'tls.dane-unproven'
  | 'tls.dane-record-unusable'
  | 'tls.dane-renewal-fragile';

const SEE = 'https://www.rfc-editor.org/rfc/rfc7672';

/** TLSA records, in English. */
export const daneTexts: FindingTexts<Id> = {
  'tls.dane-mismatch': {
    title: () => 'No TLSA record fits the certificate (DANE)',
    meaning: ({ records, fault }) =>
      `DNSSEC-signed TLSA records bind the server to other keys: ${records.map((record) => quote(record)).join(', ')}. Senders that check DANE do not deliver here. ${MISMATCHES[fault === 'name' || fault === 'expired' ? fault : 'other']}`,
    fix: ({ name, fitting, fittingIssuer }) =>
      steps(
        `Publish the record that fits: \`${zoneLine(name, fitting)}\``,
        fittingIssuer !== undefined &&
          `Or the one of the issuer, which survives renewals: \`${zoneLine(name, fittingIssuer)}\``,
        'Remove the old record once its TTL has passed.',
        'From now on keep the key at renewal, or publish the next record before it.',
      ),
    see: SEE,
  },
  'tls.dane-lookup-failed': {
    title: () => 'The TLSA records cannot be looked up (DANE)',
    meaning: ({ name, status }) =>
      `The address of the host is signed by DNSSEC, but the question for the TLSA records at ${name} ends with ${status.toUpperCase()}. A signature has expired or is wrong, or a name server does not know the type. Senders that check DANE must take it for an attack: they keep the mail back.`,
    fix: ({ name }) => [
      `See what is wrong: \`delv ${name}. TLSA\`, or https://dnsviz.net for the zone.`,
      'Sign the zone anew, and let the signatures be renewed by themselves.',
      'Where a name server or firewall drops the question, update it: an empty answer is enough.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7672#section-2.1.2',
  },
  'tls.dane-unsigned': {
    title: () => 'There are TLSA records, but without DNSSEC they bind nobody',
    meaning: ({ name, matched }) =>
      `The records at ${name} ${matched ? 'fit the certificate' : 'do not even fit the certificate'}, but the resolver does not say that DNSSEC vouches for them: either the zone is not signed, or the resolver does not validate. Without signatures no sender looks at them.`,
    fix: ({ name }) => [
      `Ask a resolver that validates: \`delv ${name}. TLSA\`, or \`--dns tls://9.9.9.9\`.`,
      'Sign the zone of the host, and give the DS record to its registrar.',
      'Or remove the TLSA records.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7672#section-2.2',
  },
  'tls.dane-unproven': {
    title: () => 'The DNSSEC of the TLSA records is not proven from here',
    meaning: ({ name, source }) =>
      `The resolver${source === undefined ? '' : ` (${source})`} says that the records at ${name} are signed, but anybody on the way to it could have said so.`,
    fix: (_data, evidence) => [
      `Ask a validating resolver on this computer: ${probeCommand(evidence, { options: '--dns 127.0.0.1' })}`,
      `Or a public one over TLS: ${probeCommand(evidence, { options: '--dns tls://9.9.9.9' })}`,
      'Or, where the way to the resolver is your own, add `--dns-trusted`.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc4035#section-4.9.3',
  },
  'tls.dane-record-unusable': {
    title: ({ isAll }) =>
      isAll ? 'No TLSA record can be used by senders' : 'Some TLSA records mean nothing to senders',
    meaning: ({ unusable, isAll }) =>
      `${unusable.map(({ record, fault }) => `${quote(record)}: ${UNUSABLE[fault ?? 'other']}`).join('; ')}. ${isAll ? 'Postfix then encrypts without checking anything, and Exim does not deliver.' : 'They are passed over, and the others count.'}`,
    fix: ({ name, fitting, unusable }) => [
      `Publish a record that counts: \`${zoneLine(name, fitting)}\``,
      `Remove ${list(unusable.map(({ record }) => quote(record)))}.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7672#section-3.1.3',
  },
  'tls.dane-renewal-fragile': {
    title: ({ survival }) =>
      survival === 'nothing'
        ? 'The next renewal of the certificate breaks DANE'
        : 'A renewal with a new key breaks DANE',
    meaning: ({ survival, validTo, days: left }) =>
      `The record that fits ${survival === 'nothing' ? 'is of this very certificate' : 'is of its key'}, and there is no other for the time after. The certificate ends on ${date(validTo)}${left > 0 ? `, in ${days(left)}` : ''}; ${survival === 'nothing' ? 'whatever comes then' : 'a new key then'} does not fit, and senders that check DANE keep their mail back.`,
    fix: ({ name, fitting, survival }) =>
      steps(
        survival === 'nothing' && `Publish the record of the key beside it: \`${zoneLine(name, fitting)}\``,
        'Keep the key at renewal (certbot: `--reuse-key`; acme.sh does so by itself).',
        'Or make the next key now, publish its record beside this one, and change the certificate two TTLs later.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc7671#section-8',
  },
};
