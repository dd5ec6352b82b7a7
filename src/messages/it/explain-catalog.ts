import type { ExplainCatalog, ReadingWords } from '../explain-catalog.ts';
import { groupDigits } from '../quantity.ts';
import { causes } from './causes/index.ts';
import { codeTexts } from './codes.ts';
import { explainWords } from './explain.ts';
import { keywords } from './keywords.ts';
import { actors } from './names.ts';

const reading: ReadingWords = {
  labels: {
    server: 'Server',
    software: 'Software',
    recipient: 'Destinatario',
    provider: 'Provider',
    byStage: 'Che cosa vuol dire, fase per fase',
    seen: 'Visto',
    facts: 'Il testo cita',
  },
  commands: {
    resolve: 'DNS',
    connect: 'connessione',
    greeting: 'saluto',
    hello: 'EHLO',
    starttls: 'STARTTLS',
    tls: 'TLS',
    auth: 'AUTH',
    mail: 'MAIL FROM',
    rcpt: 'RCPT TO',
    data: 'DATA, messaggio',
    quit: 'QUIT',
    domain: 'record',
  },
  times: (count) => `${groupDigits(count, 'it')} volte`,
  others: (count) => (count === 1 ? 'e un altro' : `e altri ${groupDigits(count, 'it')}`),
  hidden: (count) =>
    count === 1
      ? 'Un’altra spiegazione non è mostrata: --verbose le mostra tutte, --summary le conta per causa.'
      : `Altre ${groupDigits(count, 'it')} spiegazioni non sono mostrate: --verbose le mostra tutte, --summary le conta per causa.`,
  nothingRefused: {
    title: 'Qui non c’è nessun rifiuto',
    meaning: 'Nessuna riga è un rifiuto, un messaggio di mancata consegna o un errore di posta che sia noto.',
  },
  subject: (code, subject) =>
    `Il codice ${code} non è registrato; il suo secondo numero dice che riguarda ${subject}.`,
  keyword: (keyword) => `${keyword}, un’estensione che i server offrono dopo EHLO`,
  keywordMeaning: (words) => `Dice: ${words}. È un’offerta, non un errore.`,
};

/** What `explain` says, in Italian. */
export const explainCatalog: ExplainCatalog = {
  causes,
  codes: codeTexts,
  words: explainWords,
  reading,
  keywords,
  actors,
};
