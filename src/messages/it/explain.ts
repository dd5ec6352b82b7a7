import type { Stage } from '../../errors.ts';
import type { Facts, Interpretation, Reason } from '../../replies/interpretation.ts';
import { type ExplainWords, type RetryKind, retryKindOf } from '../explain-words.ts';
import { formatsOf } from '../format.ts';
import { formatSeconds, groupDigits } from '../quantity.ts';

const { decimal, quote } = formatsOf('it');

const ANSWERED: Readonly<Record<Stage, string>> = {
  resolve: 'durante la ricerca del nome',
  connect: 'durante la connessione',
  greeting: 'come saluto',
  hello: 'in risposta a EHLO',
  starttls: 'in risposta a STARTTLS',
  tls: 'durante l’handshake TLS',
  auth: 'in risposta ad AUTH',
  mail: 'in risposta a MAIL FROM',
  rcpt: 'in risposta a RCPT TO',
  data: 'in risposta a DATA o al messaggio',
  quit: 'in risposta a QUIT',
  domain: 'nei record del dominio',
};

const FACTS: Readonly<Record<keyof Facts, string>> = {
  address: 'l’indirizzo',
  ip: 'l’indirizzo IP',
  url: 'il link',
  blocklist: 'la blocklist',
  limitBytes: 'il limite di dimensione',
  waitSeconds: 'i secondi da aspettare',
  limit: 'il limite',
  queueId: 'l’identificativo di coda',
};

const RETRIES: Readonly<Record<RetryKind, (wait: string | undefined) => string>> = {
  none: () => 'Non c’è niente da ripetere: non è un rifiuto.',
  login: (wait) =>
    wait === undefined
      ? 'Non prima di aver sistemato l’accesso: ogni tentativo fallito avvicina il blocco dell’account.'
      : `Non prima che siano passati ${wait}, e poi una volta sola, con la password giusta.`,
  theirs: () => 'Riguarda chi è stato respinto; il tuo server non deve fare nulla.',
  'login-later': (wait) => `Sì, una volta sola, dopo ${wait ?? 'almeno 15 minuti'} e con la password giusta.`,
  settings: () => 'Non prima di aver corretto le impostazioni.',
  once: () => 'Una volta sola, fra qualche minuto. Se non va, prima cambia qualcosa.',
  expired: () => 'Nessun server riprova più. Rispedisci quando il motivo precedente è risolto.',
  greylisted: (wait) =>
    `Sì, dopo ${wait ?? 'qualche minuto'}. Un server di posta lo fa da sé; in un tuo programma devi pensarci tu.`,
  later: (wait) =>
    `Sì, dopo ${wait ?? 'mezz’ora'}. I server di posta riprovano da sé per 4 o 5 giorni; con un programma di posta o uno script tocca a te.`,
  fixed: () => 'Non così com’è: la risposta resta la stessa finché la causa non è risolta. Poi rispedisci.',
  blind: () =>
    'Il testo non lo dice. Risolvi prima la causa; se non la trovi, riprova una volta dopo mezz’ora.',
};

function retry(seen: Interpretation): string {
  const { waitSeconds } = seen.facts;
  return RETRIES[retryKindOf(seen)](waitSeconds === undefined ? undefined : formatSeconds(waitSeconds, 'it'));
}

function because(reason: Reason): string {
  switch (reason.by) {
    case 'wording':
      return `un testo noto, ${quote(reason.words)} (${reason.source})`;
    case 'enhanced':
      return `il codice esteso ${reason.code}${reason.provider === undefined ? '' : `, come lo usa ${reason.provider}`}`;
    case 'code':
      return `il codice ${reason.code}${reason.stage === undefined ? '' : ` ${ANSWERED[reason.stage]}`}`;
    case 'fact':
      return `${FACTS[reason.fact]} ${quote(reason.value)} nel testo`;
    case 'class':
      return `soltanto la classe: ${reason.class === 4 ? '4xx, temporaneo' : '5xx, definitivo'}`;
  }
}

/** What the administrator of a server does about a stranger that it refused. */
function ownLog(seen: Interpretation): readonly string[] {
  const { cause, statement } = seen;
  const from = statement.client === undefined ? '' : ` da ${statement.client}`;
  return cause === 'auth-failed' || cause === 'relay-denied'
    ? [
        `Il tuo server ha respinto il tentativo di un estraneo${from}: di solito non serve fare nulla.`,
        'Se insiste, blocca quell’indirizzo (fail2ban).',
        'Se è un utente vero, aiutalo: nome utente e password giusti, e accesso sulla porta 587 o 465.',
      ]
    : [
        `È stato il tuo server a rifiutare${from === '' ? '' : ` la posta${from}`}: di solito non serve fare nulla.`,
        'Se il mittente è vero, mandagli questa riga: il problema è dalla sua parte.',
        'Se il tuo server è stato troppo severo, aggiungi un’eccezione alla regola che ha rifiutato.',
      ];
}

