import type { Unreached } from '../../rules/domain/receiving.ts';
import type { FindingTexts } from '../catalog.ts';
import type { DomainReceivingId } from '../domain-publish.ts';
import { formatsOf } from '../format.ts';

const { list, quote } = formatsOf('it');

function unreached({ host, address, stage }: Unreached): string {
  const why =
    stage === 'greeting' || stage === 'hello'
      ? 'ha chiuso la sessione prima che cominciasse'
      : 'nessuna connessione';
  return `${host} (${address}): ${why}`;
}

interface Answer {
  readonly host: string;
  readonly recipient: string;
  readonly code: number;
  readonly lines: readonly string[];
}

function answer({ host, recipient, code, lines }: Answer): string {
  return `${host} per ${quote(recipient)}: ${code} ${quote(lines)}`;
}

/** A domain's mail servers, in Italian. */
export const domainReceivingTexts: FindingTexts<DomainReceivingId> = {
  'domain.mx-backup-foreign': {
    title: () => 'Un server di posta di riserva è di altri',
    meaning: ({ domain, hosts }) =>
      `Quando i primi server di posta di ${domain} non rispondono, la posta va a ${list(hosts)}, di un altro titolare. Un server così di rado sa quali indirizzi esistono e quale posta è spam, e gli spammer provano da lì.`,
    fix: ({ hosts: [host] }) => [
      `Niente, se è voluto e se controlla i destinatari come gli altri. Altrimenti togli ${host} dai record MX: chi spedisce riprova da sé per giorni.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'domain.mx-unreached': {
    title: ({ isAll }) =>
      isAll ? 'Da qui non si raggiunge nessun server di posta' : 'Non si raggiungono tutti i server di posta',
    meaning: ({ domain, hosts, isAll }) =>
      isAll
        ? `Da questo computer non è stato possibile parlare con nessun server di posta di ${domain}: ${hosts.map(unreached).join('; ')}. Sulle linee di casa e in molti cloud la porta 25 è bloccata, e molti server respingono quegli indirizzi: questo dice poco del dominio.`
        : `Con alcuni server di posta di ${domain} non è stato possibile parlare: ${hosts.map(unreached).join('; ')}. Chi spedisce a questi server fallisce, o consegna in ritardo.`,
    fix: ({ hosts: [first], isAll, domain }) => [
      isAll
        ? `Ripeti da un server che può spedire posta, oppure lascia fuori i server: \`smtp-doctor domain ${domain} --dns-only\``
        : `Guarda da vicino: \`smtp-doctor probe ${first?.host} --port 25\``,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'domain.role-address-refused': {
    title: () => 'Un indirizzo che ogni dominio deve avere è rifiutato',
    meaning: ({ domain, refused }) =>
      `${refused.map(answer).join('; ')}. È a postmaster e abuse che gli altri cercano il responsabile di ${domain}; le blocklist scrivono prima di tutto lì, e alcune elencano chi non accetta quella posta.`,
    fix: ({ refused: [first] }) => [
      `Crea ${first?.recipient}; basta un alias di una casella che qualcuno legge.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.1',
  },
  'domain.relay-open': {
    title: () => 'Un server di posta del dominio è un open relay',
    meaning: ({ open }) =>
      `Attraverso il server un estraneo può spedire a chiunque: ${open.map(answer).join('; ')}. Gli spammer trovano server così in poche ore, e le blocklist poco dopo. Nessun messaggio è stato inviato.`,
    fix: () => [
      'Subito: accetta posta per altri domini solo da chi ha fatto il login, o dalle tue reti.',
      'Se questo computer può inoltrare apposta, ripeti la prova da fuori delle tue reti.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc2505#section-2.1',
  },
};
