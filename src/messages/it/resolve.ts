import type { StageTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';

const { duration } = formatsOf('it');

const FAILED_ANSWERS: Readonly<Record<string, string>> = {
  servfail: 'ha risposto SERVFAIL: i server del dominio non gli rispondono, oppure DNSSEC non è in ordine',
  refused: 'rifiuta di rispondere a questa macchina',
  malformed: 'ha inviato una risposta illeggibile',
};

function missingAddress(types: readonly string[]): string {
  const families = types.map((type) => (type === 'AAAA' ? 'IPv6' : 'IPv4'));
  return families.length === 1 ? `un indirizzo ${families[0]}` : 'né un indirizzo IPv4 né uno IPv6';
}

/** The DNS, in Italian. */
export const resolveTexts: StageTexts<'resolve'> = {
  'resolve.name-unknown': {
    title: ({ noAddress }) => (noAddress ? 'Il nome non ha un indirizzo' : 'Il nome non esiste nel DNS'),
    meaning: ({ name, noAddress, missing }, { goal }) => {
      const isMx = goal.domain !== undefined && goal.domain !== name;
      const cause = noAddress
        ? `Il DNS conosce "${name}", ma non ha ${missingAddress(missing)} a cui connettersi.`
        : `Il DNS dice che "${name}" non esiste: non c’è niente a cui connettersi.`;
      return isMx ? `${cause} Sta nel record MX di ${goal.domain}: lì la posta non può arrivare.` : cause;
    },
    fix: ({ name, noAddress, missing }, evidence) => {
      const { domain } = evidence.goal;
      if (domain !== undefined && domain !== name) {
        return [`Correggi il record MX di ${domain}, oppure pubblica un record di indirizzo per "${name}".`];
      }
      return steps(
        `Controlla come è scritto "${name}".`,
        noAddress && missing.length === 1 && 'Prova senza -4 o -6.',
        noAddress &&
          `Se è un dominio di posta e non un server, prova i suoi MX: \`smtp-doctor probe ${name} --mx\``,
        !noAddress &&
          `Se il record è nuovo, chiedi a un altro resolver: ${probeCommand(evidence, { options: '--dns 9.9.9.9' })}`,
      );
    },
    see: 'https://www.rfc-editor.org/rfc/rfc8020',
  },
  'resolve.server-failure': {
    title: ({ status }) =>
      status === 'timeout' ? 'Il server DNS non risponde' : 'Il DNS non dà una risposta utilizzabile',
    meaning: ({ name, type, status, source, elapsedMs }) => {
      const answer = FAILED_ANSWERS[status] ?? `non ha risposto entro ${duration(elapsedMs)}`;
      return `Alla domanda sul record ${type} di "${name}" il resolver ${source} ${answer}. Se il nome esista o no, non si sa.`;
    },
    fix: ({ name, status }, evidence) =>
      steps(
        `Chiedi a un altro resolver: ${probeCommand(evidence, { options: '--dns 9.9.9.9' })}`,
        status === 'servfail'
          ? `Se fallisce anche quello, il titolare di "${name}" deve controllare i suoi server DNS e le firme DNSSEC.`
          : 'Se così funziona, ripara o sostituisci il resolver di questa macchina o della rete.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc8914',
  },
  'resolve.mx-absent': {
    title: ({ fallback }) =>
      fallback ? 'Il dominio non ha un record MX' : 'Il dominio non ha un server di posta',
    meaning: ({ domain, fallback }) =>
      fallback
        ? `${domain} non ha un record MX. Chi spedisce ripiega sull’indirizzo del dominio stesso, che spesso è un server web e di rado è voluto.`
        : `${domain} non ha un record MX né un indirizzo su cui ripiegare. Chi gli scrive riceve indietro la posta.`,
    fix: ({ domain, fallback }) =>
      steps(
        `Pubblica un record MX: \`${domain}. MX 10 mail.${domain}.\``,
        `Se ${domain} non deve ricevere posta, dichiaralo con un MX nullo: \`${domain}. MX 0 .\``,
        fallback && 'Nel frattempo, ciò che segue riguarda l’indirizzo del dominio stesso.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'resolve.mx-null': {
    title: () => 'Il dominio non riceve posta',
    meaning: ({ domain }) =>
      `${domain} pubblica un MX nullo (\`MX 0 .\`): dichiara di proposito che non riceve posta. Ogni messaggio torna subito al mittente.`,
    fix: ({ domain }) => [
      `Controlla di volere proprio ${domain} e non un nome simile.`,
      'Se deve ricevere posta, il suo titolare sostituisce l’MX nullo con il nome di un server di posta.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7505',
  },
  'resolve.mx-alias': {
    title: () => 'Il record MX punta a un alias',
    meaning: ({ domain, exchange, target }) =>
      `Il record MX di ${domain} indica ${exchange}, che è un CNAME di ${target}. Lo standard vuole il nome vero; alcuni server rifiutano un alias.`,
    fix: ({ domain, target }) => [
      `Fai puntare il record MX di ${domain} all’host stesso: \`${domain}. MX 10 ${target}.\``,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc2181#section-10.3',
  },
  'resolve.mx-address': {
    title: () => 'Il record MX contiene un indirizzo IP',
    meaning: ({ domain, address }) =>
      `Il record MX di ${domain} contiene l’indirizzo ${address}. Deve contenere il nome di un host: quasi tutti i server cercano un host chiamato "${address}" e non lo trovano.`,
    fix: ({ domain, address }) => [
      `Dai un nome al server: \`mail.${domain}. ${address.includes(':') ? 'AAAA' : 'A'} ${address}\``,
      `Indica quel nome nel record MX: \`${domain}. MX 10 mail.${domain}.\``,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'resolve.host-obsolete': {
    title: ({ provider }) => `È un vecchio nome host di ${provider}`,
    meaning: ({ host, provider, today, year }) =>
      today === undefined
        ? `${host} viene da guide di anni fa. Dal ${year} nessuna fonte indica un server di ${provider} per spedire: il servizio è stato probabilmente chiuso.`
        : `${host} viene da guide di anni fa; le fonti del ${year} indicano al suo posto ${today}. Un vecchio nome può rispondere ancora per un po’, con un certificato o regole di accesso che non vanno più bene.`,
    fix: ({ provider, today, port }, evidence) =>
      today === undefined
        ? [
            `Chiedi a ${provider} se la tua casella esiste ancora, e usa il server del provider che la gestisce ora.`,
          ]
        : [
            `Imposta ${today} come server in uscita, sulla porta ${port}.`,
            `Provalo: ${probeCommand(evidence, { host: today, ...(port === undefined ? {} : { port }) })}`,
          ],
  },
};
