import type { SignatureFinding } from '../../rules/inspect/signature.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { steps } from '../next-step.ts';
import { inspectPolicyTexts } from './inspect-policy.ts';
import { inspectWayTexts } from './inspect-way.ts';

const { date, list: listed, quote, size } = formatsOf('it');

/** Who had the message between signer and reader. */
function suspects({ list, forwarder, laterServers }: SignatureFinding): string {
  const named = [
    ...(list === undefined ? [] : [`la mailing list ${quote(list)}`]),
    ...(forwarder === undefined ? [] : [`l’inoltro di ${quote(forwarder)}`]),
    ...(laterServers.length === 0 ? [] : [`i server dopo la firma (${listed(laterServers)})`]),
  ];
  if (named.length === 0) {
    return 'Dopo la firma non è passato da alcun server: è stato alterato dove è conservato, o quando è stato salvato.';
  }
  return `Può averlo fatto ${named.join(', oppure ')}.`;
}

function heard({ receiverSaid }: SignatureFinding, since: string): string {
  return receiverSaid === 'pass' ? ` Per il server di arrivo la firma era valida: ${since}.` : '';
}

function weight({ isAligned, domain }: SignatureFinding): string {
  return isAligned
    ? 'È la firma che DMARC considera.'
    : `Non è la firma del mittente ma di ${quote(domain)}, perciò DMARC non la conta.`;
}

const KEY_LATER = 'il record è cambiato dopo';
const SAVED_LATER = 'il messaggio è cambiato dopo, forse solo per colpa del programma che l’ha salvato';

/** DKIM of a received message, in Italian. */
export const inspectTexts: FindingTexts<
  | keyof typeof inspectPolicyTexts
  | keyof typeof inspectWayTexts
  | 'domain.signature-absent'
  | 'domain.signature-unreadable'
  | 'domain.signature-key-missing'
  | 'domain.signature-key-unanswered'
  | 'domain.signature-key-revoked'
  | 'domain.signature-key-unusable'
  | 'domain.signature-key-mismatched'
  | 'domain.dkim-body-changed'
  | 'domain.dkim-header-changed'
  | 'domain.signature-expired'
  | 'domain.signature-length-limited'
  | 'domain.signature-key-testing'
