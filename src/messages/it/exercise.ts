import type { ExerciseFindingId, FailedTrial } from '../../rules/exercise.ts';
import type { FindingData } from '../../rules/index.ts';
import type { FindingTexts } from '../catalog.ts';
import { exerciseCommand } from '../exercise-command.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { refusalWordsOf } from '../refusal.ts';
import { sendCommandIn } from '../send-command.ts';
import { causes } from './causes/index.ts';

const { list, quote } = formatsOf('it');
const send = sendCommandIn('INDIRIZZO');
const refusalWords = refusalWordsOf(causes);

const DISCARD = 'Postfix omette le parole chiave elencate in `smtpd_discard_ehlo_keywords`.';

function answered({ code, lines }: Pick<FailedTrial, 'code' | 'lines'>): string {
  return code === undefined
    ? 'nessuna risposta'
    : [code, lines.length === 0 ? '' : quote(lines)].join(' ').trim();
}

function refused(failed: readonly FailedTrial[]): string {
  return failed
    .map((trial) => `${trial.keyword}: a ${quote(trial.said)} ha risposto ${answered(trial)}`)
    .join('; ');
}

function keywordsOf(failed: readonly FailedTrial[]): string {
  return list(failed.map(({ keyword }) => keyword));
}

const ENDINGS: Readonly<Record<'silent' | 'dropped' | 'malformed', string>> = {
  silent: 'il server non ha più risposto',
  dropped: 'il server ha chiuso la connessione',
  malformed: 'è arrivato qualcosa che non è una risposta SMTP',
};

function whyPartial({ why, keyword, refusal }: FindingData['mail.exercise-partial']): string {
  const said = refusal ? ` (${answered(refusal)})` : '';
  if (why === 'sender-refused')
    return `Il server ha rifiutato un MAIL senza parametri${said}, perciò dei parametri non si può dire nulla.`;
  return `Durante la prova di ${keyword}, ${ENDINGS[why]}${said}.`;
}

