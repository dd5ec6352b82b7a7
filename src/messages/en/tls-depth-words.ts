import type { TlsDepthWords } from '../tls-depth-words.ts';

/** What is told of TLS in depth, in English. */
export const tlsDepthWords: TlsDepthWords = {
  labels: {
    depth: 'TLS in depth',
    profile: 'Judged by',
    chain: 'Chain sent',
    staple: 'OCSP response',
    timestamps: 'Timestamps (SCT)',
    caa: 'CAA',
    beforeTls: 'Before TLS',
    addresses: 'Addresses',
  },
  profiles: {
    modern: 'Mozilla’s modern profile (guidelines 6.0)',
    intermediate: 'Mozilla’s intermediate profile (guidelines 6.0)',
    opportunistic: 'what senders between servers do (opportunistic)',
  },
  isAsked: (isAsked) => (isAsked ? 'as asked' : 'by the port’s use'),
  verdicts: { met: 'met', unmet: 'not met', open: 'met, as far as is known' },
  root: 'root, needs not be sent',
  superfluous: 'leads nowhere here',
  until: (date) => `until ${date}`,
  staples: {
    good: 'stapled: good',
    revoked: 'stapled: revoked',
    unknown: 'stapled: unknown to the issuer',
    error: 'stapled, and an error',
    'other-certificate': 'stapled, for another certificate',
    forged: 'stapled, and not signed by the issuer',
    unreadable: 'stapled, and unreadable',
  },
  noStaple: 'none stapled',
  mustStaple: 'the certificate demands one',
  isUnverified: 'signature not verified: the issuer’s certificate was not sent',
  usableUntil: (date) => `usable until ${date}`,
  timestamps: (count, where) => `${count} in the ${where}`,
  caaAllows: (name, issuers) =>
    `${name} allows ${issuers.length === 0 ? 'no issuer at all' : issuers.join(', ')}`,
  caaRestrictsNothing: 'no record restricts who may issue',
  caaFailed: (name, status) => `${name} did not answer (${status})`,
  mail: (code, isTaken) => `MAIL ${isTaken ? 'accepted' : 'refused'} (${code})`,
  login: (code, isTaken) => `AUTH ${isTaken ? 'accepted' : 'refused'} (${code})`,
  injections: {
    answered: 'a smuggled command is carried out',
    discarded: 'a smuggled command is thrown away',
    refused: 'a smuggled command ends the attempt',
    unclear: 'whether a smuggled command is carried out stays open',
  },
  noTls: 'no TLS',
};
