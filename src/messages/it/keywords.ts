import { formatsOf } from '../format.ts';
import { formatSeconds, groupDigits, parseWhole } from '../quantity.ts';
import type { KeywordWords } from '../words.ts';

const formats = formatsOf('it');

function list(parameters: readonly string[]): string {
  return parameters.join(', ');
}

/** RFC 1870: no number, or 0, sets no limit that the server can name. */
function size([limit]: readonly string[]): string {
  const bytes = parseWhole(limit);
  if (bytes === undefined) return 'la dimensione di un messaggio si può annunciare; nessun limite indicato';
  if (bytes === 0) return 'la dimensione di un messaggio si può annunciare; nessun limite fisso';
  return `messaggi fino a ${formats.size(bytes)} (${groupDigits(bytes, 'it')} byte)`;
}

function deliverBy([least]: readonly string[]): string {
  const seconds = parseWhole(least);
  const words = 'si può chiedere la consegna entro un certo tempo';
  return seconds === undefined ? words : `${words}, con almeno ${formatSeconds(seconds, 'it')} di anticipo`;
}

function futureRelease([seconds, until]: readonly string[]): string {
  const limit = parseWhole(seconds);
  const words = 'un messaggio può essere trattenuto per dopo';
  if (limit === undefined) return words;
  return `${words}, al massimo per ${formatSeconds(limit, 'it')}${until ? `, fino al ${until}` : ''}`;
}

const LIMIT_NAMES: Readonly<Record<string, string>> = {
  MAILMAX: 'messaggi per sessione',
  RCPTMAX: 'destinatari per messaggio',
  RCPTDOMAINMAX: 'domini destinatari per sessione',
};

/** RFC 9422: `RCPTMAX=100`. */
function limits(parameters: readonly string[]): string {
  const said = parameters.map((parameter) => {
    const [name = '', value = ''] = parameter.split('=');
    const words = LIMIT_NAMES[name.toUpperCase()];
    return words ? `${value} ${words}` : parameter;
  });
  return said.length === 0 ? 'annuncia dei limiti, ma non ne indica nessuno' : `limiti: ${list(said)}`;
}

function auth(mechanisms: readonly string[]): string {
  return mechanisms.length === 0
    ? 'accesso, ma senza indicare un meccanismo'
    : `accesso con ${list(mechanisms)}`;
}

function withList(words: string): (parameters: readonly string[]) => string {
  return (parameters) => (parameters.length === 0 ? words : `${words} (${list(parameters)})`);
}

