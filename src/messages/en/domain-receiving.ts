import type { Unreached } from '../../rules/domain/receiving.ts';
import type { FindingTexts } from '../catalog.ts';
import type { DomainReceivingId } from '../domain-publish.ts';
import { formatsOf } from '../format.ts';

const { list, quote } = formatsOf('en');

function unreached({ host, address, stage }: Unreached): string {
  const why =
    stage === 'greeting' || stage === 'hello' ? 'ended the session before it had begun' : 'no connection';
  return `${host} (${address}): ${why}`;
}

interface Answer {
  readonly host: string;
  readonly recipient: string;
  readonly code: number;
  readonly lines: readonly string[];
}

function answer({ host, recipient, code, lines }: Answer): string {
  return `${host} for ${quote(recipient)}: ${code} ${quote(lines)}`;
}

/** A domain's mail servers, in English. */
export const domainReceivingTexts: FindingTexts<DomainReceivingId> = {
  'domain.mx-backup-foreign': {
    title: () => 'A backup mail server is run by somebody else',
    meaning: ({ domain, hosts }) =>
      `Where the first mail servers of ${domain} fail, mail goes to ${list(hosts)}, of another owner. Such a server rarely knows which addresses exist and which mail is spam, so spammers try it first.`,
    fix: ({ hosts: [host] }) => [
      `Nothing, if that is meant and it checks recipients as the others do. Else remove ${host} from the MX records: senders try again for days on their own.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'domain.mx-unreached': {
    title: ({ isAll }) =>
      isAll ? 'No mail server could be tried from here' : 'Not every mail server could be tried',
    meaning: ({ domain, hosts, isAll }) =>
      isAll
        ? `From this computer no mail server of ${domain} could be talked to: ${hosts.map(unreached).join('; ')}. Most homes and many clouds have port 25 blocked, and many servers turn such addresses away: this says little of the domain.`
        : `Of the mail servers of ${domain} some could not be talked to: ${hosts.map(unreached).join('; ')}. Senders that try them fail, or deliver late.`,
    fix: ({ hosts: [first], isAll, domain }) => [
      isAll
        ? `Run this on a server that may send mail, or leave the servers out: \`smtp-doctor domain ${domain} --dns-only\``
        : `Look closer: \`smtp-doctor probe ${first?.host} --port 25\``,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'domain.role-address-refused': {
    title: () => 'An address that every domain has to have is refused',
    meaning: ({ domain, refused }) =>
      `${refused.map(answer).join('; ')}. Others reach whoever is responsible for ${domain} at postmaster and abuse; blocklists write there first, and some list those who do not take it.`,
    fix: ({ refused: [first] }) => [
      `Create ${first?.recipient}; an alias of a mailbox that somebody reads will do.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.1',
  },
  'domain.relay-open': {
    title: () => 'A mail server of the domain is an open relay',
    meaning: ({ open }) =>
      `A stranger may send through it to anybody: ${open.map(answer).join('; ')}. Spammers find such servers within hours, and blocklists soon after. No message was sent.`,
    fix: () => [
      'At once: take mail for other domains only from those who have logged in, or from networks of your own.',
      'If this computer is allowed to relay on purpose, test again from outside of your networks.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc2505#section-2.1',
  },
};
