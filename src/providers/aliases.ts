/** Other words for these providers, and their ids; the command line and recognised replies use them too. */
export const PROVIDER_ALIASES: Readonly<Record<string, string>> = {
  google: 'gmail',
  microsoft: 'office365',
  outlook: 'outlook-com',
  hotmail: 'outlook-com',
  apple: 'icloud',
  gmx: 'gmx-com',
  amazon: 'ses',
  register: 'register-it',
};
