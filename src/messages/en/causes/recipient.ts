import type { Interpretation } from '../../../replies/interpretation.ts';
import type { CauseTexts } from '../../cause-text.ts';
import { formatsOf } from '../../format.ts';
import { steps } from '../../next-step.ts';
import { isBareCode, otherAddressOf, recipientOf, refusedDomainOf } from '../../recipient-subject.ts';
import { commandOn } from '../../reply-subject.ts';
import { at, linkStep, RECIPIENT_DOMAIN_OWNER } from './phrases.ts';

const { quote } = formatsOf('en');

const TELL_THEM = 'Reach the recipient some other way, by phone or another address, and pass the reply on.';
const OFF_THE_LIST = 'Take the address off the mailing lists.';

function who(seen: Interpretation): string {
  const address = recipientOf(seen);
  return address === undefined ? 'the recipient’s address' : quote(address);
}

function domainCommand(seen: Interpretation): string {
  return commandOn('domain', refusedDomainOf(seen) ?? 'DOMAIN');
}

function retried({ temporary }: Interpretation): string {
  return temporary === true
    ? ' The code is temporary: the sending server keeps the message and tries again by itself, usually for up to five days.'
    : '';
}

/** Refusals for whom the message is to, in English. */
export const recipientCauses: CauseTexts<
  'recipient-unknown' | 'recipient-disabled' | 'mailbox-full' | 'recipient-domain'
