import type { Interpretation } from '../../../replies/interpretation.ts';
import type { CauseTexts } from '../../cause-text.ts';
import { isOwnLogin, loginCommand, loginHost } from '../../login-command.ts';
import { steps } from '../../next-step.ts';
import { isMicrosoft365, isOauthOnly, providerStep } from '../../provider-advice.ts';
import { isDelivery, refusedDomainOf } from '../../recipient-subject.ts';
import { commandOn } from '../../reply-subject.ts';
import { at, host, linkStep, REPLIER, waitOr } from './phrases.ts';

const USER_NAME = 'Come nome utente usa l’indirizzo intero, non solo la parte prima della @.';
const ADD_DOMAIN =
  'chi lo gestisce deve aggiungerlo; Postfix: `mydestination`, `relay_domains` o `virtual_mailbox_domains`';
const RIGHT_SERVER =
  'Controlla che il server sia quello giusto per questo indirizzo: `smtp-doctor settings INDIRIZZO`';

function oauthSteps(seen: Interpretation): string[] {
  return steps(
    providerStep(seen, 'it', 'oauth', 'app-password') ??
      'Aggiungi di nuovo l’account al programma di posta e scegli come autenticazione OAuth, o la finestra di accesso del provider.',
    'Se il programma è troppo vecchio per OAuth, aggiornalo o sostituiscilo.',
    providerStep(seen, 'it', 'smtp-switch') === undefined &&
      'Per un apparecchio o uno script che non lo supporta, spedisci tramite un relay che accetti ancora una password, come quello di un servizio di invio.',
    `Prova un token: ${loginCommand(seen, 'INDIRIZZO', ' --token-stdin')}`,
    linkStep(seen),
  );
}

/** Refusals of a login, of its absence and of encryption, in Italian. */
export const loginCauses: CauseTexts<
  'auth-failed' | 'auth-method' | 'auth-required' | 'tls' | 'relay-denied'
