import type { PublishWords } from '../domain-publish.ts';
import type { DomainWords } from '../domain-words.ts';
import { formatsOf } from '../format.ts';

const { list } = formatsOf('it');

/** How a record to publish is announced, in Italian. */
export const publishWords: PublishWords = {
  publish: (record) => `Pubblica: ${record}`,
  replace: (before, record) => `Al posto di ${list(before)} pubblica: ${record}`,
};

/** A domain's report, in Italian. */
export const domainWords: DomainWords = {
  labels: {
    receives: 'Può ricevere?',
    believed: 'Gli si crede?',
    forged: 'Si può falsificare?',
    mx: 'MX',
    spf: 'SPF',
    spfTree: 'Interrogazioni SPF',
    publish: 'Record da pubblicare, uno per riga',
    dmarcEffects: 'Che cosa fa DMARC alla posta',
    dkim: 'DKIM',
    dmarc: 'DMARC',
    organization: 'Organizzazione',
    bimi: 'BIMI',
    mark: 'Certificato del marchio',
    recipients: 'Destinatari',
    mtaSts: 'MTA-STS',
    tlsRpt: 'TLS-RPT',
    dnssec: 'DNSSEC',
    caa: 'CAA',
    services: 'SRV',
    autoconfig: 'Autoconfig',
    senders: 'Indirizzi di invio',
    lists: 'Blocklist',
    questions: 'Domande al DNS',
  },
  receives: {
    yes: 'Sì: i suoi server di posta hanno nomi e indirizzi raggiungibili da tutti.',
    partly: 'Sì, ma non con tutti i server che indica.',
    fallback:
      'Forse: non indica un server di posta, e chi spedisce prova con l’indirizzo del dominio stesso.',
    no: 'No: non indica nessun server di posta raggiungibile.',
    declined: 'No, e di proposito: dichiara di non ricevere posta.',
    unknown: 'Non si sa: il DNS non ha detto dove sono i suoi server di posta.',
  },
  proofs: {
    'spf-and-dkim': 'Sì: ci sono SPF e DKIM, e chi riceve può verificare la sua posta.',
    spf: 'In parte: SPF si può verificare, ma non è stata trovata una chiave DKIM utilizzabile. La posta inoltrata non supera i controlli.',
    dkim: 'In parte: c’è una chiave DKIM, ma manca un record SPF utilizzabile.',
    none: 'No: non c’è un record SPF utilizzabile e non è stata trovata nessuna chiave DKIM.',
    unknown: 'Non si sa: il DNS non ha risposto su tutto il suo record SPF.',
  },
  forgeries: {
    rejected: 'Difficilmente: la sua politica DMARC chiede di rifiutare i falsi.',
    quarantined: 'Non nella posta in arrivo: la sua politica DMARC manda i falsi nello spam.',
    delivered: 'Sì: la sua politica DMARC non chiede niente, e i falsi vengono consegnati.',
    'delivered-unwatched': 'Sì: non ha una politica DMARC utilizzabile, e nessuno se ne accorgerebbe.',
    unknown: 'Non si sa: il DNS non ha risposto sul suo record DMARC.',
  },
  dmarcEffects: {
    labels: {
      own: 'La tua posta',
      forwarded: 'Posta inoltrata',
      services: 'Altri servizi',
      failing: 'Ciò che non passa',
      subdomains: 'Sottodomini',
    },
    scope: {
      strict: (domain) => `esattamente ${domain}`,
      relaxed: (organization) => `${organization} o di un nome che gli sta sotto`,
    },
    own: (spf, dkim) =>
      `passa se SPF è valido per un mittente di busta di ${spf}, oppure se è valida una firma DKIM di ${dkim}; ne basta uno`,
    forwarded: {
      signed:
        'passa grazie alla firma DKIM, se nessuno modifica il messaggio, come fanno le mailing list; SPF lì non passa',
      unsigned: 'non passa: SPF non vale per chi inoltra, e non è stata trovata una chiave DKIM',
    },
    services:
      'newsletter, negozi online e simili passano solo se firmano con DKIM a nome del dominio, o se il loro mittente di busta è del dominio e il suo SPF li comprende',
    failing: {
      rejected: 'viene rifiutato, falso o tuo che sia',
      quarantined: 'finisce nello spam, falso o tuo che sia',
      delivered: 'viene consegnato lo stesso, e compare solo nei rapporti',
    },
    subdomains: (existing, nonexistent) =>
      existing === nonexistent
        ? `\`${existing}\` per tutti i nomi che gli stanno sotto`
        : `\`${existing}\` per quelli che esistono, \`${nonexistent}\` per quelli che non esistono`,
  },
  mxStatuses: {
    found: 'trovato',
    absent: 'senza indirizzo',
    failed: 'nessuna risposta',
    'is-address': 'un indirizzo, non un nome',
  },
  alias: (name) => `alias di ${name}`,
  noMx: 'nessuno',
  nullMx: 'nessuno, per un MX nullo',
  noRecord: 'nessun record',
  unanswered: 'nessuna risposta dal DNS',
  lookups: (count, limit, isLeast) => `${isLeast ? 'almeno ' : ''}${count} interrogazioni su ${limit}`,
  voids: (count, limit) => `${count} a vuoto su ${limit}`,
  cost: (lookups) => (lookups === 1 ? '1 interrogazione' : `${lookups} interrogazioni`),
  spfNotes: {
    void: 'non trova niente',
    failed: 'nessuna risposta dal DNS',
    macro: 'dipende dal messaggio',
    missing: 'non ha un record SPF',
    multiple: 'ha più record SPF',
    loop: 'riporta a sé stesso',
    unfollowed: 'troppo in profondità',
  },
  key: (type, bits) => (bits === undefined ? type : `${type}, ${bits} bit`),
  keyNotes: { revoked: 'revocata', testing: 'solo di prova', malformed: 'inutilizzabile' },
  noKeys: (asked) => `nessuna chiave sotto ${asked} selettori`,
  recordOf: (name) => `da ${name}`,
  mark: ({ kind = '', organization, validTo }) =>
    `${[kind, organization, validTo && `fino al ${validTo.slice(0, 10)}`].filter(Boolean).join(', ')}; revoca e registri non verificati`,
  unusable: 'inutilizzabile',
  dnssec: {
    secure: 'firmato e verificato',
    unproven: 'firmato, lo dice un resolver per una via non protetta',
    insecure: 'non firmato, oppure il resolver non verifica',
    local: 'nessuna domanda al DNS',
    failed: 'nessuna risposta',
  },
  anyAuthority: 'nessuno: ogni autorità può emettere certificati',
  present: 'c’è',
  absent: 'non c’è',
  sources: { asked: 'indicato da te', mx: 'dall’MX', spf: 'dal record SPF' },
  noSenders: 'nessuno noto; indicane uno con --ip',
  noName: 'senza nome',
  unconfirmed: 'non riporta all’indirizzo',
  spfResult: (result) => `SPF ${result}`,
  listedBy: (lists) => `in ${list(lists)}`,
  lists: (asked, silent, listings) => {
    const entries = listings === 0 ? 'nessuna voce' : listings === 1 ? '1 voce' : `${listings} voci`;
    return `${asked} interrogate${silent === 0 ? '' : `, ${silent} non attendibili ora`}, ${entries}`;
  },
  questions: (count) => `${count}, ognuna una volta sola`,
  nothingToPublish: 'nessun record da pubblicare',
};
