import { formatsOf } from '../format.ts';
import { formatSeconds, groupDigits } from '../quantity.ts';
import type { ReportWords, SeverityCounts } from '../words.ts';
import { authWords } from './auth-words.ts';
import { deliveryWords } from './delivery-words.ts';
import { exerciseWords } from './exercise-words.ts';
import { inspectionWords } from './inspection-words.ts';
import { sessionWords } from './session-words.ts';

const formats = formatsOf('it');

function list(items: readonly string[]): string {
  return items.length === 0 ? 'nessuno' : items.join(', ');
}

function count(amount: number, one: string, many: string): string {
  return `${groupDigits(amount, 'it')} ${amount === 1 ? one : many}`;
}

function daysLeft(days: number): string {
  if (days === 0) return 'manca meno di un giorno';
  return days === 1 ? 'manca 1 giorno' : `mancano ${groupDigits(days, 'it')} giorni`;
}

function tally({ error, warning, info }: SeverityCounts): string {
  const parts = [
    error > 0 ? count(error, 'errore', 'errori') : '',
    warning > 0 ? count(warning, 'avviso', 'avvisi') : '',
    info > 0 ? count(info, 'nota', 'note') : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${parts.join(', ')}.`;
}

/** The report's own words in Italian. */
export const reportWords: ReportWords = {
  labels: {
    address: 'Indirizzo',
    greeting: 'Saluto',
    software: 'Software',
    security: 'Protezione',
    certificate: 'Certificato',
    startTls: 'STARTTLS',
    login: 'Accesso',
    loginTried: 'Prova di login',
    token: 'Token',
    sender: 'Mittente',
    recipients: 'Destinatari',
    message: 'Messaggio',
    queueId: 'Id in coda',
    mechanisms: 'Meccanismi di autenticazione',
    exercise: 'Estensioni provate',
    xclient: 'XCLIENT',
    xforward: 'XFORWARD',
    afterTls: 'Dopo TLS',
    mtaSts: 'MTA-STS',
    dane: 'DANE',
    extensions: 'Estensioni',
    oddities: 'Stranezze',
    endpoints: 'Porte e indirizzi',
    timings: 'Tempo impiegato',
    dns: 'DNS',
    attempts: 'Connessioni tentate',
    exchanges: 'Comandi e risposte',
    transcript: 'Trascrizione',
    passed: 'Superate',
    skipped: 'Saltate',
    ignored: 'Ignorate',
    actor: 'Chi deve agire',
    see: 'Vedi',
    subject: 'Server',
    verdict: 'Esito',
    headline: 'In breve',
  },
  verdicts: { healthy: 'sano', warnings: 'con avvisi', broken: 'guasto', inconclusive: 'incerto' },
  stages: {
    resolve: 'DNS',
    connect: 'connessione',
    greeting: 'saluto',
    hello: 'EHLO',
    starttls: 'STARTTLS',
    tls: 'TLS',
    auth: 'accesso',
    mail: 'MAIL FROM',
    rcpt: 'RCPT TO',
    data: 'DATA',
    quit: 'QUIT',
    domain: 'dominio',
  },
  trustProblems: {
    'self-signed': 'autofirmato',
    'missing-intermediate': 'manca un certificato intermedio',
    'unknown-issuer': 'emittente sconosciuto',
    expired: 'scaduto',
    'not-yet-valid': 'non ancora valido',
    'name-mismatch': 'intestato a un altro nome',
    'weak-key': 'chiave debole',
    'weak-signature': 'firma debole',
    revoked: 'revocato',
    other: 'rifiutato dalla libreria TLS',
  },
  oddities: {
    'bare-lf': 'una riga finisce senza CR',
    'code-only': 'una risposta fatta del solo codice',
    'mixed-codes': 'una risposta con codici diversi',
    'eight-bit': 'byte che non sono né ASCII né UTF-8',
    utf8: 'testo UTF-8 dove è dovuto ASCII',
    'overlong-line': 'una riga di oltre 512 byte',
    'control-characters': 'caratteri di controllo nel testo',
    unsolicited: 'una risposta che nessuno aveva chiesto',
    'not-a-reply-line': 'una riga senza codice dentro una risposta',
  },
  endpointOutcomes: {
    open: 'aperta',
    refused: 'rifiutata',
    timeout: 'nessuna risposta',
    unreachable: 'irraggiungibile',
    reset: 'interrotta',
    failed: 'fallita',
  },
  attemptOutcomes: {
    connected: 'connesso',
    refused: 'rifiutato',
    timeout: 'nessuna risposta',
    unreachable: 'irraggiungibile',
    reset: 'interrotto',
    abandoned: 'lasciato, un altro indirizzo era più veloce',
    failed: 'fallito',
  },
  dnsStatuses: {
    answer: 'risposto',
    'no-data': 'record inesistente',
    nxdomain: 'nome inesistente',
    servfail: 'il server DNS ha fallito',
    refused: 'il server DNS ha rifiutato',
    timeout: 'il server DNS non ha risposto',
    malformed: 'risposta illeggibile',
  },
  fingerprintKinds: {
    mta: 'server di posta',
    provider: 'provider',
    middlebox: 'apparato lungo il percorso',
    antivirus: 'antivirus lungo il percorso',
    'other-service': 'non è un server di posta',
  },
  seenIn: {
    banner: 'dal saluto',
    ehlo: 'dall’EHLO',
    reply: 'da una risposta',
    certificate: 'dal certificato',
  },
  securities: { none: 'senza TLS', starttls: 'STARTTLS', tls: 'TLS dal primo byte' },
  mtaStsModes: { enforce: 'obbligatoria (enforce)', testing: 'solo in prova', none: 'disattivata' },
  duration: (ms) => formats.duration(ms),
  after: (ms) => `dopo ${formats.duration(ms)}`,
  span: (startedMs, elapsedMs) => `a ${formats.duration(startedMs)}, per ${formats.duration(elapsedMs)}`,
  connectedIn: (ms) => `connesso in ${formats.duration(ms)}`,
  attempts: (amount) => count(amount, 'tentativo', 'tentativi'),
  throughProxy: (proxy) => `attraverso il proxy ${proxy}`,
  works: {
    connected: 'raggiungibile',
    greeted: 'parla SMTP',
    encrypted: (protocol) => `cifra (${protocol})`,
    trusted: 'certificato valido',
    login: 'accesso offerto',
  },
  clearText: 'nessuna: tutto viaggia in chiaro',
  implicitTls: 'TLS dal primo byte',
  startTlsOffered: 'offerto',
  startTlsAbsent: 'non offerto',
  startTlsRefused: (code) => `offerto, poi rifiutato con ${code}`,
  startTlsUnanswered: 'offerto; non usato',
  issuedBy: (issuer) => `emesso da ${issuer}`,
  selfSigned: 'emesso da sé stesso',
  daysLeft,
  daysExpired: (days) => (days === 0 ? 'scaduto oggi' : `scaduto da ${count(days, 'giorno', 'giorni')}`),
  validFrom: (date) => `non valido prima del ${date}`,
  validUntil: (date) => `valido fino al ${date}`,
  key: (type, bits) => `chiave ${type}, ${bits} bit`,
  names: (names) => `per ${list(names)}`,
  more: (amount) => (amount === 1 ? 'un altro' : `altri ${groupDigits(amount, 'it')}`),
  trusted: 'attendibile',
  notTrusted: (problems) =>
    problems.length === 0 ? 'non attendibile' : `non attendibile: ${problems.join(', ')}`,
  daneMatched: 'un record TLSA corrisponde al certificato',
  daneMismatched: 'nessun record TLSA corrisponde al certificato',
  daneUnauthenticated: 'record TLSA senza DNSSEC, che non contano',
  mtaStsMatch: (matches) => (matches ? 'questo host è nella policy' : 'questo host non è nella policy'),
  loginBeforeTls: (mechanisms) => `prima di TLS: ${list(mechanisms)}`,
  loginAfterTls: (mechanisms) => `dopo TLS: ${list(mechanisms)}`,
  loginAlways: (mechanisms) => list(mechanisms),
  loginNever: 'non offerto',
  auth: authWords,
  delivery: deliveryWords,
  inspection: inspectionWords,
  exercise: exerciseWords,
  session: sessionWords,
  gained: (keywords) => `offre anche ${keywords.join(', ')}`,
  lost: (keywords) => `non offre più ${keywords.join(', ')}`,
  changed: (keywords) => `cambia ${keywords.join(', ')}`,
  unchanged: 'offre le stesse cose di prima',
  heloOnly: 'nessuna: ha accettato solo HELO',
  chosen: 'diagnosticata qui',
  offersStartTls: 'STARTTLS offerto',
  stoppedAt: (stage) => `interrotta in questa fase: ${stage}`,
  dnssec: 'validato da DNSSEC',
  ttl: (seconds) => `TTL ${formatSeconds(seconds, 'it')}`,
  alias: (names) => `alias di ${names.join(', ')}`,
  moreLines: (amount) => `${count(amount, 'altra riga', 'altre righe')}`,
  nothingFound: 'niente da segnalare',
  interrupted: (signal) => `Interrotto da ${signal}: questo è ciò che si è visto fin lì.`,
  tally,
};
