import type { ExpectationFindingId } from '../../rules/expectation.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand } from '../next-step.ts';
import { policyProblem } from './policy-problem.ts';

const { date, days, duration, list, quote } = formatsOf('it');

const OR_CONFIG = 'Oppure, se va bene così, cambia ciò che la configurazione si aspetta.';

const VERDICTS = {
  healthy: 'sano',
  warnings: 'con avvisi',
  broken: 'guasto',
  inconclusive: 'inconcludente',
};

const STATES = { open: 'aperta', closed: 'chiusa', unknown: 'ignota' };

const DANE_FAULTS = {
  none: 'Per questo host non ci sono record TLSA utilizzabili.',
  mismatch: 'I record TLSA non corrispondono al certificato mostrato.',
  unsigned: 'I record TLSA corrispondono, ma non sono firmati con DNSSEC, perciò nessun mittente li guarda.',
  unproven: 'I record TLSA corrispondono, ma da qui non si è potuto dimostrare che DNSSEC li firmi.',
};

interface Departure {
  readonly missing: readonly string[];
  readonly unwanted: readonly string[];
}

function departure({ missing, unwanted }: Departure): string {
  return [
    ...(missing.length > 0 ? [`Manca ciò che era atteso: ${list(missing)}.`] : []),
    ...(unwanted.length > 0 ? [`C’è ciò che non dovrebbe esserci: ${list(unwanted)}.`] : []),
  ].join(' ');
}

