import { formatsOf } from '../format.ts';
import { formatPartialDate } from '../partial-date.ts';
import { groupDigits } from '../quantity.ts';
import type { Dated, ProgramFields, SettingsWords } from '../settings-words.ts';
import { problem } from './settings-problems.ts';

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

/** A reading of this month has no age. */
function dateOf(dated: Dated): string {
  const date = formatPartialDate(dated.date, formats);
  if (!dated.isReading) return `${date}, ${ageOf(dated)}`;
  const read = `consultato ${READ_AT[dated.date.length] ?? 'a'} ${date}`;
  return dated.ageMonths < 1 ? read : `${read}, ${ageOf(dated)}`;
}

/** By the characters of a date: `2026`, `2026-11-22`. */
const READ_AT: Readonly<Record<number, string>> = { 4: 'nel', 10: 'il' };

const DAYS_FOR = {
  personal: 'con un account personale',
  workspace: 'con Google Workspace',
  relay: 'tramite smtp-relay.gmail.com',
  'free-plan': 'con il piano gratuito',
  'base-plan': 'con il piano base, per tutte le caselle insieme',
  'new-account': 'all’inizio',
} as const;

/** The conditions of a day's number follow it. */
function perDay(
  value: number | undefined,
  of: string,
  condition: keyof typeof DAYS_FOR | undefined,
): string[] {
  if (value === undefined) return [];
  return [`${number(value)} ${of} al giorno${condition === undefined ? '' : ` ${DAYS_FOR[condition]}`}`];
}

function serverIn({ host, port, user }: ProgramFields, security: string, login: string): string {
  return `server ${host}, porta ${port}, ${security}, nome utente ${user}, ${login}`;
}

const OUTLOOK_LOGINS = {
  oauth: 'accesso tramite il provider',
  'password-ending': 'accesso tramite il provider',
  password: 'il server richiede l’autenticazione',
  'cram-md5-first': 'il server richiede l’autenticazione',
  unknown: 'il server richiede l’autenticazione; come si accede non è noto: non verificato',
} as const;

const THUNDERBIRD_LOGINS = {
  oauth: 'OAuth2',
  'password-ending': 'OAuth2',
  password: 'password normale',
  'cram-md5-first': 'password cifrata',
  'cram-md5-only': 'password cifrata',
  unknown: 'password normale; come si accede non è noto: non verificato',
} as const;

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
    todo: 'Che cosa fare',
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
    bridge: 'tramite il programma del provider sul tuo computer (Bridge), con la password che mostra',
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
  placeholders: {
    user: 'UTENTE',
    address: 'INDIRIZZO',
    name: 'NOME',
    domain: 'TUODOMINIO',
    region: 'REGIONE',
  },
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
  login: (kinds, page) => {
    const [only, ...others] = kinds;
    if (only === undefined) return 'non noto';
    if (only === 'oauth' && others.length === 0) {
      return 'solo OAuth: ogni password viene rifiutata, giusta o sbagliata';
    }
    const [first, ...more] = kinds.map((kind) =>
      kind === 'app-password' && page !== undefined
        ? `${LOGINS[kind]}, che si crea su ${page}`
        : LOGINS[kind],
    );
    return [first, ...more].join(page === undefined ? ', oppure ' : ' oppure ');
  },
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
    ...(limits.messagesPerSecond === undefined
      ? []
      : [`${number(limits.messagesPerSecond)} messaggi al secondo`]),
    ...perDay(limits.messagesPerDay, 'messaggi', limits.dailyFor),
    ...perDay(limits.recipientsPerDay, 'destinatari', limits.dailyFor),
    ...(limits.otherDays ?? []).flatMap((day) => perDay(day.recipientsPerDay, 'destinatari', day.for)),
    ...(limits.untold ? ['ce ne sono, e il provider li cambia; qui non se ne conoscono i numeri'] : []),
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
  source: (name, facts, dated) => `${name} (${facts.join(', ')}): ${dateOf(dated)}`,
  certainties: {
    high: 'buona: ben documentata',
    medium: 'discreta: documentata in parte',
    low: 'scarsa: poco documentata; prova con --verify prima di farci conto',
  },
  obsolete: (today, year, isUncertain) => {
    if (today === undefined) return `nessuna fonte indica più un server (${year})`;
    return isUncertain ? `forse ${today}; non verificato` : `oggi ${today} (fonti del ${year})`;
  },
  lineRemarks: {
    'password-ending': 'con una password: finché l’amministratore lo permette',
    unknown: 'come si accede non è noto; scritto per una password, non verificato',
    caFile: 'certificati come su Debian e Ubuntu; altrove il percorso è diverso',
    passwordFile: 'scrivi in /etc/postfix/sasl_passwd, poi esegui i due comandi che seguono:',
    oauthProvider: '$oauth: un oggetto PHPMailer\\PHPMailer\\OAuth, con id del client e refresh token',
  },
  needsOAuth: 'serve OAuth, che qui una password non può sostituire',
  outlook: (fields) =>
    fields.login === 'cram-md5-only'
      ? 'Outlook non conosce CRAM-MD5, l’unico accesso che le fonti indicano per questo server: usa un altro programma'
      : serverIn(fields, `crittografia ${ENCRYPTION[fields.security]}`, OUTLOOK_LOGINS[fields.login]),
  thunderbird: (fields) =>
    serverIn(
      fields,
      `sicurezza della connessione ${ENCRYPTION[fields.security]}`,
      `autenticazione ${THUNDERBIRD_LOGINS[fields.login]}`,
    ),
  lookUp: (count) => (count === 0 ? 'risponde, ma non indica server' : `${count} server`),
  via: (host) => `tramite ${host}`,
  problem,
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
    unanswered: (count, asked) =>
      count === asked
        ? `Non si è potuto sapere: nessuna delle ${asked} domande ha avuto risposta.`
        : `Non si è potuto sapere: ${count} ${count === 1 ? 'domanda' : 'domande'} su ${asked} senza risposta, e le altre non indicano un server.`,
    nearest: (domain, command) => `Forse intendevi ${domain}? \`${command}\``,
    askOnline: (text) => `Chiedi alla rete: \`smtp-doctor settings ${text} --online\``,
    askOwner:
      'Chiedi a chi gestisce la posta del dominio, oppure guarda nell’area clienti del provider che lo ospita.',
    candidates: (commands) =>
      `Questi nomi sono comuni, ma possono non esistere o non essere per te; provali: ${list(commands)}`,
  },
  noServer: (provider) => `Non si conosce alcun server di ${provider} per spedire.`,
  noServerSteps: {
    hosting:
      'Guarda nell’area clienti, o chiedi all’assistenza, qual è il server della tua casella; per un dominio ospitato lì prova `smtp-doctor settings TUODOMINIO --online`.',
    other:
      'Guarda nelle pagine di aiuto della webmail, o chiedi all’assistenza, qual è il server di oggi; se il servizio è chiuso, serve un indirizzo altrove.',
  },
};
