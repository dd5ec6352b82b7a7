import type { Interpretation } from '../../../replies/interpretation.ts';
import { attachmentRoom } from '../../attachment-room.ts';
import { blocklistLookup } from '../../blocklist-lookup.ts';
import type { CauseTexts } from '../../cause-text.ts';
import { formatsOf } from '../../format.ts';
import { steps } from '../../next-step.ts';
import { providerStep } from '../../provider-advice.ts';
import { commandOn } from '../../reply-subject.ts';
import { at, host, linkStep, senderDomain } from './phrases.ts';

const { quote, size } = formatsOf('it');

const SHARE = 'Metti il file su un server o nel cloud e manda il link.';
const SEE_LIMIT = 'Vedi il limite, che il server dichiara come SIZE';
const INSPECT = `Salva il messaggio in un file e fallo esaminare: ${commandOn('inspect', 'MESSAGGIO.eml')}`;
const ASK_POSTMASTER =
  'Se il messaggio è senz’altro legittimo, scrivi al postmaster del dominio che riceve: mittente, destinatario, ora con il fuso e risposta completa.';

function limit({ facts }: Interpretation): string {
  return facts.limitBytes === undefined || facts.limitBytes <= 0
    ? ''
    : ` Il limite che indica è di ${size(facts.limitBytes)}: ai file ne restano circa ${size(attachmentRoom(facts.limitBytes))}, perché lungo il percorso gli allegati crescono di un terzo.`;
}

function listOf({ facts }: Interpretation): string {
  return facts.blocklist === undefined ? 'in una blocklist' : `nella blocklist ${quote(facts.blocklist)}`;
}

function heldBack({ temporary }: Interpretation): string {
  return temporary === true
    ? ' Il codice è temporaneo: il server che spedisce riprova da sé, e il giudizio può cambiare.'
    : '';
}

/** Refusals for the message itself, in Italian. */
export const messageCauses: CauseTexts<
  'message-too-big' | 'message-format' | 'content-spam' | 'content-blocked'
