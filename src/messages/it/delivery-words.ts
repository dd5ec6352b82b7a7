import type { DeliveryWords } from '../delivery-words.ts';
import { formatsOf } from '../format.ts';
import { formatSeconds, groupDigits } from '../quantity.ts';

const { decimal, duration, list } = formatsOf('it');

/** What the server itself named, beside the wait that is made of it. */
function said(seconds: number | undefined): string {
  return seconds === undefined
    ? 'il server non dice quanto aspettare'
    : `il server dice ${formatSeconds(seconds, 'it')}`;
}

/** The words about a transaction in Italian. */
export const deliveryWords: DeliveryWords = {
  works: 'messaggio preso in carico',
  nullSender: 'nessuno: il mittente vuoto dei rapporti (<>)',
  parameters: (parameters) => `con ${parameters.join(' ')}`,
  accepted: (code) => `indirizzo accettato (${code})`,
  delivered: (code) => `messaggio preso in carico (${code})`,
  temporary: (code) => `rifiutato per ora (${code})`,
  permanent: (code) => `rifiutato definitivamente (${code})`,
  notAsked: 'non raggiunto',
  unconfirmed: 'non si sa: la risposta al messaggio non è mai arrivata',
  contradicted: 'non si sa: il server si contraddice',
  counts: (accepted, all) => `${accepted} su ${all} ${accepted === 1 ? 'ha' : 'hanno'} avuto il messaggio`,
  bytes: (bytes) => `${groupDigits(bytes, 'it')} byte`,
  kind: (kind) => `prova di ${kind}`,
  expected: {
    accepted: 'esito atteso: accettato',
    refused: 'esito atteso: rifiutato',
    filtered: 'esito atteso: rifiutato, o segnalato all’arrivo, dove c’è un filtro',
    varies: 'esito atteso: rifiutato, o corretto lungo la via; dipende dal server',
  },
  asExpected: 'così è stato',
  notAsExpected: 'così non è stato',
  notSent: 'non inviato',
  cutShort: 'il server ha risposto prima di averlo tutto, e il resto non è stato inviato',
  isConverted: 'i fine riga di Unix sono diventati CRLF',
  signed: ({ domain, selector, algorithm }) =>
    `firmato con DKIM per ${domain}, selettore ${selector}, ${algorithm}`,
  token: (token) => `contrassegno ${token}`,
  spread: (transactions, connections) =>
    [
      ...(transactions > 1 ? [`in ${transactions} transazioni, perché una non accetta più destinatari`] : []),
      ...(connections > 1 ? [`su ${groupDigits(connections, 'it')} connessioni`] : []),
    ].join(', '),
  limits: ({ mailMax, rcptMax, rcptDomainMax }) =>
    `limiti annunciati dal server: ${list([
      ...(mailMax === undefined
        ? []
        : [`${mailMax} ${mailMax === 1 ? 'messaggio' : 'messaggi'} per connessione`]),
      ...(rcptMax === undefined
        ? []
        : [`${rcptMax} ${rcptMax === 1 ? 'destinatario' : 'destinatari'} per messaggio`]),
      ...(rcptDomainMax === undefined
        ? []
        : [`${rcptDomainMax} ${rcptDomainMax === 1 ? 'dominio' : 'domini'} di destinatari per messaggio`]),
    ])}`,
  series: ({ asked, elapsedMs, perSecond }) =>
    `${groupDigits(asked, 'it')} volte in ${duration(elapsedMs)}: ${decimal(perSecond)} al secondo`,
  outcomes: ({ accepted, partly, temporary, permanent, unconfirmed }) =>
    [
      `presi in carico ${groupDigits(accepted, 'it')}`,
      ...(partly > 0 ? [`solo per alcuni ${groupDigits(partly, 'it')}`] : []),
      ...(temporary > 0 ? [`rifiutati per ora ${groupDigits(temporary, 'it')}`] : []),
      ...(permanent > 0 ? [`rifiutati definitivamente ${groupDigits(permanent, 'it')}`] : []),
      ...(unconfirmed > 0 ? [`senza risposta ${groupDigits(unconfirmed, 'it')}`] : []),
    ].join(', '),
  shown: (number) => `qui sopra: il numero ${groupDigits(number, 'it')}`,
  waiting: (seconds, saidSeconds) =>
    `greylisting; nuovo tentativo fra ${formatSeconds(seconds, 'it')} (${said(saidSeconds)})`,
  waitTooLong: (seconds, saidSeconds, left) =>
    `greylisting; il prossimo tentativo sarebbe fra ${formatSeconds(seconds, 'it')} (${said(saidSeconds)}), ma alla scadenza mancano ${formatSeconds(left, 'it')}: nessun altro tentativo; dai un --deadline più lungo`,
  dropped: {
    mail: 'connessione interrotta dopo MAIL, come richiesto',
    rcpt: 'connessione interrotta dopo RCPT, come richiesto',
    data: 'connessione interrotta dopo DATA, prima del messaggio, come richiesto',
    dot: 'connessione interrotta dopo il messaggio, prima della risposta, come richiesto: può essere stato preso in carico',
  },
};
