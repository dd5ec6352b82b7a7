import type { AuthWords } from '../auth-words.ts';

function moment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** The words about logins in Italian. */
export const authWords: AuthWords = {
  columns: {
    mechanism: 'Meccanismo',
    beforeTls: 'prima di TLS',
    afterTls: 'dopo TLS',
    withoutTls: 'senza TLS',
    underTls: 'sotto TLS',
  },
  works: 'autenticazione accettata',
  notOffered: 'non offerto',
  offered: 'offerto',
  goesOn: (isOffered) => (isOffered ? 'offerto, funziona (334)' : 'non offerto, funziona (334)'),
  refused: (code, isOffered) => `${isOffered ? 'offerto' : 'non offerto'}, rifiutato (${code})`,
  outcomes: {
    accepted: 'accettato',
    refused: 'rifiutato',
    'challenge-malformed': 'interrotto, la sfida del server non ha senso',
    'server-unproven': 'interrotto, il server non ha saputo provare chi è',
    unanswered: 'nessuna risposta',
  },
  withheld: {
    'not-offered': 'non provato: il server non offre l’autenticazione',
    'mechanism-not-offered': 'non provato: il meccanismo non è offerto',
    'mechanism-unusable': 'non provato: nessun meccanismo è adatto ai dati forniti',
    cleartext: 'non provato: manca TLS',
    untrusted: 'non provato: il certificato non è affidabile',
  },
  tried: (mechanism, isSecure, outcome) => `${mechanism} ${isSecure ? 'sotto' : 'senza'} TLS: ${outcome}`,
  notOfferedMechanism: 'il meccanismo non era offerto',
  attempts: (names) => `${names.length} tentativi di accesso: ${names.join(', ')}`,
  askForAttempts: 'Possono far bloccare l’account. Li faccio?',
  attemptsEnd: (names) => `non provati, perché un altro errore potrebbe fare danni: ${names.join(', ')}`,
  token: {
    issuer: (issuer) => `emesso da ${issuer}`,
    audience: (names) => `per ${names.join(', ')}`,
    scopes: (names) => `scope ${names.join(' ')}`,
    expires: (iso) => `valido fino al ${moment(iso)}`,
    expired: (iso) => `scaduto il ${moment(iso)}`,
  },
};