/** EHLO keywords in Italian. */
export const keywords: KeywordWords = {
  known: {
    '8BITMIME': () => 'il testo accentato viaggia senza essere ricodificato',
    ATRN: () => 'consegna la posta di un cliente dopo l’accesso, in senso inverso',
    AUTH: auth,
    BINARYMIME: () => 'i contenuti binari viaggiano così come sono',
    BURL: withList('può allegare ciò che è già su un server IMAP'),
    CHECKPOINT: () => 'un trasferimento interrotto può riprendere',
    CHUNKING: () => 'i messaggi possono essere inviati a blocchi (BDAT)',
    CONNEG: () => 'dice quali formati un destinatario può vedere',
    CONPERM: () => 'può convertire i contenuti se il mittente lo permette',
    DELIVERBY: deliverBy,
    DSN: () => 'si possono chiedere ricevute di consegna',
    ENHANCEDSTATUSCODES: () => 'le risposte portano codici precisi come 5.7.1',
    ETRN: () => 'una coda in attesa può essere avviata da fuori',
    EXPN: () => 'dice chi è iscritto a una lista',
    FUTURERELEASE: futureRelease,
    HELP: () => 'risponde a HELP',
    LIMITS: limits,
    'MT-PRIORITY': withList('i messaggi possono avere una priorità'),
    MTRK: () => 'il percorso di un messaggio può essere seguito',
    'NO-SOLICITING': withList('rifiuta la posta non richiesta che si dichiara tale'),
    ONEX: () => 'obsoleto: un solo messaggio per sessione',
    PIPELINING: () => 'si possono inviare più comandi insieme',
    REQUIRETLS: () => 'chi spedisce può pretendere TLS per tutto il percorso',
    RRVS: () => 'può verificare che una casella non sia passata di mano',
    SAML: () => 'obsoleto: al terminale e alla casella',
    SEND: () => 'obsoleto: al terminale dell’utente',
    SIZE: size,
    SMTPUTF8: () => 'indirizzi e intestazioni in qualunque alfabeto',
    SOML: () => 'obsoleto: al terminale oppure alla casella',
    STARTTLS: () => 'la connessione può essere cifrata',
    SUBMITTER: () => 'obsoleto: indica il mittente responsabile (Sender ID)',
    TURN: () => 'obsoleto e insicuro: client e server si scambiano i ruoli',
    UTF8SMTP: () => 'obsoleto: l’esperimento che ha preceduto SMTPUTF8',
    VERB: () => 'obsoleto: il server racconta quello che fa',
    VRFY: () => 'può dire se una casella esiste',
    CLIENTID: () => 'privato: il dispositivo si presenta prima dell’accesso',
    PIPECONNECT: () => 'Exim: alla visita seguente si può parlare prima del saluto',
    PRDR: () => 'Exim: dopo DATA una risposta per ciascun destinatario',
    'X-ANONYMOUSTLS': () => 'Exchange: TLS fra i suoi server',
    'X-EXPS': withList('Exchange: accesso fra i suoi server'),
    'X-LINK2STATE': () => 'Exchange: notizie di instradamento fra server vecchi',
    'X-MESSAGECONTEXT': withList('Exchange: dati interni insieme al messaggio'),
    XADR: () => 'privato: controllo di indirizzi dei server Oracle e Sun',
    XCIR: () => 'privato: controllo dei circuiti dei server Oracle e Sun',
    XCLIENT: withList('Postfix: un proxy autorizzato può dire chi è il client'),
    XDSN: () => 'privato: una prima forma di ricevute di consegna',
    XEXCH50: () => 'Exchange: proprietà di un messaggio fra server vecchi',
    XFORWARD: withList('Postfix: un filtro può dire chi era il client, per il registro'),
    XGEN: () => 'privato: stato generale dei server Oracle e Sun',
    XLOOP: withList('privato: un segno contro i cicli di posta'),
    XOORG: () => 'Exchange: indica l’organizzazione da cui viene un messaggio',
    XORIGFROM: () => 'Exchange: conserva il mittente di prima della riscrittura',
    XPROXY: () => 'Exchange: un server di ingresso passa la sessione',
    XPROXYFROM: () => 'Exchange: un server di ingresso indica il client',
    XPROXYTO: () => 'Exchange: un server di ingresso indica la destinazione',
    XRDST: () => 'Exchange: indica la destinazione di un percorso',
    XSHADOW: () => 'Exchange: tiene una seconda copia fino alla consegna',
    XSHADOWREQUEST: () => 'Exchange: chiede a un altro server una seconda copia',
    XSTA: () => 'privato: stato dei canali dei server Oracle e Sun',
    XSYSPROBE: () => 'Exchange: i suoi messaggi di sorveglianza',
    XUSR: () => 'Sendmail: segna un messaggio come consegnato da un utente',
    XVERP: () => 'Postfix: un indirizzo di ritorno per ciascun destinatario',
    X_PIPE_CONNECT: () => 'Exim: il vecchio nome di PIPECONNECT',
  },
  legacyAuth: (mechanisms) => `accesso con ${list(mechanisms)}, nella forma antica dei primi Outlook`,
  masked: 'cancellato da un firewall lungo il percorso',
  unknown: 'sconosciuto a smtp-doctor; può essere privato di questo server',
};