/** What came of using each extension, in Italian. */
export const exerciseTexts: FindingTexts<ExerciseFindingId> = {
  'hello.parameters-malformed': {
    title: ({ failed }) => `In EHLO la riga di ${failed[0]?.keyword ?? 'un’estensione'} è malformata`,
    meaning: ({ failed }) =>
      `La risposta a EHLO contiene ${list(failed.map(({ keyword, said }) => quote(`${keyword} ${said}`)))}, che non ha la forma prevista dallo standard. I programmi di posta la leggono ognuno a modo suo, o non la leggono affatto.`,
    fix: ({ failed }, evidence) => [
      `Sul server, correggi ciò che annuncia per ${keywordsOf(failed)}.`,
      `Poi ricontrolla: ${exerciseCommand(evidence)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.1',
  },
  'hello.command-unsupported': {
    title: ({ failed }) =>
      failed.length === 1
        ? `${failed[0]?.keyword} è offerto ma sconosciuto`
        : 'Alcuni comandi sono offerti ma sconosciuti',
    meaning: ({ failed }) =>
      `La risposta a EHLO elenca ${keywordsOf(failed)}, ma il server non conosce il comando: ${refused(failed)}. Non si perde posta per questo; ma l’elenco non è quello del server, o nessuno l’ha mai guardato.`,
    fix: ({ failed }) => [`Togli ${keywordsOf(failed)} dalla risposta a EHLO, o attiva il comando.`, DISCARD],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.2.4',
  },
  'hello.enhanced-codes-missing': {
    title: () => 'I codici di stato estesi sono offerti ma mancano',
    meaning: (trial) =>
      `Il server offre ENHANCEDSTATUSCODES, eppure ha risposto ${answered(trial)}, senza un codice come 2.1.0. I programmi di posta che contano su questi codici devono allora indovinare che cosa significa un rifiuto.`,
    fix: (_data, evidence) => [
      'Sul server, o sul filtro o milter che ha dato questa risposta, fai cominciare il testo con un codice esteso.',
      `Poi ricontrolla: ${exerciseCommand(evidence)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc2034#section-3',
  },
  'starttls.offered-again': {
    title: () => 'STARTTLS è offerto anche sotto TLS',
    meaning: () =>
      'Sotto TLS il server elenca di nuovo STARTTLS, cosa che lo standard vieta. Alcuni programmi di posta chiedono allora TLS dentro TLS, e falliscono; spesso è un proxy a chiudere TLS, e il server che sta dietro non lo sa.',
    fix: (_data, evidence) => [
      'Se un proxy o un bilanciatore chiude TLS davanti al server, disattiva STARTTLS sul server che sta dietro.',
      `Poi ricontrolla: ${probeCommand(evidence)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-4.2',
  },
  'mail.size-not-enforced': {
    title: () => 'Il limite di dimensione è annunciato ma non applicato',
    meaning: (trial) =>
      `Il server ha accettato ${quote(trial.said)} (${answered(trial)}), un byte più di quanto dice di accettare. Un messaggio troppo grande viene così spedito per intero prima di essere rifiutato, oppure il limite vero non è quello annunciato.`,
    fix: ({ said }, evidence) => {
      const size = /SIZE=(\d+)/.exec(said)?.[1];
      return steps(
        'Sul server, rifiuta già a MAIL con 552 ciò che supera il limite, o annuncia il limite vero.',
        `Guarda dove un messaggio così viene rifiutato: ${send(evidence, { options: `--kind size:${size ?? '25M'}` })}`,
      );
    },
    see: 'https://www.rfc-editor.org/rfc/rfc1870#section-6.1',
  },
  'mail.parameter-refused': {
    title: ({ failed }) =>
      failed.length === 1
        ? `${failed[0]?.keyword} è offerto ma non funziona`
        : 'Alcune estensioni sono offerte ma non funzionano',
    meaning: ({ failed }) =>
      `La risposta a EHLO elenca ${keywordsOf(failed)}, ma il server rifiuta ciò che serve per usarlo: ${refused(failed)}. Un MAIL senza parametri era stato accettato. Chi si fida dell’elenco si vede rifiutare posta che sarebbe passata.`,
    fix: ({ failed }, evidence) => [
      `Sul server, o sul filtro che ha davanti, fai funzionare ${keywordsOf(failed)}, o toglilo dalla risposta a EHLO.`,
      `Se davanti al server c’è un filtro o un proxy, interroga direttamente il server, per vedere chi rifiuta: ${exerciseCommand(evidence)}`,
      DISCARD,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-2.2',
  },
  'mail.pipelining-broken': {
    title: () => 'PIPELINING è offerto ma perde l’ordine',
    meaning: (trial) =>
      `Diversi comandi sono partiti insieme (${trial.said}), e ${trial.code === undefined ? 'non tutti hanno avuto risposta' : `è arrivata una risposta che non può essere quella al suo comando: ${answered(trial)}`}. Chi spedisce usa PIPELINING ovunque sia offerto: prende la risposta per un destinatario per quella di un altro, o aspetta finché rinuncia.`,
    fix: (_data, evidence) => [
      'Togli PIPELINING dalla risposta a EHLO finché il server, o il filtro o proxy che ha davanti, non legge ciò che arriva in un solo pacchetto.',
      DISCARD,
      `Nel frattempo spedisci senza: ${send(evidence, { options: '--no-pipelining' })}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc2920#section-3.2',
  },
  'mail.extensions-unoffered': {
    title: ({ keywords }) =>
      keywords.length === 1
        ? `${keywords[0]} è accettato ma non offerto`
        : 'Alcune estensioni sono accettate ma non offerte',
    meaning: ({ keywords }) =>
      `Il server non elenca ${list(keywords)}, eppure ha accettato ciò che vi appartiene. Forse ignora quello che non conosce, o qualcosa lungo il percorso toglie la parola chiave dalla risposta a EHLO; chi spedisce usa solo ciò che è elencato.`,
    fix: ({ keywords }) => [
      `Se il server conosce ${list(keywords)}, cerca un firewall con ispezione SMTP, o un’impostazione che omette parole chiave, come \`smtpd_discard_ehlo_keywords\` di Postfix.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-2.2.1',
  },
  'mail.exercise-partial': {
    title: () => 'Non tutte le estensioni si sono potute provare',
    meaning: (data) => {
      const { untried } = data;
      return `${whyPartial(data)}${untried.length === 0 ? '' : ` Non provate, o non fino in fondo: ${list(untried)}.`}`;
    },
    fix: (data, evidence) => {
      const { why, refusal } = data;
      if (why !== 'sender-refused') {
        return ['Alcuni server ammettono pochi comandi ed errori per sessione; riprova tra qualche minuto.'];
      }
      const words = refusal && refusalWords(refusal, 'mail', evidence);
      return [
        ...(words?.fix ?? []),
        `Prova con un tuo mittente e con il login: ${exerciseCommand(evidence, '--from INDIRIZZO --user NOME')}`,
      ];
    },
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-3.3',
  },
  'data.chunking-refused': {
    title: () => 'CHUNKING è offerto ma BDAT è rifiutato',
    meaning: (trial) =>
      `La risposta a EHLO elenca CHUNKING, ma a ${quote(trial.said)} il server ha risposto ${answered(trial)}. Exim, Exchange e Google spediscono con BDAT dove è offerto: i loro messaggi vengono rifiutati.`,
    fix: (_data, evidence) => [
      'Togli CHUNKING dalla risposta a EHLO, o correggi il server o il filtro che ha davanti.',
      'Con Postfix: `smtpd_discard_ehlo_keywords = chunking`',
      `Nel frattempo spedisci con DATA, come avviene senza --bdat: ${send(evidence)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc3030#section-2',
  },
  'data.chunk-misread': {
    title: () => 'Il server legge un blocco rifiutato come comandi',
    meaning: (trial) =>
      `Un BDAT che non poteva essere accettato è stato rifiutato, e poi i suoi byte sono stati presi per comandi: ${trial.code === undefined ? 'è arrivata una risposta che nessuno aveva chiesto' : `al posto della risposta a NOOP è arrivato ${answered(trial)}`}. Chi spedisce e il server non si capiscono più; e chi scrive un messaggio può far eseguire comandi a nome di chi lo spedisce.`,
    fix: (_data, evidence) => [
      'Togli subito CHUNKING dalla risposta a EHLO; con Postfix: `smtpd_discard_ehlo_keywords = chunking`',
      'Cerca un aggiornamento del server, o del filtro o proxy che ha davanti: un BDAT rifiutato deve comunque consumare i suoi byte.',
      `Poi ricontrolla: ${exerciseCommand(evidence)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc3030#section-2',
  },
};
