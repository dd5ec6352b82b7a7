import type { PageWords } from '../page-words.ts';

/** The words of a report as a page, in English. */
export const pageWords: PageWords = {
  title: 'Mail server report',
  language: 'English',
  themes: { label: 'Colours', system: 'Auto', light: 'Light', dark: 'Dark' },
  languages: 'Language',
  matrix: 'At a glance',
  cells: {
    error: 'error',
    warning: 'warning',
    info: 'note',
    reached: 'works',
    unreached: 'not reached',
  },
  severities: { error: 'error', warning: 'warning', info: 'note' },
  targets: 'Targets',
  facts: 'What was seen',
  more: 'Details',
  said: 'What was said',
  exitCode: 'Exit code',
};
