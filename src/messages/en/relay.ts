import type { Evidence } from '../../evidence.ts';
import { type DeliveryRefusal, isOwnMx } from '../../rules/delivery/refusal.ts';
import { authCommand } from '../auth-command.ts';
import { submissionPort } from '../next-step.ts';
import type { RefusalWords } from '../refusal.ts';
import { commandOn, domainOf } from '../reply-subject.ts';
import { sendCommandIn } from '../send-command.ts';
import { causes } from './causes/index.ts';
import { RECIPIENT_DOMAIN_OWNER } from './causes/phrases.ts';

const send = sendCommandIn('ADDRESS');
const title = 'The server does not relay for you';
const NETWORK =
  'If the server is yours and the sender is on its own network, name the addresses; Postfix: `mynetworks`';

function mxStep({ addresses }: DeliveryRefusal): string {
  return `If it ought to receive for that domain, look whether its MX is this server: ${commandOn('domain', domainOf(addresses[0]) ?? 'DOMAIN')}`;
}

/** Who was refused as a stranger, in English: what to do hangs on whether a login was possible, and made. */
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
    title: 'The MX does not know the domain as its own',
    who: RECIPIENT_DOMAIN_OWNER,
    meaning:
      'DNS names this server as the one that receives mail for the domain, and it takes the recipient for a stranger’s. Nobody can write to the domain by this server until one of the two is put right.',
    fix: [
      'On the server, enter the domain; Postfix: `mydestination`, `relay_domains` or `virtual_mailbox_domains`',
      `Or take the server out of the domain’s MX records: ${commandOn('domain', goal.domain ?? 'DOMAIN')}`,
    ],
  };
}

function loggedInWords(): RefusalWords {
  return {
    title,
    meaning:
      'The login was accepted, and yet the server does not pass mail on to this recipient’s domain. The account may write only within its own domains, or the rule for users who have logged in is missing.',
    fix: [
      'Ask the provider whether the account may send to other domains.',
      'Check that the server is the one for sending: `smtp-doctor settings ADDRESS`',
      'On your own server, allow it to those who have logged in; Postfix: `permit_sasl_authenticated` in `smtpd_relay_restrictions`',
    ],
  };
}

function loginWords(refusal: DeliveryRefusal, evidence: Evidence): RefusalWords {
  return {
    title: 'The server does not relay without a login',
    meaning:
      'The server was asked to pass mail on to a domain that is not its own, by somebody who has not logged in, and refused. It offers a login: whoever has an account there may send by it.',
    fix: [
      `Send with a login: ${send(evidence, { user: 'ADDRESS' })}`,
      `Or try the login alone: ${authCommand(evidence, { user: 'ADDRESS' })}`,
      'In a mail program, switch authentication on for outgoing mail.',
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
      'The server was asked to pass mail on to a domain that is not its own, by somebody it does not know, and refused. It offers no login in this session, so that here it takes mail only for its own domains and from its own network.',
    fix: [
      port === undefined
        ? 'To send as a user, take the server and the port of your provider: `smtp-doctor settings ADDRESS`'
        : `To send as a user, log in on the port for that: ${send(evidence, { port, user: 'ADDRESS' })}`,
      mxStep(refusal),
      NETWORK,
    ],
  };
}
