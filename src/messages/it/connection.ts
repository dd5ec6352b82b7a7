import type { Stage } from '../../errors.ts';
import type { Evidence } from '../../evidence.ts';
import type { StageTexts } from '../catalog.ts';
import { named } from '../error-name.ts';
import { formatsOf } from '../format.ts';
import { doorOf, probeCommand, steps, submissionPort } from '../next-step.ts';
import { programTexts } from './program.ts';
import { isSocket, socketCause, socketRefused, socketRemedy } from './unix-socket.ts';

const { duration, list, quote } = formatsOf('it');

function on(port: number | undefined): string {
  return port === undefined ? '' : ` sulla porta ${port}`;
}

function tried(addresses: readonly string[]): string {
  if (addresses.length === 0) return 'il server';
  const rest = addresses.length - 4;
  return rest > 0 ? `${addresses.slice(0, 4).join(', ')} e altri ${rest}` : list(addresses);
}

const OUTCOMES: Readonly<Record<string, string>> = {
  refused: 'rifiuta le connessioni',
  reset: 'interrompe le connessioni',
  timeout: 'non risponde',
  unreachable: 'non è raggiungibile',
};

function describeDoor({ outcome, stoppedAt }: { outcome: string; stoppedAt: Stage | undefined }): string {
  if (outcome !== 'open') return OUTCOMES[outcome] ?? 'non accetta connessioni';
  return stoppedAt === undefined
    ? 'mostra un certificato non attendibile'
    : `si ferma ${STAGE_NAMES[stoppedAt] ?? `a ${stoppedAt}`}`;
}

const STAGE_NAMES: Partial<Record<Stage, string>> = {
  greeting: 'al saluto',
  hello: 'all’EHLO',
  starttls: 'a STARTTLS',
  tls: 'all’handshake TLS',
};

/** The open ports of the same host as the next thing to try. */
function otherPorts(openPorts: readonly number[], evidence: Evidence): string | undefined {
  const [port] = openPorts;
  if (port === undefined) return undefined;
  const open =
    openPorts.length === 1 ? `è aperta la porta ${port}` : `sono aperte le porte ${list(openPorts)}`;
  return `Sullo stesso host ${open}: ${probeCommand(evidence, { port })}`;
}

/** Users behind a closed port 25, or with the wrong port, belong on 587. */
function trySubmission({ openPorts }: { openPorts: readonly number[] }, evidence: Evidence) {
  if (openPorts.length > 0) return otherPorts(openPorts, evidence);
  const port = submissionPort(evidence);
  return (
    port !== undefined &&
    `Prova la porta ${port}, quella da cui gli utenti spediscono: ${probeCommand(evidence, { port })}`
  );
}

const FORBIDDEN =
  'Questa macchina ha vietato la connessione: la blocca un firewall locale, un antivirus o una sandbox.';

const FAILURE_CAUSES: Readonly<Record<string, string>> = {
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  EADDRNOTAVAIL: 'Questa macchina non ha l’indirizzo locale da cui dovrebbe connettersi.',
  EMFILE: 'Questa macchina ha troppi file e connessioni aperti.',
};

function notRun({ host, program }: Evidence['goal'], code: string | undefined): string | undefined {
  return program === undefined
    ? undefined
    : `Non è stato possibile avviare il programma ${quote(host)}${named(code)}.`;
}

