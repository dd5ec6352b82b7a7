import type { DeliveryWords } from '../delivery-words.ts';
import { groupDigits } from '../quantity.ts';

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
  counts: (accepted, all) => `${accepted} su ${all} hanno avuto il messaggio`,
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
  isConverted: 'le fini di riga di Unix sono diventate CRLF',
  token: (token) => `contrassegno ${token}`,
  dropped: {
    mail: 'connessione interrotta dopo MAIL, come richiesto',
    rcpt: 'connessione interrotta dopo RCPT, come richiesto',
    data: 'connessione interrotta dopo DATA, prima del messaggio, come richiesto',
    dot: 'connessione interrotta dopo il messaggio, prima della risposta, come richiesto: può essere stato preso in carico',
  },
};
