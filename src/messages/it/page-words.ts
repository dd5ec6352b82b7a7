import type { PageWords } from '../page-words.ts';

/** The words of a report as a page, in Italian. */
export const pageWords: PageWords = {
  title: 'Rapporto sul server di posta',
  language: 'Italiano',
  themes: { label: 'Colori', system: 'Auto', light: 'Chiari', dark: 'Scuri' },
  languages: 'Lingua',
  matrix: 'Colpo d’occhio',
  cells: {
    error: 'errore',
    warning: 'avviso',
    info: 'nota',
    reached: 'funziona',
    unreached: 'non raggiunta',
  },
  severities: { error: 'errore', warning: 'avviso', info: 'nota' },
  targets: 'Server esaminati',
  facts: 'Che cosa si è visto',
  more: 'Dettagli',
  said: 'Che cosa è stato detto',
  exitCode: 'Codice di uscita',
};
