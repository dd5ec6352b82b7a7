import type { FindingTexts } from '../catalog.ts';
import { named } from '../error-name.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { sendCommandIn } from '../send-command.ts';
import { deliveryRefusals } from './delivery-refusal.ts';
import { extensionTexts } from './extension-missing.ts';
import { recipientList } from './recipient-list.ts';

const { duration, quote, size } = formatsOf('it');
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
  | 'mail.dropped'
  | 'rcpt.dropped'
  | 'rcpt.some-refused'
  | 'data.dropped'
  | 'data.unconfirmed'
  | 'data.accepted'
> = {
  ...deliveryRefusals,
  ...extensionTexts,
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
        how === 'interrupted' ? 'hai interrotto l’esecuzione' : lost({ how, code, waitedMs })
      }. Il server può averlo accettato lo stesso: in quel caso lo sta consegnando, e rispedendolo arriverebbe due volte.`,
    fix: ({ token, messageId }, evidence) =>
      steps(
        `Non rispedirlo subito: guarda prima se è arrivato, anche nella cartella dello spam${token === undefined ? '' : `; contiene ${quote(token)}`}.`,
        messageId === undefined
          ? 'Sul server, cerca mittente e destinatario nel log, all’ora della prova.'
          : `Sul server, cerca ${quote(messageId)} nel log.`,
        `Se dopo un’ora non è da nessuna parte, rispediscilo con i dieci minuti che qui la RFC 5321 concede al server: ${send(evidence, { options: '--timeout 600' })}`,
        'Se succede ancora, i controlli del server dopo il punto durano troppo: chi lo gestisce deve renderli più rapidi.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc1047',
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
