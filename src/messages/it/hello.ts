import type { Evidence } from '../../evidence.ts';
import type { HelloRefusal } from '../../rules/hello.ts';
import type { FindingData } from '../../rules/index.ts';
import type { StageTexts } from '../catalog.ts';
import { named } from '../error-name.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { type RefusalWords, refusalWordsOf } from '../refusal.ts';
import { causes } from './causes/index.ts';
import { replyFormFix, replyFormMeaning } from './reply-form.ts';

const { duration, list, quote } = formatsOf('it');
const refusalWords = refusalWordsOf(causes);

const REFUSALS: Readonly<Record<HelloRefusal, string>> = {
  'unknown-command':
    'Non conosce il comando: il server, o un filtro che ha davanti, è anteriore al 1995 o si finge tale.',
  overwritten:
    'Cita un comando fatto di X che nessuno ha inviato: un firewall con ispezione SMTP ha riscritto EHLO lungo il percorso.',
  'out-of-step':
    'Non è una risposta a EHLO, e nemmeno un rifiuto: va bene per un altro comando, quindi prima è arrivata una risposta di troppo o ne è mancata una.',
  busy: 'Un codice 4xx è temporaneo: il server è sovraccarico o limita il tuo indirizzo.',
  name: 'Non gradisce il nome con cui ti sei presentato: molti server vogliono un nome completo che esista nel DNS.',
  other: 'Dal codice non si capisce il motivo.',
};

/** The words of the cause, where it is none that our own words know more closely. */
function whyRefused(data: FindingData['hello.ehlo-refused'], evidence: Evidence): RefusalWords | undefined {
  return data.isCommandItself ? undefined : refusalWords(data, 'hello', evidence);
}

function underTls(secure: boolean): string {
  return secure ? ' sotto TLS' : '';
}

/** EHLO, in Italian. */
export const helloTexts: StageTexts<'hello'> = {
  'hello.ehlo-refused': {
    title: ({ code, heloWorks, reason }) =>
      reason === 'out-of-step'
        ? `La risposta a EHLO è sfasata (${code})`
        : heloWorks
          ? `EHLO è rifiutato (${code}), funziona solo HELO`
          : `EHLO è rifiutato (${code})`,
    meaning: (data, evidence) =>
      `Il server ha risposto ${data.code} ${quote(data.lines)}. ${whyRefused(data, evidence)?.meaning ?? REFUSALS[data.reason]}${data.heloWorks ? ' Con HELO non ci sono né STARTTLS né AUTH.' : ''}`,
    fix: (data, evidence) => {
      const { reason } = data;
      const why = whyRefused(data, evidence);
      if (why) return why.fix;
      if (reason === 'name' || reason === 'other') {
        return [
          `Presentati con un tuo nome host che esista: ${probeCommand(evidence, { options: '--ehlo mail.example.org' })}`,
        ];
      }
      if (reason === 'out-of-step') {
        return [
          `Guarda che cosa arriva, riga per riga: ${probeCommand(evidence, { options: '--transcript' })}`,
          'Il server, o un filtro o un proxy che gli sta davanti, risponde quando non è il suo turno: deve correggerlo chi lo gestisce.',
        ];
      }
      if (reason === 'busy') return [`Riprova tra qualche minuto: ${probeCommand(evidence)}`];
      return steps(
        'Sul firewall davanti al server, disattiva l’ispezione SMTP: `no inspect esmtp`',
        evidence.goal.port === 25 &&
          `La porta 587 di solito non viene toccata: ${probeCommand(evidence, { port: 587 })}`,
        reason === 'unknown-command' &&
          'Altrimenti sostituisci il server o il gateway con uno che conosca EHLO.',
      );
    },
    who: (data, evidence) => whyRefused(data, evidence)?.who,
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.1',
  },
  'hello.keywords-masked': {
    title: ({ hidesStartTls }) =>
      hidesStartTls ? 'Un firewall nasconde STARTTLS' : 'Un firewall riscrive le parole chiave di EHLO',
    meaning: ({ masked, hidesStartTls }) => {
      const what = `La risposta a EHLO contiene ${list(masked)}: l’ispezione SMTP di Cisco copre di X le parole chiave che non lascia passare.`;
      return hidesStartTls
        ? `${what} Una è lunga quanto STARTTLS, che manca: così la posta viaggia in chiaro.`
        : what;
    },
    fix: (_data, evidence) =>
      steps(
        'Sul firewall, lascia passare TLS (`allow-tls`) o disattiva l’ispezione: `no inspect esmtp`',
        evidence.goal.port === 25 &&
          `La porta 587 di solito non viene toccata: ${probeCommand(evidence, { port: 587 })}`,
        evidence.goal.port === 587 &&
          `TLS dal primo byte non si può riscrivere: ${probeCommand(evidence, { port: 465 })}`,
      ),
  },
  'hello.malformed': {
    title: ({ unreadable }) =>
      unreadable ? 'La risposta a EHLO è illeggibile' : 'La risposta a EHLO è malformata',
    meaning: replyFormMeaning,
    fix: ({ kinds }) => [replyFormFix(kinds)],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.2',
  },
  'hello.silent': {
    title: ({ secure }) => `Nessuna risposta a EHLO${underTls(secure)}`,
    meaning: ({ waitedMs, secure }) =>
      `Il server ha salutato, ma ha lasciato EHLO${underTls(secure)} senza risposta per ${duration(waitedMs)}. È bloccato, spesso in una ricerca DNS sul tuo nome, oppure un filtro inghiotte il comando.`,
    fix: (_data, evidence) => [
      `Aspetta di più: ${probeCommand(evidence, { options: '--timeout 60' })}`,
      'Sul server, controlla che il resolver risponda e leggi il log della posta a quest’ora.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2',
  },
  'hello.dropped': {
    title: ({ secure }) => `Il server ha chiuso la connessione a EHLO${underTls(secure)}`,
    meaning: ({ code, received, secure }) => {
      const said = received === '' ? '' : `; le sue ultime parole: ${quote(received)}`;
      const why = secure
        ? 'Con TLS 1.3 fa così un server che vuole un certificato client, oppure uno che va in errore.'
        : 'Non gradisce il nome con cui ti sei presentato, limita il tuo indirizzo, o va in errore.';
      return `La connessione è finita${named(code)} quando toccava alla risposta a EHLO${said}. ${why}`;
    },
    fix: ({ secure }, evidence) =>
      steps(
        secure &&
          `Se vuole un certificato client: ${probeCommand(evidence, { options: '--client-cert FILE --client-key FILE' })}`,
        !secure &&
          `Presentati con un tuo nome host che esista: ${probeCommand(evidence, { options: '--ehlo mail.example.org' })}`,
        'Sul server, leggi il log della posta a quest’ora.',
      ),
  },
};