> = {
  ...inspectPolicyTexts,
  ...inspectWayTexts,
  'domain.signature-absent': {
    title: () => 'Il messaggio non ha una firma DKIM',
    meaning: ({ from }) =>
      `Uscito dal server del mittente, niente prova che venga da ${from === undefined ? 'chi dice' : quote(from)}: chi lo inoltra rompe l’SPF. I grandi provider rifiutano gli invii di massa senza firma, o li mettono nello spam.`,
    fix: () => [
      'Fai firmare la posta in uscita: presso un provider è un’opzione del pannello, su un server tuo ci pensano OpenDKIM, Rspamd o Exim.',
      'Se il mittente firma, qualcosa lungo la strada ha tolto il campo DKIM-Signature: confronta il messaggio con la copia nella posta inviata.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6376',
  },
  'domain.signature-unreadable': {
    title: () => 'Una firma DKIM che nessuno può verificare',
    meaning: ({ algorithm, ...data }) =>
      algorithm === ''
        ? 'Al campo DKIM-Signature manca una parte necessaria alla verifica (d=, s=, h=, bh= o b=), oppure si è rovinato lungo la strada.'
        : `Dichiara l’algoritmo ${quote(algorithm)}; chi riceve conosce rsa-sha256 ed ed25519-sha256 su testo simple o relaxed, e a SHA-1 non deve più credere. ${weight(data)}`,
    fix: () => ['Imposta il programma che firma su rsa-sha256 con relaxed/relaxed, che tutti conoscono.'],
    see: 'https://www.rfc-editor.org/rfc/rfc8301',
  },
  'domain.signature-key-missing': {
    title: ({ domain }) => `La chiave della firma di ${domain} non è nel DNS`,
    meaning: ({ name, ...data }) =>
      `Chi verifica la cerca in ${quote(name)}, dove non c’è. ${weight(data)}${heard(data, 'la chiave è stata tolta dopo, come si fa qualche giorno dopo averne messa in uso una nuova')}`,
    fix: ({ name, selector, algorithm }) => [
      `Pubblica la chiave pubblica che il programma di firma ti dà: \`${name}. TXT "v=DKIM1; k=${algorithm.startsWith('ed25519') ? 'ed25519' : 'rsa'}; p=…"\``,
      `Se era pubblicata, confronta il selettore nel programma che firma (${quote(selector)}) con il nome del record; i pannelli che aggiungono il dominio da soli lo rendono troppo lungo.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.6.2',
  },
  'domain.signature-key-unanswered': {
    title: ({ domain }) => `Il DNS non ha risposto sulla chiave di ${domain}`,
    meaning: ({ name, status, ...data }) =>
      `La domanda per ${quote(name)} è finita in ${quote(status)}: chi riceve e vede lo stesso rimanda il messaggio o lo considera senza firma. ${weight(data)}`,
    fix: () => [
      'Riprova, anche con un altro resolver: `smtp-doctor inspect message.eml --dns 9.9.9.9`',
      'Se resta così, sono guasti i name server del dominio o il suo DNSSEC.',
    ],
  },
  'domain.signature-key-revoked': {
    title: ({ domain }) => `La chiave della firma di ${domain} è revocata`,
    meaning: ({ name, ...data }) =>
      `Il record in ${quote(name)} ha p= vuoto: così il proprietario dice di non credere più a nulla che sia firmato con quella chiave. ${weight(data)}${heard(data, 'la chiave è stata revocata dopo')}`,
    fix: () => [
      'Se il messaggio è recente, firma con la chiave nuova: il server usa ancora quella vecchia.',
      'Revoca una chiave solo qualche giorno dopo la consegna dell’ultimo messaggio firmato con essa.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1',
  },
  'domain.signature-key-unusable': {
    title: ({ domain }) => `La chiave della firma di ${domain} non è utilizzabile`,
    meaning: ({ name, type, bits, ...data }) =>
      bits !== undefined && bits < 1_024
        ? `Ha ${bits} bit; alle chiavi RSA sotto i 1024 chi riceve non deve credere. ${weight(data)}`
        : `Il record in ${quote(name)} non contiene una chiave ${type === 'ed25519' ? 'ed25519' : 'RSA'} leggibile, o ne vieta l’uso per la posta. ${weight(data)}`,
    fix: ({ bits }) => [
      bits !== undefined && bits < 1_024
        ? 'Crea una chiave RSA da 2048 bit con un selettore nuovo, pubblicala, poi firma con quella.'
        : 'Pubblica di nuovo la chiave come la stampa il programma che firma: di solito si tratta di stringhe tagliate, virgolette di troppo o caratteri persi alla fine di p=.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8301#section-3.2',
  },
  'domain.signature-key-mismatched': {
    title: ({ domain }) => `Firmato da ${domain}, ma con una chiave che non è nel DNS`,
    meaning: ({ name, ...data }) =>
      `La chiave in ${quote(name)} è buona, ma non corrisponde a quella che ha firmato (oppure è la firma che si è rovinata lungo la strada). ${weight(data)}${heard(data, KEY_LATER)}`,
    fix: ({ selector }) => [
      `Fai confrontare selettore e chiave con il DNS a chi amministra il server che firma. Ogni chiave vuole un selettore suo: ${quote(selector)} è stato probabilmente usato per una seconda, su un altro server o dopo un rinnovo.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1',
  },
  'domain.dkim-body-changed': {
    title: ({ kind }) =>
      kind === 'canonicalization'
        ? 'Il corpo è firmato in una forma diversa da quella dichiarata'
        : 'Il corpo è cambiato dopo la firma',
    meaning: ({ kind, lines = 0, sample, isHeaderChanged, changed, ...data }) => {
      const added = `${lines === 1 ? 'È stata aggiunta una riga' : `Sono state aggiunte ${lines} righe`} ${kind === 'appended' ? 'alla fine' : 'all’inizio'}${sample === undefined ? '' : `: ${quote(sample)}`}. Senza, la firma torna.`;
      const what = {
        appended: added,
        prepended: added,
        canonicalization:
          'L’hash torna con l’altra canonicalizzazione, non con quella indicata in c=: l’errore è di chi firma.',
        cut: 'È più corto di quanto dice l=: la fine è andata persa.',
        unknown:
          'L’hash del corpo non è quello firmato, e nessuna modifica nota lo spiega: un’altra codifica, un allegato tolto, un link riscritto, un avviso inserito in mezzo.',
      }[kind];
      const who = kind === 'canonicalization' ? '' : ` ${suspects(data)}`;
      const fields = changed.length === 0 ? 'campi firmati' : listed(changed);
      const too = isHeaderChanged ? ` Nell’intestazione è cambiato anche altro: ${fields}.` : '';
      return `${what}${too}${who} ${weight(data)}${heard(data, SAVED_LATER)}`;
    },
    fix: ({ kind, list }) =>
      steps(
        kind === 'canonicalization' && 'Aggiorna il programma che firma, o impostalo su relaxed/relaxed.',
        kind !== 'canonicalization' &&
          list !== undefined &&
          'Fai in modo che la lista lasci i messaggi come sono, senza piè di pagina né prefisso nell’oggetto; oppure che metta il proprio indirizzo in From e firmi lei (Mailman: dmarc_mitigate_action).',
        kind !== 'canonicalization' &&
          list === undefined &&
          'Sui server indicati, ciò che modifica la posta (piè di pagina, avvisi, link riscritti, antivirus) deve agire prima della firma in uscita, e dopo il controllo DKIM in entrata.',
        kind === 'unknown' &&
          'Salva di nuovo il messaggio come sorgente ("mostra originale", .eml): copiandolo da una finestra cambiano gli spazi.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.7',
  },
  'domain.dkim-header-changed': {
    title: ({ changes, isOtherForm }) => {
      if (isOtherForm) return 'L’intestazione è firmata in una forma diversa da quella dichiarata';
      return changes.length === 0
        ? 'Un campo firmato dell’intestazione è cambiato'
        : `Cambiato dopo la firma: ${listed([...new Set(changes.map(({ field }) => field))])}`;
    },
    meaning: ({ changes, isOtherForm, form, signedFields, ...data }) => {
      if (isOtherForm) {
        return `La firma torna con l’altra canonicalizzazione, non con quella indicata in c=${form}: l’errore è di chi firma. ${weight(data)}`;
      }
      const told = changes.map(({ field, kind, before }) => {
        const was = before === undefined ? '' : `, che era ${quote(before)}`;
        const what = {
          prefixed: `davanti a ${field} è stato messo un prefisso${was}`,
          replaced: `${field} è stato riscritto${was}`,
          added: `è stato aggiunto un campo ${field}`,
          form: `a ${field} sono cambiati gli spazi o gli a capo, cosa che "simple" non perdona`,
        };
        return what[kind];
      });
      const which =
        told.length === 0
          ? `Il corpo torna, l’intestazione no; quale dei campi firmati (${listed(signedFields)}) sia cambiato non si può dire.`
          : `Il corpo torna, ma ${listed(told)}.`;
      return `${which} ${suspects(data)} ${weight(data)}${heard(data, SAVED_LATER)}`;
    },
    fix: ({ isOtherForm, changes, list }) =>
      steps(
        (isOtherForm || changes.some(({ kind }) => kind === 'form')) &&
          'Firma con c=relaxed/relaxed, che perdona spazi e a capo diversi.',
        !isOtherForm &&
          list !== undefined &&
          'Fai in modo che la lista lasci l’oggetto com’è, oppure che metta il proprio indirizzo in From e firmi lei.',
        !isOtherForm &&
          list === undefined &&
          'Sui server indicati, cerca che cosa riscrive l’intestazione: filtri antispam che marcano l’oggetto, gateway che cambiano gli indirizzi; devono agire prima della firma, o dopo il controllo DKIM.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-5.4',
  },
  'domain.signature-expired': {
    title: () => 'All’arrivo del messaggio la firma era scaduta',
    meaning: ({ expiresAt, ...data }) =>
      `Secondo x= è scaduta${expiresAt === undefined ? '' : ` il ${date(expiresAt)}`}, prima che il messaggio arrivasse: è rimasto fermo troppo a lungo, o chi firma concede troppo poco tempo. ${weight(data)}`,
    fix: () => [
      'Guarda nei passaggi dove il messaggio si è fermato.',
      'Fai valere le firme almeno una settimana, o togli x=: le code tengono la posta cinque giorni.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.5',
  },
  'domain.signature-length-limited': {
    title: ({ unsignedBytes }) =>
      unsignedBytes > 0
        ? 'Una parte del corpo non è firmata'
        : 'La firma copre una lunghezza, non tutto il corpo',
    meaning: ({ bodyLength, unsignedBytes, domain }) =>
      `La firma di ${quote(domain)} ha l=${bodyLength}: ${
        unsignedBytes > 0
          ? `i ${size(unsignedBytes)} che seguono non li ha firmati nessuno, e possono essere di chiunque.`
          : 'chi inoltra il messaggio può aggiungervi altro, perfino un altro messaggio, e la firma torna lo stesso.'
      }`,
    fix: () => ['Firma senza l= (OpenDKIM: niente BodyLengths), così è coperto tutto il corpo.'],
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-8.2',
  },
  'domain.signature-key-testing': {
    title: ({ domain }) => `La chiave di ${domain} è segnata come prova`,
    meaning: ({ name }) =>
      `Il record in ${quote(name)} ha t=y: così chi verifica non deve trattare la posta firmata meglio di quella senza firma.`,
    fix: () => ['Togli y da t= quando la firma funziona.'],
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1',
  },
};
