import type { PortFindingId } from '../../rules/ports.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { SERVICE_NAMES } from '../service-names.ts';
import { portWords } from './port-words.ts';

const { list, quote } = formatsOf('it');

const ALL_OUTCOMES: Readonly<Record<string, string>> = {
  refused: 'Ogni connessione è stata rifiutata subito: una macchina c’è, ma non fa entrare nessuno',
  reset: 'Ogni connessione è stata interrotta appena aperta',
  timeout: 'Non è arrivata alcuna risposta',
  unreachable: 'La rete segnala che verso l’host non c’è strada',
};

const CLOSED: Readonly<Record<string, string>> = {
  refused: 'rifiutata',
  reset: 'interrotta',
  timeout: 'senza risposta',
  unreachable: 'respinta dalla rete',
  failed: 'impossibile',
};

const SPEAKS: Readonly<Record<string, string>> = {
  other: 'parla qualcosa che non è SMTP',
  silent: 'tace',
  dropped: 'chiude senza dire nulla',
};

/** A scan of the ports, in Italian. */
export const portTexts: FindingTexts<PortFindingId> = {
  'connect.ports-closed': {
    title: ({ ports: [port, ...rest] }) =>
      rest.length === 0 ? `La porta ${port} non si raggiunge` : 'Nessuna delle porte si raggiunge',
    meaning: ({ ports, outcome, hypotheses: [first] }, { goal }) => {
      const seen = `${ALL_OUTCOMES[outcome] ?? 'Non è stato possibile connettersi'} (${goal.host}, ${ports.length === 1 ? 'porta' : 'porte'} ${list(ports)}).`;
      return first ? `${seen} La causa più probabile: ${portWords.causes[first.cause]}.` : seen;
    },
    fix: ({ hypotheses: [first] }, { goal }) =>
      first
        ? [
            `Per averne la certezza, serve ${portWords.settlements[first.settledBy](goal.host)}`,
            'Controlla il nome: il server per spedire spesso non si chiama come il sito web.',
          ]
        : ['Controlla che questa macchina sia in rete, e la sua VPN e le sue rotte.'],
  },
  'connect.port-25-dropped': {
    title: () => 'Da qui questo server non fa entrare sulla porta 25',
    meaning: ({ openPorts, control }) =>
      `La porta 25 tace, mentre rispondono ${list(openPorts)} dello stesso host e la porta 25 di ${control}. La tua rete quindi lascia passare la porta 25: a scartarti è questo server, o il suo firewall.`,
    fix: ({ openPorts: [port = 587] }, evidence) => [
      `Per spedire come utente usa la porta ${port}: ${probeCommand(evidence, { port })}`,
      'Per consegnare posta, chiedi a chi gestisce il server se il tuo indirizzo è bloccato; l’MX del dominio può anche essere un altro host.',
    ],
  },
  'connect.port-25-turned-away': {
    title: ({ outcome }) => `La porta 25 è ${CLOSED[outcome] ?? 'chiusa'}, altre sono aperte`,
    meaning: ({ openPorts, hypotheses: [first] }) =>
      first?.cause === 'server-blocks-you'
        ? `Per la porta 25 una risposta è arrivata, ed è un no. Un server per gli utenti tiene spesso chiusa la 25 di proposito; qui sono aperte: ${list(openPorts)}.`
        : `Per la porta 25 una risposta è arrivata, ed è un no. Qui sono aperte: ${list(openPorts)}. La causa più probabile: ${first ? portWords.causes[first.cause] : 'qualcosa lungo il percorso la rifiuta'}.`,
    fix: ({ openPorts: [port = 587], hypotheses: [first] }, { goal }) =>
      steps(
        `Per spedire come utente usa la porta ${port}: la 25 non serve.`,
        first && `Per averne la certezza, serve ${portWords.settlements[first.settledBy](goal.host)}`,
      ),
  },
  'connect.addresses-differ': {
    title: () => 'Gli indirizzi dell’host non offrono le stesse porte',
    meaning: ({ ports }) => {
      const each = ports.map(
        ({ port, open, closed }) =>
          `la porta ${port} è aperta su ${list(open.map((address) => address ?? 'uno'))}, non su ${list(closed.map(({ address }) => address ?? 'un altro'))}`,
      );
      return `Sotto lo stesso nome ${list(each)}. I client che prendono l’indirizzo chiuso aspettano o falliscono.`;
    },
    fix: ({ ports: [first] }, evidence) => {
      const host = first?.closed[0]?.address;
      const place = host === undefined ? {} : { host };
      return [
        `Provalo da solo: ${probeCommand(evidence, { ...place, ...(first ? { port: first.port } : {}) })}`,
        'Metti in ascolto il servizio su ogni indirizzo del nome, oppure togli l’indirizzo dal DNS.',
      ];
    },
  },
  'connect.intercepted': {
    title: ({ isLocal }) =>
      isLocal
        ? 'Al posto del server risponde un programma di qui'
        : 'Al posto del server risponde qualcosa di mezzo',
    meaning: ({ signs, control }) => {
      const each = signs.map(({ kind, port, sample }) => {
        const where = `${portWords.interceptions[kind]} sulla porta ${port}`;
        return sample === undefined ? where : `${where}, ${quote(sample)}`;
      });
      const whom = control === undefined ? '' : ` Il server estraneo è ${control}.`;
      return `Quello che si è visto non viene dal server: ${list(each)}.${whom}`;
    },
    fix: ({ isLocal }, evidence) =>
      steps(
        isLocal
          ? 'Escludi questo programma e le porte di posta dall’ispezione della posta e di TLS dell’antivirus.'
          : 'Chiedi a chi gestisce la rete o il firewall di spegnere l’ispezione di SMTP.',
        `Usa TLS dal primo byte, che non può leggere né cambiare senza farsi notare: ${probeCommand(evidence, { port: 465 })}`,
        'Prima di dare la colpa al server, confronta da un’altra rete.',
      ),
  },
  'greeting.ports-without-smtp': {
    title: ({ isAny }) => (isAny ? 'Una porta aperta non parla SMTP' : 'Nessuna porta aperta parla SMTP'),
    meaning: ({ doors }) => {
      const each = doors.map(({ port, speaks, service, line }) => {
        const what = service ? `parla ${SERVICE_NAMES[service]}` : (SPEAKS[speaks ?? ''] ?? 'non è di posta');
        return `la porta ${port} ${what}${line === '' ? '' : `, ${quote(line)}`}`;
      });
      return `La connessione riesce, ma ${list(each)}.`;
    },
    fix: ({ doors: [door] }, evidence) =>
      steps(
        'Controlla che la porta sia del servizio di posta, e che a rispondere non sia un firewall o un antivirus che finge.',
        door && `Guarda questa porta da sola: ${probeCommand(evidence, { port: door.port })}`,
      ),
  },
};
