import type { FindingTexts } from '../catalog.ts';
import { named } from '../error-name.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { formatSeconds, groupDigits } from '../quantity.ts';
import { sendCommandIn } from '../send-command.ts';
import { chunksTaken } from './chunks-taken.ts';
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
  | 'mail.try-repeated'
  | 'mail.dropped'
  | 'rcpt.dropped'
  | 'mail.out-of-step'
  | 'rcpt.some-refused'
  | 'data.dropped'
  | 'data.source-failed'
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
    meaning: ({ why, subject, waitedMs, saidSeconds, recipients }) =>
      (why === 'next-host'
        ? `Chi spedisce e qui per il momento non riesce passa al server successivo del dominio, e così ha fatto questa prova: ${subject}. `
        : why === 'temporary-failure'
          ? 'Ciò che qui è andato storto valeva, a quanto detto, solo per il momento, e la stessa cosa è stata riprovata. '
          : `Il server aveva rimandato il messaggio, come fa con chi non conosce ancora, e lo stesso messaggio è stato rispedito: ${saidSeconds === undefined ? 'il server non aveva detto quanto aspettare' : `il server aveva detto ${formatSeconds(saidSeconds, 'it')}`}, la prova ha aspettato ${duration(waitedMs)}. `) +
      (recipients
        ? `Questo solo per ${recipientList(recipients)}: per loro conta quello che è successo allora.`
        : 'Conta quello che è successo allora.'),
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
  'mail.out-of-step': {
    title: ({ code }) => `Le risposte sono sfasate (${code})`,
    meaning: ({ code, lines, command }) =>
      `${command === undefined ? 'Al messaggio' : `A ${command}`} il server ha detto ${quote([code, ...lines].join(' '))}, che non è una risposta a questo, e nemmeno un rifiuto: va bene per un altro comando. Prima è arrivata una risposta di troppo o ne è mancata una, perciò da allora ognuna è stata letta come risposta al comando sbagliato. Niente conta come consegnato.`,
    fix: (_data, evidence) => [
      `Guarda se fa lo stesso con un comando per volta; --no-pipelining dice di più: ${send(evidence, { options: '--no-pipelining' })}`,
      'Se sì, il server, o un filtro che gli sta davanti, risponde quando non è il suo turno: deve correggerlo chi lo gestisce.',
      'Se no, gestisce male PIPELINING e non dovrebbe offrirlo.',
      LOOK_IN_LOG,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.3.2',
  },
  'rcpt.some-refused': {
    title: ({ refused }) =>
      refused.length > 0
        ? 'Alcuni destinatari sono stati rifiutati'
        : 'Non a tutti i destinatari è andata allo stesso modo',
    meaning: ({ accepted, refused, unknown, unreached, isHandedOver }) =>
      steps(
        accepted.length > 0 && `Il server ha accettato ${recipientList(accepted)}.`,
        refused.length > 0 &&
          `Ha rifiutato ${recipientList(refused.map(({ address, code }) => `${address} (${code})`))}.`,
        unknown.length > 0 &&
          `Per ${recipientList(unknown)} non è arrivata risposta: non si sa se il messaggio li ha raggiunti.`,
        unreached.length > 0 &&
          `A ${recipientList(unreached)} il messaggio non è stato inviato: l’invio è finito prima.`,
        isHandedOver
          ? 'Il messaggio è stato consegnato al server per quelli accettati.'
          : unknown.length === 0 && 'Il messaggio non è stato consegnato per nessuno.',
      ).join(' '),
    fix: ({ refused, unknown, unreached, isHandedOver }, evidence) => {
      const again = [...refused.map(({ address }) => address), ...unreached];
      return steps(
        'Gli altri risultati dicono perché, e che cosa fare.',
        !isHandedOver && unknown.length === 0
          ? `Poi spedisci di nuovo: ${send(evidence)}`
          : again.length > 0 &&
              `Poi spedisci di nuovo solo a chi di sicuro non lo ha: ${send(evidence, { to: again })}`,
      );
    },
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-3.3',
  },
  'data.dropped': {
    title: ({ isBegun }) => (isBegun ? 'La connessione cade a metà messaggio' : 'Nessuna risposta a DATA'),
    meaning: (loss) =>
      `${
        loss.isBegun
          ? `Durante l’invio del messaggio${loss.bytes === undefined ? '' : ` (${size(loss.bytes)})`}, ${lost(loss)}`
          : `Mittente e destinatari erano stati accettati; dopo DATA, ${lost(loss)}`
      }. ${loss.chunksTaken ? `${chunksTaken(loss.chunksTaken)} L’ultimo blocco non è stato inviato` : 'Il punto finale non è stato inviato'}, perciò il messaggio non arriva a nessuno.`,
    fix: (data, evidence) => [
      ...(data.chunksTaken ? [`Guarda se passa con DATA, senza --bdat: ${send(evidence)}`] : []),
      `Prova con un messaggio di un kilobyte: ${send(evidence, { options: '--kind size:1K' })}`,
      'Se uno piccolo passa, si perdono i pacchetti grandi: abbassa l’MTU di una VPN o di un tunnel (1400 per prova), o confronta da un’altra rete.',
      'Se cade anche con quello, un filtro riattacca senza dire nulla: per prova, disattiva il controllo della posta di un antivirus o di un firewall.',
      LOOK_IN_LOG,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.4',
  },
  'data.source-failed': {
    title: () => 'Durante l’invio non si è potuto leggere il messaggio',
    meaning: ({ how, bytes, delivered }) =>
      `Il file da cui viene ${
        how === 'unreadable'
          ? 'si leggeva prima che il messaggio fosse annunciato, ma non più durante l’invio'
          : `è diventato più ${how === 'longer' ? 'lungo' : 'corto'} dopo che il messaggio era stato annunciato`
      }${bytes === undefined ? '' : ` (annunciati: ${size(bytes)})`}. La connessione è stata chiusa senza la fine del messaggio, perché nessuno ne riceva metà. ${
        delivered.length === 0
          ? 'Il messaggio non è arrivato a nessuno.'
          : `Prima di allora il server l’aveva accettato per ${recipientList(delivered)}.`
      } Il server non ha colpa.`,
    fix: ({ left }, evidence) => [
      'Fai una copia del file, che nessun programma modifichi o cancelli, e invia quella.',
      `Poi invia di nuovo, solo a chi non l’ha ancora: ${send(evidence, { to: left })}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.4',
  },
  'data.unconfirmed': {
    title: () => 'Non si sa se il messaggio è stato consegnato',
    meaning: ({ how, code, lines, waitedMs, addresses, isForSome }) =>
      steps(
        how === 'contradicted'
          ? `Il server aveva già risposto al messaggio quando ha detto anche ${quote([code, ...(lines ?? [])].join(' '))}, che nessuno gli aveva chiesto o che non è una risposta a QUIT. Le sue risposte sono sfasate, e non si può dire quale riguardi il messaggio: può essere in viaggio, e può essere stato buttato via.`
          : `Il messaggio era stato inviato per intero, punto finale compreso, quando ${
              how === 'asked'
                ? 'la connessione è stata interrotta, come avevi chiesto'
                : how === 'interrupted'
                  ? 'hai interrotto l’esecuzione'
                  : lost({ how, code, waitedMs })
            }. Il server può averlo accettato lo stesso: in quel caso lo sta consegnando, e rispedendolo arriverebbe due volte.`,
        isForSome && `Questo vale per ${recipientList(addresses)}.`,
      ).join(' '),
    fix: ({ how, token, messageId, addresses }, evidence) =>
      steps(
        `Non rispedirlo subito: guarda prima se è arrivato, anche nella cartella dello spam${token === undefined ? '' : `; contiene ${quote(token)}`}.`,
        messageId === undefined
          ? 'Sul server, cerca mittente e destinatario nel log, all’ora della prova.'
          : `Sul server, cerca ${quote(messageId)} nel log.`,
        how === 'contradicted' &&
          `Se dopo un’ora non è da nessuna parte, rispediscilo con un comando per volta: ${send(evidence, { to: addresses, options: '--no-pipelining' })}`,
        how === 'contradicted' &&
          'Se succede ancora, il server, o un filtro che gli sta davanti, risponde quando non è il suo turno: deve correggerlo chi lo gestisce.',
        how !== 'asked' &&
          how !== 'contradicted' &&
          `Se dopo un’ora non è da nessuna parte, rispediscilo con i dieci minuti che qui la RFC 5321 concede al server: ${send(evidence, { to: addresses, options: '--timeout 600' })}`,
        how !== 'asked' &&
          how !== 'contradicted' &&
          how !== 'interrupted' &&
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
      `Messaggi accettati per tutti: ${groupDigits(accepted, 'it')} su ${groupDigits(asked, 'it')}`,
    meaning: ({ partly, temporary, permanent, unconfirmed, unsent, shown }) =>
      `Gli altri: ${steps(
        partly > 0 && `accettati solo per alcuni destinatari ${groupDigits(partly, 'it')}`,
        temporary > 0 && `rifiutati per ora ${groupDigits(temporary, 'it')}`,
        permanent > 0 && `rifiutati definitivamente ${groupDigits(permanent, 'it')}`,
        unconfirmed > 0 && `senza risposta ${groupDigits(unconfirmed, 'it')}`,
        unsent > 0 && `non inviati ${groupDigits(unsent, 'it')}`,
      ).join(', ')}. Il rapporto racconta il numero ${groupDigits(shown, 'it')}.`,
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
