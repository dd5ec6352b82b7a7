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
import { commandOn } from '../../reply-subject.ts';
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

const { quote } = formatsOf('en');

/** Refusals for where mail comes from, in English. */
export const reputationCauses: CauseTexts<'reputation' | 'rdns-helo'> = {
  reputation: {
    title: 'The server does not trust where the mail comes from',
    who: () => SENDING_SERVER,
    meaning: (seen) => {
      const judged =
        seen.statement.stage === 'data'
          ? 'It judged the history of the sending address and domain together with the message.'
          : 'It judged the sending address or domain, not the message.';
      const later =
        seen.temporary === true ? ' It puts such mail off, and takes more as the reputation recovers.' : '';
      return `The server turned the sender${ip(seen)} away${at(seen)}. ${judged}${later}`;
    },
    fix: (seen) =>
      steps(
        SEND_TO_PROVIDER,
        linkStep(seen),
        'Look for the cause first: an account with a stolen password, an open web form, a mailing to old addresses. Stop it.',
        `Check SPF, DKIM, DMARC and reverse DNS: ${commandOn('domain', senderDomain(seen))}`,
        'Look the address up in the large blocklists, and have it removed there.',
        ASK_POSTMASTER,
        'From a new server, begin with few messages a day to people who expect them.',
      ),
    avoid:
      'Do not move to another address to get round it: the domain is remembered, and the new address is lost too.',
    see: 'https://check.spamhaus.org/',
  },
  'address-blocklisted': {
    title: 'The sending address is on a blocklist',
    who: ({ facts, statement }) =>
      isLookupRefused(statement.text) || hasEnded(facts.blocklist) ? REPLIER : SENDING_SERVER,
    meaning: (seen) => {
      const { facts, statement } = seen;
      if (isLookupRefused(statement.text))
        return 'The receiving server asks the blocklist through a public resolver or too often, is refused an answer, and takes that for a listing. Your address need not be listed at all.';
      const list = facts.blocklist === undefined ? 'a blocklist' : quote(facts.blocklist);
      const ended = hasEnded(facts.blocklist) ? ' That list has ended, and its answers mean nothing.' : '';
      return `The server turns you away${at(seen)}: it found the address${ip(seen)} from which you connect in ${list}. It refuses everything from there, whatever the message.${ended}`;
    },
    fix: (seen) => {
      const page = addressLookup(seen);
      if (isLookupRefused(seen.statement.text) || hasEnded(seen.facts.blocklist))
        return [
          'Write to the postmaster of the receiving domain, from another address, and quote the reply: it is their blocklist lookup that must be fixed.',
          'Make sure that your address is in no living list: https://check.spamhaus.org/',
        ];
      return steps(
        SEND_TO_PROVIDER,
        linkStep(seen),
        page === undefined
          ? seen.facts.url === undefined && 'Look the address up on the list’s own site.'
          : !isLinked(seen, page) && `Look the address up: ${page}`,
        'Find and stop what got it listed: a stolen password, an infected machine, an open relay. A removal before that lasts hours.',
        'Ask for removal on that page; if the address is your provider’s, they must ask: send them the reply.',
        'To send as a user from home or an office, go through your provider’s port 587 with a login.',
      );
    },
    avoid:
      'Do not change the address to escape the listing: the new one gets listed, and then the whole range.',
  },
  'domain-blocklisted': {
    title: 'The sender’s domain is on a blocklist',
    who: () => SENDER_DOMAIN_OWNER,
    meaning: (seen) => {
      const { blocklist } = seen.facts;
      const list = blocklist === undefined ? 'a list of domains seen in spam' : quote(blocklist);
      return `The server refuses the mail${at(seen)}: it found the sender’s domain, or that of your server’s name, in ${list}. Another sending address does not change that.`;
    },
    fix: (seen) => {
      const page = blocklistLookup(seen.facts.blocklist) ?? 'https://check.spamhaus.org/';
      return steps(
        linkStep(seen),
        !isLinked(seen, page) && `Look the domain up: ${page}`,
        'Find what got it listed: a hacked website, a stolen mailbox, a mailing to bought addresses. End it.',
        'Ask for removal there; a domain that is only new is mostly let go after some days.',
        `Make forgery impossible with SPF, DKIM and DMARC: ${commandOn('domain', senderDomain(seen))}`,
      );
    },
    avoid: 'Do not go on under a freshly registered domain: new ones are trusted least.',
    see: 'https://check.spamhaus.org/',
  },
  'dial-up-address': {
    title: 'The mail comes straight from a home connection',
    meaning: (seen) =>
      `The sending address${ip(seen)} belongs to a range for homes and mobile devices, which are not meant to deliver mail to servers themselves. It is no reproach: the range as a whole is listed.`,
    fix: (seen) =>
      steps(
        'Send through your provider’s submission server, port 587 or 465, with a login.',
        'On your own server, hand the mail to a relay (a smarthost) with a fixed address.',
        'If the address is fixed and yours, have its reverse DNS set to your server’s name, then ask for its removal.',
        linkStep(seen),
      ),
    see: 'https://www.spamhaus.org/blocklists/policy-blocklist/',
  },
  'rdns-helo': {
    title: 'Reverse DNS or the EHLO name is not in order',
    who: () => SENDING_SERVER,
    meaning: (seen) =>
      `The server compares the sending address${ip(seen)}, its name in DNS and the name given in EHLO, and they do not fit. It refuses the mail${at(seen)}.`,
    fix: (seen) =>
      steps(
        SEND_TO_PROVIDER,
        'Let three things agree: the PTR record of the address, the A or AAAA record of that name, and the name your server gives in EHLO.',
        'The PTR record is set by who rents you the address: in the hosting provider’s control panel, or by a request to your provider.',
        'As a user, send through your provider’s port 587 with a login: there this is not checked.',
        linkStep(seen),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc8601#section-3',
  },
  'ptr-missing': {
    title: 'The sending address has no reverse DNS name',
    who: () => SENDING_SERVER,
    meaning: (seen) =>
      `No PTR record exists for the sending address${ip(seen)}${seen.temporary === true ? ', or it could not be found for now' : ''}. Most mail servers refuse strangers without one.`,
    fix: (seen) =>
      steps(
        SEND_TO_PROVIDER,
        'Have a PTR record set, such as mail.example.org, by who rents you the address: in the hosting provider’s control panel, or by a request to your provider.',
        'Publish an A or AAAA record for that name which leads back to the address.',
        'If the server sends by IPv6 and only IPv4 has a name, set the IPv6 one too, or send by IPv4.',
        'As a user, send through your provider’s port 587 with a login: there this is not checked.',
        linkStep(seen),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc1912#section-2.1',
  },
  'ptr-mismatch': {
    title: 'The reverse DNS name does not lead back to the address',
    who: () => SENDING_SERVER,
    meaning: (seen) =>
      `The sending address${ip(seen)} has a name, but that name has no address record that leads back, or is a generic one of the provider’s. The server cannot tell whose machine it is.`,
    fix: (seen) =>
      steps(
        SEND_TO_PROVIDER,
        'Publish an A or AAAA record for the reverse name, with exactly the sending address.',
        'If the name is generic, like 10-2-0-192.pool.example.net, have your provider set your server’s own name.',
        'Give the same name in EHLO.',
        linkStep(seen),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc1912#section-2.1',
  },
  'helo-invalid': {
    title: 'The name given in EHLO is not accepted',
    who: () => SENDING_SERVER,
    meaning: (seen) =>
      `The name with which the sender introduced itself is not a full host name, does not exist in DNS, or is the receiver’s own. The server refused it${at(seen)}.`,
    fix: (seen) => [
      'Set the full host name of the sending server, as it is in DNS. Postfix: `smtp_helo_name`; Exim: `primary_hostname`; Exchange: the FQDN of the send connector.',
      'It is not `localhost`, not a Windows computer name, not a bare address.',
      `Try a name: ${commandOn('probe', `${host(seen)} --ehlo mail.example.org`)}`,
      'As a user, send through your provider’s port 587 with a login: there this is not checked.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.4',
  },
};
