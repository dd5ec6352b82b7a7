import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { steps } from '../next-step.ts';

const { duration, list: listed, quote } = formatsOf('it');

/** The recipient's mailbox after an accepted message, in Italian. */
export const arrivalTexts: FindingTexts<
  'data.arrival-missing' | 'data.arrived-as-spam' | 'data.arrived' | 'data.arrival-unverified'
> = {
  'data.arrival-missing': {
    title: () => 'Accettato, ma nella casella non c’è',
    meaning: ({ server, waitedMs, folders }) =>
      `Il messaggio è stato cercato su ${server} per ${duration(waitedMs)}, in ${listed(folders)}, e non era da nessuna parte. Può essere ancora in coda, finito in un’altra casella, o scartato da un filtro senza dire nulla.`,
    fix: ({ queueId, messageId }) =>
      steps(
        queueId === undefined
          ? messageId !== undefined && `Nel log del server, cerca il Message-ID ${quote(messageId)}.`
          : `Nel log del server, cerca l’id di coda ${quote(queueId)}.`,
        'Guarda se la casella è proprio quella del destinatario: un alias o un inoltro può portare altrove.',
        'Aspetta di più, come serve con il greylisting e i filtri lenti: --imap-timeout 600',
      ),
  },
  'data.arrived-as-spam': {
    title: ({ folder, isFiled }) =>
      isFiled ? `È arrivato come spam, in ${folder}` : 'È arrivato segnato come spam',
    meaning: ({ spamField, failed }) =>
      `Quasi nessuno lo vedrà.${spamField === undefined ? '' : ` Un filtro ha scritto ${quote(spamField)}.`}${
        failed.length === 0 ? '' : ` Il server di arrivo dubitava del mittente: ${listed(failed)}.`
      }`,
    fix: ({ failed }) =>
      steps(
        'Salvalo da lì e fallo esaminare: `smtp-doctor inspect message.eml`',
        failed.length > 0 && 'Prima sistema ciò che è fallito: SPF, DKIM e DMARC del dominio del mittente.',
        'Già un testo di prova può sembrare spam: spedisci quello vero con --eml.',
      ),
  },
  'data.arrived': {
    title: ({ folder }) => `Il messaggio è arrivato in ${folder}`,
    meaning: ({ server, afterMs }) => `Era su ${server} ${duration(afterMs)} dopo essere stato accettato.`,
    fix: () => ['Niente.'],
  },
  'data.arrival-unverified': {
    title: () => 'Non si è potuto vedere se il messaggio è arrivato',
    meaning: ({ server, kind, message, hasBegun }) =>
      `${
        {
          login: `${server} ha rifiutato l’accesso`,
          resolve: 'Il nome del server IMAP non esiste',
          refused: `Su ${server} non risponde nessuno`,
          unreachable: `${server} non è raggiungibile`,
          timeout: `${server} non ha risposto in tempo`,
          tls: `TLS con ${server} non è riuscito, e senza non si manda la password`,
          disconnected: `${server} ha chiuso la connessione`,
          protocol: `${server} non parla IMAP come dovrebbe`,
          limit: `${server} ha mandato troppo, e la connessione è stata chiusa`,
          aborted: 'La ricerca è stata interrotta',
        }[kind]
      }${hasBegun ? ' durante la ricerca nelle cartelle' : ''}: ${quote(message)}. Il messaggio in sé è stato accettato.`,
    fix: ({ kind }) =>
      steps(
        kind === 'login' &&
          'Controlla --imap-user e la sua password; Gmail e altri vogliono una password per le app.',
        (kind === 'resolve' || kind === 'refused') &&
          'Indica --imap HOST:PORTA: 993 è IMAP in TLS, 143 IMAP con STARTTLS.',
        kind === 'tls' &&
          'Indica una radice con --ca, oppure come HOST il nome che sta nel certificato; con --allow-cleartext se ne fa a meno.',
        kind === 'disconnected' && 'Riprova: un server sovraccarico può chiudere la connessione.',
        (kind === 'timeout' || kind === 'protocol' || kind === 'limit') &&
          'Controlla che --imap indichi un server IMAP, e guarda nel suo log.',
        kind === 'unreachable' && 'Controlla la rete e il firewall lungo la strada.',
        kind === 'aborted'
          ? 'Guarda tu nella casella, o spedisci di nuovo e lascia finire la ricerca.'
          : 'Oppure guarda tu nella casella.',
      ),
  },
};
