import type { ExerciseWords } from '../exercise-words.ts';

/** The words about extensions that were tried, in Italian. */
export const exerciseWords: ExerciseWords = {
  columns: { extension: 'estensione', tried: 'prova', outcome: 'esito' },
  outcomes: {
    works: 'funziona',
    fails: 'non funziona',
    unproven: 'non dimostrato',
    untried: 'non provato',
    accepted: 'non offerto, ma accettato',
  },
  reasons: {
    'limit-ignored': 'oltre il limite, eppure accettato',
    'parameter-refused': 'il parametro è rifiutato',
    'replies-confused': 'le risposte non corrispondono ai comandi',
    'replies-alike': 'il sì arriva anche fuori posto, quindi non prova nulla',
    'chunk-refused': 'BDAT è rifiutato',
    'chunk-misread': 'il blocco è stato letto come comandi',
    'codes-missing': 'in una risposta il codice manca',
    'command-unknown': 'il comando è sconosciuto',
    'parameters-malformed': 'ciò che dice è malformato',
    'offered-in-tls': 'offerto di nuovo sotto TLS',
    'limit-unnamed': 'nessun limite è indicato',
    'sender-refused': 'il mittente è rifiutato',
    'recipient-needed': 'aggiungi --to per provarlo con un destinatario',
    'recipient-refused': 'il destinatario è rifiutato',
    'refused-otherwise': 'rifiutato per un altro motivo',
    'arrival-unseen': 'accettato; che cosa arriva si vede solo nella casella',
    'session-ended': 'la sessione era finita',
    'not-exercised': 'non c’è una prova',
    'tls-needed': 'ha senso solo sotto TLS',
  },
  byOffer: 'la risposta a EHLO',
  claimAccepted: (code) => `accettato (${code})`,
  claimRefused: (code) => `rifiutato (${code})`,
  claimUnoffered: (names) => `non offerti: ${names.join(', ')}`,
};
