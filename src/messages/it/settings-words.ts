import { formatsOf } from '../format.ts';
import { formatPartialDate } from '../partial-date.ts';
import { groupDigits } from '../quantity.ts';
import type { Dated, ProgramFields, SettingsWords } from '../settings-words.ts';

const formats = formatsOf('it');
const { list, size } = formats;
const number = (value: number): string => groupDigits(value, 'it');

function ageOf({ ageMonths }: Dated): string {
  if (ageMonths < 1) return 'di questo mese';
  if (ageMonths < 24) return `${ageMonths} ${ageMonths === 1 ? 'mese' : 'mesi'} fa`;
  return `${Math.floor(ageMonths / 12)} anni fa`;
}

const LOGINS = {
  password: 'la password della casella',
  'app-password': 'una password per le app',
  oauth: 'OAuth (il programma accede tramite il provider)',
  key: 'una chiave o password SMTP presa dalle pagine del servizio',
} as const;

const ENCRYPTION = { tls: 'SSL/TLS', starttls: 'STARTTLS' } as const;

function serverIn({ host, port, user }: ProgramFields, security: string, login: string): string {
  return `server ${host}, porta ${port}, ${security}, nome utente ${user}, ${login}`;
}

/** What `settings` says, in Italian. */
export const settingsWords: SettingsWords = {
  labels: {
    server: 'Server in uscita',
    alternatives: 'Oppure',
    userName: 'Nome utente',
    login: 'Accesso',
    sender: 'Mittente',
    limits: 'Limiti',
    steps: 'Prima di cominciare',
    lines: 'Da incollare',
    sources: 'Fonti',
    asked: 'Chiesto in rete',
    mx: 'La posta è ricevuta da',
    oldNames: 'Vecchi nomi',
    verified: 'Verificato ora',
    certainty: 'Attendibilità',
  },
  kinds: {
    webmail: 'provider di posta',
    isp: 'provider Internet',
    hosting: 'provider di hosting',
    pec: 'PEC, posta elettronica certificata',
    business: 'posta per organizzazioni',
    'sending-service': 'servizio di invio',
  },
  recognisedBy: {
    domain: (domain) => `Gli indirizzi @${domain} sono suoi.`,
    host: (host) => `${host} è, o era, uno dei suoi server.`,
    name: () => 'Riconosciuto dal nome.',
    mx: (host) =>
      `Riconosciuto dall’MX del dominio, ${host}: ne riceve la posta, e di solito la spedisce anche.`,
  },
  securities: { tls: 'TLS dal primo byte (SSL/TLS)', starttls: 'STARTTLS, obbligatorio' },
  uses: {
    'own-domains': 'per gli indirizzi sui domini del provider',
    'customer-domains': 'per gli indirizzi su un dominio tuo',
    organisations: 'per organizzazioni con un dominio proprio',
    relay: 'per i server delle organizzazioni, configurato dall’amministratore',
    europe: 'per gli account in Europa',
    americas: 'per gli account in America e Asia',
    germany: 'per gli account del marchio tedesco',
    bulk: 'per le newsletter',
    test: 'per prove: non consegna mai',
    'paid-plans': 'solo con un piano a pagamento',
    'old-tls': 'solo per apparecchi con un TLS obsoleto',
  },
  serverSources: {
    table: 'il nostro elenco',
    nodemailer: 'l’elenco di nodemailer, non verificato',
    autoconfig: 'pubblicato dal dominio',
    ispdb: 'database di Thunderbird',
    'mx-autoconfig': 'pubblicato dal dominio dell’MX',
    'mx-ispdb': 'database di Thunderbird, tramite l’MX',
    srv: 'record SRV del dominio',
    autodiscover: 'Autodiscover di Exchange',
  },
  reported: 'visto in uso, non documentato',
  elsewhere: 'fuori dal dominio: controlla di conoscerne il titolare',
  port: (port, security) => `porta ${port}, ${security}`,
  placeholder: 'UTENTE',
  userName: (name, address) => {
    switch (name.form) {
      case 'address':
        return `${address ?? 'l’indirizzo intero'}${address === undefined ? '' : ' (l’indirizzo intero)'}`;
      case 'local-part':
        return `${address?.split('@')[0] ?? 'la parte prima della @'}${address === undefined ? '' : ' (la parte prima della @)'}`;
      case 'fixed':
        return `la parola ${name.value}, uguale per tutti`;
      case 'issued':
        return 'quello mostrato nelle pagine del provider; non è l’indirizzo';
      case 'any':
        return 'uno qualsiasi: non viene guardato';
    }
  },
  login: (kinds) => {
    const [only, ...others] = kinds;
    if (only === undefined) return 'non noto';
    if (others.length > 0) return kinds.map((kind) => LOGINS[kind]).join(', oppure ');
    return only === 'oauth' ? 'solo OAuth: ogni password viene rifiutata, giusta o sbagliata' : LOGINS[only];
  },
  appPasswordAt: (page) => `le password per le app si creano su ${page}`,
  sender: (rule) => {
    switch (rule.rule) {
      case 'account':
        return 'l’indirizzo della casella, o uno per cui può spedire';
      case 'authorised':
        return 'ogni indirizzo diverso dalla casella va prima autorizzato nella webmail';
      case 'verified':
        return 'un indirizzo o dominio verificato presso il servizio';
      case 'rewritten':
        return 'un From diverso è sostituito con quello dell’account, se non è stato aggiunto come alias';
      case 'domains':
        return `solo indirizzi di ${list(rule.domains)}`;
    }
  },
  limits: (limits) => [
    ...(limits.messageBytes === undefined ? [] : [`${size(limits.messageBytes)} per messaggio`]),
    ...(limits.recipientsPerMessage === undefined
      ? []
      : [`${number(limits.recipientsPerMessage)} destinatari per messaggio`]),
    ...(limits.messagesPerMinute === undefined
      ? []
      : [`${number(limits.messagesPerMinute)} messaggi al minuto`]),
    ...(limits.messagesPerDay === undefined ? [] : [`${number(limits.messagesPerDay)} messaggi al giorno`]),
    ...(limits.recipientsPerDay === undefined
      ? []
      : [`${number(limits.recipientsPerDay)} destinatari al giorno`]),
    ...(limits.untold ? ['ce ne sono, ma il provider li cambia e non li pubblica'] : []),
  ],
  facts: {
    servers: 'server',
    credential: 'accesso',
    'user-name': 'nome utente',
    sender: 'mittente',
    limits: 'limiti',
    mx: 'MX',
    'old-names': 'vecchi nomi',
    access: 'condizioni',
  },
  unnamedSources: {
    code: 'codice sorgente pubblico',
    'mx-table': 'una tabella pubblica di host MX',
    headers: 'intestazioni di vecchi messaggi',
  },
  source: (name, facts, dated) =>
    `${name} (${facts.join(', ')}): ${dated.isReading ? 'letto: ' : ''}${formatPartialDate(dated.date, formats)}, ${ageOf(dated)}`,
  certainties: {
    high: 'ben documentato',
    medium: 'documentato in parte',
    low: 'poco documentato: provalo con --verify prima di farci conto',
  },
  obsolete: (today, year) =>
    today === undefined
      ? `nessuna fonte indica più un server (${year})`
      : `oggi ${today} (fonti del ${year})`,
  needsOAuth: 'serve OAuth, che qui una password non può sostituire',
  outlook: (fields) =>
    serverIn(
      fields,
      `crittografia ${ENCRYPTION[fields.security]}`,
      fields.isOAuth ? 'accesso tramite il provider' : 'il server richiede l’autenticazione',
    ),
  thunderbird: (fields) =>
    serverIn(
      fields,
      `sicurezza della connessione ${ENCRYPTION[fields.security]}`,
      `autenticazione ${fields.isOAuth ? 'OAuth2' : 'password normale'}`,
    ),
  lookUp: (count) => (count === 0 ? 'risponde, ma non indica server' : `${count} server`),
  problem: (problem) => {
    switch (problem) {
      case 'no-address':
      case 'nxdomain':
      case 'no-data':
        return 'non esiste';
      case 'private-address':
        return 'porta in una rete privata: non interrogato';
      case 'plain-http':
        return 'porta a HTTP senza TLS: non seguito';
      case 'bad-redirect':
        return 'porta a un URL che non viene seguito';
      case 'too-many-redirects':
        return 'rimanda troppe volte';
      case 'certificate':
        return 'ha un certificato inattendibile';
      case 'timeout':
        return 'non ha risposto in tempo';
      case 'unreachable':
        return 'non è raggiungibile';
      case 'too-large':
        return 'invia più di quanto possa essere una configurazione';
      case 'not-configuration':
        return 'risponde con altro';
      case 'servfail':
      case 'refused':
      case 'malformed':
      case 'answer':
        return 'il DNS non dà una risposta utilizzabile';
      default:
        return `risponde con HTTP ${problem.slice('status-'.length)}`;
    }
  },
  verdicts: {
    healthy: 'funziona',
    warnings: 'funziona, con avvertimenti',
    broken: 'non funziona',
    inconclusive: 'non si è potuto stabilire',
  },
  verified: (verdict, headline) => (headline === undefined ? verdict : `${verdict}: ${headline}`),
  unknown: {
    title: (domain) => `Di ${domain} non si sa nulla`,
    offline: (domain) =>
      `${domain} non è un dominio di un provider del nostro elenco. Le sue impostazioni le conosce chi ne gestisce la posta; forse sono pubblicate, ma lo può dire solo una domanda alla rete.`,
    online: (domain) =>
      `${domain} non pubblica impostazioni per i programmi di posta, nessun altro le conosce, e il suo MX non è quello di un provider del nostro elenco.`,
    askOnline: (text) => `Chiedi alla rete: \`smtp-doctor settings ${text} --online\``,
    askOwner:
      'Chiedi a chi gestisce la posta del dominio, oppure guarda nell’area clienti del provider che lo ospita.',
    candidates: (commands) =>
      `Questi nomi sono comuni, ma possono non esistere o non essere per te; provali: ${list(commands)}`,
  },
  noServer: (provider) => `Non si conosce alcun server di ${provider} per spedire.`,
};
