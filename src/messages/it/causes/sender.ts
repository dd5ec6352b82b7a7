import type { CauseTexts } from '../../cause-text.ts';
import { steps } from '../../next-step.ts';
import { providerStep } from '../../provider-advice.ts';
import { commandOn, hasPolicy } from '../../reply-subject.ts';
import {
  ASK_POSTMASTER,
  at,
  ip,
  judgedDomain,
  linkStep,
  SENDER_DOMAIN_OWNER,
  senderDomain,
} from './phrases.ts';
import { reputationCauses } from './reputation.ts';

const SPF_ALL =
  'Non mettere `+all` nel record SPF: lascia spedire chiunque a tuo nome, e i filtri ti penalizzano.';

/** Refusals for who sends, in Italian. */
export const senderCauses: CauseTexts<
  'sender-rejected' | 'sender-domain' | 'sender-auth' | 'reputation' | 'rdns-helo'
> = {
  'sender-rejected': {
    title: 'L’indirizzo del mittente è rifiutato',
    meaning: (seen) =>
      `Il server rifiuta questo mittente${at(seen)}. L’indirizzo può non appartenere all’account che spedisce, essere bloccato da chi riceve o non avere il permesso di scrivere a questo destinatario.`,
    fix: (seen) =>
      steps(
        linkStep(seen),
        providerStep(seen, 'it', 'sender'),
        'Spedisci con l’indirizzo dell’account con cui ti autentichi, sia in MAIL FROM sia in From:.',
        'Se è già così, chiedi al destinatario, per un’altra via, di far ammettere il tuo indirizzo.',
        `Guarda che cosa si sa del tuo dominio: ${commandOn('domain', senderDomain(seen))}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc6409#section-6.1',
  },
  'sender-not-owned': {
    title: 'Questo account non può spedire con quell’indirizzo',
    meaning: (seen) =>
      `L’autenticazione va bene, ma l’indirizzo del mittente non appartiene all’account, e il server lo rifiuta${at(seen)}. Lo controlla perché una sola password rubata non basti a scrivere a nome di tutti.`,
    fix: (seen) =>
      steps(
        providerStep(seen, 'it', 'sender'),
        'Spedisci con l’indirizzo dell’account con cui ti autentichi, sia in MAIL FROM sia in From:.',
        'Per un alias o una casella condivisa, fai assegnare all’account il diritto di spedire con quell’indirizzo.',
        'In un programma o in un modulo web, metti l’altro indirizzo in Reply-To: e spedisci con il tuo.',
        linkStep(seen),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc6409#section-6.1',
  },
  'sender-unverified': {
    title: 'Il mittente non è verificato presso il servizio d’invio',
    meaning: () =>
      'Il servizio accetta posta solo da indirizzi e domini confermati dal titolare. Questo non lo è, oppure è stato confermato in un altro account o in un’altra regione.',
    fix: (seen) =>
      steps(
        linkStep(seen),
        'Nella console del servizio aggiungi l’indirizzo del mittente o il suo dominio, e porta a termine la verifica.',
        'Controlla che From: sia scritto proprio come è stato confermato: un sottodominio spesso conta come un altro dominio.',
        `Controlla che i record chiesti dal servizio siano pubblicati: ${commandOn('domain', senderDomain(seen))}`,
      ),
  },
  'account-restricted': {
    title: 'Questo account non può più spedire: ne è partito spam',
    meaning: () =>
      'Il provider ha bloccato l’invio da questo account, perché troppa della posta che ne partiva era spam. Di solito un estraneo ne conosce la password.',
    fix: (seen) =>
      steps(
        'Prima metti in sicurezza l’account: password nuova, secondo fattore, via gli accessi estranei e le regole di inoltro.',
        seen.statement.provider === 'microsoft' &&
          'Poi l’amministratore di Microsoft 365 lo sblocca in Entità con restrizioni: https://security.microsoft.com/restrictedentities',
        'Poi chiedi al provider di riabilitare l’invio, e di’ che cosa hai fatto.',
        linkStep(seen),
      ),
    avoid: 'Non spedire intanto da un altro account: verrebbe bloccato per lo stesso motivo.',
  },
  'sender-blocked': {
    title: 'Questo mittente è bloccato da chi riceve',
    meaning: (seen) =>
      `Chi riceve ha una regola propria contro questo indirizzo o il suo dominio, e lo respinge${at(seen)}. Il messaggio non c’entra: cambiarlo non serve.`,
    fix: (seen) =>
      steps(
        linkStep(seen),
        'Chiedi al destinatario, per telefono o da un altro indirizzo, di toglierti dall’elenco dei bloccati.',
        ASK_POSTMASTER,
        'Se da quell’indirizzo è partita posta non richiesta, prima di tutto fermala.',
      ),
    avoid: 'Non continuare a scrivere da indirizzi sempre nuovi: finisce bloccato l’intero dominio.',
  },
  'sender-malformed': {
    title: 'L’indirizzo del mittente è malformato',
    meaning: () =>
      'Quello che è arrivato in MAIL FROM non è un indirizzo di posta: un nome senza dominio, una parentesi angolare mancante, uno spazio o lettere fuori da ASCII.',
    fix: () => [
      'Correggi il mittente nel programma che spedisce. In rete si scrive `MAIL FROM:<utente@example.org>`, senza nome visualizzato e senza spazio dopo i due punti.',
      'Lascialo vuoto, `MAIL FROM:<>`, solo per i bounce e le risposte automatiche.',
      'Usa lettere fuori da ASCII solo dove il server offre SMTPUTF8.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2',
  },
  'members-only': {
    title: 'A questo indirizzo possono scrivere solo i membri',
    meaning: () =>
      'Il destinatario è una lista, un gruppo o una casella che accetta posta solo dai propri membri o dall’interno dell’organizzazione. Il tuo indirizzo non è tra questi.',
    fix: (seen) =>
      steps(
        'Scrivi dall’indirizzo con cui sei iscritto.',
        'Chiedi a chi gestisce la lista di aggiungere il tuo indirizzo; spesso risponde al nome della lista seguito da `-owner`.',
        'Per il gruppo di un’azienda, chiedi a qualcuno che ci lavora di far ammettere i mittenti esterni.',
        linkStep(seen),
      ),
  },
  'sender-unroutable': {
    title: 'L’indirizzo del mittente non può ricevere posta',
    meaning: (seen) =>
      `Il server ha controllato${at(seen)} se una risposta o un rimbalzo può raggiungere l’indirizzo del mittente, e non può: il dominio, il suo server di posta o la casella non accettano posta.`,
    fix: (seen) => [
      'Controlla che l’indirizzo del mittente sia scritto bene, e scrivigli da un’altra parte: il rimbalzo dice che cosa non va.',
      `Guarda se il suo dominio riceve posta: ${commandOn('domain', senderDomain(seen))}`,
      'Se a spedire è un programma, dagli un indirizzo del mittente che esista e che qualcuno legga.',
      'Se il suo server respinge di proposito questi controlli, dillo al postmaster di chi riceve: pesano su chi non c’entra.',
    ],
    see: 'https://www.exim.org/exim-html-current/doc/html/spec_html/ch-access_control_lists.html',
  },
  'sender-domain': {
    title: 'Il dominio del mittente non si trova o non riceve',
    who: () => SENDER_DOMAIN_OWNER,
    meaning: ({ temporary }) =>
      temporary === true
        ? 'Il server non ha trovato nel DNS il dominio del mittente, oppure i suoi server DNS non hanno risposto. Prenderà il messaggio quando ci riuscirà.'
        : 'Il dominio del mittente non esiste nel DNS, o non ha un host che riceva posta. Un server che non potrebbe restituire un bounce non accetta il messaggio.',
    fix: (seen) => [
      'Correggi il mittente: indirizzi come root@localhost o utente@server.local vengono da un programma rimasto con le impostazioni iniziali.',
      `Guarda che cosa dice il DNS del dominio: ${commandOn('domain', senderDomain(seen))}`,
      'Pubblica un record MX per il dominio, o almeno un record con l’indirizzo; un MX nullo (`0 .`) impedisce anche di spedire.',
      'Se il dominio è nuovo o è stato trasferito, controlla che la registrazione sia pagata e che tutti i suoi server DNS rispondano allo stesso modo.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'sender-auth': {
    title: 'Né SPF né DKIM confermano il mittente',
    who: () => SENDER_DOMAIN_OWNER,
    meaning: (seen) =>
      `Il server ha controllato SPF e DKIM, e ha rifiutato la posta${at(seen)}. Il server che spedisce manca nel record SPF del dominio, e il messaggio non porta una firma DKIM valida del dominio.`,
    fix: (seen) =>
      steps(
        `Guarda che cosa pubblica il dominio: ${commandOn('domain', judgedDomain(seen))}`,
        'SPF: aggiungi al record chi spedisce, con `include:` e il nome indicato dal servizio, oppure `ip4:` e l’indirizzo del tuo server.',
        'DKIM: attiva la firma là da dove parte la posta, e pubblica nel DNS del dominio la chiave che ti viene data.',
        `Guarda quale controllo fallisce in una copia arrivata altrove: ${commandOn('inspect', 'messaggio.eml')}`,
        linkStep(seen),
      ),
    avoid: SPF_ALL,
    see: 'https://www.rfc-editor.org/rfc/rfc7372',
  },
  'spf-failed': {
    title: 'SPF non ammette che questo server spedisca per il dominio',
    who: () => SENDER_DOMAIN_OWNER,
    meaning: (seen) =>
      seen.temporary === true
        ? 'Per ora non è stato possibile valutare il record SPF del dominio del mittente, o l’esito non è positivo: un server DNS non risponde, oppure una ricerca fallisce.'
        : `L’indirizzo da cui si spedisce${ip(seen)} non è tra quelli ammessi dal record SPF del dominio del mittente, oppure il record contiene un errore. Conta il dominio di MAIL FROM, non quello di From:.`,
    fix: (seen) =>
      steps(
        `Guarda il record, i suoi errori e le sue ricerche: ${commandOn('domain', judgedDomain(seen))}`,
        'Aggiungi al record chi spedisce: `include:` con il nome indicato dal servizio, oppure `ip4:` con l’indirizzo del tuo server. Il record deve essere uno solo, con al massimo 10 ricerche.',
        'Oppure spedisci dai server che il record già nomina.',
        'Se il messaggio è stato inoltrato, chi inoltra deve riscrivere il mittente (SRS); con una firma DKIM valida la maggior parte dei server lo accetta lo stesso.',
        linkStep(seen),
      ),
    avoid: SPF_ALL,
    see: 'https://www.rfc-editor.org/rfc/rfc7208',
  },
  'dkim-failed': {
    title: 'Il messaggio non ha una firma DKIM valida',
    who: () => SENDER_DOMAIN_OWNER,
    meaning: ({ temporary }) =>
      `La firma manca, la sua chiave non è nel DNS, o qualcosa lungo il percorso ha modificato il messaggio dopo la firma.${temporary === true ? ' Può anche darsi che per ora la chiave non si riesca a leggere.' : ''}`,
    fix: (seen) =>
      steps(
        'Attiva la firma DKIM là da dove parte la posta, e pubblica la chiave che ti viene data sotto `SELETTORE._domainkey` del tuo dominio.',
        `Controlla i record del dominio: ${commandOn('domain', judgedDomain(seen))}`,
        `Esamina un messaggio spedito: ${commandOn('inspect', 'messaggio.eml')}`,
        'Se la firma si rompe, falla apporre per ultima: clausole legali, note dell’antivirus e liste modificano il testo dopo.',
        linkStep(seen),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc6376',
  },
  'dmarc-failed': {
    title: 'La policy DMARC del dominio stesso rifiuta il messaggio',
    who: () => SENDER_DOMAIN_OWNER,
    meaning: (seen) =>
      `Né SPF né DKIM hanno dato esito positivo per il dominio di From:${hasPolicy(seen) ? '' : ', oppure quel dominio non ha una policy dove è richiesta'}. Non basta l’esito positivo per un altro dominio, per esempio quello del servizio d’invio.`,
    fix: (seen) =>
      steps(
        'Fai in modo che il servizio che spedisce firmi con DKIM a nome del tuo dominio, o usa un MAIL FROM dentro il tuo dominio: uno dei due deve corrispondere a From:.',
        `Guarda la policy e a che cosa si applica: ${commandOn('domain', judgedDomain(seen))}`,
        'Se From: è presso un provider gratuito (gmail.com, yahoo.com), spedisci da quel provider o usa un dominio tuo.',
        'In una lista o in un inoltro, metti in From: l’indirizzo della lista, oppure sigilla con ARC.',
        linkStep(seen),
      ),
    avoid: 'Non usare `p=none` come rimedio: passa la tua posta, ma anche quella falsificata.',
    see: 'https://www.rfc-editor.org/rfc/rfc7489',
  },
  ...reputationCauses,
};
