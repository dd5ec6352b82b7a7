import type { Interpretation } from '../../../replies/interpretation.ts';
import type { CauseTexts } from '../../cause-text.ts';
import { formatsOf } from '../../format.ts';
import { steps } from '../../next-step.ts';
import { isBareCode, otherAddressOf, recipientOf, refusedDomainOf } from '../../recipient-subject.ts';
import { commandOn } from '../../reply-subject.ts';
import { at, linkStep, RECIPIENT_DOMAIN_OWNER } from './phrases.ts';

const { quote } = formatsOf('it');

const TELL_THEM =
  'Contatta il destinatario per un’altra via, al telefono o a un altro indirizzo, e riferisci la risposta.';
const OFF_THE_LIST = 'Togli l’indirizzo dalle mailing list.';

/** The address after a preposition that takes no article: `per "ada@example.org"`. */
function who(seen: Interpretation): string {
  const address = recipientOf(seen);
  return address === undefined ? 'questo destinatario' : quote(address);
}

function domainCommand(seen: Interpretation): string {
  return commandOn('domain', refusedDomainOf(seen) ?? 'DOMINIO');
}

function retried({ temporary }: Interpretation): string {
  return temporary === true
    ? ' Il codice è temporaneo: il server che spedisce conserva il messaggio e riprova da sé, di solito fino a cinque giorni.'
    : '';
}

/** Refusals for whom the message is to, in Italian. */
export const recipientCauses: CauseTexts<
  'recipient-unknown' | 'recipient-disabled' | 'mailbox-full' | 'recipient-domain'