/** The words of an explanation in Italian. */
export const explainWords: ExplainWords = {
  labels: {
    happened: 'Che cosa è successo',
    why: 'Perché',
    actor: 'Chi deve agire',
    fix: 'Che cosa fare',
    avoid: 'Attenzione',
    retry: 'Riprovare?',
    sources: 'Fonti',
    because: 'Deciso da',
    alternatives: 'Altre possibilità',
    confidence: 'Certezza',
    stage: 'Fase',
    text: 'Testo',
    action: 'Rapporto',
  },
  certainties: { certain: 'sicuro', likely: 'probabile', guess: 'un’ipotesi' },
  causes: {
    'auth-failed': 'accesso rifiutato',
    'auth-method': 'tipo di accesso non ammesso',
    'auth-required': 'autenticazione mancante',
    tls: 'cifratura',
    'relay-denied': 'inoltro negato',
    'recipient-unknown': 'destinatario sconosciuto',
    'recipient-disabled': 'destinatario disattivato',
    'mailbox-full': 'casella piena',
    'recipient-domain': 'dominio del destinatario',
    'message-too-big': 'messaggio troppo grande',
    'message-format': 'messaggio malformato',
    'content-spam': 'preso per spam',
    'content-blocked': 'contenuto vietato',
    'sender-rejected': 'mittente rifiutato',
    'sender-domain': 'dominio del mittente',
    'sender-auth': 'SPF, DKIM o DMARC',
    reputation: 'blocklist o reputazione',
    'rdns-helo': 'DNS inverso o nome in EHLO',
    policy: 'regola interna',
    'rate-limited': 'troppo in una volta',
    greylisted: 'greylisting',
    'server-error': 'problema del server',
    protocol: 'errore di protocollo',
    loop: 'posta in circolo',
    network: 'non raggiungibile',
    expired: 'tempo scaduto in coda',
  },
  ownLog: { who: 'di solito nessuno; il server che ha respinto lo gestisci tu', fix: ownLog },
  reported: (action, status) =>
    action === undefined ? (status ?? '') : status === undefined ? action : `${action} (${status})`,
  moreSteps: (count) => `${count === 1 ? 'Ancora un passo' : `Altri ${count} passi`}: --verbose`,
  retry,
  uncaused: {
    accepted: {
      title: 'Accettato',
      meaning:
        'Un codice 2xx non è un rifiuto: il comando è stato eseguito. Dopo la fine del messaggio vuol dire che il server lo ha preso in carico, non che sia già stato consegnato.',
    },
    continue: {
      title: 'Avanti: il server aspetta il resto',
      meaning:
        'Un codice 3xx non è un rifiuto. Dopo DATA (354) tocca al messaggio, durante l’autenticazione (334) al passo successivo.',
    },
    temporary: {
      title: 'Un rifiuto temporaneo, con un testo sconosciuto',
      meaning:
        'Questo testo non è noto. La sua classe dice comunque qualcosa: un codice 4xx è temporaneo, e più tardi lo stesso può essere accettato.',
    },
    permanent: {
      title: 'Un rifiuto definitivo, con un testo sconosciuto',
      meaning:
        'Questo testo non è noto. La sua classe dice comunque qualcosa: un codice 5xx è definitivo, e lo stesso verrà rifiutato di nuovo.',
    },
    none: {
      title: 'Sconosciuto',
      meaning:
        'Questo testo non è noto, e non contiene un codice di risposta che dica di più. La risposta o la riga di log completa, con il suo codice, dice più di una sua parte.',
    },
  },
  because,
  summary: {
    count: 'Numero',
    share: 'Quota',
    cause: 'Causa',
    example: 'Esempio migliore',
    total: 'Totale',
    accepted: 'nessun rifiuto',
    unknown: 'sconosciuto',
  },
  list: {
    codes: 'Codici di risposta',
    enhanced: 'Codici di stato estesi',
    causes: 'Cause',
    code: 'Codice',
    meaning: 'Significato',
    cause: 'Causa',
    detail: 'Dettaglio',
    actor: 'Chi deve agire',
  },
  counted: (replies, causes) =>
    `${groupDigits(replies, 'it')} ${replies === 1 ? 'risposta' : 'risposte'}, ${causes} ${causes === 1 ? 'causa' : 'cause'}`,
  count: (amount) => groupDigits(amount, 'it'),
  share: (part) => `${decimal(part * 100)}%`,
};
