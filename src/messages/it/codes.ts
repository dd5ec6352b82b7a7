import type { CodeTexts } from '../code-texts.ts';

/** What the codes say, in Italian. */
export const codeTexts: CodeTexts = {
  codes: {
    '101': {
      title: 'Non è stato possibile aprire la connessione',
      meaning:
        'Non è la risposta di un server: il programma di posta non ne ha raggiunto nessuno, quindi è sbagliato il nome del server o la porta, oppure blocca un firewall.',
    },
    '111': {
      title: 'Connessione rifiutata, con il numero di Linux',
      meaning:
        'Non è la risposta di un server ma l’errore 111 del sistema: l’host ha risposto che su quella porta non c’è nessuno in ascolto.',
    },
    '211': {
      title: 'Stato del sistema o aiuto',
      meaning: 'Il server comunica il suo stato o rimanda al suo aiuto; non c’è alcun problema.',
    },
    '214': {
      title: 'Testo di aiuto',
      meaning: 'Il server risponde a HELP; non c’è alcun problema.',
    },
    '220': {
      title: 'Il server è pronto',
      meaning: 'Il server saluta e aspetta EHLO.',
    },
    '220 starttls': {
      title: 'Pronto per iniziare TLS',
      meaning: 'Il server accetta STARTTLS, e i prossimi byte sono l’handshake TLS.',
    },
    '221': {
      title: 'Il server si congeda',
      meaning: 'La sessione è finita e il server chiude la connessione, come deve fare dopo QUIT.',
    },
    '235': {
      title: 'Autenticazione accettata',
      meaning: 'Nome utente e password, o il token, sono giusti, e la sessione può proseguire.',
    },
    '250': {
      title: 'Fatto',
      meaning: 'Il comando è stato eseguito.',
    },
    '250 data': {
      title: 'Il messaggio è stato accettato',
      meaning:
        'Il server ha preso in carico il messaggio e ora risponde della consegna, che può ancora fallire con un avviso di mancato recapito.',
    },
    '251': {
      title: 'Accettato, sarà inoltrato',
      meaning: 'Il destinatario non è locale, e il server inoltra il messaggio dove si trova la casella.',
    },
    '252': {
      title: 'Indirizzo non verificato, ma la posta è accettata',
      meaning: 'Il server non dice se la casella esiste, ma accetterebbe un messaggio per essa.',
    },
    '253': {
      title: 'I messaggi in attesa stanno partendo',
      meaning: 'Il server ha cominciato a consegnare i messaggi in coda per il nodo indicato da ETRN.',
    },
    '334': {
      title: 'La parte del server nell’autenticazione',
      meaning:
        'Il server invia una sfida in base64 e aspetta la risposta del client; finora non ha rifiutato nulla.',
    },
    '354': {
      title: 'Invia il messaggio',
      meaning: 'Il server aspetta il messaggio, che termina con una riga formata da un solo punto.',
    },
    '420': {
      title: 'Problemi di connessione verso il destinatario',
      meaning:
        'Nessuno standard prevede questo codice; le pagine di aiuto lo usano per una consegna scaduta o rimasta senza connessione.',
    },
    '421': {
      title: 'Il server chiude la connessione, per ora',
      meaning:
        'Il server non può proseguire: si sta fermando, è sovraccarico, ha aspettato troppo o ti limita di proposito; il messaggio si può rispedire più tardi.',
    },
    '421 greeting': {
      title: 'Per ora il server non accetta la tua connessione',
      meaning:
        'Al posto del saluto arriva un rifiuto temporaneo: troppe connessioni, troppo carico o un indirizzo IP limitato di proposito.',
    },
    '421 auth': {
      title: 'Il server ha chiuso durante l’autenticazione',
      meaning:
        'Dopo troppi tentativi falliti, o perché il suo servizio di autenticazione ha problemi, il server termina la sessione; aspetta prima di riprovare.',
    },
    '421 data': {
      title: 'Il server ha chiuso durante il messaggio',
      meaning:
        'Il trasferimento è stato interrotto da un timeout, da un arresto o da un limite, e nulla è stato accettato: va rispedito tutto il messaggio.',
    },
    '422': {
      title: 'Prima va rinnovata la password',
      meaning:
        'Il registro lo assegna al passaggio a una nuova password; altrove si vede per una casella piena, quindi leggi il testo.',
    },
    '430': {
      title: 'Autenticazione fallita per ora',
      meaning:
        'Un codice raro, che alcuni server usano per un’autenticazione rifiutata adesso e forse accettata più tardi.',
    },
    '431': {
      title: 'Al server mancano disco o memoria',
      meaning: 'I vecchi server Exchange lo dicono quando non hanno le risorse per accettare il messaggio.',
    },
    '432': {
      title: 'Serve il passaggio a una nuova password',
      meaning:
        'L’account deve autenticarsi una volta con la password in chiaro sotto TLS, così il server può preparare il nuovo meccanismo.',
    },
    '432 data': {
      title: 'Troppo in una volta per questa casella',
      meaning:
        'Microsoft 365 risponde 432 quando un mittente apre troppe connessioni o un destinatario riceve troppi messaggi insieme.',
    },
    '434': {
      title: 'Autenticazione fallita per ora',
      meaning:
        'Un codice delle bozze sull’autenticazione SMTP, che nessuno standard ha mantenuto; l’accesso è stato rifiutato, e il testo dice perché.',
    },
    '435': {
      title: 'Ora l’autenticazione non si può verificare',
      meaning:
        'Exim lo dice quando il servizio che verifica le password non risponde, quindi la password può benissimo essere giusta.',
    },
    '441': {
      title: 'Il server del destinatario non risponde',
      meaning:
        'I vecchi server Exchange e alcuni proxy segnalano così che il server successivo non ha risposto.',
    },
    '442': {
      title: 'Connessione caduta durante il trasferimento',
      meaning:
        'Il collegamento si è interrotto mentre il messaggio era in viaggio, e il server che spedisce riprova da sé.',
    },
    '446': {
      title: 'Troppi passaggi, forse un ciclo',
      meaning:
        'I vecchi server Exchange lo dicono di un messaggio passato da più server di quanti ne richieda qualunque percorso.',
    },
    '447': {
      title: 'Il messaggio ha aspettato troppo',
      meaning:
        'I vecchi server Exchange lo dicono quando è scaduto il tempo per la consegna; quello che conta è l’errore precedente.',
    },
    '449': {
      title: 'Il percorso verso il destinatario è sbagliato',
      meaning:
        'I vecchi server Exchange lo dicono quando il loro instradamento non offre una via utile verso il dominio del destinatario.',
    },
    '450': {
      title: 'Non ora: la casella non è disponibile',
      meaning:
        'La casella è occupata o bloccata, oppure una regola rinvia il messaggio, e un tentativo successivo può riuscire.',
    },
    '450 mail': {
      title: 'Per ora il mittente non è accettato',
      meaning:
        'Il server non ha potuto verificare il mittente, di solito perché in questo momento il suo dominio non si risolve.',
    },
    '450 rcpt': {
      title: 'Per ora il destinatario non è disponibile',
      meaning:
        'La casella è occupata, non è stato possibile verificarla, oppure è greylisting; un vero server di posta riprova da sé.',
    },
    '450 data': {
      title: 'Il messaggio è rinviato',
      meaning:
        'Il server ha letto il messaggio e lo rivuole più tardi, come fanno il greylisting e alcuni filtri.',
    },
    '451': {
      title: 'Un errore del server, che chiede di riprovare',
      meaning:
        'Qualcosa è andato storto dalla parte del server, per esempio una ricerca DNS o un filtro, oppure ti limita di proposito.',
    },
    '451 greeting': {
      title: 'Il tuo indirizzo IP viene limitato di proposito',
      meaning:
        'Un rifiuto temporaneo prima di ogni comando riguarda l’indirizzo che si connette, per lo più per quanto spedisce o per la sua reputazione.',
    },
    '451 mail': {
      title: 'Ora il mittente non si può verificare',
      meaning:
        'È fallita la ricerca del dominio del mittente o un servizio dietro il server, che quindi né accetta né rifiuta il mittente.',
    },
    '451 rcpt': {
      title: 'Ora il destinatario non si può verificare',
      meaning:
        'Una ricerca o il server della casella non ha risposto, oppure è greylisting; deciderà un tentativo successivo.',
    },
    '451 data': {
      title: 'Ora il messaggio non si può elaborare',
      meaning:
        'Il filtro, il disco o il server successivo non ha funzionato dopo l’invio del messaggio, e nulla è stato accettato.',
    },
    '452': {
      title: 'Al server manca spazio',
      meaning:
        'È il sistema intero, non una singola casella, ad avere al momento troppo poco spazio per il messaggio.',
    },
    '452 rcpt': {
      title: 'Troppi destinatari in una volta',
      meaning:
        'Il server non accetta altri destinatari in questa transazione, quindi gli altri vanno nella prossima; con 4.2.2 una casella è piena.',
    },
    '453': {
      title: 'Il server non ha nulla per te, o per ora non accetta',
      meaning:
        'L’inoltro su richiesta (ODMR) lo dice quando non c’è posta in attesa; altrove significa che il sistema non accetta messaggi.',
    },
    '454': {
      title: 'Un servizio dietro il server ora non è disponibile',
      meaning:
        'Il codice riguarda TLS dopo STARTTLS e l’autenticazione dopo AUTH: ciò che hai chiesto esiste, ma al momento non funziona.',
    },
    '454 starttls': {
      title: 'Per ora TLS non è disponibile',
      meaning:
        'Il server offre STARTTLS ma al momento non può farlo, quasi sempre perché non riesce a leggere il certificato o la chiave.',
    },
    '454 auth': {
      title: 'Ora l’autenticazione non si può verificare',
      meaning:
        'Il servizio che verifica le password non risponde, o i tentativi sono stati troppi, quindi la password può benissimo essere giusta.',
    },
    '454 rcpt': {
      title: 'L’inoltro è rinviato',
      meaning:
        'Il server non riconosce come proprio il dominio del destinatario, o al momento non può saperlo, e quindi non inoltra il messaggio.',
    },
    '455': {
      title: 'Per ora un parametro non si può soddisfare',
      meaning: 'Il server conosce il parametro di MAIL o RCPT, ma al momento non può fare ciò che chiede.',
    },
    '458': {
      title: 'La coda del nodo non può partire',
      meaning: 'Il server ora non può consegnare ciò che aspetta il nodo indicato da ETRN.',
    },
    '459': {
      title: 'Questo nodo non può chiedere la sua posta',
      meaning: 'Il server non permette ETRN per il nodo indicato.',
    },
    '471': {
      title: 'Un filtro dal lato del mittente non ha funzionato',
      meaning:
        'Nessuno standard prevede questo codice; le pagine di aiuto lo usano per un antivirus o antispam locale che ferma il messaggio prima che parta.',
    },
    '500': {
      title: 'Il server non conosce questo comando',
      meaning:
        'Il comando è scritto male, troppo lungo o troncato; dietro un firewall, o sulla porta del tipo sbagliato, i byte possono non essere affatto SMTP.',
    },
    '500 starttls': {
      title: 'STARTTLS qui è sconosciuto',
      meaning:
        'Il server non conosce il comando, o un firewall lo ha tolto, quindi su questa connessione non c’è cifratura.',
    },
    '500 auth': {
      title: 'L’autenticazione non è stata capita',
      meaning:
        'Il server non conosce AUTH, oppure una riga dell’autenticazione era più lunga di quanto accetta.',
    },
    '501': {
      title: 'L’argomento ha una forma sbagliata',
      meaning: 'Il server conosce il comando, ma ciò che segue è scritto male, manca o è di troppo.',
    },
    '501 hello': {
      title: 'Il nome in EHLO ha una forma sbagliata',
      meaning:
        'Il client si è presentato con qualcosa che non è né un nome host completo né un indirizzo tra parentesi quadre.',
    },
    '501 auth': {
      title: 'Autenticazione annullata, o non è base64',
      meaning: 'Il client ha interrotto l’autenticazione, oppure ciò che ha inviato non si può decodificare.',
    },
    '501 mail': {
      title: 'L’indirizzo del mittente è malformato',
      meaning:
        'Ciò che segue MAIL FROM non è un indirizzo, spesso perché mancano le parentesi angolari o il dominio non può esistere.',
    },
    '501 rcpt': {
      title: 'L’indirizzo del destinatario è malformato',
      meaning:
        'Ciò che segue RCPT TO non è un indirizzo, spesso per le parentesi angolari mancanti, uno spazio o un carattere sbagliato.',
    },
    '502': {
      title: 'Il comando qui non è disponibile',
      meaning: 'Il server conosce il comando e lo tiene disattivato, come molti fanno con VRFY.',
    },
    '502 starttls': {
      title: 'STARTTLS qui non è disponibile',
      meaning:
        'Il server conosce il comando ma non ha TLS configurato, quindi su questa connessione non c’è cifratura.',
    },
    '502 auth': {
      title: 'L’autenticazione qui non è disponibile',
      meaning: 'Su questa porta il server tiene AUTH disattivato, oppure lo permette solo quando c’è TLS.',
    },
    '503': {
      title: 'I comandi sono arrivati nell’ordine sbagliato',
      meaning:
        'Un comando è arrivato prima di quello da cui dipende, di solito perché quello era stato rifiutato.',
    },
    '503 auth': {
      title: 'A questo punto AUTH non è possibile',
      meaning:
        'La sessione è già autenticata, c’è una transazione aperta, oppure su questa porta il server non offre l’autenticazione.',
    },
    '503 mail': {
      title: 'Prima autenticati, o l’ordine è sbagliato',
      meaning:
        'Diversi server rispondono 503 a MAIL quando prima si aspettano l’autenticazione; altrimenti manca EHLO o c’è una transazione aperta.',
    },
    '503 data': {
      title: 'Nessun destinatario a cui inviare',
      meaning:
        'Tutti i destinatari erano già stati rifiutati, quindi non c’è nessuno che riceva il messaggio.',
    },
    '504': {
      title: 'Il server non supporta questo parametro',
      meaning: 'Il comando è conosciuto, ma non con questo parametro.',
    },
    '504 hello': {
      title: 'Il nome in EHLO non è un nome host completo',
      meaning:
        'Il server vuole un nome con il dominio, come mail.example.org, e non il solo nome di una macchina.',
    },
    '504 auth': {
      title: 'Il server non offre questo meccanismo di autenticazione',
      meaning: 'Il client ha scelto un meccanismo che non compare nell’elenco AUTH del server.',
    },
    '504 mail': {
      title: 'L’indirizzo del mittente non ha un dominio completo',
      meaning: 'La parte dopo la @ manca o è il solo nome di una macchina.',
    },
    '504 rcpt': {
      title: 'L’indirizzo del destinatario non ha un dominio completo',
      meaning: 'La parte dopo la @, o il nome in EHLO, è il solo nome di una macchina.',
    },
    '510': {
      title: 'Indirizzo del destinatario sbagliato',
      meaning:
        'Nessuno standard prevede questo codice; le pagine di aiuto lo usano per un indirizzo di destinatario sbagliato.',
    },
    '511': {
      title: 'Indirizzo del destinatario sbagliato',
      meaning:
        'Nessuno standard prevede questo codice; le pagine di aiuto lo usano per una casella che non esiste.',
    },
    '512': {
      title: 'Il dominio del destinatario non è stato trovato',
      meaning:
        'Nessuno standard prevede questo codice; le pagine di aiuto lo usano per un dominio che il DNS non conosce.',
    },
    '513': {
      title: 'Serve l’autenticazione, o l’indirizzo è del tipo sbagliato',
      meaning:
        'Nessuno standard prevede questo codice; le pagine di aiuto lo usano per i client che non si sono autenticati prima.',
    },
    '521': {
      title: 'Questo host non accetta posta',
      meaning:
        'L’host risponde solo per dire che non accetta mai messaggi; alcuni grandi provider lo usano per rifiutare l’indirizzo che si connette.',
    },
    '523': {
      title: 'Serve la cifratura',
      meaning:
        'Il server vuole TLS prima di proseguire; i vecchi Exchange intendono un messaggio oltre il limite.',
    },
    '524': {
      title: 'Questo meccanismo di autenticazione richiede la cifratura',
      meaning: 'Il meccanismo invia la password così com’è, e il server lo permette solo sotto TLS.',
    },
    '525': {
      title: 'L’account è disattivato',
      meaning:
        'L’utente è conosciuto, ma l’amministratore ha disattivato l’account, qualunque sia la password.',
    },
    '530': {
      title: 'Prima serve altro: l’autenticazione o TLS',
      meaning:
        'Il server vuole AUTH, oppure STARTTLS, prima del comando che ha appena rifiutato; il testo dice quale.',
    },
    '530 auth': {
      title: 'Prima dell’autenticazione serve TLS',
      meaning: 'Il server non accetta password in chiaro, quindi prima deve venire STARTTLS.',
    },
    '530 mail': {
      title: 'Autenticati prima di spedire',
      meaning:
        'Il server accetta posta solo dagli utenti autenticati, o solo sotto TLS; il testo dice quale dei due manca.',
    },
    '533': {
      title: 'La consegna non è autorizzata',
      meaning: 'Un codice raro, per un messaggio che una regola non lascia passare.',
    },
    '534': {
      title: 'Il meccanismo di autenticazione non basta',
      meaning:
        'Per questo account il server rifiuta questo tipo di accesso; con Gmail serve una password per le app o un accesso via web.',
    },
    '535': {
      title: 'Accesso rifiutato: nome utente o password sbagliati',
      meaning:
        'Il server ha verificato le credenziali e non le accetta; alcuni provider lo dicono anche quando l’accesso con password è disattivato o serve una password per le app.',
    },
    '538': {
      title: 'Questo meccanismo di autenticazione richiede la cifratura',
      meaning: 'Il meccanismo invia la password così com’è, e il server lo permette solo sotto TLS.',
    },
    '540': {
      title: 'La casella del destinatario non è attiva',
      meaning:
        'Nessuno standard prevede questo codice; Rambler lo dice di una casella bloccata o inutilizzata.',
    },
    '541': {
      title: 'Il sistema del destinatario respinge il messaggio',
      meaning:
        'Nessuno standard prevede questo codice; indica un rifiuto del filtro o del dominio del destinatario.',
    },
    '542': {
      title: 'La casella non esiste',
      meaning: 'Nessuno standard prevede questo codice; MessageLabs lo dice di un destinatario inesistente.',
    },
    '550': {
      title: 'Rifiutato: di solito la casella non esiste',
      meaning:
        'Il rifiuto più comune: la casella non esiste, tu non la puoi raggiungere, o una regola ha respinto il messaggio.',
    },
    '550 greeting': {
      title: 'Il server non accetta posta dal tuo indirizzo IP',
      meaning:
        'A questo punto lo standard prevede 554; in ogni caso il rifiuto riguarda l’indirizzo che si connette: una blocklist, la reputazione o il DNS inverso.',
    },
    '550 hello': {
      title: 'Rifiutato per il nome in EHLO',
      meaning:
        'Il nome con cui il client si presenta non è accettato, per lo più perché non esiste o non corrisponde all’indirizzo.',
    },
    '550 auth': {
      title: 'Accesso rifiutato',
      meaning: 'Un server che non usa i codici dell’autenticazione rifiuta le credenziali o l’account.',
    },
    '550 mail': {
      title: 'Il mittente è stato rifiutato',
      meaning:
        'Questo indirizzo qui non può spedire: non è tuo, il suo dominio non è accettato, una regola lo blocca o manca l’autenticazione.',
    },
    '550 rcpt': {
      title: 'Destinatario rifiutato, per lo più perché sconosciuto',
      meaning:
        'Di solito la casella non esiste; lo stesso codice vale per l’inoltro, le blocklist e le regole, quindi decide il testo.',
    },
    '550 data': {
      title: 'Il messaggio è stato rifiutato dopo la lettura',
      meaning:
        'A un filtro o a una regola non è piaciuto ciò che ha visto: spam, un link, un allegato o un mittente che SPF, DKIM e DMARC non confermano.',
    },
    '551': {
      title: 'La casella è altrove',
      meaning:
        'Il destinatario non è locale, e il server non inoltra ma può indicare il nuovo indirizzo; alcuni lo usano per regole proprie.',
    },
    '552': {
      title: 'Manca spazio: oltre la quota o oltre la dimensione',
      meaning:
        'O la casella del destinatario è piena, o il messaggio è più grande del consentito; lo dicono la fase e il testo.',
    },
    '552 mail': {
      title: 'Il messaggio è più grande di quanto accetta il server',
      meaning:
        'La dimensione annunciata con MAIL supera il limite del server, che ha rifiutato prima dell’invio.',
    },
    '552 rcpt': {
      title: 'La casella del destinatario è piena',
      meaning: 'La casella ha esaurito la quota e non riceve più nulla finché il titolare non fa spazio.',
    },
    '552 data': {
      title: 'Il messaggio è troppo grande',
      meaning:
        'Il messaggio supera il limite del server o della casella; alcuni provider rispondono 552 anche agli allegati pericolosi o allo spam.',
    },
    '553': {
      title: 'Il nome della casella non è ammesso',
      meaning:
        'Un indirizzo è malformato o non permesso, quello del mittente o quello del destinatario; la fase dice di quale si tratta.',
    },
    '553 mail': {
      title: 'Questo indirizzo di mittente non si può usare',
      meaning:
        'L’indirizzo non appartiene all’account autenticato, nessuno si è autenticato, o il suo dominio non è accettato.',
    },
    '553 rcpt': {
      title: 'L’indirizzo del destinatario non è ammesso',
      meaning:
        'L’indirizzo è malformato o sconosciuto; se qmail parla di rcpthosts, il server non inoltra verso quel dominio.',
    },
    '554': {
      title: 'Rifiutato, e solo il testo dice perché',
      meaning:
        'La transazione è fallita in modo definitivo; i server dicono 554 per spam, blocklist, inoltro e ogni regola senza un codice proprio.',
    },
    '554 greeting': {
      title: 'Il server non offre alcun servizio al tuo indirizzo IP',
      meaning:
        'Rifiutato prima di ogni comando, quindi può dipendere solo dall’indirizzo che si connette: una blocklist, la reputazione o il DNS inverso.',
    },
    '554 hello': {
      title: 'Il server rifiuta questo client',
      meaning: 'L’indirizzo che si connette, o il nome con cui si presenta, qui non è gradito.',
    },
    '554 auth': {
      title: 'Accesso rifiutato',
      meaning: 'Il server chiude l’autenticazione con un rifiuto che non indica un motivo proprio.',
    },
    '554 mail': {
      title: 'Il mittente, o il client, è stato rifiutato',
      meaning:
        'Il server respinge l’indirizzo del mittente o quello che si connette prima di aver visto un destinatario.',
    },
    '554 rcpt': {
      title: 'Rifiutato: inoltro, una blocklist o una regola',
      meaning:
        'Postfix lo dice sia quando non inoltra verso il dominio sia quando respinge un client, quindi decide il testo.',
    },
    '554 data': {
      title: 'Il messaggio è stato rifiutato',
      meaning:
        'Il server ha visto tutto il messaggio e non lo accetta, per lo più come spam o per una regola; se risponde a DATA, nessun destinatario era valido.',
    },
    '555': {
      title: 'Un parametro di MAIL o RCPT è sconosciuto',
      meaning:
        'Il server non conosce un parametro, o non ha capito l’indirizzo, spesso perché mancano le parentesi angolari.',
    },
    '556': {
      title: 'Il dominio del destinatario non riceve posta',
      meaning: 'Il dominio dichiara nel DNS, con un MX nullo, che non accetta mai messaggi.',
    },
    '557': {
      title: 'Rifiutato da una regola del server',
      meaning:
        'Nessuno standard prevede questo codice, e i server non concordano su un significato; decide il testo.',
    },
    '571': {
      title: 'La consegna non è autorizzata',
      meaning:
        'Un vecchio codice di Sendmail ed Exchange per contenuti, blocklist e regole; decide il testo.',
    },
  },
  enhanced: {
    'X.0.0': {
      title: 'Nessun motivo indicato',
      meaning: 'Si conosce solo la classe: 2 è riuscito, 4 è un errore temporaneo, 5 uno definitivo.',
    },
    'X.1.0': {
      title: 'C’è qualcosa che non va in un indirizzo',
      meaning:
        'Il server contesta un indirizzo senza dire perché; può essere quello del destinatario o quello del mittente.',
    },
    'X.1.1': {
      title: 'La casella non esiste',
      meaning: 'La parte prima della @ non corrisponde ad alcuna casella di questo dominio.',
    },
    'X.1.2': {
      title: 'Il dominio del destinatario è sbagliato',
      meaning: 'La parte dopo la @ non esiste, oppure non riceve posta.',
    },
    'X.1.3': {
      title: 'L’indirizzo del destinatario è malformato',
      meaning:
        'L’indirizzo non è scritto come si scrivono gli indirizzi, spesso per uno spazio, una parentesi mancante o un carattere sbagliato.',
    },
    'X.1.4': {
      title: 'L’indirizzo corrisponde a più caselle',
      meaning: 'Il server non può sapere quale tra più caselle si intenda.',
    },
    'X.1.5': {
      title: 'Il destinatario è accettato',
      meaning: 'L’indirizzo è valido e nulla è stato rifiutato.',
    },
    'X.1.6': {
      title: 'La casella si è trasferita',
      meaning: 'La casella non è più qui e non ha lasciato un nuovo indirizzo.',
    },
    'X.1.7': {
      title: 'L’indirizzo del mittente è malformato',
      meaning: 'L’indirizzo in MAIL FROM non è scritto come si scrivono gli indirizzi.',
    },
    'X.1.8': {
      title: 'Il dominio del mittente non è accettato',
      meaning: 'Il dominio del mittente non esiste nel DNS, oppure non può ricevere una risposta.',
    },
    'X.1.9': {
      title: 'Passato a un sistema che non dà notizie',
      meaning:
        'Il messaggio è andato a un sistema di posta che non può confermare la consegna, quindi non si sa altro.',
    },
    'X.1.10': {
      title: 'Il dominio del destinatario non riceve posta',
      meaning: 'Il dominio dichiara nel DNS, con un MX nullo, che non accetta mai messaggi.',
    },
    'X.2.0': {
      title: 'Qualcosa che riguarda la casella',
      meaning: 'La casella esiste, ma ha qualcosa che non va; il codice non dice altro.',
    },
    'X.2.1': {
      title: 'La casella è disattivata',
      meaning: 'La casella esiste ma non riceve posta: è sospesa, chiusa o inutilizzata.',
    },
    'X.2.2': {
      title: 'La casella è piena',
      meaning: 'Il destinatario ha esaurito la quota, e non arriva nulla finché non c’è spazio.',
    },
    'X.2.3': {
      title: 'Il messaggio è troppo grande per questa casella',
      meaning: 'La dimensione supera il limite stabilito per il destinatario.',
    },
    'X.2.4': {
      title: 'Non è stato possibile espandere la mailing list',
      meaning: 'Il server non ha ottenuto gli indirizzi che stanno dietro la lista.',
    },
    'X.3.0': {
      title: 'Qualcosa che riguarda il sistema ricevente',
      meaning: 'Il problema è nel sistema che riceve, e il codice non dice altro.',
    },
    'X.3.1': {
      title: 'Il sistema ricevente ha finito lo spazio',
      meaning: 'È pieno il disco del sistema, non una singola casella.',
    },
    'X.3.2': {
      title: 'Ora il sistema non accetta messaggi',
      meaning: 'Il sistema si sta fermando, è sovraccarico o in manutenzione, oppure non riceve mai posta.',
    },
    'X.3.3': {
      title: 'Al sistema manca una funzione richiesta',
      meaning: 'Il messaggio ha bisogno di qualcosa che il sistema ricevente non sa fare.',
    },
    'X.3.4': {
      title: 'Il messaggio è troppo grande per il sistema',
      meaning: 'La dimensione supera il limite che il server pone a tutti.',
    },
    'X.3.5': {
      title: 'Il sistema ricevente è configurato male',
      meaning:
        'Il server ha trovato che le sue stesse impostazioni non gli permettono di accettare il messaggio.',
    },
    'X.3.6': {
      title: 'Accettato con un’altra priorità',
      meaning: 'Il messaggio è stato accettato, con una priorità diversa da quella richiesta.',
    },
    'X.4.0': {
      title: 'Problemi di rete o di instradamento',
      meaning: 'Il messaggio non ha potuto proseguire, e il codice non dice perché.',
    },
    'X.4.1': {
      title: 'Il server successivo non risponde',
      meaning: 'L’host che dovrebbe ricevere il messaggio non ha risposto alla connessione.',
    },
    'X.4.2': {
      title: 'La connessione è caduta',
      meaning: 'Il collegamento era riuscito e poi si è perso, è scaduto o è stato chiuso prima della fine.',
    },
    'X.4.3': {
      title: 'Un server di directory o DNS non ha risposto',
      meaning: 'Non è riuscita una ricerca da cui dipende la consegna.',
    },
    'X.4.4': {
      title: 'Nessun percorso verso il dominio',
      meaning:
        'Il server non ha trovato una via verso il dominio del destinatario, come quando il record MX manca o è sbagliato.',
    },
    'X.4.5': {
      title: 'Il sistema di posta è congestionato',
      meaning: 'C’è più posta di quanta il sistema possa smaltire in questo momento.',
    },
    'X.4.6': {
      title: 'Un ciclo di posta',
      meaning:
        'Il messaggio è tornato dove era già passato, quindi gli inoltri o i record MX girano in tondo.',
    },
    'X.4.7': {
      title: 'Il messaggio ha aspettato troppo',
      meaning: 'Il tempo per la consegna è scaduto; quello che conta è l’errore precedente.',
    },
    'X.5.0': {
      title: 'Problemi di protocollo',
      meaning: 'Qualcosa nel dialogo tra i due programmi non torna, e il codice non dice altro.',
    },
    'X.5.1': {
      title: 'Il comando è sconosciuto o fuori ordine',
      meaning: 'Il server non supporta il comando, oppure non a questo punto.',
    },
    'X.5.2': {
      title: 'Il comando non è stato capito',
      meaning: 'Il comando è scritto male, troppo lungo o malformato.',
    },
    'X.5.3': {
      title: 'Troppi destinatari',
      meaning: 'Il messaggio ha più destinatari di quanti il server ne accetti in una transazione.',
    },
    'X.5.4': {
      title: 'Un argomento del comando è sbagliato',
      meaning: 'Il comando è conosciuto, ma uno dei suoi argomenti non è valido o non è supportato.',
    },
    'X.5.5': {
      title: 'Le versioni del protocollo non concordano',
      meaning: 'I due programmi parlano versioni diverse del protocollo.',
    },
    'X.5.6': {
      title: 'Una riga dell’autenticazione è troppo lunga',
      meaning: 'La risposta del client in AUTH è più lunga di quanto il server accetti.',
    },
    'X.6.0': {
      title: 'Qualcosa che riguarda il contenuto',
      meaning: 'Il server contesta la forma del messaggio senza dire perché.',
    },
    'X.6.1': {
      title: 'Questo tipo di contenuto non è supportato',
      meaning: 'Il sistema del destinatario non può accettare uno dei tipi di contenuto del messaggio.',
    },
    'X.6.2': {
      title: 'Serve una conversione, ma è vietata',
      meaning: 'Il messaggio andrebbe convertito, e il mittente o il destinatario non lo permette.',
    },
    'X.6.3': {
      title: 'Serve una conversione, ma non è possibile',
      meaning:
        'Il server successivo non accetta il messaggio così com’è, per esempio un testo a 8 bit, e convertirlo non si può.',
    },
    'X.6.4': {
      title: 'Consegnato dopo una conversione con perdite',
      meaning: 'Il messaggio è arrivato, ma lungo il percorso ha perso parte della sua forma.',
    },
    'X.6.5': {
      title: 'La conversione è fallita',
      meaning: 'Il messaggio andava convertito, e qualcosa è andato storto.',
    },
    'X.6.6': {
      title: 'Non è stato possibile prelevare il contenuto',
      meaning: 'Il messaggio andava preso da un archivio di posta (BURL), che non lo ha fornito.',
    },
    'X.6.7': {
      title: 'Gli indirizzi non ASCII non sono accettati',
      meaning:
        'Un indirizzo contiene lettere non ASCII, e il server o l’altro indirizzo non supporta SMTPUTF8.',
    },
    'X.6.8': {
      title: 'La risposta richiede UTF-8',
      meaning: 'Il server dovrebbe rispondere in UTF-8, e il client non ha chiesto SMTPUTF8.',
    },
    'X.6.9': {
      title: 'Le intestazioni UTF-8 non si possono inoltrare',
      meaning:
        'Il messaggio ha intestazioni in UTF-8, e il sistema di un destinatario non supporta SMTPUTF8.',
    },
    'X.6.10': {
      title: 'Vecchio doppione di X.6.8',
      meaning: 'Il registro conserva questo numero solo perché nessuno lo usi di nuovo.',
    },
    'X.7.0': {
      title: 'Un motivo di sicurezza',
      meaning: 'Qualcosa che riguarda la sicurezza lo impedisce, e il codice non dice altro.',
    },
    'X.7.1': {
      title: 'Non è permesso',
      meaning:
        'Il codice usato per tutto: inoltro, spam, blocklist e regole di ogni tipo, quindi decide il testo.',
    },
    'X.7.2': {
      title: 'Il mittente non può scrivere a questa lista',
      meaning: 'La lista accetta messaggi solo dai suoi iscritti o da chi è autorizzato.',
    },
    'X.7.3': {
      title: 'La protezione non si può mantenere lungo il percorso',
      meaning: 'Il messaggio dovrebbe passare da un tipo di protezione a un altro, e non è possibile.',
    },
    'X.7.4': {
      title: 'Una funzione di sicurezza non è supportata',
      meaning: 'Il server non ha ciò che è stato chiesto, per esempio il meccanismo di autenticazione.',
    },
    'X.7.5': {
      title: 'Un errore crittografico',
      meaning:
        'La cifratura o una firma non si può trattare, perché una chiave o un certificato manca o non è accettato.',
    },
    'X.7.6': {
      title: 'L’algoritmo crittografico non è supportato',
      meaning: 'Le due parti non hanno un algoritmo in comune.',
    },
    'X.7.7': {
      title: 'Il messaggio è stato modificato lungo il percorso',
      meaning: 'Una verifica di integrità è fallita, quindi non è ciò che era stato spedito.',
    },
    'X.7.8': {
      title: 'Nome utente o password sbagliati',
      meaning: 'Il server ha verificato le credenziali e non le accetta.',
    },
    'X.7.9': {
      title: 'Il meccanismo di autenticazione è troppo debole',
      meaning:
        'Per questo account il server vuole un accesso più forte; Gmail intende una password per le app o un accesso via web.',
    },
    'X.7.10': {
      title: 'Serve la cifratura',
      meaning: 'Il server vuole TLS prima di proseguire.',
    },
    'X.7.11': {
      title: 'Questo meccanismo di autenticazione richiede la cifratura',
      meaning: 'Il server permette il meccanismo solo sotto TLS.',
    },
    'X.7.12': {
      title: 'Serve il passaggio a una nuova password',
      meaning:
        'L’account deve autenticarsi una volta con la password in chiaro sotto TLS, così il server può preparare il nuovo meccanismo.',
    },
    'X.7.13': {
      title: 'L’account è disattivato',
      meaning: 'L’amministratore ha disattivato l’account che spedisce, qualunque sia la password.',
    },
    'X.7.14': {
      title: 'L’archivio di posta non si fida del server',
      meaning:
        'Il server doveva prendere il contenuto da un archivio di posta (BURL) che non si fida di lui.',
    },
    'X.7.15': {
      title: 'La priorità è troppo bassa',
      meaning: 'In questo momento il server accetta solo messaggi con una priorità più alta.',
    },
    'X.7.16': {
      title: 'Troppo grande per la sua priorità',
      meaning: 'Il messaggio è più grande di quanto il server accetti con la priorità richiesta.',
    },
    'X.7.17': {
      title: 'La casella ha un nuovo titolare',
      meaning: 'Dopo la data indicata dal mittente, l’indirizzo è passato a qualcun altro.',
    },
    'X.7.18': {
      title: 'Il dominio ha un nuovo titolare',
      meaning: 'Dopo la data indicata dal mittente, il dominio è passato a qualcun altro.',
    },
    'X.7.19': {
      title: 'Il titolare della casella non si può verificare',
      meaning:
        'Il mittente chiede che il titolare della casella sia lo stesso di prima, e il server non può saperlo.',
    },
    'X.7.20': {
      title: 'Nessuna firma DKIM valida',
      meaning: 'Il messaggio non porta alcuna firma DKIM che superi la verifica.',
    },
    'X.7.21': {
      title: 'Nessuna firma DKIM che basti',
      meaning:
        'Una firma DKIM supera la verifica, ma il server non la accetta, per esempio per una chiave troppo corta.',
    },
    'X.7.22': {
      title: 'Nessuna firma DKIM del dominio dell’autore',
      meaning: 'Una firma DKIM supera la verifica, ma nessuna è del dominio che compare in From.',
    },
    'X.7.23': {
      title: 'SPF non superato',
      meaning: 'Il record SPF del dominio del mittente non elenca l’indirizzo che ha spedito il messaggio.',
    },
    'X.7.24': {
      title: 'Il record SPF non è utilizzabile',
      meaning: 'Il record SPF del dominio del mittente contiene un errore, oppure il DNS non lo ha fornito.',
    },
    'X.7.25': {
      title: 'Verifica del DNS inverso fallita',
      meaning: 'L’indirizzo che si connette non ha un nome nel DNS inverso, o quel nome non riporta a esso.',
    },
    'X.7.26': {
      title: 'Più verifiche del mittente fallite',
      meaning: 'Tra SPF, DKIM, DMARC e DNS inverso, più di una verifica non è stata superata.',
    },
    'X.7.27': {
      title: 'Il dominio del mittente non riceve posta',
      meaning: 'Il dominio del mittente ha un MX nullo, quindi nessuno potrebbe rispondergli.',
    },
    'X.7.28': {
      title: 'Troppa posta uguale',
      meaning: 'Il messaggio è considerato parte di un’ondata di messaggi.',
    },
    'X.7.29': {
      title: 'ARC non superato',
      meaning: 'La catena di sigilli lasciata sul messaggio dai server di inoltro è spezzata.',
    },
    'X.7.30': {
      title: 'Il server successivo non può garantire TLS al messaggio',
      meaning:
        'Il mittente esige TLS lungo tutto il percorso (REQUIRETLS), e il server successivo non lo supporta.',
    },
  },
  subjects: {
    other: 'qualcosa che il codice non indica',
    address: 'un indirizzo',
    mailbox: 'la casella',
    system: 'il sistema di posta ricevente',
    network: 'la rete o l’instradamento',
    protocol: 'il dialogo tra i due programmi',
    content: 'il contenuto del messaggio',
    security: 'la sicurezza o una regola',
  },
};