/** What departs from the config of a check, in Italian. */
export const expectationTexts: FindingTexts<ExpectationFindingId> = {
  'quit.verdict-unexpected': {
    title: ({ found, wanted }) =>
      `Esito ${VERDICTS[found]}, atteso ${wanted.map((one) => VERDICTS[one]).join(' o ')}`,
    meaning: ({ found }) =>
      `La configurazione si aspetta da questo server un esito diverso da "${VERDICTS[found]}", che dipende dagli altri rilievi.`,
    fix: () => ['Rimedia a ciò che dicono gli altri rilievi.', OR_CONFIG],
  },
  'quit.findings-unexpected': {
    title: ({ missing }) =>
      missing.length > 0 ? 'Manca un rilievo che era atteso' : 'C’è un rilievo che non deve esserci',
    meaning: (data) => `${departure(data)} La configurazione li elenca sotto findings.`,
    fix: ({ unwanted }) => [
      unwanted.length > 0
        ? 'Rimedia a ciò che dicono quei rilievi.'
        : 'Scopri che cosa è cambiato sul server.',
      OR_CONFIG,
    ],
  },
  'connect.port-unexpected': {
    title: ({ ports: [first, ...others] }) =>
      first && others.length === 0
        ? `La porta ${first.port} è ${STATES[first.found]}`
        : 'Le porte non sono come previsto',
    meaning: ({ ports }) =>
      `${ports.map(({ port, found, wanted }) => `Da qui la porta ${port} è ${STATES[found]}, e doveva essere ${STATES[wanted]}`).join('; ')}.`,
    fix: (_data, { goal }) => [
      `Guarda il server e i firewall lungo la strada: \`smtp-doctor ports ${goal.host}\``,
      OR_CONFIG,
    ],
  },
  'greeting.time-exceeded': {
    title: ({ elapsedMs, wantedMs }) =>
      `Benvenuto dopo ${duration(elapsedMs)}, concessi ${duration(wantedMs)}`,
    meaning: ({ elapsedMs, wantedMs }) =>
      `La configurazione concede ${duration(wantedMs)} dalla connessione al messaggio di benvenuto; ce ne sono voluti ${duration(elapsedMs)}. Di solito la colpa è di ricerche DNS e blocklist lente, di un ritardo voluto o del carico.`,
    fix: () => ['Guarda che cosa fa il server prima di salutare: DNS inverso, blocklist, carico.', OR_CONFIG],
  },
  'hello.extensions-unexpected': {
    title: ({ missing }) =>
      missing.length > 0 ? 'Un’estensione attesa non è offerta' : 'È offerta un’estensione indesiderata',
    meaning: (data) => `${departure(data)} Sono parole chiave della risposta a EHLO.`,
    fix: (_data, evidence) => [
      `Attivale o disattivale sul server; che cosa offre: ${probeCommand(evidence)}`,
      OR_CONFIG,
    ],
  },
  'starttls.requirement-unmet': {
    title: () => 'STARTTLS è richiesto e non è offerto',
    meaning: ({ port }) =>
      `La configurazione richiede la cifratura, e ${port === undefined ? 'il server' : `la porta ${port}`} non offre né STARTTLS né TLS dal primo byte.`,
    fix: (_data, evidence) => [
      `Attiva STARTTLS, con un certificato, e guarda di nuovo: ${probeCommand(evidence, { options: '--security starttls' })}`,
      OR_CONFIG,
    ],
  },
  'tls.version-unmet': {
    title: ({ found, wanted }) =>
      found === undefined
        ? `Niente TLS, atteso ${wanted} o più recente`
        : `${found}, atteso ${wanted} o più recente`,
    meaning: ({ found, wanted }) =>
      found === undefined
        ? `La configurazione si aspetta almeno TLS ${wanted}, e la sessione è rimasta in chiaro.`
        : `La configurazione si aspetta almeno TLS ${wanted}; il meglio che questo server ha accettato è ${found}.`,
    fix: (_data, { goal }) => [
      `Attiva le versioni più recenti; quali accetta: \`smtp-doctor starttls ${goal.host}\``,
      OR_CONFIG,
    ],
  },
  'tls.lifetime-short': {
    title: ({ days: left, wanted }) =>
      left === undefined
        ? `Nessun certificato, atteso valido per ${days(wanted)}`
        : `Certificato valido per ${days(Math.max(left, 0))}, attesi ${wanted}`,
    meaning: ({ validTo, wanted }) =>
      validTo === undefined
        ? 'La configurazione si aspetta un certificato, e non ne è stato mostrato alcuno.'
        : `Il certificato scade il ${date(validTo)}, e la configurazione si aspetta che valga ancora ${days(wanted)}.`,
    fix: () => ['Rinnova il certificato, e guarda perché non si è rinnovato da solo.', OR_CONFIG],
  },
  'tls.dane-unmet': {
    title: () => 'DANE è atteso e non regge',
    meaning: ({ fault }) => DANE_FAULTS[fault],
    fix: ({ fault, fitting, name }, { goal }) => [
      fault === 'unproven'
        ? 'Interroga un resolver che convalida, su questa macchina o via TLS: --dns tls://HOST, oppure --dns-trusted'
        : fitting !== undefined && fault === 'mismatch'
          ? `Pubblica un record che corrisponda: ${name} TLSA ${fitting}`
          : `Pubblica record TLSA in una zona firmata: \`smtp-doctor starttls ${goal.host} --make-tlsa\``,
      OR_CONFIG,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7672',
  },
  'domain.mta-sts-unmet': {
    title: ({ wanted }) => `MTA-STS non è in modalità ${wanted}`,
    meaning: ({ domain, wanted, found, problem }) =>
      problem !== undefined
        ? `La configurazione si aspetta da ${domain} la modalità ${wanted}, ma ${policyProblem(problem)}.`
        : found === undefined
          ? `La configurazione si aspetta la modalità ${wanted}, e ${domain} non pubblica alcuna policy.`
          : `La configurazione si aspetta la modalità ${wanted}, e la policy di ${domain} dice ${found}.`,
    fix: ({ domain }) => [
      `Pubblica la policy e il suo record: \`smtp-doctor starttls --mx ${domain}\` dice che cosa manca.`,
      OR_CONFIG,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8461',
  },
  'auth.mechanisms-unexpected': {
    title: ({ missing }) =>
      missing.length > 0
        ? 'Un meccanismo di login atteso non è offerto'
        : 'È offerto un meccanismo di login indesiderato',
    meaning: (data) => `${departure(data)} Sono i meccanismi che AUTH elenca.`,
    fix: (_data, { goal }) => [
      `Attivali o disattivali sul server; che cosa fa ciascuno: \`smtp-doctor auth ${goal.host}\``,
      OR_CONFIG,
    ],
  },
  'rcpt.relay-open': {
    title: () => 'Il server è un open relay',
    meaning: ({ to, code, lines }) =>
      `Un estraneo che non ha fatto il login può spedire a ${quote(to)}: il server ha risposto ${code} ${quote(lines)}. Gli spammer trovano server così in poche ore, e le blocklist poco dopo. Nessun messaggio è stato inviato.`,
    fix: () => [
      'Subito: accetta posta per altri domini solo da chi ha fatto il login, o dalle tue reti.',
      'Se questa macchina può inoltrare apposta, esegui il controllo da fuori delle tue reti.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc2505#section-2.1',
  },
  'rcpt.relay-unproven': {
    title: () => 'Non si è potuto vedere se il server inoltra',
    meaning: ({ code, lines }) =>
      `${code === undefined ? 'Il server non ha risposto' : `Il server ha risposto ${code} ${quote(lines)}`} dove doveva rifiutare una volta per tutte il destinatario di un estraneo. Questo non dimostra un open relay, e nemmeno lo esclude.`,
    fix: () => ['Ripeti il controllo più tardi, da un’altra rete.', OR_CONFIG],
  },
  'quit.time-exceeded': {
    title: ({ elapsedMs, wantedMs }) => `Sessione di ${duration(elapsedMs)}, concessi ${duration(wantedMs)}`,
    meaning: ({ elapsedMs, wantedMs }) =>
      `Tutte le fasi insieme hanno richiesto ${duration(elapsedMs)}, e la configurazione concede ${duration(wantedMs)}.`,
    fix: (_data, evidence) => [
      `Guarda dove va il tempo: ${probeCommand(evidence, { options: '--verbose' })}`,
      OR_CONFIG,
    ],
  },
};
