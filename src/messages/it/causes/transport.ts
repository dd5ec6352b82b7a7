import type { Interpretation } from '../../../replies/interpretation.ts';
import type { CauseTexts } from '../../cause-text.ts';
import { steps } from '../../next-step.ts';
import { isDelivery } from '../../recipient-subject.ts';
import { commandOn, isNodemailer, recipientDomainOf } from '../../reply-subject.ts';
import { at, host } from './phrases.ts';

const PORT_AND_TLS =
  'Controlla insieme porta e cifratura: la 465 è SSL/TLS dal primo byte, la 587 e la 25 sono STARTTLS.';

/** Whether the connection stood when nothing more came. */
function isOpened({ statement }: Interpretation): boolean {
  return statement.stage !== undefined && statement.stage !== 'connect';
}

/** A server that delivers was given the host by DNS; anybody else has typed it. */
function networkActor(seen: Interpretation, otherwise: string): string {
  return isDelivery(seen) ? 'chi gestisce il server del destinatario' : otherwise;
}

/** Failures of the session and of the way itself, in Italian. */
export const transportCauses: CauseTexts<'protocol' | 'loop' | 'network' | 'expired'> = {
  protocol: {
    title: 'Client e server non si capiscono',
    meaning: (seen) =>
      `Il server protesta${at(seen)}: non conosce il comando, in quel momento non se lo aspettava, o non ne capisce l’argomento. Dipende dal programma che spedisce, o da un apparato in mezzo che altera i comandi.`,
    fix: (seen) => [
      `Guarda che cosa offre il server, e se qualcosa lungo il percorso lo altera: ${commandOn('probe', host(seen))}`,
      'Registra il dialogo nel programma che spedisce (modo debug o verbose), e guarda il comando subito prima della risposta.',
      'Aggiorna il programma; in un tuo script, chiudi ogni riga con CR LF e aspetta ogni risposta.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1',
  },
  'command-unknown': {
    title: 'Il server non conosce questo comando',
    meaning: (seen) =>
      `Il server rifiuta un comando${at(seen)}: non ce l’ha, lo tiene disattivato o gli è arrivato alterato. Si presenta così anche un handshake TLS mandato a una porta che parla in chiaro.`,
    fix: (seen) => [
      `Guarda che cosa offre il server dopo EHLO: ${commandOn('probe', host(seen))}`,
      PORT_AND_TLS,
      'Se non conosce AUTH o STARTTLS, può averli tolti un firewall; su Cisco: `no inspect esmtp`.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.2.4',
  },
  'command-order': {
    title: 'Il comando è arrivato nel momento sbagliato',
    meaning: (seen) =>
      `Il server rifiuta un comando${at(seen)}: manca o è stato rifiutato qualcosa che deve venire prima, come EHLO, STARTTLS, l’autenticazione, MAIL prima di RCPT o RCPT prima di DATA. Spesso è stato ignorato un rifiuto precedente, ed è quello il vero motivo.`,
    fix: (seen) => [
      'Leggi le risposte prima di questa: va corretta la prima che non è 2xx o 3xx.',
      'Se nel programma l’autenticazione è disattivata, attivala: molti server senza di essa rispondono 503 a MAIL.',
      `Dopo STARTTLS, ricomincia da EHLO; guarda l’ordine giusto: ${commandOn('probe', `${host(seen)} --transcript`)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.4',
  },
  'parameter-unsupported': {
    title: 'Il server non ammette un argomento del comando',
    meaning: (seen) =>
      `Il server protesta${at(seen)}: un indirizzo o un parametro è malformato, o è uno che non ha offerto, come SIZE, BODY, SMTPUTF8, RET o NOTIFY.`,
    fix: (seen) => [
      `Guarda quali estensioni offre, e usa solo quelle: ${commandOn('probe', host(seen))}`,
      'Controlla la forma: `MAIL FROM:<utente@example.org> SIZE=1000`, con le parentesi angolari e senza spazio dopo i due punti.',
      'Nel programma, disattiva le conferme di consegna (DSN) o gli indirizzi fuori da ASCII, se il server non li ammette.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.11',
  },
  loop: {
    title: 'Il messaggio gira in tondo',
    who: () => 'chi gestisce questi server',
    meaning: () =>
      'Due o più server se lo passano, ciascuno convinto che tocchi all’altro, finché uno ha contato troppi passaggi. Le righe Received: del bounce mostrano quali.',
    fix: (seen) =>
      steps(
        'Nel bounce, trova i nomi che ritornano nelle righe Received:; il guasto è tra quelli.',
        'Cerca un inoltro che riporta al punto di partenza, e toglilo.',
        'Sul server che avrebbe dovuto tenere il messaggio, dichiara locale il dominio (Postfix: `mydestination` o `virtual_mailbox_domains`; Exchange: domini accettati).',
        `Controlla dove portano i record MX: ${commandOn('domain', recipientDomainOf(seen) ?? 'DOMINIO')}`,
      ),
    avoid: 'Non alzare il limite dei passaggi: il messaggio gira soltanto più a lungo.',
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-6.3',
  },
  network: {
    title: 'L’altro server è irraggiungibile',
    who: (seen) => networkActor(seen, 'prima tu: controlla host, porta e cifratura'),
    meaning: () =>
      'La connessione non è riuscita, o non è durata fino alla consegna del messaggio. Nessuno ha giudicato il messaggio.',
    fix: (seen) => [
      `Guarda dove si ferma, e se rispondono altre porte: ${commandOn('ports', host(seen))}`,
      'Confronta da un’altra rete: se da lì funziona, il guasto è lungo il tuo percorso; altrimenti è del server.',
      'Se il server è di altri, comunica a chi lo gestisce l’ora, l’indirizzo e la porta.',
    ],
  },
  'connection-refused': {
    title: 'Connessione rifiutata: su questa porta non c’è un servizio',
    who: (seen) => networkActor(seen, 'prima tu: controlla host e porta'),
    meaning: () =>
      'L’host è attivo e ha rifiutato subito la connessione: su questa porta non è in ascolto alcun servizio, o un firewall la respinge. Possono anche essere sbagliati il nome o la porta.',
    fix: (seen) => [
      'Controlla host e porta nel programma: 587 o 465 per spedire come utente, 25 tra server. Un programma che dice 127.0.0.1 o localhost non è mai stato configurato.',
      `Guarda quali porte sono aperte: ${commandOn('ports', host(seen))}`,
      'Sul server, avvia il servizio, mettilo in ascolto su tutti gli indirizzi e apri la porta nel firewall.',
    ],
  },
  'connection-timeout': {
    title: 'Nessuna risposta in tempo',
    who: (seen) => {
      if (isDelivery(seen)) return 'prima tu: guarda se verso altri domini la posta passa';
      return isOpened(seen) ? 'prima tu: controlla porta e cifratura' : undefined;
    },
    meaning: (seen) =>
      isOpened(seen)
        ? 'La connessione si è aperta, poi per troppo tempo non è arrivata alcuna risposta: il server, o un filtro a cui si appoggia, è bloccato, oppure il client aspetta un saluto in chiaro su una porta TLS.'
        : 'I pacchetti verso questo host e questa porta si perdono: li scarta un firewall, o l’host è spento. Sulla porta 25 di solito è il tuo provider che la blocca alle linee domestiche e ai server a noleggio.',
    fix: (seen) =>
      isDelivery(seen)
        ? [
            'Se verso altri domini passa, è giù quel server; Postfix e gli altri server di posta riprovano da sé.',
            `Se non passa verso nessuno, guarda se la porta 25 è bloccata nella tua rete: ${commandOn('ports', host(seen))}`,
            'Se è bloccata, chiedi all’hosting di aprirla, o spedisci tramite un relay sulla 587.',
          ]
        : steps(
            isNodemailer(seen) && 'Sulla 465 imposta `secure: true`, sulla 587 `secure: false`.',
            `Guarda quali porte rispondono, e chi blocca le altre: ${commandOn('ports', host(seen))}`,
            'Per spedire come utente, usa la porta 587 o 465 al posto della 25.',
            'Da un server con la porta 25 bloccata, chiedi all’hosting di aprirla, o spedisci tramite un relay sulla 587.',
            !isNodemailer(seen) && PORT_AND_TLS,
          ),
  },
  'session-timed-out': {
    title: 'Il server ti ha aspettato troppo e ha chiuso la sessione',
    meaning: (seen) =>
      `La connessione funziona: il server ha risposto${at(seen)}, poi ha aspettato il comando successivo o il resto del messaggio, e ha chiuso quando non è arrivato nulla. Il programma che spedisce è lento o bloccato, oppure i pacchetti grandi si perdono per strada.`,
    fix: (seen) => [
      'Nel programma che spedisce, chiudi le connessioni inattive e prepara il messaggio prima di connetterti.',
      'Se si interrompono i messaggi grandi, abbassa la MTU della VPN o del tunnel (1400 per una prova).',
      `Guarda se una sessione breve va a buon fine: ${commandOn('probe', host(seen))}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2',
  },
  'connection-lost': {
    title: 'La connessione si è interrotta',
    who: (seen) => networkActor(seen, 'prima tu: controlla host, porta e cifratura'),
    meaning: ({ statement }) =>
      statement.stage === 'data'
        ? 'L’altra parte ha chiuso durante la consegna del messaggio: un filtro che chiude senza dire niente, un limite di tempo o pacchetti grandi che si perdono. Dopo il punto finale, il messaggio può essere arrivato lo stesso.'
        : 'L’altra parte, o un apparato in mezzo, ha chiuso prima che la sessione finisse. I server fanno così con gli indirizzi che non vogliono, e quando aspettano TLS e arriva testo in chiaro, o il contrario.',
    fix: (seen) => [
      `Guarda a quale passo si interrompe: ${commandOn('probe', host(seen))}`,
      PORT_AND_TLS,
      'Per prova, disattiva il controllo della posta di antivirus o firewall, oppure prova da un’altra rete.',
      'Se si interrompono solo i messaggi grandi, abbassa l’MTU di una VPN o di un tunnel (per prova, 1400).',
    ],
  },
  'host-unreachable': {
    title: 'Non c’è una strada verso questo host',
    meaning: () =>
      'Un router, o il tuo stesso sistema, non conosce una strada verso l’indirizzo: Internet che manca, una VPN spenta, una rotta sbagliata o un indirizzo IPv6 dove funziona solo IPv4.',
    fix: (seen) => [
      'Controlla che rispondano altri host su Internet.',
      `Confronta IPv4 e IPv6: ${commandOn('probe', `${host(seen)} -4`)}`,
      'Se fallisce solo IPv6, ripara la sua rotta o fai usare IPv4 al programma. Postfix: `inet_protocols = ipv4`.',
      'In un container o su un server a noleggio, controlla le regole di rete per le connessioni in uscita.',
    ],
  },
  'host-unknown': {
    title: 'Il nome del server non esiste',
    meaning: ({ temporary }) =>
      temporary === true
        ? 'Per ora il DNS non ha saputo dire quale indirizzo abbia questo nome di host: un server DNS non ha risposto.'
        : 'Il DNS non conosce alcun indirizzo per questo nome di host: un errore di battitura, un nome vecchio, o un server DNS che vede solo la rete interna.',
    fix: (seen) => [
      'Rileggi il nome lettera per lettera e confrontalo con la pagina di aiuto del provider; un dominio di posta non è ancora un nome di host.',
      `Guarda che cosa risponde il DNS: ${commandOn('probe', host(seen))}`,
      'Se non si risolvono nemmeno altri nomi, è guasto il server DNS di questa macchina o di questo container.',
    ],
  },
  expired: {
    title: 'Il server di posta ha rinunciato dopo giorni di tentativi',
    who: () => 'prima tu: trova il motivo precedente',
    meaning: () =>
      'Il messaggio è rimasto in coda fino alla scadenza, perché ogni tentativo falliva per un motivo temporaneo. Quel motivo è il vero problema; di solito è nello stesso bounce.',
    fix: (seen) => [
      'Cerca nel bounce o nel log l’ultima risposta prima di questa, e fatti spiegare quella: `smtp-doctor explain bounce.eml`',
      `Guarda se oggi i server del destinatario rispondono: ${commandOn('domain', recipientDomainOf(seen) ?? 'DOMINIO')}`,
      'Controlla che nel dominio dell’indirizzo non ci sia un errore di battitura: un dominio sbagliato ha spesso un host che non risponde mai.',
      'Poi rispedisci il messaggio: non è più in nessuna coda.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.4.1',
  },
};
