import type { PortFindingId } from '../../rules/ports/ports.ts';
import { openTlsPort } from '../../rules/ports/roles.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { refusalWordsOf } from '../refusal.ts';
import { SERVICE_NAMES } from '../service-names.ts';
import { causes } from './causes/index.ts';
import { portWords } from './port-words.ts';

const { duration, list, quote } = formatsOf('it');
const refusalWords = refusalWordsOf(causes);

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
  unreachable: 'irraggiungibile',
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
    fix: ({ hypotheses: [first], outcome }, { goal }) =>
      first
        ? [
            `Per averne la certezza ${portWords.settlements[first.settledBy](goal.host)}`,
            'Controlla il nome: il server per spedire spesso non si chiama come il sito web.',
          ]
        : outcome === 'unreachable'
          ? ['Controlla che questa macchina sia in rete, e la sua VPN e le sue rotte.']
          : [`Per saperne di più ${portWords.settlements['other-network'](goal.host)}`],
  },
  'connect.port-25-dropped': {
    title: () => 'Da qui questo server non fa entrare sulla porta 25',
    meaning: ({ openPorts, control }) =>
      `La porta 25 tace, mentre rispondono ${openPorts.length === 1 ? 'la porta' : 'le porte'} ${list(openPorts)} dello stesso host e la 25 di ${control}. La tua rete quindi lascia passare la porta 25: a scartarti è questo server, o il suo firewall.`,
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
        first && `Per averne la certezza ${portWords.settlements[first.settledBy](goal.host)}`,
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
        : 'Qualcosa fra te e il server altera il dialogo',
    meaning: ({ signs, control }) => {
      const each = signs.map(({ kind, port, sample }) => {
        const where = `${portWords.interceptions[kind]} sulla porta ${port}`;
        return sample === undefined ? where : `${where}, ${quote(sample)}`;
      });
      const whom = control === undefined ? '' : ` Il server estraneo è ${control}.`;
      return `Quello che si è visto potrebbe non venire dal server: ${list(each)}.${whom}`;
    },
    fix: ({ isLocal }, evidence) => {
      const tlsPort = openTlsPort(evidence);
      return steps(
        isLocal
          ? 'Escludi questo programma e le porte di posta dall’ispezione della posta e di TLS dell’antivirus.'
          : 'Chiedi a chi gestisce la rete o il firewall di spegnere l’ispezione di SMTP.',
        tlsPort !== undefined &&
          `Usa TLS dal primo byte, che non può leggere né cambiare senza farsi notare: ${probeCommand(evidence, { port: tlsPort })}`,
        'Prima di dare la colpa al server, confronta da un’altra rete.',
      );
    },
  },
  'greeting.ports-without-smtp': {
    title: ({ isAny, count }) => {
      if (!isAny) return 'Nessuna porta aperta parla SMTP';
      return count === 1 ? 'Una porta aperta non parla SMTP' : `${count} porte aperte non parlano SMTP`;
    },
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
  'greeting.port-refused': {
    title: ({ ports, refusal: { code } }) =>
      ports.length === 1
        ? `La porta ${ports[0]} ti respinge nel saluto (${code})`
        : `${ports.length} porte ti respingono nel saluto (${code})`,
    meaning: ({ refusal, ports, others }, evidence) => {
      const { code, lines } = refusal;
      const who = ports.length === 1 ? 'La porta' : 'Le porte';
      const said = `${who} ${list(ports)}: aperta la connessione, al posto del benvenuto arriva ${code} ${quote(lines)}${others.length === 0 ? '' : ` (respingono anche ${list(others.map((one) => `la ${one.port} con ${one.code}`))})`}.`;
      const meaning = refusalWords(refusal, 'greeting', evidence)?.meaning;
      if (meaning !== undefined) return `${said} ${meaning}`;
      return code >= 400 && code < 500
        ? `${said} Un codice 4xx è temporaneo: il server è sovraccarico, oppure il tuo indirizzo ha troppe connessioni.`
        : `${said} Respinge il tuo indirizzo in modo definitivo: una blocklist, il DNS inverso mancante o una sua regola.`;
    },
    fix: ({ refusal, ports: [port = 25] }, evidence) => [
      ...(refusalWords(refusal, 'greeting', evidence)?.fix ?? []),
      `Guarda questa porta da sola: ${probeCommand(evidence, { port })}`,
    ],
    who: ({ refusal }, evidence) => refusalWords(refusal, 'greeting', evidence)?.who,
  },
  'greeting.port-slow': {
    title: ({ elapsedMs }) => `Un saluto ha impiegato ${duration(elapsedMs)}`,
    meaning: ({ ports }) =>
      `${ports.length === 1 ? 'La porta' : 'Le porte'} ${list(ports)}: i programmi di posta possono rinunciare prima. È un ritardo voluto contro gli spammer, oppure una ricerca DNS sul tuo indirizzo che si blocca.`,
    fix: () => [
      'Sul server, controlla che il resolver risponda in fretta, anche per il DNS inverso e le blocklist.',
      'Se il ritardo è voluto, limitalo alla porta 25.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2',
  },
  'hello.port-stopped': {
    title: ({ doors: [door, ...rest] }) =>
      rest.length === 0
        ? `La porta ${door?.port} non va oltre EHLO`
        : `${rest.length + 1} porte non vanno oltre EHLO`,
    meaning: ({ doors }) => {
      const each = doors.map(({ port, stage, ended, code, line }) => {
        const what = `porta ${port}: ${portWords.stopped(stage, ended, code)}`;
        return line === '' ? what : `${what}, ${quote(line)}`;
      });
      return `Il dialogo comincia come SMTP, ma finisce lì (${each.join('; ')}). Che cosa offrano queste porte, quindi, non si sa.`;
    },
    fix: ({ doors: [door] }, evidence) =>
      steps(
        door && `Guarda questa porta da sola: ${probeCommand(evidence, { port: door.port })}`,
        'Sul server, leggi il log della posta di questo momento: limiti, liste di accesso, ricerche che si bloccano.',
      ),
  },
};
