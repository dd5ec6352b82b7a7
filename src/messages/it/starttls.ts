import type { StageTexts } from '../catalog.ts';
import { named } from '../error-name.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { settingOf } from '../settings.ts';
import { startTlsCommand } from '../starttls-command.ts';
import { replyFormFix, replyFormMeaning } from './reply-form.ts';

const { duration, list, quote } = formatsOf('it');

const READ_THE_LOG =
  'Sul server, leggi il log della posta a quest’ora: di solito il certificato o la chiave mancano o non sono leggibili.';

/** STARTTLS, in Italian. */
export const startTlsTexts: StageTexts<'starttls'> = {
  'starttls.missing': {
    title: () => 'STARTTLS non è offerto',
    meaning: ({ middlebox }, { goal }) => {
      const cost =
        goal.role === 'submission'
          ? 'password e messaggi viaggerebbero in chiaro, e i programmi di posta rifiutano di autenticarsi'
          : 'la posta verso di lui viaggia in chiaro, e chi esige TLS la rimanda indietro';
      const culprit =
        middlebox === undefined ? '' : ` Può averlo tolto ${middlebox}, che sta lungo il percorso.`;
      return `La risposta del server a EHLO non elenca STARTTLS: ${cost}.${culprit}`;
    },
    fix: ({ securePorts, middlebox }, evidence) => {
      const [port] = securePorts;
      const mayUse465 =
        port === undefined && evidence.goal.role === 'submission' && evidence.goal.port !== 465;
      return steps(
        port !== undefined && `Usa la porta ${port}, che cifra: ${probeCommand(evidence, { port })}`,
        mayUse465 && `Prova TLS dal primo byte: ${probeCommand(evidence, { port: 465 })}`,
        middlebox !== undefined &&
          `Disattiva l’ispezione della posta di ${middlebox} e riprova: ${probeCommand(evidence)}`,
        'Sul server, dai al servizio di posta un certificato e una chiave, e fagli offrire STARTTLS.',
        settingOf(evidence, 'offer-starttls'),
      );
    },
    see: 'https://www.rfc-editor.org/rfc/rfc3207',
  },
  'starttls.refused': {
    title: ({ code }) => `STARTTLS è offerto, poi rifiutato (${code})`,
    meaning: ({ code, lines, temporary }) =>
      `Il server elenca STARTTLS, ma al comando ha risposto ${code} ${quote(lines)}. ${
        temporary
          ? 'Vorrebbe fare TLS e per ora non può: quasi sempre non riesce a leggere il certificato o la chiave.'
          : 'O TLS è configurato a metà, o lungo il percorso un antivirus o un proxy risponde al posto del server.'
      }`,
    fix: ({ temporary }, evidence) =>
      steps(
        !temporary &&
          'Disattiva per un momento la protezione della posta dell’antivirus su questa macchina e riprova.',
        READ_THE_LOG,
        evidence.goal.port === 587 &&
          `Intanto può funzionare TLS dal primo byte: ${probeCommand(evidence, { port: 465 })}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-4',
  },
  'starttls.silent': {
    title: () => 'Nessuna risposta a STARTTLS',
    meaning: ({ waitedMs }) =>
      `Il server ha offerto STARTTLS, ma non ha risposto al comando entro ${duration(waitedMs)}. È bloccato, oppure un filtro inghiotte il comando.`,
    fix: (_data, evidence) => [
      `Aspetta di più: ${probeCommand(evidence, { options: '--timeout 60' })}`,
      READ_THE_LOG,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-4',
  },
  'starttls.dropped': {
    title: () => 'Il server ha chiuso la connessione a STARTTLS',
    meaning: ({ code, answered }) =>
      `Il server ha offerto STARTTLS, e la connessione è finita${named(code)} ${
        answered ? 'subito dopo la sua risposta' : 'quando toccava alla risposta al comando'
      }. La sua parte TLS va in errore, oppure un filtro taglia ciò che non può leggere.`,
    fix: (_data, evidence) =>
      steps(
        READ_THE_LOG,
        'Prova da un’altra rete: se da lì funziona, un filtro dalla tua parte taglia TLS.',
        evidence.goal.port === 587 &&
          `Intanto può funzionare TLS dal primo byte: ${probeCommand(evidence, { port: 465 })}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-4',
  },
  'starttls.malformed': {
    title: ({ unreadable }) =>
      unreadable ? 'La risposta a STARTTLS è illeggibile' : 'La risposta a STARTTLS è malformata',
    meaning: replyFormMeaning,
    fix: ({ kinds }) => [replyFormFix(kinds)],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.2',
  },
  'starttls.not-tls': {
    title: () => 'Dopo STARTTLS il server non parla TLS',
    meaning: ({ code, sample }) => {
      const said = sample === '' ? '' : `, ma ha proseguito con ${quote(sample)}`;
      return `Il server ha risposto 220 a STARTTLS${said}: ciò che è seguito non era TLS${named(code)}. Fa così un proxy che conosce la parola ma non il protocollo, oppure TLS è fallito sul server ed è rimasto in chiaro.`;
    },
    fix: (_data, evidence) =>
      steps(
        READ_THE_LOG,
        'Se davanti c’è un proxy o un bilanciatore, fagli lasciar passare TLS.',
        evidence.goal.port === 587 &&
          `Intanto può funzionare TLS dal primo byte: ${probeCommand(evidence, { port: 465 })}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-4',
  },
  'starttls.reply-injected': {
    title: () => 'Testo infilato prima dell’handshake TLS',
    meaning: ({ sample }) =>
      `Dopo il 220 a STARTTLS, e ancora in chiaro, è arrivato il testo ${quote(sample)}. Un client che lo conserva lo prende per una risposta protetta. L’ha falsificato qualcuno lungo il percorso, oppure è difettoso il server o il suo proxy. Qui non è stato usato.`,
    fix: (_data, evidence) =>
      steps(
        `Prova da un’altra rete: ${probeCommand(evidence)}`,
        'Se si vede anche da lì, aggiorna il server e il suo proxy (CVE-2011-0411 e simili).',
        'Se si vede solo dalla tua rete, non farvi passare password.',
        evidence.goal.role === 'submission' &&
          `TLS dal primo byte non lascia questo varco: ${probeCommand(evidence, { port: 465 })}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-6',
  },
  'starttls.not-enforced': {
    title: () => 'La posta è accettata senza TLS',
    meaning: ({ code, lines }) =>
      `A MAIL il server ha risposto ${code} ${quote(lines)} prima di TLS. Un programma configurato male, o qualcuno che toglie STARTTLS lungo il percorso, può far spedire gli utenti in chiaro.`,
    fix: (_data, evidence) =>
      steps(
        'Su questa porta, fai rispondere al server 530 a MAIL e AUTH finché non c’è TLS.',
        settingOf(evidence, 'require-tls'),
        `Verifica: ${probeCommand(evidence, { options: '--enforcement' })}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-4',
  },
  'starttls.login-not-enforced': {
    title: () => 'L’accesso è accettato senza TLS',
    meaning: ({ mechanism }) =>
      `Nella risposta a EHLO il server non offre l’accesso prima di TLS, eppure ad AUTH ${mechanism} ha risposto 334: l’invito a mandare nome e password in chiaro. Un programma configurato male li manda.`,
    fix: (_data, evidence) =>
      steps(
        'Sul server, fai rifiutare AUTH (530 o 538) finché non c’è TLS.',
        settingOf(evidence, 'auth-after-tls'),
        `Verifica: ${startTlsCommand(evidence)}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-4',
  },
  'starttls.command-injected': {
    title: () => 'Un comando inviato prima di TLS viene eseguito in TLS',
    meaning: () =>
      'Abbiamo messo NOOP dietro STARTTLS nello stesso invio, e il server gli ha risposto dopo l’handshake, come se fosse arrivato attraverso TLS. Chi sta in mezzo può mettere parole sue davanti a quelle di un client, e farsi così spedire la sua password (CVE-2011-0411).',
    fix: (_data, evidence) =>
      steps(
        'Aggiorna il server di posta, e il proxy o filtro che ha davanti: quando comincia TLS deve scartare ciò che ha già letto.',
        evidence.goal.role === 'submission' &&
          `TLS dal primo byte non lascia questo varco: ${probeCommand(evidence, { port: 465 })}`,
        `Verifica: ${startTlsCommand(evidence)}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-6',
  },
  'starttls.stripped': {
    title: () => 'STARTTLS viene tolto lungo il percorso',
    meaning: ({ middlebox, securePorts }) =>
      `La risposta a EHLO non elenca STARTTLS, eppure il server ha accettato il comando con 220. ${middlebox === undefined ? 'Un firewall, un antivirus o un attaccante nel mezzo' : middlebox} toglie l’offerta, così che tutto viaggi in chiaro e si possa leggere.${securePorts.length > 0 ? ` TLS è offerto ${securePorts.length === 1 ? 'sulla porta' : 'sulle porte'} ${list(securePorts)}.` : ''}`,
    fix: ({ securePorts, middlebox }, evidence) => {
      const [port] = securePorts;
      return steps(
        port !== undefined && `Intanto usa la porta ${port}: ${probeCommand(evidence, { port })}`,
        `Disattiva l’ispezione SMTP ${middlebox === undefined ? 'del firewall o dell’antivirus' : `di ${middlebox}`} («fixup», «ESMTP inspection», «mail shield»).`,
        `Prova da un’altra rete: ${startTlsCommand(evidence)}`,
      );
    },
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-6',
  },
};
