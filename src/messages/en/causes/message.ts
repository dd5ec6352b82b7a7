import type { Interpretation } from '../../../replies/interpretation.ts';
import { attachmentRoom } from '../../attachment-room.ts';
import { blocklistLookup } from '../../blocklist-lookup.ts';
import type { CauseTexts } from '../../cause-text.ts';
import { formatsOf } from '../../format.ts';
import { steps } from '../../next-step.ts';
import { providerStep } from '../../provider-advice.ts';
import { commandOn } from '../../reply-subject.ts';
import { at, host, linkStep, senderDomain } from './phrases.ts';

const { quote, size } = formatsOf('en');

const SHARE = 'Put the file on a server or in the cloud and send the link.';
const SEE_LIMIT = 'See the limit, which the server names as SIZE';
const INSPECT = `Save the message as a file and have it read: ${commandOn('inspect', 'MESSAGE.eml')}`;
const ASK_POSTMASTER =
  'If the message is beyond doubt legitimate, write to the postmaster of the receiving domain: sender, recipient, time with its zone, and the whole reply.';

function limit({ facts }: Interpretation): string {
  return facts.limitBytes === undefined || facts.limitBytes <= 0
    ? ''
    : ` The limit it names is ${size(facts.limitBytes)}, which leaves about ${size(attachmentRoom(facts.limitBytes))} for the files themselves, as attachments grow by a third on the way.`;
}

function listOf({ facts }: Interpretation): string {
  return facts.blocklist === undefined ? 'a blocklist' : `the blocklist ${quote(facts.blocklist)}`;
}

function heldBack({ temporary }: Interpretation): string {
  return temporary === true
    ? ' The code is temporary: the sending server tries again by itself, and the verdict may change.'
    : '';
}

/** Refusals for the message itself, in English. */
export const messageCauses: CauseTexts<
  'message-too-big' | 'message-format' | 'content-spam' | 'content-blocked'
