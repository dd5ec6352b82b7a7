import type { FindingTexts } from '../catalog.ts';
import { named } from '../error-name.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { groupDigits } from '../quantity.ts';
import { sendCommandIn } from '../send-command.ts';
import { deliveryRefusals } from './delivery-refusal.ts';
import { extensionTexts } from './extension-missing.ts';
import { recipientList } from './recipient-list.ts';

const { duration, list, quote, size } = formatsOf('it');
const send = sendCommandIn('INDIRIZZO');

interface Loss {
  readonly how: 'silent' | 'dropped' | 'malformed';
  readonly code: string | undefined;
  readonly waitedMs: number;
  readonly received?: string | undefined;
}

function lost({ how, code, waitedMs, received }: Loss): string {
  const last = received === undefined ? '' : `; l’ultima cosa arrivata è stata ${quote(received)}`;
  if (how === 'silent') return `il server non ha detto più nulla per ${duration(waitedMs)}${last}`;
  if (how === 'dropped') return `la connessione si è chiusa${named(code)}${last}`;
  return `è arrivato qualcosa che non è una risposta SMTP${last}`;
}

const LOOK_IN_LOG = 'Sul server, guarda che cosa dice il log all’ora della prova.';

interface Trace {
  readonly queueId: string | undefined;
  readonly messageId: string | undefined;
}

/** What to look for in a log. */
function traceOf({ queueId, messageId }: Trace): string {
  if (queueId !== undefined) return `l’id di coda ${quote(queueId)}`;
  return messageId === undefined ? 'mittente e destinatario' : `il Message-ID ${quote(messageId)}`;
}

/** Transactions that broke off or went well, and those that were refused, in Italian. */
export const deliveryTexts: FindingTexts<
  | keyof typeof deliveryRefusals
  | 'mail.extension-missing'
  | 'mail.try-repeated'
  | 'mail.dropped'
  | 'rcpt.dropped'
  | 'rcpt.some-refused'
  | 'data.dropped'
  | 'data.unconfirmed'
  | 'data.answered-early'
  | 'data.series-refused'
  | 'data.accepted'