> = {
  'recipient-unknown': {
    title: 'L’indirizzo del destinatario non esiste',
    meaning: (seen) =>
      `Il server riceve la posta di questo dominio, ma non ha una casella per ${who(seen)}. L’indirizzo è scritto male o è stato eliminato, oppure la posta del dominio va ancora a un server che non ne ha più le caselle.${retried(seen)}`,
    fix: (seen) =>
      steps(
        isBareCode(seen, 553) && 'Se è rifiutato il mittente: spedisci con l’indirizzo con cui accedi.',
        'Controlla l’indirizzo lettera per lettera: nome, punti, estensione del dominio.',
        'Cancellalo dai suggerimenti del programma e riscrivilo: una vecchia voce viene usata senza che te ne accorga.',
        'Se è giusto, chiedi al destinatario per un’altra via se esiste ancora.',
        `Se il destinatario riceve posta da altri, guarda se l’MX è giusto: ${domainCommand(seen)}`,
        'Poi scrivi al postmaster di quel dominio: l’indirizzo, l’ora con il fuso e la risposta completa.',
        linkStep(seen),
      ),
    avoid:
      'Non continuare a scrivergli: chi scrive spesso a indirizzi inesistenti viene preso per uno spammer.',
    see: 'https://www.rfc-editor.org/rfc/rfc3463#section-3.2',
  },
  'recipient-malformed': {
    title: 'L’indirizzo del destinatario è scritto male',
    meaning: (seen) =>
      `Il server non riesce a leggere l’indirizzo${named(seen)} e lo ha rifiutato${at(seen)}. Di solito manca il dominio, c’è uno spazio, una virgola al posto di un punto, un carattere invisibile rimasto da un copia e incolla, o una lettera non ASCII.`,
    fix: () => [
      'Scrivi l’indirizzo a mano: nome, @, dominio, senza nulla prima, in mezzo o dopo.',
      'In un programma, invia il solo indirizzo tra parentesi angolari, `RCPT TO:<nome@example.org>`; il nome visualizzato va soltanto in To:.',
      'Per lettere non ASCII prima della @, tutti i server lungo il percorso devono avere SMTPUTF8; chiedi un indirizzo ASCII.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2',
  },
  'recipient-disabled': {
    title: 'La casella è disattivata',
    meaning: (seen) =>
      `Il server conosce la casella${named(seen)}, che però non accetta posta, e ha rifiutato il messaggio${at(seen)}. L’account è stato chiuso o sospeso, oppure è rimasto inutilizzato troppo a lungo.${retried(seen)}`,
    fix: (seen) =>
      steps(
        TELL_THEM,
        'Può rimediare solo il titolare: accedere di nuovo alla casella, regolare l’account con il provider, o farla riattivare dall’amministratore.',
        OFF_THE_LIST,
        linkStep(seen),
      ),
    avoid:
      'Non continuare a spedire: alcuni provider trasformano le caselle abbandonate in trappole per lo spam.',
    see: 'https://www.rfc-editor.org/rfc/rfc3463#section-3.3',
  },
  'recipient-moved': {
    title: 'Il destinatario ha cambiato indirizzo',
    meaning: (seen) => {
      const address = otherAddressOf(seen);
      return `${address === undefined ? 'Il server dice che la casella ora è altrove' : `Il server dice che il nuovo indirizzo del destinatario è ${quote(address)}`}, e non inoltra il messaggio.${retried(seen)}`;
    },
    fix: (seen) => {
      const address = otherAddressOf(seen);
      return steps(
        address === undefined
          ? 'Se la risposta non lo riporta, chiedi al destinatario il nuovo indirizzo.'
          : `Chiedi al destinatario se ${quote(address)} è giusto, poi scrivi lì.`,
        'Metti il nuovo indirizzo nella rubrica e nelle mailing list, e togli il vecchio.',
        linkStep(seen),
      );
    },
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-3.4',
  },
  'mailbox-full': {
    title: 'La casella del destinatario è piena',
    who: (seen) =>
      isBareCode(seen, 552) ? 'tu, se il messaggio è grande; altrimenti il destinatario' : undefined,
    meaning: (seen) =>
      `La casella${named(seen)} ha raggiunto la sua quota, e il server ha rifiutato il messaggio${at(seen)}.${seen.temporary === false ? ' Il codice è definitivo: il messaggio torna indietro e il server non riprova.' : retried(seen)}`,
    fix: (seen) =>
      steps(
        isBareCode(seen, 552) && 'Se il messaggio è grande: manda un link o riducilo.',
        'Avvisa il destinatario per un’altra via; solo lui, o il suo amministratore, può liberare spazio o aumentare la quota.',
        seen.temporary === true
          ? 'Aspetta: quando ci sarà di nuovo spazio, il messaggio arriverà senza che tu lo rispedisca.'
          : 'Quando ci sarà di nuovo spazio, rispedisci il messaggio.',
        !isBareCode(seen, 552) &&
          'Se è grande, intanto mandalo senza allegati: uno piccolo a volte ci sta ancora.',
        'In una mailing list, sospendi un indirizzo che resta pieno per settimane: probabilmente è abbandonato.',
        linkStep(seen),
      ),
    avoid: 'Non rispedirlo più volte: ogni copia occuperà spazio appena la casella si riapre.',
    see: 'https://www.rfc-editor.org/rfc/rfc3463#section-3.3',
  },
  'recipient-domain': {
    title: 'Al dominio del destinatario non si può consegnare',
    meaning: (seen) =>
      `Non si è trovato un server che riceva la posta per il dominio di ${who(seen)}: il dominio è scritto male o è scaduto, oppure i suoi record MX mancano o sono sbagliati.${retried(seen)}`,
    fix: (seen) => [
      'Controlla lettera per lettera la parte dopo la @.',
      `Vedi che cosa dice il DNS del dominio: ${domainCommand(seen)}`,
      'Se è giusta, contatta il destinatario per un’altra via; il titolare del dominio deve sistemare i record MX.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'domain-unknown': {
    title: 'Il dominio del destinatario non esiste',
    meaning: (seen) =>
      `Il DNS non conosce il dominio di ${who(seen)}. È scritto male, è scaduto, oppure non ha né record MX né un indirizzo.${retried(seen)}`,
    fix: (seen) => [
      'Controlla lettera per lettera la parte dopo la @: .con al posto di .com, gmial al posto di gmail, una lettera mancante.',
      `Vedi che cosa dice il DNS del dominio: ${domainCommand(seen)}`,
      'Se è giusta, il dominio può essere scaduto; avvisa il destinatario per un’altra via.',
    ],
    avoid: 'Non contare sui nuovi tentativi: un dominio scritto male resta sconosciuto.',
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'domain-takes-no-mail': {
    title: 'Il dominio del destinatario non riceve posta',
    who: () => RECIPIENT_DOMAIN_OWNER,
    meaning: (seen) =>
      `Il dominio di ${who(seen)} dichiara di non ricevere alcuna posta, con un MX nullo (\`MX 0 .\`) o con un host che risponde 521 o 556. Serve ad altro, per esempio a un sito web.`,
    fix: (seen) => [
      'Cerca l’indirizzo giusto: spesso è lo stesso nome con un’altra estensione, o il dominio dell’azienda stessa.',
      `Vedi i suoi record MX: ${domainCommand(seen)}`,
      'Se lì la posta dovrebbe arrivare, il titolare del dominio deve mettere al posto dell’MX nullo il nome del server di posta.',
    ],
    avoid: 'Non riprovare: è una dichiarazione, non un guasto.',
    see: 'https://www.rfc-editor.org/rfc/rfc7505',
  },
  'domain-dns-failed': {
    title: 'Il DNS del dominio del destinatario non funziona',
    who: () => RECIPIENT_DOMAIN_OWNER,
    meaning: (seen) =>
      `I server DNS del dominio di ${who(seen)} non hanno dato una risposta utilizzabile: tacciono, si contraddicono, oppure la verifica DNSSEC fallisce. Non è stato nemmeno chiesto se la casella esista.${retried(seen)}`,
    fix: (seen) =>
      steps(
        `Guarda se il guasto si vede anche da qui: ${domainCommand(seen)}`,
        `Chiedi a un altro resolver, nel caso il guasto sia nel tuo: \`smtp-doctor domain ${refusedDomainOf(seen) ?? 'DOMINIO'} --dns 9.9.9.9\``,
        'Se il guasto si vede da ogni parte, deve intervenire il titolare del dominio o il suo fornitore di DNS; avvisali per un’altra via, con l’ora e la risposta.',
        seen.temporary !== false &&
          'Il server che spedisce riprova da sé; rispedisci solo quando il messaggio è tornato indietro.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
};

/** The address in apposition, with the space before it: `la casella "ada@example.org"`; empty when it is not known. */
function named(seen: Interpretation): string {
  const address = recipientOf(seen);
  return address === undefined ? '' : ` ${quote(address)}`;
}
