import type { CauseTexts } from '../../cause-text.ts';
import { loginCommand } from '../../login-command.ts';
import { steps } from '../../next-step.ts';
import { commandOn } from '../../reply-subject.ts';
import { at, host, limit, linkStep, REPLIER, senderDomain, waitOr } from './phrases.ts';
import { transportCauses } from './transport.ts';

const NO_HURRY = 'Non riprovare subito: conta come un altro tentativo, e spesso allunga il blocco.';

/** Refusals by policy, by load and by the way itself, in Italian. */
export const deliveryCauses: CauseTexts<
  'policy' | 'rate-limited' | 'greylisted' | 'server-error' | 'protocol' | 'loop' | 'network' | 'expired'
> = {
  policy: {
    title: 'Rifiutato da una regola interna di chi riceve',
    who: () => REPLIER,
    meaning: (seen) =>
      `Il server ha rifiutato la posta${at(seen)}. Ha applicato una regola propria e non dice quale: chi può scrivere a chi, un filtro sui contenuti, un elenco di paesi o di indirizzi. Solo chi lo gestisce può vedere quale è stata.`,
    fix: (seen) =>
      steps(
        linkStep(seen),
        'Chiedi al destinatario, per un’altra via, di passare la risposta completa a chi gestisce la sua posta, con l’ora e i due indirizzi.',
        'Spedisci un breve messaggio di solo testo, senza link né allegati: se arriva, il motivo era il contenuto.',
        `Se lì ti rifiutano tutti i destinatari, controlla come si presenta il tuo dominio: ${commandOn('domain', senderDomain(seen))}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc3463#section-3.8',
  },
  'rate-limited': {
    title: 'Troppo in troppo poco tempo',
    meaning: (seen) =>
      `Il server conta messaggi, destinatari, connessioni o tentativi, e per ora non ne accetta altri: ha rifiutato${at(seen)}.${limit(seen, '')}`,
    fix: (seen) =>
      steps(
        `Aspetta ${waitOr(seen, 'da 15 a 60 minuti')}, poi continua più lentamente.`,
        'Spedisci su meno connessioni alla volta e distanzia i messaggi. Postfix: `default_destination_concurrency_limit`, `default_destination_rate_delay`.',
        'Se non hai spedito così tanto, cerca una password rubata o uno script che si ripete.',
        linkStep(seen),
      ),
    avoid: NO_HURRY,
  },
  'daily-limit': {
    title: 'L’account ha già spedito tutto ciò che può, per ora',
    meaning: (seen) =>
      `Il provider ammette un certo numero di messaggi o destinatari al giorno o all’ora, e l’account li ha esauriti.${limit(seen, ' per quel periodo')} Spesso si contano le ultime 24 ore, non il giorno dalla mezzanotte.`,
    fix: (seen) =>
      steps(
        `Aspetta ${waitOr(seen, 'fino a 24 ore')}; la posta per te continua ad arrivare.`,
        'Se non hai spedito così tanto, cambia subito la password e guarda la posta inviata: l’account lo sta usando qualcun altro.',
        'Per newsletter e programmi, usa un servizio d’invio o chiedi al provider un limite più alto.',
        linkStep(seen),
      ),
    avoid: 'Non riprovare durante il blocco: con alcuni provider la sua durata riparte da capo.',
  },
  'connection-limit': {
    title: 'Troppe connessioni insieme da un solo indirizzo',
    meaning: (seen) =>
      `Il server accetta solo un certo numero di connessioni, insieme o al minuto, da un solo indirizzo, e ha respinto questa${at(seen)}.${limit(seen, ' connessioni')} Dietro un solo indirizzo può esserci un intero ufficio.`,
    fix: (seen) =>
      steps(
        `Aspetta ${waitOr(seen, 'qualche minuto')}, poi apri meno connessioni: una o due bastano.`,
        'Spedisci più messaggi su una sola connessione. Nodemailer: `pool: true`, `maxConnections: 1`; Postfix: `smtp_destination_concurrency_limit`.',
        'Chiudi ogni sessione con QUIT, perché non ne restino di appese.',
        `Guarda se risponde di nuovo: ${commandOn('probe', host(seen))}`,
      ),
    avoid: NO_HURRY,
  },
  'recipient-limit': {
    title: 'Troppi destinatari in un solo messaggio',
    meaning: (seen) =>
      `Il server accetta solo un certo numero di destinatari in una transazione.${limit(seen, ' destinatari')}${seen.statement.code === 452 ? ' Quelli accettati prima di questa risposta sono serviti; per gli altri serve una nuova transazione.' : ''}`,
    fix: (seen) =>
      steps(
        'Dividi l’elenco in più messaggi, al massimo di 100 destinatari o di quanti ne indica la risposta.',
        'Su un server di posta, abbassa i destinatari per transazione. Postfix: `default_destination_recipient_limit`.',
        'Per gli invii regolari, usa una mailing list o un servizio d’invio.',
        linkStep(seen),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1.10',
  },
  'login-limit': {
    title: 'Troppi accessi, o troppi accessi falliti',
    meaning: (seen) =>
      `Il server conta gli accessi di un account o di un indirizzo e per ora non ne accetta altri, nemmeno con la password giusta.${limit(seen, ' tentativi')} Di solito c’è un dispositivo con una vecchia password.`,
    fix: (seen) =>
      steps(
        `Ferma tutti i programmi e i dispositivi che usano l’account, e aspetta ${waitOr(seen, 'da 15 minuti a qualche ora')}.`,
        'Trova quello con la vecchia password: un telefono, una stampante, uno script, un secondo programma di posta.',
        `Poi prova l’accesso una volta sola: ${loginCommand(seen, 'INDIRIZZO')}`,
        linkStep(seen),
      ),
    avoid:
      'Non riprovare nel frattempo: ogni password sbagliata allunga il blocco, e può far bloccare l’account.',
  },
  greylisted: {
    title: 'Rimandato di proposito: il server vuole un secondo tentativo',
    who: () => 'nessuno; i server di posta riprovano da sé',
    meaning: (seen) =>
      `Il server rimanda la posta di chi non conosce ancora, perché gli spammer di rado riprovano (greylisting). Non c’è niente di guasto: se arriva dallo stesso indirizzo, lo stesso messaggio viene accettato dopo ${waitOr(seen, 'qualche minuto')}.`,
    fix: (seen) =>
      steps(
        'Se a spedire è un server di posta, non fare nulla: riprova da sé, e i messaggi successivi passano subito.',
        `Da un tuo programma, rispedisci lo stesso messaggio dopo ${waitOr(seen, '5-15 minuti')}, con lo stesso mittente, destinatario e indirizzo IP.`,
        'Se continua per ore, guarda se ogni tentativo parte da un indirizzo diverso; in tal caso falli partire da uno solo.',
        linkStep(seen),
      ),
    avoid: 'Non riprovare subito né da un altro indirizzo: l’attesa riparte da capo.',
    see: 'https://www.rfc-editor.org/rfc/rfc6647',
  },
  'server-error': {
    title: 'È il server ad avere problemi',
    who: () => REPLIER,
    meaning: (seen) =>
      `Il server non è riuscito a fare la sua parte${at(seen)}: un’impostazione sbagliata, un disco pieno, una ricerca fallita, un programma a cui si appoggia che si è bloccato. Non dipende dal tuo messaggio né dal tuo indirizzo.`,
    fix: (seen) =>
      steps(
        `Aspetta ${waitOr(seen, 'mezz’ora')}: di solito passa.`,
        `Guarda se il server si è ripreso: ${commandOn('probe', host(seen))}`,
        'Se dura, comunica a chi lo gestisce l’ora, gli indirizzi e la risposta completa; la causa è nel suo log della posta a quell’ora.',
        linkStep(seen),
      ),
  },
  'server-busy': {
    title: 'Il server è sovraccarico o in riavvio',
    who: () => REPLIER,
    meaning: (seen) =>
      `Ora non può accettare altro lavoro, o si sta fermando per manutenzione, e respinge le connessioni${at(seen)}. Riguarda tutti, non solo te.`,
    fix: (seen) => [
      `Aspetta ${waitOr(seen, 'da qualche minuto a mezz’ora')}; i server che spediscono riprovano da sé.`,
      `Guarda se accetta di nuovo connessioni: ${commandOn('probe', host(seen))}`,
      'Se il server è tuo, cerca che cosa lo esaurisce: i processi, la coda, un filtro bloccato, un’ondata di spam.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-3.8',
  },
  'storage-full': {
    title: 'Il server non ha più spazio su disco',
    who: () => REPLIER,
    meaning: () =>
      'È pieno il suo disco o la sua coda, non la casella di un destinatario: ora lì nessuno riceve posta.',
    fix: (seen) =>
      steps(
        `Aspetta ${waitOr(seen, 'qualche ora')}; ciò che spedisce un server di posta intanto resta nella sua coda.`,
        'Avvisa chi lo gestisce, per telefono o a un altro indirizzo, perché non arriva nemmeno la sua posta.',
        'Se il server è tuo, fai spazio sul disco della coda: log, vecchi backup, una coda ferma. Postfix vuole libero almeno 1,5 volte `message_size_limit`.',
      ),
  },
  'auth-unavailable': {
    title: 'Per ora il servizio di autenticazione non risponde',
    who: () => REPLIER,
    meaning: () =>
      'Il server di posta non è riuscito a interrogare il sistema che conosce le password. La tua password può essere giusta.',
    fix: (seen) =>
      steps(
        `Aspetta ${waitOr(seen, 'qualche minuto')} e riprova l’accesso; non cambiare nessuna password.`,
        'Se dura, guarda la pagina di stato del provider o chiamalo.',
        'Se il server è tuo, guarda che cosa c’è dietro SASL: il socket auth di Dovecot, saslauthd, LDAP, il database.',
        `Prova l’accesso: ${loginCommand(seen, 'INDIRIZZO')}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-6',
  },
  'filter-unavailable': {
    title: 'Per ora il filtro di chi riceve non risponde',
    who: () => REPLIER,
    meaning: (seen) =>
      `Il server passa la posta a un filtro antispam o antivirus, o a un servizio di policy, che non risponde. Finché è così, respinge la posta${at(seen)}.`,
    fix: (seen) => [
      `Aspetta ${waitOr(seen, 'mezz’ora')}: il messaggio è rimandato, non rifiutato.`,
      'Se dura, avvisa chi gestisce il server: dagli l’ora della risposta, nel suo log c’è il nome del filtro.',
      'Se il server è tuo, riavvia il filtro (rspamd, amavis, ClamAV, il milter) e guarda se ha memoria e firme aggiornate.',
    ],
  },
  ...transportCauses,
};