/** The connection, in Italian. */
export const connectionTexts: StageTexts<'connect'> = {
  ...programTexts,
  'connect.refused': {
    title: ({ port }) => `Connessione rifiutata${on(port)}`,
    meaning: ({ addresses, port }, { goal }) =>
      isSocket(goal)
        ? socketRefused(goal)
        : `La connessione a ${tried(addresses)} è stata rifiutata subito: la macchina c’è, ma nessun programma è in ascolto${on(port)}, oppure un firewall respinge chi chiama.`,
    fix: (data, evidence) =>
      isSocket(evidence.goal)
        ? [socketRemedy(data.code)]
        : steps(
            trySubmission(data, evidence),
            `Sul server, controlla che il servizio di posta sia attivo e in ascolto: \`ss -ltn${data.port === undefined ? '' : ` 'sport = :${data.port}'`}\``,
            'Se è in ascolto solo su 127.0.0.1, mettilo in ascolto sull’indirizzo pubblico.',
          ),
  },
  'connect.timeout': {
    title: ({ port }) => `Nessuna risposta${on(port)}`,
    meaning: ({ addresses, port, elapsedMs }) => {
      const silence = `Da ${tried(addresses)} non è arrivata risposta entro ${duration(elapsedMs)}. Qualcosa scarta i pacchetti in silenzio`;
      return port === 25
        ? `${silence}: per la porta 25 è quasi sempre il tuo provider, che la blocca alle linee di casa e alle macchine in cloud.`
        : `${silence}: un firewall davanti al server o dalla tua parte, oppure la macchina è spenta.`;
    },
    fix: (data, evidence) =>
      steps(
        trySubmission(data, evidence),
        data.port === 25 &&
          'Per spedire come server, chiedi al provider di aprire la porta 25 in uscita, oppure passa dal suo server di posta.',
        'Prova da un’altra rete: se da lì funziona, il blocco è dalla tua parte.',
        data.port !== 25 && 'Altrimenti chiedi a chi gestisce il server di controllare il firewall.',
      ),
  },
  'connect.unreachable': {
    title: () => 'Il server non è raggiungibile',
    meaning: ({ addresses, onlyIpv6 }) =>
      onlyIpv6
        ? `Il server ha solo indirizzi IPv6 (${tried(addresses)}) e questa macchina non ha accesso a Internet in IPv6.`
        : `La rete segnala che da qui non si arriva a ${tried(addresses)}.`,
    fix: ({ onlyIpv6 }, evidence) =>
      steps(
        onlyIpv6
          ? 'Prova da una rete con IPv6.'
          : 'Controlla che questa macchina sia in rete, poi la VPN e le rotte.',
        onlyIpv6 && 'Il titolare del server può pubblicare anche un indirizzo IPv4 (record A).',
        `Poi: ${probeCommand(evidence)}`,
      ),
  },
  'connect.reset': {
    title: ({ port }) => `Connessione interrotta subito${on(port)}`,
    meaning: ({ addresses, port }) =>
      `La connessione a ${tried(addresses)}${on(port)} è stata interrotta (reset) prima di stabilirsi. Lo fanno un firewall, un filtro di posta su questa macchina o un server sovraccarico.`,
    fix: (data, evidence) =>
      steps(
        'Disattiva per un momento la protezione della posta dell’antivirus su questa macchina e riprova.',
        trySubmission(data, evidence),
        'Altrimenti chi gestisce il server deve controllare il firewall e i limiti di connessione.',
      ),
  },
  'connect.failed': {
    title: () => 'La connessione non è riuscita',
    meaning: ({ code, port }, { failure, goal }) =>
      notRun(goal, code) ??
      socketCause(code, goal) ??
      FAILURE_CAUSES[code ?? ''] ??
      `Il sistema non è riuscito a connettersi${on(port)}: ${code ?? failure?.message ?? 'non dice perché'}.`,
    fix: ({ code }, evidence) => {
      if (evidence.goal.program !== undefined) {
        return ['Controlla il nome e che sia eseguibile; un nome senza percorso viene cercato in PATH.'];
      }
      if (isSocket(evidence.goal)) return [socketRemedy(code)];
      if (code === 'EADDRNOTAVAIL')
        return ['Indica a --source un indirizzo di questa macchina, oppure toglilo.'];
      return [
        'Permetti a questo programma di connettersi in uscita da questa macchina.',
        `Poi: ${probeCommand(evidence)}`,
      ];
    },
  },
  'connect.proxy-failed': {
    title: ({ reached }) => (reached ? 'Il proxy non si connette al server' : 'Il proxy non è raggiungibile'),
    meaning: ({ proxy, reached, message, code }) =>
      reached
        ? `Il proxy ${proxy} ha risposto, ma non ha aperto la connessione al server: ${message ?? code ?? 'non dice perché'}.`
        : `La connessione al proxy ${proxy} non è riuscita${code === undefined ? '' : ` (${code})`}: il server non è stato interpellato.`,
    fix: ({ reached }, evidence) =>
      steps(
        reached
          ? 'Fai ammettere al proxy questo host e questa porta: molti lasciano passare solo la 443.'
          : 'Controlla l’indirizzo e la porta dati a --proxy.',
        `Se c’è una via diretta, togli --proxy: ${probeCommand(evidence)}`,
      ),
  },
  'connect.port-25-blocked': {
    title: () => 'La porta 25 è bloccata lungo il percorso',
    meaning: ({ openPorts }) =>
      `La porta 25 tace, mentre sullo stesso host ${openPorts.length === 1 ? `la porta ${openPorts[0]} risponde` : `le porte ${list(openPorts)} rispondono`}. Lungo il percorso qualcosa filtra la sola porta 25, come fa la maggior parte dei provider domestici e cloud.`,
    fix: ({ openPorts }, evidence) =>
      steps(
        evidence.goal.port === 25
          ? otherPorts(openPorts, evidence)
          : `Per spedire come utente non serve fare nulla: la porta giusta è la ${openPorts[0] ?? 587}.`,
        'Per spedire come server, chiedi al provider di aprire la porta 25 in uscita, oppure passa dal suo server di posta.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc5068',
  },
  'connect.endpoint-failed': {
    title: ({ areAddresses }) =>
      areAddresses
        ? 'Non tutti gli indirizzi di questo host funzionano'
        : 'Non tutte le porte aperte funzionano',
    meaning: ({ doors, areAddresses }, evidence) => {
      const each = doors.slice(0, 8).map((door) => `${doorOf(door, evidence)} ${describeDoor(door)}`);
      const who = areAddresses ? 'Chi spedisce a un indirizzo così' : 'Chi usa una porta così';
      return `Oltre a quella diagnosticata qui: ${list(each)}. ${who} fallisce o aspetta.`;
    },
    fix: ({ doors: [door], areAddresses }, evidence) => {
      if (!door) return [];
      const host = areAddresses ? door.address : undefined;
      const next = probeCommand(evidence, { port: door.port, ...(host === undefined ? {} : { host }) });
      return [`Guarda questo caso da solo: ${next}`];
    },
  },
  'connect.ipv6-broken': {
    title: () => 'L’indirizzo IPv6 del server non funziona',
    meaning: ({ addresses, outcome, elapsedMs }) => {
      const what =
        outcome === 'refused' || outcome === 'reset'
          ? 'rifiuta le connessioni'
          : `tace (${duration(elapsedMs)})`;
      return `IPv4 funziona, ma ${tried(addresses)} ${what}. I client che preferiscono IPv6 qui aspettano o falliscono.`;
    },
    fix: (_data, evidence) => [
      `Provalo da solo: ${probeCommand(evidence, { options: '-6' })}`,
      'Metti in ascolto il servizio di posta su IPv6 e aprilo nel firewall, oppure togli il record AAAA.',
      'Se falliscono anche altri host IPv6, il guasto è nella tua rete.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8305',
  },
};