> = {
  'recipient-unknown': {
    title: 'The recipient’s address does not exist',
    meaning: (seen) =>
      `The server accepts mail for this domain but has no mailbox for ${who(seen)}. The address is misspelt or was deleted, or mail for the domain still goes to a server that no longer has its mailboxes.${retried(seen)}`,
    fix: (seen) =>
      steps(
        isBareCode(seen, 553) && 'If the sender was refused: send as the address you log in with.',
        'Check the address letter by letter: name, dots, domain ending.',
        'Delete it from the program’s suggestions and type it again: an old entry goes out unnoticed.',
        'If it is right, ask the recipient some other way whether it still exists.',
        `If the recipient receives mail from others, look whether the MX is right: ${domainCommand(seen)}`,
        'Then write to that domain’s postmaster: the address, the time with its zone, and the whole reply.',
        linkStep(seen),
      ),
    avoid:
      'Do not go on sending to it: anyone who keeps writing to unknown addresses is taken for a spammer.',
    see: 'https://www.rfc-editor.org/rfc/rfc3463#section-3.2',
  },
  'recipient-malformed': {
    title: 'The recipient’s address is not well formed',
    meaning: (seen) =>
      `The server cannot read ${who(seen)} as an address and refused it${at(seen)}. Usual reasons are a missing domain, a space, a comma in place of a dot, an invisible character from copying, or letters outside ASCII.`,
    fix: () => [
      'Type the address by hand: name, @, domain, with nothing before, between or after.',
      'In a program, send the bare address in angle brackets, `RCPT TO:<name@example.org>`; the display name belongs in To: only.',
      'For letters outside ASCII before the @, all servers on the way need SMTPUTF8; ask for an ASCII address.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2',
  },
  'recipient-disabled': {
    title: 'The mailbox is disabled',
    meaning: (seen) =>
      `The server knows ${who(seen)} but refused the message${at(seen)}: the mailbox takes no mail. Its account was closed or suspended, or has lain unused for too long.${retried(seen)}`,
    fix: (seen) =>
      steps(
        TELL_THEM,
        'Only the owner can put it right: log in to the mailbox again, settle the account with the provider, or have the administrator enable it.',
        OFF_THE_LIST,
        linkStep(seen),
      ),
    avoid: 'Do not go on sending: some providers turn mailboxes that were given up into spam traps.',
    see: 'https://www.rfc-editor.org/rfc/rfc3463#section-3.3',
  },
  'recipient-moved': {
    title: 'The recipient has moved to another address',
    meaning: (seen) => {
      const address = otherAddressOf(seen);
      return `${address === undefined ? 'The server says that the mailbox is now elsewhere' : `The server says that the recipient is now at ${quote(address)}`}, and does not forward the message.${retried(seen)}`;
    },
    fix: (seen) => {
      const address = otherAddressOf(seen);
      return steps(
        address === undefined
          ? 'Ask the recipient for the new address, if the reply does not name it.'
          : `Ask the recipient whether ${quote(address)} is right, then send to it.`,
        'Put the new address into the address book and the mailing lists, and take the old one out.',
        linkStep(seen),
      );
    },
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-3.4',
  },
  'mailbox-full': {
    title: 'The recipient’s mailbox is full',
    who: (seen) =>
      isBareCode(seen, 552) ? 'you, if the message is large; otherwise the recipient' : undefined,
    meaning: (seen) =>
      `The mailbox of ${who(seen)} has reached its quota, and the server refused${at(seen)}.${seen.temporary === false ? ' The code is permanent: the message comes back and is not tried again.' : retried(seen)}`,
    fix: (seen) =>
      steps(
        isBareCode(seen, 552) && 'If the message is large: send a link or smaller files.',
        'Tell the recipient some other way; only they, or their administrator, can make room or raise the quota.',
        seen.temporary === true
          ? 'Wait: when there is room again, the message arrives without being sent once more.'
          : 'When there is room again, send the message once more.',
        !isBareCode(seen, 552) &&
          'If it is large, send it without attachments meanwhile: a small one sometimes still fits.',
        'On a mailing list, suspend an address that stays full for weeks: it is probably abandoned.',
        linkStep(seen),
      ),
    avoid: 'Do not send it again and again: each copy takes room once the mailbox is open.',
    see: 'https://www.rfc-editor.org/rfc/rfc3463#section-3.3',
  },
  'recipient-domain': {
    title: 'The recipient’s domain cannot be delivered to',
    meaning: (seen) =>
      `No mail server was found that takes mail for the domain of ${who(seen)}: the domain is misspelt or has expired, or its MX records are missing or wrong.${retried(seen)}`,
    fix: (seen) => [
      'Check the part after the @ letter by letter.',
      `See what the DNS says of the domain: ${domainCommand(seen)}`,
      'If it is right, reach the recipient some other way; the domain’s owner must repair the MX records.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'domain-unknown': {
    title: 'The recipient’s domain does not exist',
    meaning: (seen) =>
      `The DNS knows no domain like the one in ${who(seen)}. It is misspelt, has expired, or has neither MX nor address records.${retried(seen)}`,
    fix: (seen) => [
      'Check the part after the @ letter by letter: .con for .com, gmial for gmail, a missing letter.',
      `See what the DNS says of the domain: ${domainCommand(seen)}`,
      'If it is right, it may have expired; tell the recipient some other way.',
    ],
    avoid: 'Do not wait for retries: a misspelt domain stays unknown.',
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'domain-takes-no-mail': {
    title: 'The recipient’s domain takes no mail',
    who: () => RECIPIENT_DOMAIN_OWNER,
    meaning: (seen) =>
      `The domain of ${who(seen)} states that it takes no mail at all, with a null MX (\`MX 0 .\`) or a host that answers 521 or 556. It is meant for something else, a web site for example.`,
    fix: (seen) => [
      'Look for the right address: often the same name with another ending, or the domain of the company itself.',
      `See its MX records: ${domainCommand(seen)}`,
      'If mail ought to arrive there, the domain’s owner replaces the null MX with the name of the mail server.',
    ],
    avoid: 'Do not retry: this is a statement, not a fault.',
    see: 'https://www.rfc-editor.org/rfc/rfc7505',
  },
  'domain-dns-failed': {
    title: 'The DNS of the recipient’s domain fails',
    who: () => RECIPIENT_DOMAIN_OWNER,
    meaning: (seen) =>
      `The name servers of the domain of ${who(seen)} gave no usable answer: they are silent, contradict each other, or DNSSEC fails. Whether the mailbox exists was not even asked.${retried(seen)}`,
    fix: (seen) =>
      steps(
        `Look whether it fails from here too: ${domainCommand(seen)}`,
        `Ask another resolver, in case the fault is in yours: \`smtp-doctor domain ${refusedDomainOf(seen) ?? 'DOMAIN'} --dns 9.9.9.9\``,
        'If it fails everywhere, the domain’s owner or DNS provider must fix it; tell them some other way, with the time and the reply.',
        seen.temporary !== false &&
          'A sending server tries again by itself; send once more only when the message has come back.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
};
