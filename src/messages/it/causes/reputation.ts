import {
  addressLookup,
  blocklistLookup,
  hasEnded,
  isLinked,
  isLookupRefused,
} from '../../blocklist-lookup.ts';
import type { CauseTexts } from '../../cause-text.ts';
import { formatsOf } from '../../format.ts';
import { steps } from '../../next-step.ts';
import { commandOn, ipOf } from '../../reply-subject.ts';
import {
  ASK_POSTMASTER,
  at,
  host,
  ip,
  linkStep,
  REPLIER,
  SEND_TO_PROVIDER,
  SENDER_DOMAIN_OWNER,
  SENDING_SERVER,
  senderDomain,
} from './phrases.ts';

const { quote } = formatsOf('it');

/** Refusals for where mail comes from, in Italian. */
export const reputationCauses: CauseTexts<'reputation' | 'rdns-helo'> = {
  reputation: {
    title: 'Il server non si fida di chi spedisce',
    who: () => SENDING_SERVER,
    meaning: (seen) => {
      const judged =
        seen.statement.stage === 'data'
          ? 'Ha giudicato i precedenti dell’indirizzo IP e del dominio insieme al messaggio.'
          : 'Ha giudicato l’indirizzo IP o il dominio, non il messaggio.';
      const later =
        seen.temporary === true
          ? ' Per ora rimanda questa posta, e ne accetterà di più man mano che la reputazione migliora.'
          : '';
      const address = ipOf(seen);
      const from = address === undefined ? '' : ` da ${address}`;
      return `Il server respinge la posta${from}${at(seen)}. ${judged}${later}`;
    },
    fix: (seen) =>
      steps(
        SEND_TO_PROVIDER,
        linkStep(seen),
        'Cerca prima la causa: un account con la password rubata, un modulo web aperto, un invio a indirizzi vecchi. Fermala.',
        `Controlla SPF, DKIM, DMARC e DNS inverso: ${commandOn('domain', senderDomain(seen))}`,
        'Cerca l’indirizzo IP nelle blocklist maggiori, e fallo togliere da lì.',
        ASK_POSTMASTER,
        'Da un server nuovo, comincia con pochi messaggi al giorno a chi li aspetta.',
      ),
    avoid:
      'Non passare a un altro indirizzo IP per aggirare il blocco: il dominio resta noto, e si brucia anche il nuovo indirizzo.',
    see: 'https://check.spamhaus.org/',
  },
  'address-blocklisted': {
    title: 'L’indirizzo da cui si spedisce è in una blocklist',
    who: ({ facts, statement }) =>
      isLookupRefused(statement.text) || hasEnded(facts.blocklist) ? REPLIER : SENDING_SERVER,
    meaning: (seen) => {
      const { facts, statement } = seen;
      if (isLookupRefused(statement.text))
        return 'Il server ricevente interroga la blocklist tramite un resolver pubblico o troppo spesso; la lista gli nega la risposta, e lui la scambia per una segnalazione. Il tuo indirizzo può non essere affatto in elenco.';
      const list = facts.blocklist === undefined ? 'una blocklist' : quote(facts.blocklist);
      const ended = hasEnded(facts.blocklist)
        ? ' Quella lista ha chiuso, e le sue risposte non significano più niente.'
        : '';
      return `Il server ti respinge${at(seen)}: ha trovato in ${list} l’indirizzo${ip(seen)} da cui ti colleghi. Da lì rifiuta tutto, qualunque sia il messaggio.${ended}`;
    },
    fix: (seen) => {
      const page = addressLookup(seen);
      if (isLookupRefused(seen.statement.text) || hasEnded(seen.facts.blocklist))
        return [
          'Scrivi al postmaster del dominio ricevente, da un altro indirizzo, e riporta la risposta: è la loro interrogazione della blocklist che va corretta.',
          'Accertati che il tuo indirizzo non sia in una lista attiva: https://check.spamhaus.org/',
        ];
      return steps(
        SEND_TO_PROVIDER,
        linkStep(seen),
        page === undefined
          ? seen.facts.url === undefined && 'Cerca l’indirizzo IP nel sito della lista.'
          : !isLinked(seen, page) && `Cerca l’indirizzo IP: ${page}`,
        'Trova e ferma ciò che lo ha fatto segnalare: una password rubata, un computer infetto, un relay aperto. Una rimozione chiesta prima dura poche ore.',
        'Chiedi la rimozione in quella pagina; se l’indirizzo è del tuo provider, deve chiederla lui: mandagli la risposta.',
        'Per spedire come utente da casa o dall’ufficio, passa dalla porta 587 del tuo provider con le tue credenziali.',
      );
    },
    avoid:
      'Non cambiare indirizzo per sfuggire alla lista: viene segnalato anche il nuovo, e poi tutti quelli vicini.',
  },
  'domain-blocklisted': {
    title: 'Il dominio del mittente è in una blocklist',
    who: () => SENDER_DOMAIN_OWNER,
    meaning: (seen) => {
      const { blocklist } = seen.facts;
      const list = blocklist === undefined ? 'una lista di domini visti nello spam' : quote(blocklist);
      return `Il server rifiuta la posta${at(seen)}: ha trovato in ${list} il dominio del mittente, o quello del nome del tuo server. Spedire da un altro indirizzo IP non cambia nulla.`;
    },
    fix: (seen) => {
      const page = blocklistLookup(seen.facts.blocklist) ?? 'https://check.spamhaus.org/';
      return steps(
        linkStep(seen),
        !isLinked(seen, page) && `Cerca il dominio: ${page}`,
        'Trova ciò che lo ha fatto segnalare: un sito violato, una casella compromessa, un invio a indirizzi comprati. Fermalo.',
        'Chiedi lì la rimozione; un dominio che è soltanto nuovo di solito viene tolto dopo qualche giorno.',
        `Impedisci le falsificazioni con SPF, DKIM e DMARC: ${commandOn('domain', senderDomain(seen))}`,
      );
    },
    avoid: 'Non continuare con un dominio appena registrato: di quelli nuovi ci si fida meno di tutti.',
    see: 'https://check.spamhaus.org/',
  },
  'dial-up-address': {
    title: 'La posta arriva direttamente da una linea domestica',
    meaning: (seen) =>
      `L’indirizzo da cui si spedisce${ip(seen)} appartiene a un intervallo per linee domestiche e dispositivi mobili, da cui la posta non va consegnata direttamente ai server. Non è una colpa: in elenco c’è l’intero intervallo.`,
    fix: (seen) =>
      steps(
        'Spedisci dal server del tuo provider, sulla porta 587 o 465, con le tue credenziali.',
        'Se hai un server tuo, fagli consegnare la posta a un relay (smarthost) con indirizzo fisso.',
        'Se l’indirizzo è fisso e tuo, fai impostare nel DNS inverso il nome del tuo server, poi chiedine la rimozione.',
        linkStep(seen),
      ),
    see: 'https://www.spamhaus.org/blocklists/policy-blocklist/',
  },
  'rdns-helo': {
    title: 'Il DNS inverso o il nome in EHLO non è a posto',
    who: () => SENDING_SERVER,
    meaning: (seen) =>
      `Il server confronta l’indirizzo da cui si spedisce${ip(seen)}, il suo nome nel DNS e il nome dato in EHLO, e non concordano. Rifiuta la posta${at(seen)}.`,
    fix: (seen) =>
      steps(
        SEND_TO_PROVIDER,
        'Fai concordare tre cose: il record PTR dell’indirizzo, il record A o AAAA di quel nome e il nome che il tuo server dà in EHLO.',
        'Il record PTR lo imposta chi ti fornisce l’indirizzo: dal pannello dell’hosting, o con una richiesta al provider.',
        'Come utente, spedisci dalla porta 587 del tuo provider con le tue credenziali: lì non c’è questo controllo.',
        linkStep(seen),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc8601#section-3',
  },
  'ptr-missing': {
    title: 'L’indirizzo da cui si spedisce non ha DNS inverso',
    who: () => SENDING_SERVER,
    meaning: (seen) =>
      `Per l’indirizzo da cui si spedisce${ip(seen)} non esiste un record PTR${seen.temporary === true ? ', o per ora non si trova' : ''}. La maggior parte dei server rifiuta gli sconosciuti che non ne hanno uno.`,
    fix: (seen) =>
      steps(
        SEND_TO_PROVIDER,
        'Fai impostare un record PTR, per esempio mail.example.org, da chi ti fornisce l’indirizzo: dal pannello dell’hosting, o con una richiesta al provider.',
        'Pubblica per quel nome un record A o AAAA che riporti all’indirizzo.',
        'Se il server spedisce in IPv6 e solo IPv4 ha un nome, impostalo anche per IPv6 o spedisci in IPv4.',
        'Come utente, spedisci dalla porta 587 del tuo provider con le tue credenziali: lì non c’è questo controllo.',
        linkStep(seen),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc1912#section-2.1',
  },
  'ptr-mismatch': {
    title: 'Il nome nel DNS inverso non riporta all’indirizzo',
    who: () => SENDING_SERVER,
    meaning: (seen) =>
      `L’indirizzo da cui si spedisce${ip(seen)} ha un nome, ma quel nome non ha un record che riporti a esso, o è uno di quelli generici del provider. Il server non può capire di chi sia la macchina.`,
    fix: (seen) =>
      steps(
        SEND_TO_PROVIDER,
        'Pubblica per il nome inverso un record A o AAAA con l’indirizzo esatto da cui spedisci.',
        'Se il nome è generico, come 10-2-0-192.pool.example.net, fai impostare al provider il nome del tuo server.',
        'Dai lo stesso nome in EHLO.',
        linkStep(seen),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc1912#section-2.1',
  },
  'helo-invalid': {
    title: 'Il nome dato in EHLO non è accettato',
    who: () => SENDING_SERVER,
    meaning: (seen) =>
      `Il nome con cui chi spedisce si è presentato non è un nome di host completo, non esiste nel DNS o è quello di chi riceve. Il server lo ha rifiutato${at(seen)}.`,
    fix: (seen) => [
      'Imposta il nome completo del server che spedisce, come compare nel DNS. Postfix: `smtp_helo_name`; Exim: `primary_hostname`; Exchange: l’FQDN del connettore di invio.',
      'Non va bene `localhost`, né il nome di un computer Windows, né un indirizzo IP da solo.',
      `Prova un nome: ${commandOn('probe', `${host(seen)} --ehlo mail.example.org`)}`,
      'Come utente, spedisci dalla porta 587 del tuo provider con le tue credenziali: lì non c’è questo controllo.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.4',
  },
};
