import type { AuthWords } from '../auth-words.ts';

function moment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** The words about logins in English. */
export const authWords: AuthWords = {
  columns: {
    mechanism: 'Mechanism',
    beforeTls: 'before TLS',
    afterTls: 'after TLS',
    withoutTls: 'without TLS',
    underTls: 'under TLS',
  },
  works: 'login accepted',
  notOffered: 'not offered',
  offered: 'offered',
  goesOn: (isOffered) => (isOffered ? 'offered, works (334)' : 'not offered, works (334)'),
  refused: (code, isOffered) => `${isOffered ? 'offered' : 'not offered'}, refused (${code})`,
  outcomes: {
    accepted: 'accepted',
    refused: 'refused',
    'challenge-malformed': 'given up, the challenge makes no sense',
    'server-unproven': 'given up, the server could not prove who it is',
    unanswered: 'no answer',
  },
  withheld: {
    'not-offered': 'not tried: no login is offered',
    'mechanism-not-offered': 'not tried: the mechanism is not offered',
    'mechanism-unusable': 'not tried: no mechanism fits what was given',
    cleartext: 'not tried: there is no TLS',
    untrusted: 'not tried: the certificate is not trusted',
  },
  tried: (mechanism, isSecure, outcome) => `${mechanism} ${isSecure ? 'under' : 'without'} TLS: ${outcome}`,
  notOfferedMechanism: 'the mechanism was not offered',
  attempts: (names) => `${names.length} attempts to log in: ${names.join(', ')}`,
  askForAttempts: 'These can lock an account. Make them?',
  attemptsEnd: (names) => `not tried, since one more failure could do harm: ${names.join(', ')}`,
  token: {
    issuer: (issuer) => `issued by ${issuer}`,
    audience: (names) => `for ${names.join(', ')}`,
    scopes: (names) => `scope ${names.join(' ')}`,
    expires: (iso) => `valid until ${moment(iso)}`,
    expired: (iso) => `expired on ${moment(iso)}`,
  },
};