> = {
  ...deliveryRefusals,
  ...extensionTexts,
  'mail.try-repeated': {
    title: ({ why, subject, waitedMs }) =>
      why === 'next-host'
        ? `Provato il server di posta successivo: ${subject}`
        : `Riprovato dopo ${duration(waitedMs)}`,
    meaning: ({ why, subject }) =>
      why === 'next-host'
        ? `Chi spedisce e qui per il momento non riesce passa al server successivo del dominio, e così ha fatto questa prova: ${subject}. Conta quello che è successo lì.`
        : why === 'temporary-failure'
          ? 'Ciò che qui è andato storto valeva, a quanto detto, solo per il momento, e la stessa cosa è stata riprovata. Conta quello che è successo allora.'
          : 'Il server aveva rimandato il messaggio, come fa con chi non conosce ancora, e passato quel tempo lo stesso messaggio è stato rispedito. Conta quello che è successo allora.',
    fix: ({ why }, evidence) => [
      'Leggi la prova che segue: dice come va a finire per chi spedisce.',
      why === 'next-host'
        ? `Guarda che cosa non va in questo server, che tutti provano per primo: ${probeCommand(evidence)}`
        : 'Non c’è nulla da correggere: i server di posta riprovano da soli.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'mail.dropped': {
    title: ({ how }) =>
      how === 'dropped' ? 'Il server riattacca dopo il mittente' : 'Nessuna risposta al mittente',
    meaning: (loss) =>
      `Dopo MAIL FROM, ${lost(loss)}. Anche per rifiutare ci sarebbe voluta una risposta. Si comportano così i filtri a cui non piacciono il mittente o la connessione, e i server che cercano il mittente in un DNS lento; il messaggio non è partito.`,
    fix: (_data, evidence) => [
      `Guarda se la sessione regge senza mittente: ${probeCommand(evidence)}`,
      `Prova con un altro mittente: ${send(evidence, { from: 'INDIRIZZO' })}`,
      LOOK_IN_LOG,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-3.8',
  },
  'rcpt.dropped': {
    title: ({ how }) =>
      how === 'dropped' ? 'Il server riattacca dopo un destinatario' : 'Nessuna risposta a un destinatario',
    meaning: (loss) =>
      `Dopo RCPT TO, ${lost(loss)}. Succede quando il server chiede a un altro se la casella esiste e non ha risposta, o quando vuole liberarsi di chi indica molti indirizzi sbagliati; il messaggio non è partito.`,
    fix: (_data, evidence) => [
      `Prova con un solo destinatario: ${send(evidence)}`,
      `Concedigli più tempo, come prevede la RFC 5321: ${send(evidence, { options: '--timeout 300' })}`,
      LOOK_IN_LOG,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2.3',
  },
  'rcpt.some-refused': {
    title: () => 'Alcuni destinatari sono stati rifiutati',
    meaning: ({ accepted, refused, isHandedOver }) =>
      `Il server ha accettato ${recipientList(accepted)} e ha rifiutato ${recipientList(refused.map(({ address, code }) => `${address} (${code})`))}. ${
        isHandedOver
          ? 'Il messaggio è stato consegnato al server per quelli accettati, e solo per loro.'
          : 'Il messaggio non è stato consegnato per nessuno.'
      }`,
    fix: ({ refused, isHandedOver }, evidence) => [
      'Gli altri risultati dicono perché, e che cosa fare.',
      isHandedOver
        ? `Poi spedisci di nuovo solo ai rifiutati, perché gli altri lo hanno già: ${send(evidence, { to: refused[0]?.address })}`
        : `Poi spedisci di nuovo: ${send(evidence)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-3.3',
  },
  'data.dropped': {
    title: ({ isBegun }) => (isBegun ? 'La connessione cade a metà messaggio' : 'Nessuna risposta a DATA'),
    meaning: (loss) =>
      `${
        loss.isBegun
          ? `Durante l’invio del messaggio${loss.bytes === undefined ? '' : ` (${size(loss.bytes)})`}, ${lost(loss)}`
          : `Mittente e destinatari erano stati accettati; dopo DATA, ${lost(loss)}`
      }. Il punto finale non è stato inviato, perciò il messaggio non arriva a nessuno.`,
    fix: (_data, evidence) => [
      `Prova con un messaggio di un kilobyte: ${send(evidence, { options: '--kind size:1K' })}`,
      'Se uno piccolo passa, si perdono i pacchetti grandi: abbassa l’MTU di una VPN o di un tunnel (1400 per prova), o confronta da un’altra rete.',
      'Se cade anche con quello, un filtro riattacca senza dire nulla: per prova, disattiva il controllo della posta di un antivirus o di un firewall.',
      LOOK_IN_LOG,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.4',
  },
  'data.unconfirmed': {
    title: () => 'Non si sa se il messaggio è stato consegnato',
    meaning: ({ how, code, waitedMs }) =>
      `Il messaggio era stato inviato per intero, punto finale compreso, quando ${
        how === 'asked'
          ? 'la connessione è stata interrotta, come avevi chiesto'
          : how === 'interrupted'
            ? 'hai interrotto l’esecuzione'
            : lost({ how, code, waitedMs })
      }. Il server può averlo accettato lo stesso: in quel caso lo sta consegnando, e rispedendolo arriverebbe due volte.`,
    fix: ({ how, token, messageId }, evidence) =>
      steps(
        `Non rispedirlo subito: guarda prima se è arrivato, anche nella cartella dello spam${token === undefined ? '' : `; contiene ${quote(token)}`}.`,
        messageId === undefined
          ? 'Sul server, cerca mittente e destinatario nel log, all’ora della prova.'
          : `Sul server, cerca ${quote(messageId)} nel log.`,
        how !== 'asked' &&
          `Se dopo un’ora non è da nessuna parte, rispediscilo con i dieci minuti che qui la RFC 5321 concede al server: ${send(evidence, { options: '--timeout 600' })}`,
        how !== 'asked' &&
          'Se succede ancora, i controlli del server dopo il punto durano troppo: chi lo gestisce deve renderli più rapidi.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc1047',
  },
  'data.answered-early': {
    title: () => 'Il server risponde prima di avere tutto il messaggio',
    meaning: ({ code, lines, bytes }) =>
      `Mentre il messaggio${bytes === undefined ? '' : ` (${size(bytes)})`} era ancora in viaggio, il server ha detto ${quote(`${code} ${lines.join(' ')}`)}. Non può essere la risposta a un messaggio che non ha: il resto non è stato inviato, e niente conta come consegnato. Da lì in poi client e server non intenderebbero più la stessa cosa con una risposta.`,
    fix: (_data, evidence) => [
      `Guarda se fa lo stesso quando i comandi vanno uno per volta: ${send(evidence, { options: '--no-pipelining' })}`,
      'Se sì, il server, o un filtro che gli sta davanti, risponde quando non è il suo turno: deve correggerlo chi lo gestisce.',
      'Se no, gestisce male PIPELINING e non dovrebbe offrirlo.',
      LOOK_IN_LOG,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.4',
  },
  'data.series-refused': {
    title: ({ asked, accepted }) =>
      `${groupDigits(accepted, 'it')} messaggi su ${groupDigits(asked, 'it')} accettati per tutti`,
    meaning: ({ partly, temporary, permanent, unconfirmed, unsent, shown }) =>
      `Degli altri: ${list(
        steps(
          partly > 0 && `${groupDigits(partly, 'it')} accettati solo per alcuni destinatari`,
          temporary > 0 && `${groupDigits(temporary, 'it')} rifiutati per ora`,
          permanent > 0 && `${groupDigits(permanent, 'it')} rifiutati definitivamente`,
          unconfirmed > 0 && `${groupDigits(unconfirmed, 'it')} senza risposta`,
          unsent > 0 && `${groupDigits(unsent, 'it')} non inviati`,
        ),
      )}. Il rapporto racconta il numero ${groupDigits(shown, 'it')}.`,
    fix: () => [
      'Se i primi sono passati e quelli dopo no, il server pone un limite a quanti ne accetta: spediscine meno, o più lentamente.',
    ],
  },
  'data.accepted': {
    title: ({ isInMailbox }) =>
      isInMailbox ? 'Il messaggio è nella casella' : 'Il server ha accettato il messaggio',
    meaning: ({ isInMailbox, queueId, messageId, returnsTo }) =>
      steps(
        isInMailbox
          ? 'LMTP risponde quando il messaggio è salvato: si trova nella casella, o dove lo mettono le regole del proprietario.'
          : `D’ora in poi tocca al server consegnarlo, o ${returnsTo === '' ? 'rinunciare in silenzio, dato che il mittente è vuoto' : `dire a ${quote(returnsTo)} perché non può`}. Non vuol dire che il messaggio sia nella posta in arrivo: il server successivo può rifiutarlo, può restare in coda, o finire nello spam.`,
        `Cercalo prima nella posta in arrivo, poi nello spam; nel log del server, cerca ${traceOf({ queueId, messageId })}.`,
      ).join(' '),
    fix: ({ token, queueId, messageId, returnsTo, isInMailbox }) =>
      steps(
        `Guarda nella posta in arrivo del destinatario, poi nello spam${token === undefined ? '' : `, e cerca ${quote(token)}`}.`,
        `Se dopo qualche minuto non c’è, cerca ${traceOf({ queueId, messageId })} nel log del server, o chiedilo a chi lo gestisce.`,
        returnsTo !== '' &&
          !isInMailbox &&
          `Un’eventuale notifica di errore arriverebbe a ${quote(returnsTo)}; fattela spiegare: \`smtp-doctor explain bounce.eml\``,
        'Quando è arrivato, salvalo e fatti leggere percorso e controlli: `smtp-doctor inspect message.eml`',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-6.1',
  },
};
