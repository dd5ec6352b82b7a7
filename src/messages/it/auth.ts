import { authCommand } from '../auth-command.ts';
import type { FindingTexts, StageTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { settingOf } from '../settings.ts';
import { authLoginTexts } from './auth-login.ts';
import { authRefusalTexts } from './auth-refusal.ts';

const { list } = formatsOf('it');

const offerTexts: FindingTexts<
  'auth.missing' | 'auth.after-tls-only' | 'auth.cleartext-offered' | 'auth.mechanisms-differ'
> = {
  'auth.missing': {
    title: () => 'Il server non offre l’autenticazione',
    meaning: ({ port, role, secure }) =>
      role === 'relay'
        ? `La porta ${port} serve alla posta tra server e nella risposta a EHLO${secure ? ' sotto TLS' : ''} non elenca AUTH. Gli utenti si autenticano sulla porta 587 o 465.`
        : `Dalla porta ${port} spediscono gli utenti, ma la risposta a EHLO${secure ? ' sotto TLS' : ''} non elenca AUTH. Così il server prende posta solo dagli indirizzi che conosce.`,
    fix: ({ port, role }, evidence) =>
      steps(
        port !== 587 && `Vedi che cosa offre la porta 587: ${authCommand(evidence, { port: 587 })}`,
        role === 'submission' &&
          'Sul server, attiva l’autenticazione per questa porta e collegala agli utenti.',
        settingOf(evidence, 'offer-auth'),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc4954',
  },
  'auth.after-tls-only': {
    title: () => 'L’autenticazione è offerta solo dopo TLS',
    meaning: ({ mechanisms }) =>
      `AUTH (${list(mechanisms)}) compare quando c’è TLS. È giusto così; un programma di posta senza cifratura qui non può autenticarsi.`,
    fix: () => ['Nel programma di posta scegli STARTTLS o SSL/TLS, secondo la porta.'],
    see: 'https://www.rfc-editor.org/rfc/rfc8314',
  },
  'auth.cleartext-offered': {
    title: () => 'Le password sono accettate in chiaro',
    meaning: ({ mechanisms, offersStartTls }) =>
      `Già prima di TLS il server offre AUTH con ${list(mechanisms)}, che ${mechanisms.length === 1 ? 'invia' : 'inviano'} il segreto così com’è. ${
        offersStartTls
          ? 'Un programma di posta configurato male si autentica senza TLS e lo mostra a chiunque stia lungo il percorso.'
          : 'Poiché non offre STARTTLS, ogni autenticazione lo mostra a chiunque stia lungo il percorso.'
      }`,
    fix: (_data, evidence) =>
      steps(
        'Sul server, offri AUTH solo sotto TLS.',
        settingOf(evidence, 'auth-after-tls'),
        `Verifica: ${probeCommand(evidence)}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-4',
  },
  'auth.mechanisms-differ': {
    title: () => 'Con TLS cambiano i meccanismi offerti',
    meaning: ({ before, after, lost }) =>
      `Prima di TLS il server offre ${list(before)}, dopo ${list(after)}. ${
        lost.length > 0
          ? 'Ciò che dopo TLS non c’è più non funziona in un programma di posta configurato senza TLS.'
          : 'Un programma di posta che non usa TLS ha meno scelta.'
      }`,
    fix: (_data, evidence) => [
      'Nel programma di posta scegli STARTTLS o SSL/TLS, e un meccanismo tra quelli offerti allora.',
      `Provali uno per uno senza autenticarti: ${authCommand(evidence)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-4',
  },
};

/** Logins, in Italian. */
export const authTexts: StageTexts<'auth'> = { ...offerTexts, ...authRefusalTexts, ...authLoginTexts };
