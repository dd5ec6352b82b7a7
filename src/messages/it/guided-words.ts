import type { GuidedWords } from '../guided-words.ts';

/** The words of the guided way in Italian. */
export const guidedWords: GuidedWords = {
  welcome:
    'Io chiedo, tu rispondi, e insieme troviamo che cosa non va. Niente va in rete prima che tu abbia detto di sì. Con ctrl-c esci in qualsiasi momento.',
  tip: '(frecce o un numero, poi invio)',
  complaint: {
    question: 'Che cosa non va?',
    answers: {
      send: 'Non riesco a inviare posta',
      bounce: 'La mia posta torna indietro',
      settings: 'Qual è il mio server?',
      server: 'Il mio server è configurato bene?',
      learn: 'Niente: insegnami come si invia la posta',
    },
  },
  consent: { yes: 'Sì', skip: 'Salta questo passo', stop: 'Fermati qui' },
  subject: {
    addressOrServer: 'Il tuo indirizzo di posta, o il server da cui invii:',
    address: 'Il tuo indirizzo di posta:',
    domain: 'Il dominio, cioè quello che sta dopo la @:',
    server: 'Il server, con la porta se la conosci (smtp.example.org:587):',
    user: 'Nome utente:',
    sender: 'Da:',
    recipient: 'A:',
  },
  objections: {
    addressOrServer: 'non è né un indirizzo (ada@example.org) né un server (smtp.example.org:587)',
    address: 'non è un indirizzo di posta: uno è fatto come ada@example.org',
    domain: 'non è un dominio: uno è fatto come example.org',
    server: 'non è un server: uno è fatto come smtp.example.org o smtp.example.org:587',
    empty: 'qui ci vuole qualcosa',
    sender: 'non è un indirizzo di posta: uno è fatto come ada@example.org; <> è nessuno',
  },
  choice: {
    question: 'Quale server guardiamo?',
    server: (host, port, security) =>
      `${host}, porta ${port} (${security === 'tls' ? 'SSL/TLS' : 'STARTTLS'})`,
    typed: (server) => `${server}, come l’hai scritto`,
    other: 'Un altro, che scrivo io',
    unknown: (domain, isAsked) =>
      isAsked
        ? `Nessuno di quelli a cui ho chiesto conosce un server per ${domain}.`
        : `Non conosco ${domain}. Posso chiedere al dominio stesso e ad archivi pubblici; il tuo indirizzo non viene mandato a nessuno.`,
    howOn: 'Come andiamo avanti?',
    askOnline: 'Chiedi al dominio e agli archivi',
    typeIt: 'Conosco il server, lo scrivo io',
  },
  scope: {
    question: 'Che cosa guardiamo?',
    domain: 'Un dominio di posta: come riceve, e che cosa ne vedono gli altri',
    server: 'Un solo server: le porte, le risposte, TLS',
  },
  passwordKnown: (variable) => `La password è quella di ${variable}.`,
  stepOf: (number, count, title) => `Passo ${number} di ${count}: ${title}`,
  steps: {
    ports: {
      title: 'quali porte rispondono',
      question: (target) => `Mi collego a ${target}, per vedere quali porte rispondono da qui?`,
    },
    probe: {
      title: 'che cosa dice il server',
      question: (target) => `Saluto ${target}, chiedo che cosa sa fare e comincio TLS?`,
    },
    auth: {
      title: 'l’accesso',
      question: (target) =>
        `Faccio l’accesso a ${target}? La password ci va una volta sola, e solo dentro TLS.`,
    },
    'send-test': {
      title: 'un messaggio di prova',
      question: (target) => `Invio un messaggio vero tramite ${target}, a un destinatario che scegli tu?`,
    },
    settings: {
      title: 'chi altro lo sa',
      question: (target) =>
        `Chiedo al dominio di ${target} e ad archivi pubblici? L’indirizzo non viene mandato a nessuno.`,
    },
    domain: {
      title: 'che cosa vedono gli altri del dominio',
      question: (target) => `Chiedo al DNS di ${target}: MX, SPF, DKIM, DMARC e le liste di blocco?`,
    },
    mx: {
      title: 'i server che ricevono la sua posta',
      question: (target) => `Mi collego a ciascuno degli host MX di ${target}?`,
    },
    starttls: {
      title: 'TLS a fondo',
      question: (target) => `Metto alla prova TLS su ${target}? Servono fino a 40 brevi connessioni.`,
    },
  },
  stopped:
    'Ci fermiamo qui: prima va risolto quello che è scritto sopra, perché i passi successivi fallirebbero per lo stesso motivo.',
  summary: {
    heading: 'Com’è andata',
    outcomes: {
      fine: 'niente che non va',
      failed: 'non riuscito: vedi sopra',
      skipped: 'saltato',
      untried: 'non provato',
    },
    allWell:
      'Tutto quello che è stato provato da qui funziona. Se il tuo programma continua a non inviare, le sue impostazioni sono diverse da queste: confronta server, porta, cifratura e nome utente.',
    commands: 'Lo stesso senza domande, da copiare:',
    passwordAsked: 'La password viene chiesta, e non sta mai in un comando.',
  },
  bounce: {
    paste:
      'Incolla il messaggio che ti è tornato indietro, o l’errore che mostra il tuo programma, tutto quello che ne hai. Una riga vuota o un punto da solo lo chiude.',
    empty: 'Non c’è ancora niente: incollalo qui, oppure esci con ctrl-d.',
    file: 'Salvato in un file dice di più, perché non si perde niente per strada:',
  },
  lesson: {
    welcome:
      'La posta passa di mano con una conversazione in testo semplice, che si chiama SMTP. Ora ne fai una tu, con un server di prova dentro questo programma: niente esce dal tuo computer. Le righe che cominciano con S: sono del server, quelle con C: sono tue, del client. Invio manda la riga tra parentesi; puoi anche scriverne una tu.',
    connect: 'Premi invio per collegarti.',
    again: (line) => `Non era la riga che fa andare avanti. Adesso tocca a ${line} (la mandi con invio).`,
    left: 'Hai salutato con QUIT, che si può dire in qualsiasi momento. La lezione finisce qui.',
    steps: {
      greeting: {
        before: '',
        after:
          'Il server parla per primo. Ogni risposta comincia con tre cifre, e conta la prima: 2 è sì, 3 è sì, continua, 4 è non adesso, 5 è no. 220 vuol dire: sono pronto.',
      },
      ehlo: {
        before: 'Ora saluti e dici il nome del tuo computer: EHLO e un nome.',
        after:
          'Era una sola risposta in più righe: il trattino dopo le cifre dice che ne seguono altre, lo spazio che è l’ultima. Ogni riga è una cosa che il server sa fare: SIZE è il messaggio più grande che accetta, STARTTLS vuol dire che sa cifrare.',
      },
      starttls: {
        before: 'Finora si poteva leggere tutto lungo il percorso. STARTTLS chiede di cifrare.',
        after:
          'Il server ha accettato, e le due parti si sono scambiate le chiavi: da qui in poi nessuno in mezzo può leggere. Un programma vero adesso controlla anche il certificato del server, perché dall’altra parte non ci sia un estraneo.',
      },
      ehloAgain: {
        before:
          'Quello che è stato detto prima di TLS non vale più, perché qualcuno avrebbe potuto cambiarlo. Perciò saluta di nuovo.',
        after:
          'STARTTLS è sparito dall’elenco, com’è giusto. Dal tuo fornitore qui ci sarebbe AUTH: è lì che un programma accede con nome utente e password. Questo server accetta da chiunque la posta per i suoi utenti, come fa l’MX di ogni dominio, e non chiede l’accesso.',
      },
      mail: {
        before: 'Ora la busta. MAIL FROM dice chi invia: gli errori tornano a questo indirizzo.',
        after: 'Se il dominio del mittente fosse sconosciuto, qui sarebbe arrivato un 5.',
      },
      rcptRefused: {
        before: 'RCPT TO dice per chi è. Proviamo con qualcuno che non esiste.',
        after:
          'Un 5, quindi un no definitivo: 550 è «qui non c’è», e 5.1.1 precisa che quella casella non esiste. Riprovare non serve. È questo rifiuto che viene citato quando un messaggio torna indietro. La conversazione va avanti lo stesso.',
      },
      rcpt: {
        before: 'Allora un altro destinatario. Possono essere tanti, ciascuno con il suo RCPT TO.',
        after: 'Questo esiste. Per andare avanti basta un destinatario.',
      },
      data: {
        before: 'La busta è completa. DATA dice che ora arriva il messaggio.',
        after:
          'Un 3: il server aspetta il resto, e ti dice come chiuderlo: con una riga che contiene solo un punto.',
      },
      message: {
        before:
          'Prima le intestazioni, poi una riga vuota, poi il testo. Il From: e il To: che le persone vedono stanno qui, e il server non li confronta con la busta: per questo un mittente si può falsificare, ed è a questo che servono SPF, DKIM e DMARC.',
        after:
          'Questo è il 250 che conta: il server ha preso in carico il messaggio e da adesso ne risponde lui. Quello che segue «queued as» è il nome con cui lo conosce il suo registro: dallo a chi gestisce il server quando un messaggio manca.',
      },
      quit: {
        before: 'Non c’è altro da inviare: saluta con QUIT.',
        after: '221 vuol dire: arrivederci. La connessione è chiusa.',
      },
    },
    message: [
      'From: Ada <ada@example.org>',
      'To: Bob <bob@example.net>',
      'Subject: Il mio primo messaggio a mano',
      '',
      'Ciao Bob, questo viene proprio da me.',
      '.',
    ],
    end: 'Un programma di posta non fa altro che questo. Per fare lo stesso con un server vero, con un aiuto a ogni passo:',
  },
};