> = {
  'auth-failed': {
    title: 'Nome utente o password rifiutati',
    meaning: (seen) => {
      if (isOauthOnly(seen))
        return 'Il server non ha accettato questo nome utente con questa password. Questo provider è passato a OAuth, e via SMTP non accetta quasi più password, giuste o sbagliate che siano.';
      return seen.temporary === true
        ? 'Il server non ha accettato l’accesso, con un codice che significa "per ora". La password può essere sbagliata, oppure il server non ha raggiunto il servizio che verifica le password.'
        : 'Il server non ha accettato questo nome utente con questa password. La password è sbagliata o è stata cambiata, il nome utente è scritto in una forma diversa da quella attesa, oppure l’account non può accedere via SMTP. Quale delle tre, il server non lo dice, per non aiutare chi tira a indovinare.';
    },
    fix: (seen) => {
      if (isOauthOnly(seen)) return oauthSteps(seen);
      return steps(
        providerStep(seen, 'it', 'password', 'app-password', 'oauth'),
        providerStep(seen, 'it', 'app-password') === undefined
          ? 'Accedi alla webmail del provider con lo stesso nome utente e la stessa password; se non funziona neppure lì, reimposta la password.'
          : 'Accedi alla webmail del provider con la password dell’account (non quella per le app); se non funziona neppure lì, reimpostala.',
        USER_NAME,
        !isOwnLogin(seen) &&
          `Prova l’accesso fuori dal programma di posta, una volta sola: ${loginCommand(seen, 'INDIRIZZO')}`,
        RIGHT_SERVER,
        linkStep(seen),
      );
    },
    avoid:
      'Non lasciare che un programma riprovi con la stessa password: l’account, o il tuo indirizzo IP, finirebbe bloccato.',
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-6',
  },
  'account-locked': {
    title: 'L’accesso all’account è bloccato',
    meaning: () =>
      'Il server conosce l’account ma ora non vi fa accedere nessuno, nemmeno con la password giusta. Di solito è per troppi accessi falliti, per posta che sembrava spam, per un pagamento mancato o per decisione dell’amministratore.',
    fix: (seen) =>
      steps(
        linkStep(seen),
        providerStep(seen, 'it', 'locked', 'web-login'),
        'Accedi alla webmail del provider: quasi sempre mostra il motivo e come sbloccare l’account.',
        seen.facts.waitSeconds !== undefined &&
          `Altrimenti aspetta ${waitOr(seen, '')}, senza riprovare nel frattempo.`,
        'Trova il telefono, la stampante o lo script che invia ancora una vecchia password e correggilo per primo: farebbe bloccare di nuovo l’account.',
        'Se anche la webmail è chiusa, scrivi all’assistenza del provider: l’indirizzo, l’ora dell’errore e la risposta completa.',
        `Dopo lo sblocco: ${loginCommand(seen, 'INDIRIZZO')}`,
      ),
    avoid: 'Non continuare a provare: ogni tentativo può prolungare il blocco.',
  },
  'token-rejected': {
    title: 'Il token OAuth è rifiutato',
    meaning: () =>
      'L’accesso è avvenuto con un token OAuth (XOAUTH2 o OAUTHBEARER) che il server non accetta. È scaduto, come quasi tutti dopo un’ora, è stato revocato, non ha il permesso di spedire posta, oppure è stato emesso per un altro utente.',
    fix: (seen) =>
      steps(
        'Ottieni un nuovo access token con il refresh token; se viene rifiutato anche questo, l’utente deve accedere e dare di nuovo il consenso.',
        providerStep(seen, 'it', 'oauth') ??
          'Controlla che il token sia stato richiesto con il permesso (scope) del provider per l’SMTP.',
        'Controlla che l’utente indicato nella stringa di accesso sia la casella per cui il token è stato emesso.',
        `Prova solo il nuovo token: ${loginCommand(seen, 'INDIRIZZO', ' --token-stdin')}`,
        linkStep(seen),
      ),
    avoid: 'Non inviare di nuovo lo stesso token: se è scaduto, resta scaduto.',
    see: 'https://www.rfc-editor.org/rfc/rfc7628',
  },
  'auth-method': {
    title: 'Questo modo di accedere non è accettato',
    meaning: () =>
      'Il server rifiuta il tipo di accesso prima ancora di guardare la password: il provider vuole una password per le app o OAuth, l’accesso SMTP è disattivato per l’account, oppure il meccanismo non è tra quelli offerti.',
    fix: (seen) =>
      steps(
        providerStep(seen, 'it', 'app-password', 'oauth', 'smtp-switch'),
        linkStep(seen),
        'Se il programma di posta lo permette, accedi dalla finestra del provider stesso (OAuth).',
        'Altrimenti crea una password per le app nelle impostazioni di sicurezza dell’account e usa quella.',
        `Vedi quali meccanismi sono offerti, e provane uno: ${loginCommand(seen, 'INDIRIZZO')}`,
      ),
    avoid: 'Non cambiare la password per questo: è rifiutato il tipo di accesso, non la password.',
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-4',
  },
  'app-password-required': {
    title: 'Serve una password per le app',
    meaning: () =>
      'L’account è protetto da un secondo fattore, che via SMTP non si può chiedere. Per questo il provider qui rifiuta la password dell’account, anche se giusta, e ne accetta una creata per un solo programma.',
    fix: (seen) =>
      steps(
        providerStep(seen, 'it', 'app-password') ??
          'Crea sul web una password per le app, nelle impostazioni di sicurezza dell’account, e usala al posto di quella dell’account.',
        'Se la pagina non la propone, attiva prima la verifica in due passaggi; in un account aziendale o scolastico può doverla consentire l’amministratore.',
        `Provala: ${loginCommand(seen, 'INDIRIZZO')}`,
        linkStep(seen),
      ),
    avoid:
      'Non disattivare il secondo fattore per aggirare il problema: quasi tutti i provider a quel punto non accettano più alcuna password.',
  },
  'oauth-required': {
    title: 'È accettato solo l’accesso con OAuth',
    meaning: () =>
      'Via SMTP il provider non accetta più password (autenticazione di base), quindi rifiuta anche quella giusta. Il programma deve inviare un token, che l’utente ottiene accedendo dalla pagina del provider.',
    fix: oauthSteps,
    avoid: 'Non reimpostare la password: qui non ne viene accettata nessuna.',
    see: 'https://www.rfc-editor.org/rfc/rfc7628',
  },
  'smtp-auth-disabled': {
    title: 'L’accesso SMTP è disattivato per questo account',
    who: ({ statement }) =>
      isMicrosoft365(statement) ? 'l’amministratore del tuo Microsoft 365' : 'tu, o chi amministra l’account',
    meaning: () =>
      'Il server saprebbe accettare l’accesso via SMTP, ma è stato disattivato per questa casella o per tutta l’organizzazione. Nome utente e password non sono stati nemmeno controllati.',
    fix: (seen) =>
      steps(
        providerStep(seen, 'it', 'smtp-switch') ??
          'Attiva l’SMTP, o l’accesso dei programmi di posta, nelle impostazioni dell’account sul web.',
        'Se non amministri tu l’account, segnala all’amministratore che SMTP AUTH è disattivato per il tuo indirizzo, e allega la risposta completa.',
        `Dopo l’attivazione, che può richiedere un’ora per avere effetto: ${loginCommand(seen, 'INDIRIZZO')}`,
        linkStep(seen),
      ),
    avoid: 'Non cambiare la password: non è quella che è stata rifiutata.',
  },
  'web-login-required': {
    title: 'Il provider vuole prima un accesso dal browser',
    meaning: () =>
      'Al provider l’accesso è sembrato insolito: un luogo o un dispositivo nuovo, o un account fermo da tempo. Vuole che il titolare acceda dal web e confermi, prima di lasciar proseguire i programmi di posta.',
    fix: (seen) =>
      steps(
        linkStep(seen),
        providerStep(seen, 'it', 'web-login') ??
          'Accedi alla webmail del provider, se possibile dalla rete che spedisce, e conferma ciò che chiede.',
        `Poi riprova entro qualche minuto: ${loginCommand(seen, 'INDIRIZZO')}`,
        providerStep(seen, 'it', 'app-password', 'oauth') ??
          'Se con un server o uno script si ripete, usa una password per le app o OAuth, che non richiedono questa conferma.',
      ),
    avoid: 'Non insistere prima della conferma: ogni tentativo rafforza il sospetto.',
  },
  'mechanism-unsupported': {
    title: 'Il server non conosce questo meccanismo di accesso',
    meaning: () =>
      'Il programma ha chiesto un meccanismo che il server non supporta, o non senza TLS. Quelli ammessi sono nella riga AUTH della risposta a EHLO, e spesso con TLS diventano di più.',
    fix: (seen) =>
      steps(
        'Nel programma imposta l’autenticazione su "password normale" con STARTTLS o SSL/TLS, non su "password cifrata", NTLM o Kerberos.',
        `Vedi che cosa offre il server prima e dopo TLS: ${commandOn('probe', loginHost(seen))}`,
        `Prova l’accesso con un meccanismo offerto: ${loginCommand(seen, 'INDIRIZZO')}`,
        providerStep(seen, 'it', 'oauth', 'app-password'),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-4',
  },
  'auth-required': {
    title: 'Il server vuole prima l’autenticazione',
    meaning: (seen) =>
      `Il server accetta posta solo da utenti autenticati; nessuno lo era, e ha rifiutato${at(seen)}. O il programma non è impostato per autenticarsi quando spedisce, o non ha trovato AUTH tra ciò che il server offre, dove spesso compare solo dopo TLS.`,
    fix: (seen) =>
      steps(
        providerStep(seen, 'it', 'oauth', 'app-password') === undefined
          ? 'Nelle impostazioni della posta in uscita attiva l’autenticazione, con il nome utente e la password che usi per leggere.'
          : 'Nelle impostazioni della posta in uscita attiva l’autenticazione.',
        providerStep(seen, 'it', 'app-password', 'oauth'),
        'Scegli STARTTLS sulla porta 587 o SSL/TLS sulla 465: senza TLS molti server nascondono l’autenticazione.',
        `Prova solo l’accesso: ${loginCommand(seen, 'INDIRIZZO', isOauthOnly(seen) ? ' --token-stdin' : '')}`,
        `Se la risposta è arrivata a un server di posta durante una consegna, e non a un utente, l’MX del destinatario indica un host per gli utenti; avvisa il postmaster di quel dominio: ${commandOn('domain', refusedDomainOf(seen) ?? 'DOMINIO')}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc6409#section-4.3',
  },
  tls: {
    title: 'La cifratura manca o non riesce',
    meaning: (seen) =>
      `TLS non si è attivato, oppure una parte lo esige e l’altra non l’ha usato; il server lo ha segnalato${at(seen)}. La risposta non dice altro.`,
    fix: (seen) => [
      `Vedi passo per passo che cosa succede: ${commandOn('starttls', host(seen))}`,
      'Imposta STARTTLS per la porta 587 o 25, SSL/TLS per la 465, e non il contrario.',
      'Se non riesce neppure così, manda il risultato a chi gestisce il server.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc3207',
  },
  'tls-required': {
    title: 'Il server esige TLS',
    meaning: (seen) =>
      `Il server prosegue solo su una connessione cifrata; TLS non era attivo, e ha rifiutato${at(seen)}. In chiaro, password e messaggi si potrebbero leggere lungo il percorso.`,
    fix: (seen) =>
      steps(
        'Imposta il programma su STARTTLS con la porta 587, o su SSL/TLS con la 465.',
        'Su un server che spedisce, consenti TLS in uscita; Postfix: `smtp_tls_security_level = may`',
        `Controlla che STARTTLS ti venga offerto: ${commandOn('starttls', host(seen))}`,
        'Se il controllo non lo vede, lo toglie un firewall o un antivirus lungo il percorso; disattivane l’ispezione della posta.',
      ),
    avoid: 'Non cercare una porta senza cifratura.',
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-4',
  },
  'tls-unnoticed': {
    title: 'Il server chiede TLS, che è già attivo',
    who: () => REPLIER,
    meaning: (seen) =>
      `La connessione era cifrata, eppure il server ha rifiutato${at(seen)} come se non lo fosse. Di solito la cifratura termina su qualcosa che sta davanti al server, come un bilanciatore o un proxy, che non glielo comunica.`,
    fix: (seen) =>
      steps(
        'Sul server: lascia che sia lui a terminare TLS, oppure fagli riconoscere ciò che gli sta davanti (Postfix: `smtpd_upstream_proxy_protocol`, Dovecot: `haproxy_trusted_networks`).',
        'Se il server non è tuo, manda a chi lo gestisce questa risposta, precisando che è arrivata sotto TLS.',
        `L’altro modo di cifrare può seguire un’altra strada: ${commandOn('probe', `${host(seen)}:465`)}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-4',
  },
  'tls-unavailable': {
    title: 'Il server per ora non riesce a usare TLS',
    who: () => REPLIER,
    meaning: ({ temporary }) =>
      `Il server vorrebbe usare TLS, ma non è riuscito a cominciare: quasi sempre non riesce a leggere il certificato o la chiave, oppure ha esaurito qualche risorsa.${temporary === true ? ' Lo definisce temporaneo, ma finché qualcuno non interviene non lo è.' : ''}`,
    fix: (seen) => [
      'Sul server, leggi il log della posta a quell’ora: certificato e chiave devono esistere, corrispondersi ed essere leggibili dal servizio di posta.',
      'Se il server non è tuo, avvisa chi lo gestisce: STARTTLS è offerto e non riesce, con l’ora e la risposta.',
      `Intanto può funzionare TLS dal primo byte: ${commandOn('probe', `${host(seen)}:465`)}`,
    ],
    avoid: 'Non inviare la password senza TLS come ripiego.',
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-4',
  },
  'tls-mode-wrong': {
    title: 'Il tipo di TLS non è quello di questa porta',
    meaning: () =>
      'Una parte ha cominciato con TLS, l’altra ha parlato in chiaro ("wrong version number"). La porta 465 cifra dal primo byte; la 587 e la 25 cominciano in chiaro e passano a TLS con STARTTLS.',
    fix: (seen) => [
      'Imposta SSL/TLS per la porta 465, oppure STARTTLS per la 587 o la 25; in nodemailer e in molte librerie `secure: true` vale solo per la 465.',
      `Vedi quale dei due parla la porta: ${commandOn('probe', host(seen))}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8314#section-3',
  },
  'tls-version-refused': {
    title: 'Nessuna versione di TLS in comune',
    meaning: () =>
      'Entrambe le parti volevano TLS, ma non hanno trovato una versione o un cifrario ammessi da tutte e due. Di solito una è vecchia e conosce solo TLS 1.0 o 1.1, che i server di oggi rifiutano.',
    fix: (seen) => [
      'Aggiorna il programma o l’apparecchio che spedisce, oppure abilita lì TLS 1.2 e 1.3.',
      `Vedi quali versioni e cifrari accetta il server: ${commandOn('starttls', host(seen))}`,
      'Se quello vecchio è il server, chi lo gestisce deve abilitare TLS 1.2; fino ad allora la posta gli arriva tramite un relay che sa ancora parlargli.',
    ],
    avoid: 'Non riattivare TLS 1.0 per tutti a causa di un solo apparecchio vecchio.',
    see: 'https://www.rfc-editor.org/rfc/rfc8996',
  },
  'certificate-refused': {
    title: 'Il certificato del server non è attendibile',
    meaning: () =>
      'TLS si è fermato al certificato: è scaduto, è per un altro nome, è autofirmato, oppure manca il certificato intermedio. Anche un antivirus che legge la posta mette il proprio al posto di quello del server.',
    fix: (seen) => [
      `Vedi quale di questi è il motivo: ${commandOn('starttls', host(seen))}`,
      'Usa il nome del server indicato nel certificato, non un alias né un indirizzo IP.',
      'Se l’emittente è un antivirus o un firewall, disattivane l’ispezione della posta.',
      'Sul server, installa un certificato valido con la catena completa; se non è tuo, avvisa chi lo gestisce.',
    ],
    avoid: 'Non disattivare il controllo: chiunque stia lungo il percorso potrebbe leggere la password.',
    see: 'https://www.rfc-editor.org/rfc/rfc7817',
  },
  'relay-denied': {
    title: 'Il server non inoltra la tua posta',
    who: (seen) => (isDelivery(seen) ? REPLIER : undefined),
    meaning: (seen) =>
      `Qualcuno che il server non conosce gli ha chiesto di inoltrare posta a un dominio non suo, e il server ha rifiutato${at(seen)}. Per spedire da lì bisogna autenticarsi; per ricevere, il server deve avere nella configurazione il dominio del destinatario.${seen.temporary === true ? ' Il codice è temporaneo, perciò un server di posta riprova per giorni, inutilmente finché non si rimedia.' : ''}`,
    fix: (seen) => {
      const look = commandOn('domain', refusedDomainOf(seen) ?? 'DOMINIO');
      return isDelivery(seen)
        ? [
            `Guarda se questo host è tra gli MX del dominio del destinatario: ${look}`,
            `Se lo è, non riconosce il dominio come suo: ${ADD_DOMAIN}`,
            'Se non lo è, ma è il relay tramite cui spedisce il tuo server, autenticati lì; Postfix: `smtp_sasl_auth_enable = yes`',
          ]
        : [
            'Se spedisci come utente, attiva l’autenticazione per la posta in uscita, sulla porta 587 o 465.',
            `Provala: ${loginCommand(seen, 'INDIRIZZO')}`,
            RIGHT_SERVER,
            `Se era un server a consegnare all’MX del destinatario, guarda se l’MX è giusto: ${look}`,
            `Se l’MX è giusto, quell’host non riconosce il dominio come suo: ${ADD_DOMAIN}`,
            'Se chi spedisce è nella tua stessa rete, indicane gli indirizzi al server; Postfix: `mynetworks`',
          ];
    },
    avoid: 'Non aprire il server a tutti: un open relay finisce nelle blocklist in poche ore.',
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-3.6.2',
  },
};
