import type { SessionWords } from '../session-words.ts';

/** The words of `session` in Italian. */
export const sessionWords: SessionWords = {
  welcome: 'Scrivi SMTP così com’è. /help elenca cos’altro puoi scrivere, ? spiega l’ultima risposta.',
  next: 'adesso:',
  done: {
    mail: 'Il mittente è accettato; ora tocca ai destinatari',
    rcpt: 'Il destinatario è accettato; un altro, oppure il messaggio',
  },
  offers: (count) =>
    `Il server ${count === 0 ? 'non offre estensioni' : `offre ${count} ${count === 1 ? 'estensione' : 'estensioni'}`}; /caps le spiega`,
  challenge: (text) => `Il server chiede: ${text}`,
  unasked: 'il server dice, senza che gli sia stato chiesto:',
  late: 'una risposta in ritardo, forse al comando abbandonato:',
  closed: 'La connessione è chiusa. /save FILE conserva il dialogo, /quit esce.',
  failures: {
    resolve: (code) => `Il nome non è stato trovato (${code}).`,
    refused: (code) => `La connessione è stata rifiutata (${code}).`,
    unreachable: (code) => `Il server non è raggiungibile (${code}).`,
    timeout: () => 'Non è arrivata risposta in tempo. Se arriva più tardi, verrà mostrata.',
    tls: (code) => `L’handshake TLS non è riuscito (${code}).`,
    disconnected: (code) =>
      code === 'EOF' ? 'Il server ha chiuso la connessione.' : `La connessione è caduta (${code}).`,
    protocol: () => 'Ciò che è arrivato non è una risposta SMTP.',
    limit: () => 'Il server ha detto più di quanto si legga.',
    aborted: () => 'Interrotto.',
    overdue: () => 'Il tempo per l’intera sessione (--deadline) è finito.',
  },
  authBegins:
    'Rispondi in base64; con /b64 scrivi in chiaro senza che si veda, * rinuncia. Queste righe non vengono conservate.',
  dataBegins:
    'Scrivi il messaggio: intestazione, una riga vuota, testo. Una riga con un solo punto lo conclude; il punto all’inizio di ogni altra riga viene raddoppiato per te.',
  chunkBegins: (bytes) => `Scrivi ${bytes} byte del messaggio; ogni fine riga vale due.`,
  linesHidden: (count) => (count === 1 ? 'un’altra riga' : `altre ${count} righe`),
  interrupt: {
    idle: 'ancora ctrl-c, oppure ctrl-d o /quit, per uscire.',
    waiting: 'La risposta non è ancora arrivata; un altro ctrl-c chiude la connessione.',
    data: 'Un messaggio cominciato non si può ritirare; un altro ctrl-c chiude la connessione e non viene inviato nulla.',
  },
  leftInMessage: 'La connessione è stata chiusa a metà del messaggio: non viene inviato.',
  macros: {
    tls: 'STARTTLS e handshake, con EHLO prima e dopo',
    auth: 'accedi; la password viene chiesta e non mostrata',
    mail: 'MAIL FROM e RCPT TO',
    send: 'un messaggio di prova, o quello in FILE, con DATA',
    bdat: 'lo stesso con BDAT (CHUNKING)',
    b64: 'codifica un testo in base64, e lo decodifica se è base64',
    explain: 'spiega l’ultima risposta, o un testo qualsiasi',
    caps: 'le estensioni in parole, e che cosa non offriva l’EHLO precedente',
    cert: 'il certificato, e se è ritenuto valido',
    state: 'a che punto è la sessione',
    reset: 'RSET: rinuncia alla transazione',
    save: 'scrive il dialogo in FILE, le password come ***',
    replay: 'ripete le righe C: di FILE e confronta le risposte',
    quit: 'QUIT, ed esce',
    help: 'questo elenco',
  },
  keys: [
    ['?', 'spiega per intero l’ultima risposta'],
    ['tab', 'completa comandi, estensioni e indirizzi'],
    ['ctrl-c', 'annulla la riga; due volte: esce'],
    ['ctrl-d', 'QUIT, ed esce'],
  ],
  unknownMacro: (name) => `${name} non esiste; /help elenca ciò che c’è.`,
  given: {
    user: 'Nome utente: ',
    sender: 'Mittente (<> per nessuno): ',
    recipient: 'Destinatario: ',
    base64: 'Testo, non mostrato',
  },
  encoded: 'codificato',
  decoded: 'decodificato',
  labels: {
    server: 'Server',
    hello: 'Nome in EHLO',
    login: 'Accesso',
    sender: 'Mittente',
    recipients: 'Destinatari',
  },
  none: 'nessuno',
  nullSender: 'nessuno (<>), come nelle notifiche di errore',
  nothingOffered: 'Il server non offre nessuna estensione.',
  helloMissing: 'EHLO non è ancora stato detto, quindi non si sa nulla.',
  tlsMissing: 'TLS non è attivo, quindi nessun certificato è stato mostrato; /tls lo avvia.',
  before: 'Rispetto all’EHLO precedente',
  replyMissing: 'Non c’è ancora una risposta da spiegare.',
  saved: (lines) => (lines === 1 ? 'Una riga scritta.' : `${lines} righe scritte.`),
  savedInPart: 'È stato conservato solo l’inizio: il dialogo è troppo lungo.',
  replayed: (commands) =>
    commands === 1
      ? 'Un comando ripetuto, risposta come registrata.'
      : `${commands} comandi ripetuti, tutte le risposte come registrate.`,
  replayDiffers: (differing, commands) =>
    `${commands === 1 ? 'Un comando ripetuto' : `${commands} comandi ripetuti`}, ${differing === 1 ? 'una risposta diversa' : `${differing} risposte diverse`}: - è ciò che era registrato, + ciò che è arrivato.`,
  skipped: {
    message: 'Non inviate: le righe di un messaggio che il server non ha chiesto.',
    login: 'Non inviato: il resto di un accesso che il server ha interrotto.',
  },
  fates: {
    unsent: 'Il messaggio non era finito, quindi non viene inviato.',
    unknown: 'Non si sa se il messaggio sia stato preso: se lo invii di nuovo, può arrivare due volte.',
  },
};
