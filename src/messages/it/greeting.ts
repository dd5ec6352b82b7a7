import type { StageTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { refusalWordsOf } from '../refusal.ts';
import { SERVICE_NAMES } from '../service-names.ts';
import { settingOf } from '../settings.ts';
import { causes } from './causes/index.ts';
import { replyFormFix, replyFormMeaning } from './reply-form.ts';

const { duration, quote } = formatsOf('it');
const refusalWords = refusalWordsOf(causes);

function port(number: number | undefined): string {
  return number === undefined ? 'questo socket' : `la porta ${number}`;
}

/** The greeting, in Italian. */
export const greetingTexts: StageTexts<'greeting'> = {
  'greeting.tls-expected': {
    title: () => 'Questa porta parla TLS dal primo byte',
    meaning: (data) =>
      `Era atteso un saluto in chiaro, ma ${port(data.port)} comincia con l’handshake TLS (TLS implicito) e così funziona. Un client impostato su STARTTLS o senza cifratura qui resta appeso.`,
    fix: (_data, evidence) => [
      'Nel programma di posta scegli SSL/TLS per questa porta, non STARTTLS.',
      `Verifica: ${probeCommand(evidence, { options: '--security tls' })}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8314',
  },
  'greeting.not-smtp': {
    title: ({ service }) =>
      service === undefined
        ? 'Chi risponde qui non parla SMTP'
        : `Chi risponde qui parla ${SERVICE_NAMES[service]}, non SMTP`,
    meaning: ({ service, line, ...data }) => {
      const said = line === '' ? 'qualcosa che non è una risposta SMTP' : quote(line);
      const who =
        service === undefined
          ? 'Lì è in ascolto un altro servizio.'
          : `Così comincia ${SERVICE_NAMES[service]}.`;
      return `Al posto di "220", ${port(data.port)} ha detto ${said}. ${who}`;
    },
    fix: ({ service }, evidence) =>
      steps(
        service === 'tls' &&
          `Parla TLS dal primo byte: ${probeCommand(evidence, { options: '--security tls' })}`,
        'Controlla la porta: gli utenti spediscono sulla 587 o sulla 465, i server si passano la posta sulla 25.',
        evidence.goal.port !== 587 && `Prova: ${probeCommand(evidence, { port: 587 })}`,
      ),
  },
  'greeting.silent': {
    title: () => 'Connesso, ma il server tace',
    meaning: ({ waitedMs, triedTls }, { goal: { program } }) =>
      program === undefined
        ? `La connessione c’è, ma entro ${duration(waitedMs)} non è arrivato alcun saluto${triedTls ? '; è stato provato anche TLS dal primo byte' : ''}. Il servizio è bloccato, oppure un filtro accetta le connessioni senza inoltrarle.`
        : `Il programma è in esecuzione, ma entro ${duration(waitedMs)} non ha detto nulla. Forse aspetta qualcosa: "sendmail -bs" di Postfix tace finché il suo sistema di posta non è avviato.`,
    fix: ({ triedTls }, evidence) =>
      evidence.goal.program === undefined
        ? steps(
            `Aspetta di più, perché alcuni server ritardano di proposito: ${probeCommand(evidence, { options: '--timeout 60' })}`,
            !triedTls && `Prova TLS dal primo byte: ${probeCommand(evidence, { options: '--security tls' })}`,
            'Sul server, cerca processi esauriti o una ricerca DNS che si blocca prima del saluto.',
          )
        : [
            'Controlla se il sistema di posta a cui appartiene è avviato: `postfix status`',
            'Esegui il programma da solo, e leggi che cosa dice su standard error e nel log della posta.',
            `Aspetta di più, se è soltanto lento: ${probeCommand(evidence, { options: '--timeout 60' })}`,
          ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2',
  },
  'greeting.endless': {
    title: () => 'Il saluto non finisce mai',
    meaning: ({ tooMuch, waitedMs, sample }) => {
      const what = tooMuch
        ? 'Il server ha inviato più di quanto serva a un saluto, ed è stato fermato.'
        : `Il saluto è cominciato, ma l’ultima riga ("220" e uno spazio) non è arrivata entro ${duration(waitedMs)}.`;
      return sample === '' ? what : `${what} Comincia con ${quote(sample)}.`;
    },
    fix: (_data, evidence) => [
      'Sul server, controlla il banner configurato e ciò che ha davanti: un tarpit trattiene così chi non è gradito.',
      `Prova da un altro indirizzo: ${probeCommand(evidence)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.2',
  },
  'greeting.dropped': {
    title: () => 'Il server ha chiuso prima di salutare',
    meaning: ({ received, code }, { goal: { program } }) => {
      if (program !== undefined && received === '') {
        return 'Il programma è partito, ed è finito senza un saluto. Quello che dice su standard error è qui sopra, oppure nel log della posta.';
      }
      const what = `La connessione è stata accettata e poi ${code === 'ECONNRESET' ? 'interrotta (reset)' : 'chiusa'} prima che il saluto fosse completo`;
      return received === ''
        ? `${what}. Un server fa così con gli indirizzi che non vuole, o quando va in errore.`
        : `${what}; fino a quel punto aveva detto ${quote(received)}.`;
    },
    fix: (_data, evidence) =>
      evidence.goal.program === undefined
        ? steps(
            'Prova da un’altra rete: se da lì funziona, è bloccato il tuo indirizzo.',
            evidence.goal.port !== 465 &&
              `Prova TLS dal primo byte: ${probeCommand(evidence, { options: '--security tls' })}`,
            'Sul server, leggi il log della posta a quest’ora: liste di accesso, limiti di connessione, errori.',
          )
        : [
            'Esegui il programma da solo: deve parlare SMTP sul suo standard input e standard output, come fa "exim -bs".',
          ],
  },
  'greeting.busy': {
    title: ({ code }) => `Per ora il server non accetta connessioni (${code})`,
    meaning: (data, evidence) =>
      `Al posto del saluto ha detto ${data.code} ${quote(data.lines)}. ${
        refusalWords(data, 'greeting', evidence)?.meaning ??
        'Un codice 4xx è temporaneo: il server è sovraccarico o in chiusura, oppure il tuo indirizzo ha troppe connessioni.'
      }`,
    fix: (data, evidence) =>
      refusalWords(data, 'greeting', evidence)?.fix ??
      steps(
        `Riprova tra qualche minuto: ${probeCommand(evidence)}`,
        'Se continua, chi gestisce il server alza i limiti di connessione o cerca che cosa li esaurisce.',
        settingOf(evidence, 'connection-limit'),
      ),
    who: (data, evidence) => refusalWords(data, 'greeting', evidence)?.who,
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-3.8',
  },
  'greeting.refused': {
    title: ({ code }) => `Il server ti respinge (${code})`,
    meaning: (data, evidence) => {
      const { code, lines } = data;
      if (code === 521) return `Dice 521 ${quote(lines)}: questo host non accetta posta da nessuno.`;
      if (code < 500)
        return `Ha cominciato con ${code} ${quote(lines)}, dove hanno senso solo 220, 4xx o 554.`;
      return `Al posto del saluto ha detto ${code} ${quote(lines)}. ${
        refusalWords(data, 'greeting', evidence)?.meaning ??
        'Rifiuta il tuo indirizzo in modo definitivo: una blocklist, il DNS inverso mancante o una sua regola.'
      }`;
    },
    fix: (data, evidence) =>
      data.code >= 500 && data.code !== 521
        ? (refusalWords(data, 'greeting', evidence)?.fix ?? [
            'Segui il link o la lista indicati nella risposta, e chiedi lì la rimozione del tuo indirizzo.',
            'Controlla che il tuo indirizzo abbia un nome nel DNS inverso che riporti a esso.',
            'Per spedire come utente, passa dalla porta 587 del tuo provider con le tue credenziali.',
          ])
        : [
            'Controlla che sia questo l’host che riceve la posta.',
            `Quando chi lo gestisce lo ha corretto: ${probeCommand(evidence)}`,
          ],
    who: (data, evidence) =>
      data.code >= 500 && data.code !== 521 ? refusalWords(data, 'greeting', evidence)?.who : undefined,
    see: 'https://www.rfc-editor.org/rfc/rfc7504',
  },
  'greeting.slow': {
    title: ({ elapsedMs }) => `Il saluto ha impiegato ${duration(elapsedMs)}`,
    meaning: () =>
      'I programmi di posta possono rinunciare prima. È un ritardo voluto contro gli spammer, oppure una ricerca DNS sul tuo indirizzo che si blocca.',
    fix: () => [
      'Sul server, controlla che il resolver risponda in fretta, anche per il DNS inverso e le blocklist.',
      'Se il ritardo è voluto, limitalo alla porta 25.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2',
  },
  'greeting.masked': {
    title: () => 'Un firewall riscrive il saluto',
    meaning: ({ lines }) =>
      `Il saluto è arrivato come ${quote(`${(lines[0] ?? '').slice(0, 12)}…`)}. Lo fa l’ispezione SMTP di Cisco ("fixup", "inspect esmtp"), che guasta anche STARTTLS, AUTH e le righe lunghe. Di solito sta davanti al server.`,
    fix: (_data, evidence) =>
      steps(
        'Sul firewall, disattiva l’ispezione SMTP: `no inspect esmtp`',
        'O almeno lascia passare TLS e il banner: `allow-tls`, `no mask-banner`',
        evidence.goal.port === 25 &&
          `La porta 587 di solito non viene toccata: ${probeCommand(evidence, { port: 587 })}`,
      ),
  },
  'greeting.malformed': {
    title: ({ kinds, nameMissing, unreadable }) => {
      if (unreadable) return 'Il saluto è illeggibile';
      return nameMissing && kinds.length === 0
        ? 'Il saluto non dice il nome del server'
        : 'Il saluto è malformato';
    },
    meaning: (data) => {
      const name = 'La prima parola dopo 220 deve essere il nome del server (RFC 5321 §4.2).';
      if (data.kinds.length === 0 && data.nameMissing) return `${name} Dice ${quote(data.sample)}.`;
      return data.nameMissing ? `${replyFormMeaning(data)} ${name}` : replyFormMeaning(data);
    },
    fix: ({ nameMissing, kinds }, evidence) =>
      steps(
        nameMissing && 'Fai cominciare il banner con il nome completo del server.',
        nameMissing && settingOf(evidence, 'hostname'),
        kinds.length > 0 && replyFormFix(kinds),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.2',
  },
};
