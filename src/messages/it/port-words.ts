import { formatsOf } from '../format.ts';
import type { PortWords } from '../port-words.ts';

const { list } = formatsOf('it');

const MOST_NAMED = 8;

const GREETING_ENDS = {
  silent: 'nessun saluto',
  dropped: 'chiude durante il saluto',
  endless: 'saluto SMTP senza fine',
  unreadable: 'saluto SMTP illeggibile',
} as const;

const HELLO_ENDS = {
  silent: 'tace dopo EHLO',
  dropped: 'chiude dopo EHLO',
  endless: 'risponde a EHLO senza fine',
  unreadable: 'risponde a EHLO con ciò che non è una risposta',
} as const;

/** What a scan of the ports is told with, in Italian. */
export const portWords: PortWords = {
  outcomes: {
    open: 'aperta',
    refused: 'rifiutata subito',
    timeout: 'filtrata: nessuna risposta',
    unreachable: 'irraggiungibile: nessuna strada verso l’host',
    reset: 'interrotta appena aperta',
    failed: 'impossibile provarla',
  },
  speaks: {
    smtp: 'SMTP',
    'smtp-in-tls': 'SMTP in TLS dal primo byte',
    other: 'qualcosa che non è SMTP',
    silent: 'tace',
    dropped: 'chiude senza dire nulla',
  },
  triedTls: 'con TLS o senza',
  stopped: (stage, end, code) => {
    if (end === 'refused')
      return stage === 'greeting' ? `rifiuta nel saluto (${code})` : `rifiuta EHLO (${code})`;
    return (stage === 'greeting' ? GREETING_ENDS : HELLO_ENDS)[end];
  },
  roles: {
    relay: 'per la posta fra server, non per gli utenti',
    submissions: 'per gli utenti, in TLS dal primo byte (RFC 8314)',
    submission: 'per gli utenti, con STARTTLS (RFC 6409)',
    unofficial: 'per gli utenti, fuori dagli standard: via d’uscita dove le altre sono bloccate',
    lmtp: 'LMTP, dentro un solo sistema di posta',
    test: 'per prove di posta su una macchina sola',
  },
  causes: {
    'network-blocks-25': 'la tua rete o il tuo provider blocca la porta 25 in uscita',
    'server-blocks-you': 'questo server non ti lascia entrare',
    'server-down': 'il server o il suo servizio di posta è fermo',
    'wrong-address': 'il nome porta all’indirizzo sbagliato',
    'local-antivirus': 'la ferma un antivirus o un firewall di questo computer',
  },
  signs: {
    '25-silent': 'la porta 25 tace',
    '25-turned-away': 'la porta 25 è respinta, non muta',
    'others-open': 'altre porte dello stesso host sono aperte',
    'all-silent': 'ogni porta provata tace',
    'all-refused': 'ogni porta provata è rifiutata: una macchina c’è',
    'all-reset': 'ogni porta provata è interrotta appena aperta',
    'control-open': 'da qui la porta 25 del server di controllo è aperta',
    'control-silent': 'tace anche la porta 25 del server di controllo',
    'control-turned-away': 'è respinta anche la porta 25 del server di controllo',
    'both-families-silent': 'IPv4 e IPv6 tacciono entrambi',
    'one-family-open': 'la porta 25 è aperta su uno solo fra IPv4 e IPv6',
    'answer-too-soon': 'la risposta è arrivata prima di quanto la distanza permetta',
    'forbidden-here': 'la connessione l’ha vietata il sistema di questo computer',
    'shield-seen': 'i certificati li firma un antivirus di questo computer',
    'smtp-elsewhere': 'l’host parla SMTP su un’altra porta',
    'other-service': 'una porta aperta parla altro',
  },
  settlements: {
    'ask-control': (host) =>
      `prova la porta 25 di un altro server, quello di Gmail (\`smtp-doctor ports ${host} --allow-control\`) o uno indicato con --control`,
    'other-network': (host) =>
      `ripeti la prova da un’altra rete, per esempio quella del telefono: \`smtp-doctor ports ${host}\``,
    'ask-server-admin': () => 'chiedi a chi gestisce il server di cercare il tuo indirizzo nel firewall',
    'look-at-server': () => 'guarda sul server se il servizio di posta gira ed è in ascolto (`ss -ltn`)',
    'check-name': (host) => `confronta gli indirizzi di ${host} con quelli che indica il titolare`,
    'switch-off-shield': () => 'prova con la protezione della posta dell’antivirus spenta',
  },
  interceptions: {
    'same-hello': 'la stessa risposta a EHLO, nome compreso, di un server estraneo',
    'same-greeting': 'lo stesso saluto di un server estraneo',
    canned: 'una risposta a EHLO nota come quella di un proxy',
    masked: 'parole cancellate da un firewall',
    're-signed': 'un certificato firmato lungo il percorso',
    'too-soon': 'connessa prima di quanto la distanza permetta',
  },
  policies: {
    always: 'chiusa',
    'by-default': 'chiusa finché non si chiede',
    'by-contract': 'chiusa secondo il contratto',
  },
  remedies: {
    submission: 'usa 587, 465 o 2525',
    relay: 'passa da un servizio di posta sulla 587 o sulla 2525',
    request: 'chiedi all’assistenza di aprirla',
    'upgrade-or-relay': 'cambia abbonamento, o passa da un relay sulla 587',
  },
  labels: {
    causes: 'Cause possibili, dalla più probabile:',
    for: 'a favore',
    against: 'contro',
    settledBy: 'per saperlo',
    way: 'Via per gli utenti',
    control: 'Controllo',
    blocks: 'Reti note per chiudere la porta 25',
    none: 'nulla',
    noAddress: 'non ha indirizzi',
  },
  notForMail: ([port, ...rest]) =>
    rest.length === 0
      ? `La porta ${port} non è di posta, né per standard né per uso.`
      : rest.length < MOST_NAMED
        ? `${list([port ?? 0, ...rest])} non sono porte di posta, né per standard né per uso.`
        : `${rest.length + 1} di queste non sono porte di posta, né per standard né per uso.`,
  askForControl: (host) => `La porta 25 tace. Guardo la porta 25 di ${host}, per capire chi la blocca?`,
  openedIn: (time) => `aperta in ${time}`,
  service: (name) => `parla ${name}, non SMTP`,
  loginBeforeTls: (mechanisms) => `accesso prima di TLS: ${list(mechanisms)}`,
  loginAfterTls: (mechanisms) => `accesso in TLS: ${list(mechanisms)}`,
  loginNowhere: 'nessun accesso',
  startTlsAbsent: 'niente STARTTLS',
  recommend: ([first, ...rest]) => {
    if (!first)
      return 'nessuna: nessuna porta per gli utenti offre TLS, e una password viaggerebbe in chiaro';
    const best =
      first.security === 'tls'
        ? `porta ${first.port} con TLS dal primo byte`
        : `porta ${first.port} con STARTTLS obbligatorio`;
    const others = rest.map(({ port }) => port);
    return others.length === 0 ? best : `${best}; altrimenti ${list(others)}`;
  },
};
