import type { SaslFault } from '../../sasl/mechanism.ts';
import { authCommand, tokenCommand } from '../auth-command.ts';
import type { FindingTexts } from '../catalog.ts';
import { named } from '../error-name.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { mechanismRefusalText } from './auth-refusal.ts';

const { date, duration, list, quote } = formatsOf('it');

const ENDINGS = {
  limit: 'il server ha detto che per ora basta',
  closed: 'il server ha chiuso la connessione',
  silent: 'il server non ha più risposto',
  'out-of-step': 'il server non ha accettato l’annullamento come vuole RFC 4954',
} as const;

const UNANSWERED = {
  silent: 'Il server non ha detto più nulla',
  dropped: 'Il server ha chiuso la connessione',
  malformed: 'Ciò che il server ha detto non è una risposta SMTP',
} as const;

const FAULTS: Readonly<Record<SaslFault, string>> = {
  'challenge-malformed': 'non è base64, o le manca ciò che il meccanismo richiede',
  'iterations-excessive': 'chiede più giri di hash di qualsiasi server onesto',
  'server-signature-wrong': 'la sua firma è sbagliata',
  'server-signature-missing': 'non ne ha data nessuna',
  'nonce-wrong': 'il suo nonce non prosegue il nostro',
  'iterations-few':
    'chiede così pochi giri di hash che chi vede la nostra risposta può indovinare la password',
  'channel-binding-stripped':
    'dice di aver offerto il channel binding, che non ci è arrivato: qualcuno lo ha tolto dall’offerta',
  'channel-binding-wrong': 'vede un’altra sessione TLS rispetto alla nostra, quindi ce ne sono due',
};

/** Logins that were tried, withheld or examined, in Italian. */
export const authLoginTexts: FindingTexts<
  | 'auth.accepted'
  | 'auth.mechanism-unsupported'
  | 'auth.challenge-malformed'
  | 'auth.server-unproven'
  | 'auth.cleartext-sent'
  | 'auth.cleartext-withheld'
  | 'auth.unanswered'
  | 'auth.examination-partial'
  | 'auth.token-expired'
  | 'auth.username-form'
