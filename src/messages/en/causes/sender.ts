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
  'Do not put `+all` into the SPF record: it lets anybody send in your name, and filters hold it against you.';

/** Refusals for who sends, in English. */
export const senderCauses: CauseTexts<
  'sender-rejected' | 'sender-domain' | 'sender-auth' | 'reputation' | 'rdns-helo'
> = {
  'sender-rejected': {
    title: 'The sender address is refused',
    meaning: (seen) =>
      `The server does not take mail from this sender address${at(seen)}. It may not belong to the account that sends, may be blocked there, or may not be allowed to write to this recipient.`,
    fix: (seen) =>
      steps(
        linkStep(seen),
        providerStep(seen, 'en', 'sender'),
        'Send as the address of the account you log in with, in MAIL FROM and in From:.',
        'If that is so already, ask the recipient, some other way, to have your address allowed.',
        `See what the world knows of your domain: ${commandOn('domain', senderDomain(seen))}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc6409#section-6.1',
  },
  'sender-not-owned': {
    title: 'This account may not send as that address',
    meaning: (seen) =>
      `The login is fine, but the sender address does not belong to the account, and the server refuses it${at(seen)}. It checks this so that one stolen password cannot write in everybody’s name.`,
    fix: (seen) =>
      steps(
        providerStep(seen, 'en', 'sender'),
        'Send as the address of the account you log in with, in MAIL FROM and in From:.',
        'For an alias or a shared mailbox, have the right to send as it assigned to the account.',
        'In a program or a web form, put the other address into Reply-To: and send as your own.',
        linkStep(seen),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc6409#section-6.1',
  },
  'sender-unverified': {
    title: 'The sender is not verified with the sending service',
    meaning: () =>
      'The service takes mail only from addresses and domains whose owner has confirmed them. This one has not been, or was confirmed in another account or region.',
    fix: (seen) =>
      steps(
        linkStep(seen),
        'In the service’s console, add the sender address or its domain and finish the verification.',
        'Check that From: is written exactly as confirmed: a subdomain often counts as another domain.',
        `Check that the records the service asked for are published: ${commandOn('domain', senderDomain(seen))}`,
      ),
  },
  'account-restricted': {
    title: 'This account may not send any more: spam left it',
    meaning: () =>
      'The provider has blocked sending for this account, because too much of what left it was spam. Most often a stranger has its password.',
    fix: (seen) =>
      steps(
        'Secure the account first: new password, second factor, foreign sign-ins and forwarding rules removed.',
        seen.statement.provider === 'microsoft' &&
          'Then the Microsoft 365 administrator releases it under Restricted entities: https://security.microsoft.com/restrictedentities',
        'Then ask the provider to let it send again, and say what you have done.',
        linkStep(seen),
      ),
    avoid: 'Do not send through another account meanwhile: it will be blocked for the same reason.',
  },
  'sender-blocked': {
    title: 'This sender is blocked by the receiver',
    meaning: (seen) =>
      `The receiving side has a rule of its own against this address or its domain, and refuses it${at(seen)}. The message was not the reason, so that changing it does not help.`,
    fix: (seen) =>
      steps(
        linkStep(seen),
        'Ask the recipient, by telephone or from another address, to take you off the block list.',
        ASK_POSTMASTER,
        'If the address wrote to people who had not asked for it, stop that first.',
      ),
    avoid: 'Do not write on from ever new addresses: the whole domain gets blocked.',
  },
  'sender-malformed': {
    title: 'The sender address is malformed',
    meaning: () =>
      'What came in MAIL FROM is no mail address: a name without a domain, a missing angle bracket, a space, or letters outside ASCII.',
    fix: () => [
      'Correct the sender in the program that sends. On the wire it is `MAIL FROM:<user@example.org>`, with no display name and no space after the colon.',
      'Leave it empty, `MAIL FROM:<>`, for bounces and automatic answers only.',
      'Use letters outside ASCII only where the server offers SMTPUTF8.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2',
  },
  'members-only': {
    title: 'Only members may write to this address',
    meaning: () =>
      'The recipient is a mailing list, a group or a mailbox that takes mail only from its members or from inside its organisation. Your sender address is not among them.',
    fix: (seen) =>
      steps(
        'Write from the address you are subscribed with.',
        'Ask the owner of the list to add your address; it is often reached at the list’s name with `-owner` added.',
        'For a group at a company, ask somebody there to have senders from outside allowed.',
        linkStep(seen),
      ),
  },
  'sender-unroutable': {
    title: 'The sender’s address cannot receive mail',
    meaning: (seen) =>
      `The server checked${at(seen)} whether an answer or a bounce could reach the sender’s address, and it could not: its domain, its mail server or the mailbox does not take mail.`,
    fix: (seen) => [
      'Check the sender’s address for typing errors, and write to it from elsewhere: the bounce says what is wrong.',
      `See whether its domain receives mail: ${commandOn('domain', senderDomain(seen))}`,
      'If a program sends, give it a sender address that exists and is read.',
      'If its server turns such checks away on purpose, tell the receiving postmaster: they burden the innocent.',
    ],
    see: 'https://www.exim.org/exim-html-current/doc/html/spec_html/ch-access_control_lists.html',
  },
  'sender-domain': {
    title: 'The sender’s domain cannot be found or replied to',
    who: () => SENDER_DOMAIN_OWNER,
    meaning: ({ temporary }) =>
      temporary === true
        ? 'The server could not find the domain of the sender address in DNS, or its name servers did not answer. It waits with the message until it can.'
        : 'The domain of the sender address does not exist in DNS, or has no host that takes mail. A server that could not return a bounce takes no message.',
    fix: (seen) => [
      'Correct the sender: addresses such as root@localhost or user@server.local come from a program left at its defaults.',
      `See what DNS says of the domain: ${commandOn('domain', senderDomain(seen))}`,
      'Publish an MX record for the domain, or at least an address record; a null MX (`0 .`) forbids sending, too.',
      'If the domain is new or has moved, check that its registration is paid and that all its name servers answer alike.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'sender-auth': {
    title: 'Neither SPF nor DKIM proves the sender',
    who: () => SENDER_DOMAIN_OWNER,
    meaning: (seen) =>
      `The server checked SPF and DKIM, and refused the mail${at(seen)}. The sending server is missing in the domain’s SPF record, and the message carries no DKIM signature of the domain that is valid.`,
    fix: (seen) =>
      steps(
        `See what the domain publishes: ${commandOn('domain', judgedDomain(seen))}`,
        'SPF: add to the record whoever sends, by `include:` and the name that the service gives, or `ip4:` and the address of your own server.',
        'DKIM: switch signing on where the mail leaves, and publish the key it gives you in the domain’s DNS.',
        `See which check failed in a copy that arrived elsewhere: ${commandOn('inspect', 'message.eml')}`,
        linkStep(seen),
      ),
    avoid: SPF_ALL,
    see: 'https://www.rfc-editor.org/rfc/rfc7372',
  },
  'spf-failed': {
    title: 'SPF does not allow this server to send for the domain',
    who: () => SENDER_DOMAIN_OWNER,
    meaning: (seen) =>
      seen.temporary === true
        ? 'The SPF record of the sender’s domain could not be evaluated, or did not pass for now: a name server that does not answer, or a lookup that fails.'
        : `The sending address${ip(seen)} is not among those that the SPF record of the sender’s domain allows, or the record has an error. The check is of the domain in MAIL FROM, not of the one in From:.`,
    fix: (seen) =>
      steps(
        `See the record, its errors and its lookups: ${commandOn('domain', judgedDomain(seen))}`,
        'Add who sends to the record: `include:` and the name your service gives, or `ip4:` and the address of your own server. There must be one record only, with at most 10 lookups.',
        'Or send through the servers that the record already names.',
        'If the message was forwarded, the forwarder must rewrite the sender (SRS); with a valid DKIM signature most servers take it all the same.',
        linkStep(seen),
      ),
    avoid: SPF_ALL,
    see: 'https://www.rfc-editor.org/rfc/rfc7208',
  },
  'dkim-failed': {
    title: 'The message has no valid DKIM signature',
    who: () => SENDER_DOMAIN_OWNER,
    meaning: ({ temporary }) =>
      `The signature is missing, its key is not in DNS, or something on the way changed the message after it was signed.${temporary === true ? ' The key could also not be fetched for now.' : ''}`,
    fix: (seen) =>
      steps(
        'Switch DKIM signing on where the mail leaves, and publish the key it gives you under `SELECTOR._domainkey` of your domain.',
        `Check the domain’s records: ${commandOn('domain', judgedDomain(seen))}`,
        `Look at a sent message: ${commandOn('inspect', 'message.eml')}`,
        'If the signature breaks, sign last: disclaimers, antivirus footers and mailing lists change the text after it.',
        linkStep(seen),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc6376',
  },
  'dmarc-failed': {
    title: 'The domain’s own DMARC policy refuses the message',
    who: () => SENDER_DOMAIN_OWNER,
    meaning: (seen) =>
      `Neither SPF nor DKIM passed for the domain in From:${hasPolicy(seen) ? '' : ', or that domain has no policy where one is demanded'}. It is not enough that they pass for another one, such as that of the sending service.`,
    fix: (seen) =>
      steps(
        'Let the service that sends sign with DKIM as your domain, or use a MAIL FROM within your domain: one of the two must match From:.',
        `See the policy and what it meets: ${commandOn('domain', judgedDomain(seen))}`,
        'With From: at a free provider (gmail.com, yahoo.com), send through that provider or use a domain of your own.',
        'On a mailing list or a forwarder, put the list’s address into From:, or seal with ARC.',
        linkStep(seen),
      ),
    avoid: 'Do not make `p=none` the cure: your mail passes again, and so do forgeries.',
    see: 'https://www.rfc-editor.org/rfc/rfc7489',
  },
  ...reputationCauses,
};
