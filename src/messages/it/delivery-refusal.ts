import { greylistingOf } from '../../rules/delivery/greylisting.ts';
import { authCommand } from '../auth-command.ts';
import type { FindingTexts } from '../catalog.ts';
import { type DeliveryWords, deliveryRefusalTexts } from '../delivery-refusal.ts';
import { sendCommandIn } from '../send-command.ts';
import { causes } from './causes/index.ts';
import { chunksTaken } from './chunks-taken.ts';
import { recipientList } from './recipient-list.ts';
import { relayWords } from './relay.ts';
import { sizeSentence, sizeWords } from './size-refused.ts';

const send = sendCommandIn('INDIRIZZO');

const UNKNOWN = {
  mail: {
    title: 'Il mittente è rifiutato',
    side: 'Non era ancora stato indicato nessun destinatario: il motivo sta nell’indirizzo del mittente, nell’autenticazione o nella connessione, non in un destinatario né nel messaggio.',
  },
  rcpt: {
    title: 'Il destinatario è rifiutato',
    side: 'Il mittente era stato accettato e il messaggio il server non l’aveva ancora visto: il motivo sta in questo destinatario, o in chi gli può scrivere.',
  },
  data: {
    title: 'Il messaggio è rifiutato',
    side: 'Mittente e destinatario erano stati accettati: il motivo sta nel messaggio, o in un controllo che il server fa solo a questo punto.',
  },
} as const;

function classWords(code: number): string {
  return code < 500
    ? 'Un codice 4xx vuol dire "non adesso".'
    : 'Un codice 5xx vuol dire che un altro tentativo uguale sarà rifiutato di nuovo.';
}

const words: DeliveryWords = {
  concerned: (addresses) => `Destinatari con questa risposta: ${recipientList(addresses)}.`,
  others: (others) =>
    `Rifiutati in altro modo: ${recipientList(others.map(({ address, code }) => `${address} (${code})`))}.`,
  chunksTaken,
  notRetried: 'Questa prova non ha una coda: nessuno riproverà al suo posto.',
  late: (answered) =>
    answered === 'rcpt'
      ? 'Il rifiuto riguarda chi spedisce, anche se arriva in risposta a RCPT: molti server giudicano il mittente solo allora.'
      : 'Il rifiuto riguarda chi spedisce, anche se arriva solo dopo il messaggio.',
  unknown: ({ code, answered }, evidence) => ({
    title: `${UNKNOWN[answered].title} (${code})`,
    meaning: `Le parole del server non indicano un motivo noto. ${UNKNOWN[answered].side} ${classWords(code)}`,
    fix: [
      'Leggi le parole del server qui sopra e passale a chi lo gestisce: il motivo lo trova nel log, all’ora della prova.',
      answered === 'data'
        ? `Prova con un semplice messaggio di test, per vedere se il motivo era il contenuto: ${send(evidence)}`
        : answered === 'rcpt'
          ? `Prova con un altro destinatario dello stesso server, per vedere se il motivo è questo: ${send(evidence, { to: '' })}`
          : `Prova con un altro mittente, per vedere se il motivo è l’indirizzo: ${send(evidence, { from: 'INDIRIZZO' })}`,
    ],
  }),
};

const text = deliveryRefusalTexts(causes, words);

/** Transactions that were refused, in Italian: the words of their causes. */
export const deliveryRefusals: FindingTexts<
  | 'mail.auth-required'
  | 'mail.tls-required'
  | 'mail.sender-not-owned'
  | 'mail.sender-refused'
  | 'mail.size-refused'
  | 'mail.rate-limited'
  | 'mail.refused'
  | 'rcpt.relay-denied'
  | 'rcpt.mailbox-unknown'
  | 'rcpt.mailbox-disabled'
  | 'rcpt.mailbox-full'
  | 'rcpt.domain-unknown'
  | 'rcpt.greylisted'
  | 'rcpt.blocklisted'
  | 'rcpt.rate-limited'
  | 'rcpt.refused'
  | 'data.too-large'
  | 'data.spam'
  | 'data.content-blocked'
  | 'data.sender-unauthenticated'
  | 'data.message-malformed'
  | 'data.refused'
> = {
  'mail.auth-required': text({
    main: 'auth-required',
    isOfSender: true,
    first: ({ authenticated, offersAuth }, evidence) =>
      authenticated
        ? []
        : offersAuth
          ? [`Spedisci autenticandoti, dato che il server lo offre: ${send(evidence, { user: 'INDIRIZZO' })}`]
          : [
              `In questa sessione il server non offre l’autenticazione; guarda perché: ${authCommand(evidence)}`,
            ],
  }),
  'mail.tls-required': text({ main: 'tls-required', isOfSender: true }),
  'mail.sender-not-owned': text({ main: 'sender-not-owned', isOfSender: true }),
  'mail.sender-refused': text({ main: 'sender-rejected', isOfSender: true }),
  'mail.size-refused': text({ main: 'message-too-big', also: sizeSentence, instead: sizeWords }),
  'mail.rate-limited': text({ main: 'rate-limited' }),
  'mail.refused': text(),
  'rcpt.relay-denied': text({ main: 'relay-denied', instead: relayWords }),
  'rcpt.mailbox-unknown': text({ main: 'recipient-unknown' }),
  'rcpt.mailbox-disabled': text({ main: 'recipient-disabled' }),
  'rcpt.mailbox-full': text({ main: 'mailbox-full' }),
  'rcpt.domain-unknown': text({ main: 'domain-unknown' }),
  'rcpt.greylisted': text({
    main: 'greylisted',
    first: (_refusal, evidence) =>
      evidence.followedBy
        ? []
        : [
            `Passato quel tempo, rispedisci da qui: ${send(evidence, { to: greylistingOf(evidence)?.addresses })}`,
          ],
  }),
  'rcpt.blocklisted': text({ main: 'address-blocklisted' }),
  'rcpt.rate-limited': text({ main: 'rate-limited' }),
  'rcpt.refused': text(),
  'data.too-large': text({ main: 'message-too-big', also: sizeSentence, instead: sizeWords }),
  'data.spam': text({ main: 'content-spam' }),
  'data.content-blocked': text({ main: 'content-blocked' }),
  'data.sender-unauthenticated': text({ main: 'sender-auth' }),
  'data.message-malformed': text({ main: 'message-format' }),
  'data.refused': text(),
};
