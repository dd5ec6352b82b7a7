import type { Listing } from '../../evidence.ts';
import type { ListingMeaning } from '../../identity/blocklists.ts';
import type { FindingTexts } from '../catalog.ts';
import { type DomainSenderId, publishSteps } from '../domain-publish.ts';
import { formatsOf } from '../format.ts';
import { publishWords } from './domain-words.ts';

const { list } = formatsOf('it');

const MEANINGS: Readonly<Record<ListingMeaning, string>> = {
  spam: 'da lì è arrivato spam',
  exploited: 'è o è stato in mano ad altri',
  policy: 'secondo il suo provider non dovrebbe spedire da sé',
  'no-ptr': 'non ha, o non aveva, un nome nel DNS inverso',
  network: 'è in elenco tutta la sua rete',
  backscatter: 'rimanda lo spam a mittenti falsificati',
  'login-attacks': 'ha tentato di forzare degli account',
  reputation: 'ha una cattiva reputazione',
  phishing: 'ospita phishing',
  malware: 'ospita malware',
  listed: 'è in elenco',
};

function saying({ list: name, meanings }: Listing): string {
  return `${name} (${meanings.map((meaning) => MEANINGS[meaning]).join(', ')})`;
}

function delisting(listed: readonly { readonly listings: readonly Listing[] }[]): string {
  const pages = listed.flatMap(({ listings }) => listings.map(({ list: name, page }) => `${name}: ${page}`));
  return `Cerca la voce e chiedine la rimozione: ${[...new Set(pages)].join(' ')}`;
}

const STATUSES: Readonly<Record<string, string>> = {
  timeout: 'nessuna risposta in tempo',
  servfail: 'SERVFAIL: i server del dominio o DNSSEC non funzionano',
  refused: 'rifiutata',
  malformed: 'una risposta illeggibile',
};

const ADDRESS_OWNER = 'il titolare dell’indirizzo, di solito il tuo provider di hosting';

/** Lists take an IPv6 address with its /64, which one customer has to himself (RFC 6177 §2). */
function listedAs(subject: string): string {
  return subject.includes(':') ? `${subject} (con tutta la sua /64)` : subject;
}

/** Sending addresses, blocklists and the rest, in Italian. */
export const domainSenderTexts: FindingTexts<DomainSenderId> = {
  'domain.answers-missing': {
    title: () => 'Il DNS non ha risposto a tutte le domande',
    meaning: ({ domain, count, questions }) =>
      `${count === 1 ? 'Una domanda' : `${count} domande`} su ${domain} senza risposta utilizzabile: ${list(questions.map(({ name, type, status }) => `${type} di ${name} (${STATUSES[status] ?? status})`))}. Chi riceve rimanda questa posta, e ciò che leggi qui può essere incompleto.`,
    fix: ({ domain }) => [
      `Chiedi a un altro resolver: \`smtp-doctor domain ${domain} --dns 9.9.9.9\``,
      'Se fallisce anche quello, fai controllare i server DNS del dominio e le sue firme DNSSEC.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8914',
  },
  'domain.ptr-absent': {
    title: () => 'Un indirizzo di invio non ha un nome nel DNS inverso',
    meaning: ({ addresses }) =>
      `Manca il record PTR per ${list(addresses)}. Gmail, Outlook e molti altri rifiutano la posta da un indirizzo senza nome.`,
    fix: ({ publish }) => [
      'Chiedi a chi ti ha dato l’indirizzo, di solito il provider di hosting; spesso è una casella nel pannello di controllo.',
      ...publishSteps(publish, publishWords),
    ],
    who: () => ADDRESS_OWNER,
    see: 'https://www.rfc-editor.org/rfc/rfc1912#section-2.1',
  },
  'domain.ptr-unconfirmed': {
    title: () => 'Il nome di un indirizzo di invio non vi riporta',
    meaning: ({ address, name }) =>
      `Il DNS inverso chiama ${address} "${name}", ma quel nome non ha questo indirizzo. Così chiunque potrebbe attribuirselo, e per chi riceve è come se non ci fosse.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc8601#section-2.7.3',
  },
  'domain.ptr-generic': {
    title: () => 'Il nome di un indirizzo di invio sembra generico',
    meaning: ({ address, name }) =>
      `Il DNS inverso chiama ${address} "${name}", come i provider chiamano le linee dei clienti. Molti server non accettano posta da un nome simile.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    who: () => ADDRESS_OWNER,
    see: 'https://support.google.com/a/answer/81126',
  },
  'domain.helo-unconfirmed': {
    title: () => 'Il nome dato in EHLO non è quello dell’indirizzo',
    meaning: ({ name, address }) =>
      `Il server si presenta come "${name}", e quel nome non porta a ${address}. Per questo alcuni server rifiutano la posta.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.4',
  },
  'domain.sender-blocklisted': {
    title: () => 'Un indirizzo di invio è in una blocklist',
    meaning: ({ listed }) =>
      `${listed.map(({ subject, listings }) => `${listedAs(subject)} è in ${list(listings.map(saying))}`).join('; ')}. Chi usa l’elenco rifiuta la sua posta.`,
    fix: ({ listed }) => [
      'Elimina prima la causa: un account o un sito violato, un open relay, una lista di indirizzi scadenti.',
      delisting(listed),
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6471',
  },
  'domain.name-blocklisted': {
    title: () => 'Il dominio stesso è in una blocklist',
    meaning: ({ listed }) =>
      `${listed.map(({ subject, listings }) => `${subject} è in ${list(listings.map(saying))}`).join('; ')}. Chi usa l’elenco rifiuta la posta che viene dal dominio, o che solo contiene un suo link.`,
    fix: ({ listed }) => [
      'Cerca lo spam spedito a nome del dominio e le pagine estranee nel suo sito, ed elimina l’uno e le altre.',
      delisting(listed),
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6471',
  },
  'domain.blocklists-silent': {
    title: () => 'Alcune blocklist non si sono potute interrogare',
    meaning: ({ asked, refused, others }) => {
      const parts = [
        ...(refused.length > 0
          ? [
              `${list(refused)} non ${refused.length === 1 ? 'risponde' : 'rispondono'} ai resolver pubblici, o a chi chiede troppo spesso`,
            ]
          : []),
        ...(others.length > 0
          ? [
              `${list(others)} non ${others.length === 1 ? 'ha' : 'hanno'} superato la prova con voci di esito noto, e ora non ci si può fidare`,
            ]
          : []),
      ];
      return `Di ${asked} elenchi: ${parts.join('; ')}. Che cosa dicano non si sa.`;
    },
    fix: ({ refused }) => [
      refused.length > 0
        ? 'Chiedi a un resolver tuo, non a uno pubblico: `--dns 127.0.0.1`'
        : 'Riprova più tardi; se un elenco continua a tacere, forse è stato chiuso.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5782#section-5',
  },
  'domain.service-host-absent': {
    title: () => 'Un record SRV indica un host senza indirizzo',
    meaning: ({ name, host }) =>
      `${name} indica ${host}, per cui il DNS non ha un indirizzo. I programmi di posta che si configurano da sé non trovano il server.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc6186',
  },
};