> = {
  'message-too-big': {
    title: 'The message is too big',
    meaning: (seen) =>
      `The message is larger than this server takes, and it refused${at(seen)}.${limit(seen)} The smallest limit on the way counts, not that of your own provider.`,
    fix: (seen) => [
      SHARE,
      'Or make it smaller: pictures at a lower resolution, several messages in place of one.',
      `${SEE_LIMIT}: ${commandOn('probe', host(seen))}`,
      'If the server is yours, raise its limit; Postfix: `message_size_limit`, in bytes, and `mailbox_size_limit` not below it',
    ],
    avoid: 'Do not send it again as it is: the size is checked each time.',
    see: 'https://www.rfc-editor.org/rfc/rfc1870',
  },
  'attachment-too-big': {
    title: 'An attachment is too big',
    meaning: (seen) =>
      `An attachment is larger than the receiving side allows, and the message was refused${at(seen)}.${limit(seen)}`,
    fix: (seen) => [
      SHARE,
      'Or make the file smaller, or send its parts in several messages.',
      `${SEE_LIMIT}; the one for attachments can be lower: ${commandOn('probe', host(seen))}`,
    ],
    avoid: 'Do not send it again as it is: the size is checked each time.',
    see: 'https://www.rfc-editor.org/rfc/rfc1870',
  },
  'message-format': {
    title: 'The message is not well formed',
    meaning: (seen) =>
      `The form of the message breaks the standard, in its header fields, MIME parts, line ends or characters, and the server refused it${at(seen)}. Ordinary mail programs do not do that; scripts, old devices and filters that rewrite messages do.`,
    fix: (seen) =>
      steps(
        INSPECT,
        'In a script, let a mail library build the message rather than joining strings.',
        'If the program builds it well, look for an antivirus, a signature tool or a gateway that changes it on the way out.',
        linkStep(seen),
      ),
    avoid: 'Do not send it again unchanged: the form is judged the same each time.',
    see: 'https://www.rfc-editor.org/rfc/rfc5322',
  },
  'header-invalid': {
    title: 'A header field is missing, double or malformed',
    meaning: (seen) =>
      `The header of the message breaks the standard, and the server refused it${at(seen)}. Exactly one From: and one Date: must be there, Message-ID:, To: and Subject: at most once, addresses well formed, and other characters than ASCII encoded.`,
    fix: (seen) =>
      steps(
        'Look at the field that the reply names; if it names none, at From:, Date:, Message-ID: and To:.',
        INSPECT,
        'In a script, let the mail library set From:, Date: and Message-ID:, each once, and an empty line end the header.',
        'If the field was right when it left, look for the gateway that adds a second one.',
        linkStep(seen),
      ),
    avoid: 'Do not send it again unchanged: the header is judged the same each time.',
    see: 'https://www.rfc-editor.org/rfc/rfc5322#section-3.6',
  },
  'line-format': {
    title: 'The lines of the message break the rules',
    meaning: (seen) =>
      `A line of the message ends in LF or CR alone, is longer than 998 characters, or holds a null or 8-bit character that was not announced; the server refused it${at(seen)}. Servers are strict about line ends since "SMTP smuggling".`,
    fix: (seen) =>
      steps(
        'End every line in CR LF; a script that writes `\\n` to the socket must write `\\r\\n`.',
        'Encode the body as quoted-printable or base64, which keeps lines short and ASCII.',
        'For a long header, let the library fold it.',
        'If another server hands the message on, update it: older ones pass bare line feeds through.',
        linkStep(seen),
      ),
    avoid: 'Do not have the receiver’s check switched off for you: it guards against forged messages.',
    see: 'https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1',
  },
  'content-spam': {
    title: 'The message was taken for spam',
    meaning: (seen) =>
      seen.statement.stage === 'mail' || seen.statement.stage === 'rcpt'
        ? `The filter judged it spam${at(seen)}. It had not read the message yet, so the reason is who sends it, or to whom.${heldBack(seen)}`
        : `The filter of the receiving side took the message for spam${at(seen)}. It weighs words, links and form together with the reputation of the sender and whether SPF, DKIM and DMARC hold.${heldBack(seen)}`,
    fix: (seen) =>
      steps(
        linkStep(seen),
        `Check that SPF, DKIM and DMARC are in order: ${commandOn('domain', senderDomain(seen))}`,
        'Send a plain text without links, attachments or signature: if it passes, add the parts back one by one.',
        providerStep(seen, 'en', 'spam'),
        'If it was bulk mail, send only to people who asked for it, with a List-Unsubscribe field, and slowly.',
        'Look whether somebody sends spam through your account or web form: change the password and read the log of sent mail.',
        ASK_POSTMASTER,
      ),
    avoid:
      'Do not send it again with small changes, or from other addresses: that is how spammers behave, and it spoils your reputation.',
  },
  'link-blocklisted': {
    title: 'A link in the message is on a blocklist',
    meaning: (seen) =>
      `A domain that the message names, in a link, a picture or the signature, is on ${listOf(seen)}, and the message was refused${at(seen)}. Who sends it was not the reason.`,
    fix: (seen) => {
      const page = blocklistLookup(seen.facts.blocklist);
      return steps(
        linkStep(seen),
        'Look through all links, the signature and a quoted earlier message, and take the listed domain out; link shorteners are often listed.',
        page === undefined
          ? 'If the domain is yours, look it up at https://check.spamhaus.org/ and https://lookup.uribl.com/, then ask for its removal.'
          : `If the domain is yours, look it up and ask for its removal: ${page}`,
        'Before that, look whether the web site was broken into or redirects elsewhere: otherwise it is listed again.',
        ASK_POSTMASTER,
      );
    },
    avoid: 'Do not hide the link behind a shortener or a redirect: filters follow them.',
  },
  'content-blocked': {
    title: 'The content is not allowed',
    meaning: (seen) =>
      `A rule of the receiving side forbids something in this message: a kind of file, a word, a kind of data. It refused${at(seen)}; the sender was not the reason.${heldBack(seen)}`,
    fix: (seen) =>
      steps(
        linkStep(seen),
        'Send the text alone; if it passes, an attachment was the reason.',
        SHARE,
        providerStep(seen, 'en', 'attachment'),
        ASK_POSTMASTER,
      ),
    avoid: 'Do not send it again unchanged: the same rule applies each time.',
  },
  'virus-found': {
    title: 'A virus was found in the message',
    meaning: (seen) =>
      `The scanner of the receiving side found malware in the message and refused it${at(seen)}. False alarms happen, above all with macros, installers and encrypted archives.`,
    fix: (seen) =>
      steps(
        'Check the computer that sent it, and the attachment, with an up-to-date scanner.',
        'If you did not write this message, change the mailbox’s password and look for programs that send in your name.',
        'If the file is clean, make it again without macros, or put it on a server and send the link.',
        'For a false alarm, write to the postmaster of the receiving domain: the name of the virus, the time and the whole reply.',
        linkStep(seen),
      ),
    avoid: 'Do not pack the file with a password to get it through before it is known to be clean.',
  },
  'attachment-blocked': {
    title: 'This kind of attachment is not allowed',
    meaning: (seen) =>
      `The receiving side takes no attachments of this kind and refused the message${at(seen)}. Usually that is programs and scripts (exe, js, bat), documents with macros, disk images, and archives that hold them or have a password.`,
    fix: (seen) =>
      steps(
        SHARE,
        'For a document, save it as PDF or without macros.',
        providerStep(seen, 'en', 'attachment'),
        'If it must be mail, ask the recipient’s administrator to let this kind pass for your address.',
        linkStep(seen),
      ),
    avoid: 'Do not rename the file: filters look at what it is, and take renaming for malice.',
  },
};
