import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { steps } from '../next-step.ts';

const { quote } = formatsOf('it');

/** The exit statuses of sysexits.h, and those of a shell. */
const STATUSES: Readonly<Record<number, string>> = {
  64: 'uso sbagliato',
  65: 'dati non validi',
  67: 'utente sconosciuto',
  69: 'servizio non disponibile',
  70: 'un errore del programma stesso',
  71: 'un errore di sistema',
  72: 'un file di sistema mancante',
  73: 'un file che non si può scrivere',
  74: 'un errore di lettura o scrittura',
  75: 'un errore solo per il momento',
  76: 'una violazione del protocollo',
  77: 'un permesso mancante',
  78: 'una configurazione sbagliata',
  126: 'un file che non si può eseguire',
  127: 'un programma che non si trova',
};

/** A program that was spoken to in the place of a server, in Italian. */
export const programTexts: FindingTexts<'connect.program-failed'> = {
  'connect.program-failed': {
    title: ({ exitCode, signal }) =>
      exitCode === undefined
        ? `Il programma è stato terminato da un segnale (${signal})`
        : `Il programma è fallito: codice di uscita ${exitCode}`,
    meaning: ({ exitCode, said }, { goal, failure }) =>
      steps(
        `${quote(goal.host)} faceva da server, ed è terminato da sé${failure ? ' prima che la conversazione fosse finita' : ''}.`,
        exitCode !== undefined &&
          STATUSES[exitCode] !== undefined &&
          `Il codice ${exitCode} di solito sta per ${STATUSES[exitCode]}.`,
        said.length === 0
          ? 'Sullo standard error non ha detto nulla.'
          : `L’ultima cosa che ha detto sullo standard error: ${quote(said)}.`,
      ).join(' '),
    fix: ({ exitCode }) => [
      exitCode === 126 || exitCode === 127
        ? 'Controlla il nome e che si possa eseguire; un nome senza percorso viene cercato nel PATH.'
        : 'Eseguilo da solo, con lo stesso utente: deve parlare SMTP su standard input e output, come fa "exim -bs".',
      'Guarda che cosa dice il log della posta a quell’ora.',
    ],
  },
};
