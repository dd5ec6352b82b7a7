import type { Evidence } from '../../evidence.ts';
import { type DeliveryRefusal, isOwnMx } from '../../rules/delivery/refusal.ts';
import { authCommand } from '../auth-command.ts';
import { submissionPort } from '../next-step.ts';
import type { RefusalWords } from '../refusal.ts';
import { commandOn, domainOf } from '../reply-subject.ts';
import { sendCommandIn } from '../send-command.ts';
import { causes } from './causes/index.ts';
import { RECIPIENT_DOMAIN_OWNER } from './causes/phrases.ts';

const send = sendCommandIn('INDIRIZZO');
const title = 'Il server non inoltra la tua posta';
const NETWORK =
  'Se il server è tuo e chi spedisce sta nella sua stessa rete, indicagli gli indirizzi; Postfix: `mynetworks`';

function mxStep({ addresses }: DeliveryRefusal): string {
  return `Se dovrebbe ricevere lui per quel dominio, guarda se l’MX del dominio è questo server: ${commandOn('domain', domainOf(addresses[0]) ?? 'DOMINIO')}`;
}

/** Who was refused as a stranger, in Italian: what to do hangs on whether a login was possible, and made. */
export function relayWords(refusal: DeliveryRefusal, evidence: Evidence): RefusalWords {
  const { avoid } = causes['relay-denied'];
  if (isOwnMx(refusal, evidence)) return ownMxWords(evidence);
  if (refusal.authenticated) return loggedInWords();
  return {
    ...(refusal.offersAuth ? loginWords(refusal, evidence) : strangerWords(refusal, evidence)),
    avoid,
  };
}

function ownMxWords({ goal }: Evidence): RefusalWords {
  return {
    title: 'L’MX non riconosce il dominio come suo',
    who: RECIPIENT_DOMAIN_OWNER,
    meaning:
      'Il DNS indica questo server come quello che riceve la posta del dominio, ma il server tratta il destinatario come un estraneo. Finché non si corregge l’uno o l’altro, da qui nessuno può scrivere a quel dominio.',
    fix: [
      'Sul server, aggiungi il dominio; Postfix: `mydestination`, `relay_domains` o `virtual_mailbox_domains`',
      `Oppure togli il server dai record MX del dominio: ${commandOn('domain', goal.domain ?? 'DOMINIO')}`,
    ],
  };
}

function loggedInWords(): RefusalWords {
  return {
    title,
    meaning:
      'L’autenticazione è riuscita, eppure il server non inoltra la posta verso il dominio di questo destinatario. Forse l’account può scrivere solo all’interno dei propri domini, o sul server manca la regola per chi si è autenticato.',
    fix: [
      'Chiedi al provider se l’account può spedire verso altri domini.',
      'Controlla che sia il server giusto per la posta in uscita: `smtp-doctor settings INDIRIZZO`',
      'Sul tuo server, consentilo a chi si è autenticato; Postfix: `permit_sasl_authenticated` in `smtpd_relay_restrictions`',
    ],
  };
}

function loginWords(refusal: DeliveryRefusal, evidence: Evidence): RefusalWords {
  return {
    title: 'Senza autenticazione il server non inoltra',
    meaning:
      'Qualcuno che non si è autenticato ha chiesto al server di inoltrare posta a un dominio non suo, e il server ha rifiutato. L’autenticazione però la offre: chi ha un account lì può usarlo per spedire.',
    fix: [
      `Spedisci autenticandoti: ${send(evidence, { user: 'INDIRIZZO' })}`,
      `Oppure prova solo l’autenticazione: ${authCommand(evidence, { user: 'INDIRIZZO' })}`,
      'In un programma di posta, attiva l’autenticazione per la posta in uscita.',
      mxStep(refusal),
      NETWORK,
    ],
  };
}

function strangerWords(refusal: DeliveryRefusal, evidence: Evidence): RefusalWords {
  const port = submissionPort(evidence);
  return {
    title,
    meaning:
      'Qualcuno che il server non conosce gli ha chiesto di inoltrare posta a un dominio non suo, e il server ha rifiutato. In questa sessione non offre l’autenticazione: qui accetta posta solo per i propri domini e dalla propria rete.',
    fix: [
      port === undefined
        ? 'Per spedire come utente, usa server e porta del tuo provider: `smtp-doctor settings INDIRIZZO`'
        : `Per spedire come utente, autenticati sulla porta apposita: ${send(evidence, { port, user: 'INDIRIZZO' })}`,
      mxStep(refusal),
      NETWORK,
    ],
  };
}