> = {
  'message-too-big': {
    title: 'Il messaggio è troppo grande',
    meaning: (seen) =>
      `Il messaggio è più grande di quanto questo server accetti, ed è stato rifiutato${at(seen)}.${limit(seen)} Conta il limite più basso lungo il percorso, non quello del tuo provider.`,
    fix: (seen) => [
      SHARE,
      'Oppure riducilo: immagini a risoluzione più bassa, più messaggi al posto di uno.',
      `${SEE_LIMIT}: ${commandOn('probe', host(seen))}`,
      'Se il server è tuo, alza il limite; Postfix: `message_size_limit`, in byte, con `mailbox_size_limit` non inferiore',
    ],
    avoid: 'Non rispedirlo così com’è: la dimensione viene controllata ogni volta.',
    see: 'https://www.rfc-editor.org/rfc/rfc1870',
  },
  'attachment-too-big': {
    title: 'Un allegato è troppo grande',
    meaning: (seen) =>
      `Un allegato è più grande di quanto ammetta chi riceve, e il messaggio è stato rifiutato${at(seen)}.${limit(seen)}`,
    fix: (seen) => [
      SHARE,
      'Oppure riduci il file, o mandalo a pezzi in più messaggi.',
      `${SEE_LIMIT}; quello per gli allegati può essere più basso: ${commandOn('probe', host(seen))}`,
    ],
    avoid: 'Non rispedirlo così com’è: la dimensione viene controllata ogni volta.',
    see: 'https://www.rfc-editor.org/rfc/rfc1870',
  },
  'message-format': {
    title: 'Il messaggio non è ben formato',
    meaning: (seen) =>
      `Il messaggio viola lo standard nei campi dell’intestazione, nelle parti MIME, nei fine riga o nei caratteri, e il server lo ha rifiutato${at(seen)}. I normali programmi di posta non lo fanno; lo fanno gli script, gli apparecchi vecchi e i filtri che riscrivono i messaggi.`,
    fix: (seen) =>
      steps(
        INSPECT,
        'In uno script, lascia comporre il messaggio a una libreria di posta anziché unire stringhe.',
        'Se il programma lo compone bene, cerca un antivirus, un’aggiunta automatica di firme o un gateway che lo modifichi in uscita.',
        linkStep(seen),
      ),
    avoid: 'Non rispedirlo immutato: la forma viene giudicata ogni volta allo stesso modo.',
    see: 'https://www.rfc-editor.org/rfc/rfc5322',
  },
  'header-invalid': {
    title: 'Un campo dell’intestazione manca, è doppio o è errato',
    meaning: (seen) =>
      `L’intestazione viola lo standard, e il messaggio è stato rifiutato${at(seen)}. Servono esattamente un From: e un Date:, al massimo un Message-ID:, un To: e un Subject:, indirizzi ben formati e caratteri non ASCII codificati.`,
    fix: (seen) =>
      steps(
        'Guarda il campo indicato nella risposta; se non ne indica, From:, Date:, Message-ID: e To:.',
        INSPECT,
        'In uno script, lascia che la libreria di posta scriva From:, Date: e Message-ID:, una volta ciascuno, e che una riga vuota chiuda l’intestazione.',
        'Se alla partenza il campo era giusto, cerca il gateway che ne aggiunge un secondo.',
        linkStep(seen),
      ),
    avoid: 'Non rispedirlo immutato: l’intestazione viene giudicata ogni volta allo stesso modo.',
    see: 'https://www.rfc-editor.org/rfc/rfc5322#section-3.6',
  },
  'line-format': {
    title: 'Le righe del messaggio violano le regole',
    meaning: (seen) =>
      `Una riga del messaggio finisce con un LF o un CR isolato, supera i 998 caratteri, oppure contiene un carattere nullo o a 8 bit non annunciato; per questo il messaggio è stato rifiutato${at(seen)}. Dopo lo "SMTP smuggling" i server sono severi sui fine riga.`,
    fix: (seen) =>
      steps(
        'Termina ogni riga con CR LF; uno script che scrive `\\n` sul socket deve scrivere `\\r\\n`.',
        'Codifica il testo in quoted-printable o base64, così le righe restano corte e in ASCII.',
        'Se è lungo un campo dell’intestazione, lascia che sia la libreria ad andare a capo.',
        'Se il messaggio passa da un altro server, aggiornalo: i più vecchi lasciano passare i LF isolati.',
        linkStep(seen),
      ),
    avoid: 'Non far disattivare il controllo a chi riceve: protegge dai messaggi falsificati.',
    see: 'https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1',
  },
  'content-spam': {
    title: 'Il messaggio è stato preso per spam',
    meaning: (seen) =>
      seen.statement.stage === 'mail' || seen.statement.stage === 'rcpt'
        ? `Il filtro lo ha giudicato spam${at(seen)}. Il testo non l’aveva ancora letto, perciò il motivo è chi spedisce, o a chi.${heldBack(seen)}`
        : `Il filtro di chi riceve ha preso il messaggio per spam${at(seen)}. Pesa parole, link e forma insieme alla reputazione del mittente e all’esito di SPF, DKIM e DMARC.${heldBack(seen)}`,
    fix: (seen) =>
      steps(
        linkStep(seen),
        `Controlla che SPF, DKIM e DMARC siano in ordine: ${commandOn('domain', senderDomain(seen))}`,
        'Manda un testo semplice senza link, allegati né firma: se passa, rimetti le parti una alla volta.',
        providerStep(seen, 'it', 'spam'),
        'Se era un invio in massa, scrivi solo a chi lo ha chiesto, con un campo List-Unsubscribe, e lentamente.',
        'Guarda se qualcuno spedisce spam dal tuo account o da un modulo del tuo sito: cambia la password e leggi il log della posta inviata.',
        ASK_POSTMASTER,
      ),
    avoid:
      'Non rispedirlo con piccole modifiche o da altri indirizzi: così fanno gli spammer, e la tua reputazione ne risente.',
  },
  'link-blocklisted': {
    title: 'Un link nel messaggio è in una blocklist',
    meaning: (seen) =>
      `Un dominio citato nel messaggio, in un link, in un’immagine o nella firma, si trova ${listOf(seen)}, e il messaggio è stato rifiutato${at(seen)}. Il motivo non è chi lo spedisce.`,
    fix: (seen) => {
      const page = blocklistLookup(seen.facts.blocklist);
      return steps(
        linkStep(seen),
        'Rivedi tutti i link, la firma e l’eventuale messaggio citato, e togli il dominio elencato; spesso lo sono quelli degli accorciatori di link.',
        page === undefined
          ? 'Se il dominio è tuo, cercalo su https://check.spamhaus.org/ e https://lookup.uribl.com/, poi chiedine la rimozione.'
          : `Se il dominio è tuo, cercalo e chiedine la rimozione: ${page}`,
        'Prima guarda se il sito è stato violato o rimanda altrove: altrimenti verrà elencato di nuovo.',
        ASK_POSTMASTER,
      );
    },
    avoid: 'Non nascondere il link dietro un accorciatore o un reindirizzamento: i filtri li seguono.',
  },
  'content-blocked': {
    title: 'Il contenuto non è ammesso',
    meaning: (seen) =>
      `Una regola di chi riceve vieta qualcosa che c’è in questo messaggio: un tipo di file, una parola, un tipo di dati. Il server lo ha rifiutato${at(seen)}; il motivo non è il mittente.${heldBack(seen)}`,
    fix: (seen) =>
      steps(
        linkStep(seen),
        'Manda il solo testo; se passa, il motivo era un allegato.',
        SHARE,
        providerStep(seen, 'it', 'attachment'),
        ASK_POSTMASTER,
      ),
    avoid: 'Non rispedirlo immutato: la stessa regola vale ogni volta.',
  },
  'virus-found': {
    title: 'Nel messaggio è stato trovato un virus',
    meaning: (seen) =>
      `L’antivirus di chi riceve ha trovato malware nel messaggio e lo ha rifiutato${at(seen)}. I falsi allarmi esistono, soprattutto con macro, programmi di installazione e archivi cifrati.`,
    fix: (seen) =>
      steps(
        'Controlla con un antivirus aggiornato il computer da cui è partito e l’allegato.',
        'Se questo messaggio non l’hai scritto tu, cambia la password della casella e cerca i programmi che spediscono a tuo nome.',
        'Se il file è pulito, rifallo senza macro, oppure mettilo su un server e manda il link.',
        'Per un falso allarme, scrivi al postmaster del dominio che riceve: il nome del virus, l’ora e la risposta completa.',
        linkStep(seen),
      ),
    avoid: 'Non comprimere il file con una password per farlo passare prima di sapere se è pulito.',
  },
  'attachment-blocked': {
    title: 'Questo tipo di allegato non è ammesso',
    meaning: (seen) =>
      `Chi riceve non accetta allegati di questo tipo, e il messaggio è stato rifiutato${at(seen)}. Di solito sono programmi e script (exe, js, bat), documenti con macro, immagini disco, e archivi che ne contengono o che hanno una password.`,
    fix: (seen) =>
      steps(
        SHARE,
        'Se è un documento, salvalo in PDF o senza macro.',
        providerStep(seen, 'it', 'attachment'),
        'Se deve per forza andare per posta, chiedi all’amministratore del destinatario di ammettere questo tipo di file dal tuo indirizzo.',
        linkStep(seen),
      ),
    avoid: 'Non rinominare il file: i filtri guardano che cos’è, e un file rinominato li insospettisce.',
  },
};