> = {
  'auth.accepted': {
    title: ({ mechanism }) => `L’autenticazione funziona, con ${mechanism}`,
    meaning: ({ mechanism, secure, advertised, isContradicted }) =>
      `Il server ha accettato utente e segreto con ${mechanism} ${secure ? 'sotto TLS' : 'senza TLS'}.${advertised ? '' : ' Lo fa anche se non offre il meccanismo.'}${isContradicted ? ' Prima, nello scambio stesso, aveva rifiutato l’accesso: è dubbio che cosa verifichi, se verifica qualcosa.' : ''}`,
    fix: () => [
      'A un programma di posta che non ci riesce dai lo stesso server, la stessa porta, la stessa cifratura e lo stesso nome utente.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc4954',
  },
  'auth.mechanism-unsupported': {
    title: (data, evidence) => {
      if (data.reason === 'refused') return mechanismRefusalText.title(data, evidence);
      if (data.reason === 'examined') return 'Un meccanismo è offerto e non funziona';
      return data.reason === 'unusable' ? 'Nessun meccanismo è utilizzabile' : 'Il meccanismo non è offerto';
    },
    meaning: (data, evidence) => {
      const { mechanisms, offered } = data;
      if (data.reason === 'refused') return mechanismRefusalText.meaning(data, evidence);
      if (data.reason === 'examined')
        return `Il server elenca ${list(mechanisms)} e ${mechanisms.length === 1 ? 'lo' : 'li'} rifiuta al primo passo, prima ancora di chiedere una password.`;
      const offer = offered.length === 0 ? 'nessuno' : list(offered);
      if (data.reason === 'not-offered')
        return `${list(mechanisms)} non è tra i meccanismi che il server offre (${offer}): nessuna autenticazione è stata tentata.`;
      return mechanisms.length > 0
        ? `A ${list(mechanisms)} in questa sessione manca qualcosa, per esempio un canale TLS a cui legarsi: nessuna autenticazione è stata tentata.`
        : `Nessuno dei meccanismi che il server offre (${offer}) è utilizzabile con i dati forniti: nessuna autenticazione è stata tentata.`;
    },
    who: (data, evidence) =>
      data.reason === 'refused' ? mechanismRefusalText.who(data, evidence) : undefined,
    fix: (data, evidence) => {
      if (data.reason === 'refused') return mechanismRefusalText.fix(data, evidence);
      if (data.reason === 'examined')
        return [
          'Sul server, togli il meccanismo dall’elenco oppure dagli ciò che gli serve: un modulo, o le password in chiaro per CRAM-MD5 e simili.',
          `Controlla di nuovo: ${authCommand(evidence)}`,
        ];
      return steps(
        data.reason === 'not-offered' &&
          `Lascia scegliere il più forte tra quelli offerti: ${authCommand(evidence, { user: 'INDIRIZZO' })}`,
        data.reason === 'not-offered' &&
          `Oppure provalo lo stesso: ${authCommand(evidence, { user: 'INDIRIZZO', options: `--mechanism ${data.mechanisms[0] ?? 'NOME'} --force` })}`,
        data.reason === 'unusable' &&
          `Dove è offerto XOAUTH2 o OAUTHBEARER, fornisci un token: ${authCommand(evidence, { user: 'INDIRIZZO', options: '--token-stdin' })}`,
        data.reason === 'unusable' &&
          'Dove sono offerti solo altri meccanismi, fornisci una password invece di un token.',
      );
    },
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-4',
  },
  'auth.challenge-malformed': {
    title: ({ mechanism }) => `La sfida di ${mechanism} non ha senso`,
    meaning: ({ mechanism, fault }) =>
      `Dopo AUTH ${mechanism} il server ha mandato un 334 che non può essere una sfida di questo meccanismo${fault === undefined ? '' : `: ${FAULTS[fault]}`}. L’autenticazione è stata annullata; in risposta la password non è stata inviata.`,
    fix: (_data, evidence) => [
      `Usa un altro meccanismo: ${authCommand(evidence, { user: 'INDIRIZZO', options: '--mechanism PLAIN' })}`,
      'Sul server, correggi o disattiva il meccanismo; le sue sfide devono essere in base64.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-4',
  },
  'auth.server-unproven': {
    title: () => 'Il server non ha saputo provare di conoscere la password',
    meaning: ({ mechanism, fault }) =>
      `Con ${mechanism} le due parti si provano a vicenda di conoscere il segreto, e il server non lo ha fatto: ${FAULTS[fault]}. Qualcuno lungo il percorso potrebbe fingersi il server. La password in sé non è stata inviata.`,
    fix: (_data, evidence) => [
      `Guarda il certificato e che cosa c’è lungo il percorso: ${probeCommand(evidence)}`,
      'Prova da un’altra rete; se lì funziona, non autenticarti attraverso questa.',
      'Se non funziona da nessuna parte, chi gestisce il server reimposta la password: la sua copia può essere danneggiata.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5802#section-3',
  },
  'auth.cleartext-sent': {
    title: ({ exposes }) =>
      exposes === 'secret'
        ? 'Il segreto è stato inviato dove altri possono leggerlo'
        : 'La password si può indovinare da ciò che è stato inviato',
    meaning: ({ mechanism, exposes, way }) =>
      `${way === 'cleartext' ? 'Mancava TLS' : 'Il certificato non è affidabile'}, e ${mechanism} ${
        exposes === 'secret'
          ? 'invia il segreto così com’è'
          : 'invia qualcosa su cui si possono provare le password'
      }. Lo ha permesso --allow-cleartext.`,
    fix: (_data, evidence) => [
      'Se la rete non è tua, cambia la password.',
      `Autenticati sotto TLS: ${authCommand(evidence, { user: 'INDIRIZZO', port: 465 })}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8314#section-3',
  },
  'auth.cleartext-withheld': {
    title: ({ way }) =>
      way === 'cleartext'
        ? 'Nessun tentativo di autenticazione: manca TLS'
        : 'Nessun tentativo: il certificato non è affidabile',
    meaning: ({ way, offersStartTls }) =>
      way === 'cleartext'
        ? `I meccanismi offerti mostrano la password a chi ascolta, e la connessione non è cifrata.${offersStartTls ? ' Il server offre STARTTLS, che non è stato usato.' : ''}`
        : 'Chi ha questo certificato potrebbe non essere il server, e i meccanismi offerti gli consegnerebbero la password.',
    fix: ({ way, offersStartTls }, evidence) =>
      way === 'cleartext'
        ? [
            offersStartTls
              ? `Usa il TLS che è offerto: ${authCommand(evidence, { user: 'INDIRIZZO', options: '--security starttls' })}`
              : `Prova TLS dal primo byte: ${authCommand(evidence, { user: 'INDIRIZZO', port: 465 })}`,
            `Per inviarla lo stesso in chiaro, su una rete tua: ${authCommand(evidence, { user: 'INDIRIZZO', options: '--allow-cleartext' })}`,
          ]
        : [
            `Se il certificato è della tua autorità, indicala: ${authCommand(evidence, { user: 'INDIRIZZO', options: '--ca FILE' })}`,
            `Per inviarla lo stesso, su una rete tua: ${authCommand(evidence, { user: 'INDIRIZZO', options: '--allow-cleartext' })}`,
          ],
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-4',
  },
  'auth.unanswered': {
    title: () => 'L’autenticazione non ha avuto risposta',
    meaning: ({ how, mechanism, code, waitedMs, received }) =>
      `${UNANSWERED[how]}${how === 'silent' ? ` per ${duration(waitedMs)}` : named(code)} durante l’autenticazione${mechanism === undefined ? '' : ` con ${mechanism}`}.${received === undefined ? '' : ` Da ultimo era arrivato ${quote(received)}.`} I server lo fanno quando limitano i tentativi, o quando è fermo ciò con cui controllano le password.`,
    fix: (_data, evidence) => [
      'Aspetta un quarto d’ora prima di riprovare: ogni tentativo può prolungare un blocco.',
      `Vedi se i meccanismi funzionano senza autenticarti: ${authCommand(evidence)}`,
      'Sul server, leggi il log di quel momento.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-6',
  },
  'auth.examination-partial': {
    title: () => 'Non tutti i meccanismi sono stati esaminati',
    meaning: ({ ended, last }) =>
      `L’esame è finito${last === undefined ? '' : ` a ${last}`} perché ${ENDINGS[ended]}. Nessuno ha provato ad autenticarsi, quindi nessun account può restarne bloccato.`,
    fix: (_data, evidence) => [
      `Più tardi, chiedine uno alla volta: ${authCommand(evidence, { options: '--mechanism NOME' })}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-4',
  },
  'auth.token-expired': {
    title: ({ isRefused }) =>
      isRefused ? 'Il token di accesso è scaduto' : 'Il token di accesso risulta scaduto',
    meaning: ({ expiresAt, isRefused }) =>
      `Il token stesso dice di essere stato valido fino al ${date(expiresAt)}, ${expiresAt.slice(11, 16)} UTC.${isRefused ? ' Il server lo ha rifiutato.' : ''} I token di accesso durano circa un’ora.`,
    fix: (_data, evidence) => [
      'Ottieni un nuovo token di accesso con il refresh token, oppure fai accedere di nuovo l’utente.',
      `Fallo ottenere qui: ${tokenCommand(evidence, 'INDIRIZZO')}`,
      'Controlla l’orologio del computer che ha chiesto il token.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4',
  },
  'auth.username-form': {
    title: () => 'Il nome utente può avere la forma sbagliata',
    meaning: ({ expected, word, isKnown }) => {
      if (expected === 'name')
        return word === undefined
          ? 'Questo provider non usa come nome utente l’indirizzo di posta, ma un nome che mostra nelle sue pagine.'
          : `Questo provider usa come nome utente la parola "${word}", chiunque acceda, e come password una chiave.`;
      return isKnown
        ? 'Questo provider usa come nome utente l’indirizzo di posta intero; quello indicato non ha la @.'
        : 'Quasi tutti i server usano come nome utente l’indirizzo di posta intero; quello indicato non ha la @.';
    },
    fix: ({ expected, word }, evidence) => [
      expected === 'name'
        ? `Prova una volta: ${authCommand(evidence, { user: word ?? 'NOME' })}`
        : `Prova una volta con l’indirizzo: ${authCommand(evidence, { user: 'INDIRIZZO' })}`,
    ],
  },
};
