import type { TurnedAway } from '../../rules/tls/policy.ts';
import { zoneLine } from '../../tls/tlsa.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { steps } from '../next-step.ts';
import { SENDER_NAMES } from '../sender-names.ts';
import { policyProblem } from './policy-problem.ts';
import { tlsPolicyWords } from './tls-policy-words.ts';

const { days, duration, list, quote } = formatsOf('it');

const RECORD_FAULTS = {
  'several-records': 'ce n’è più di uno',
  'id-missing': 'non ha un id',
  'id-malformed': 'il suo id non è fatto di 1-32 lettere e cifre',
} as const;

const POLICY_FAULTS: Readonly<Record<string, string>> = {
  line: 'una riga non ha la forma `chiave: valore`',
  version: 'non dice `version: STSv1`',
  mode: 'il suo mode non è enforce, testing o none',
  'max-age': 'il suo max_age non è un numero di secondi fino a 31557600',
  mx: 'non nomina nessun mx',
};

const REPORT_FAULTS = {
  'several-records': 'ce n’è più di uno',
  'rua-missing': 'non ha rua',
  'target-malformed': 'un destinatario non è né mailto: né https:',
  'lookup-failed': 'il DNS non risponde alla richiesta',
} as const;

function age(seconds: number): string {
  return seconds < 86_400 ? duration(seconds * 1_000) : days(Math.floor(seconds / 86_400));
}

function policyUrl(domain: string): string {
  return `https://mta-sts.${domain}/.well-known/mta-sts.txt`;
}

function stsRecord(domain: string, id: string): string {
  return `\`_mta-sts.${domain}. IN TXT "v=STSv1; id=${id};"\``;
}

function reportRecord(domain: string): string {
  return `\`_smtp._tls.${domain}. IN TXT "v=TLSRPTv1; rua=mailto:tls-reports@${domain}"\``;
}

function policyText(hosts: readonly string[], mode: string): string {
  const lines = ['version: STSv1', `mode: ${mode}`, ...hosts.map((host) => `mx: ${host}`), 'max_age: 604800'];
  return lines.map((line) => `\`${line}\``).join(', ');
}

function awayLine({ host, address, reason, senders }: TurnedAway): string {
  const at = address === undefined ? '' : ` (${address})`;
  return `${host}${at}: ${tlsPolicyWords.reasons[reason]}: ${list(senders.map((sender) => SENDER_NAMES[sender]))}`;
}

function awayFix({ host, reason, record }: TurnedAway, domain: string): string {
  const isByRecord = reason === 'dane-mismatch' || reason === 'dane-unusable-deferred';
  if (isByRecord && record) return `Pubblica \`${zoneLine(record.name, record.fitting)}\``;
  if (reason === 'policy-host-unlisted')
    return `Aggiungi \`mx: ${host}\` a ${policyUrl(domain)}, o togli ${host} dai record MX.`;
  if (reason === 'policy-certificate')
    return `Su ${host}, installa un certificato di un’autorità pubblica per ${host}, con i suoi intermedi.`;
  if (reason === 'dane-lookup-failed')
    return `Firma di nuovo la zona di ${host}: \`delv _25._tcp.${host}. TLSA\``;
  return `Su ${host}, offri uno STARTTLS che funzioni.`;
}

type Id =
  | 'tls.senders-turned-away'
  | 'tls.mta-sts-record-malformed'
  | 'tls.mta-sts-policy-unusable'
  | 'tls.mta-sts-host-unlisted'
  | 'tls.mta-sts-testing'
  | 'tls.mta-sts-age-short'
  | 'tls.report-address-absent'
  | 'tls.report-address-malformed'
  | 'tls.authentication-missing';

/** What a domain demands of senders, in Italian. */
export const tlsPolicyTexts: FindingTexts<Id> = {
  'tls.senders-turned-away': {
    title: ({ shutOut }) =>
      shutOut.length > 0
        ? 'Chi controlla TLS non può consegnare a questo dominio'
        : 'Da alcuni host chi controlla TLS viene respinto',
    meaning: ({ domain, away, shutOut }) =>
      `Quello che ${domain} ha pubblicato non è rispettato da ${away.map(awayLine).join('; ')}. ${shutOut.length > 0 ? `Nessun host prende la posta da ${list(shutOut.map((sender) => SENDER_NAMES[sender]))}: viene rimandata, e alla fine torna al mittente.` : 'Un altro host prende ancora la loro posta.'}`,
    fix: ({ away, domain }) => [...new Set(away.map((one) => awayFix(one, domain)))],
    see: 'https://www.rfc-editor.org/rfc/rfc7672#section-2.2',
  },
  'tls.mta-sts-record-malformed': {
    title: () => 'Il record MTA-STS è illeggibile',
    meaning: ({ domain, fault }) =>
      `Il record TXT di _mta-sts.${domain} ha un errore di sintassi: ${RECORD_FAULTS[fault]}. Per chi spedisce è come se non ci fosse.`,
    fix: ({ domain, fault, id }) =>
      steps(
        `Pubblica ${stsRecord(domain, id)}`,
        fault === 'several-records' && 'Togli gli altri che cominciano con v=STSv1.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc8461#section-3.1',
  },
  'tls.mta-sts-policy-unusable': {
    title: () => 'La policy MTA-STS non è utilizzabile',
    meaning: ({ domain, problem, fault, code }) => {
      const why =
        fault === undefined ? policyProblem(problem) : (POLICY_FAULTS[fault] ?? policyProblem(problem));
      return `${domain} annuncia una policy, ma ${why}${code === undefined ? '' : ` (${code})`}. Chi non ne ricorda una precedente ne fa a meno; chi la ricorda continua ad applicarla.`;
    },
    fix: ({ domain, problem, hosts }) =>
      steps(
        problem === 'certificate' &&
          `Dai a mta-sts.${domain} un certificato valido per quel nome, di un’autorità pubblica.`,
        problem === 'no-address' && `Pubblica un indirizzo per mta-sts.${domain}.`,
        `Servila su ${policyUrl(domain)}, come text/plain, senza redirect: ${policyText(hosts, 'testing')}`,
        `Guarda che cosa arriva: \`curl -v ${policyUrl(domain)}\``,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc8461#section-3.3',
  },
  'tls.mta-sts-host-unlisted': {
    title: () => 'La policy MTA-STS dimentica alcuni host del dominio',
    meaning: ({ domain, mode, unlisted, mx }) =>
      `La policy di ${domain} ammette ${mx.length === 0 ? 'nessun host' : list(mx)}, e non ${list(unlisted)}. ${mode === 'enforce' ? 'Chi la rispetta, fra cui Gmail e Microsoft 365, lì non consegna.' : 'In prova la posta arriva lo stesso, e gli errori vengono segnalati.'}`,
    fix: ({ domain, unlisted, id }) => [
      `Aggiungi ${unlisted.map((host) => `\`mx: ${host}\``).join(', ')} a ${policyUrl(domain)}`,
      `Poi pubblica un id nuovo: ${stsRecord(domain, id)}`,
      'Oppure togli gli host dai record MX.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8461#section-4.1',
  },
  'tls.mta-sts-testing': {
    title: () => 'La policy MTA-STS è in prova (testing)',
    meaning: ({ domain }) =>
      `Chi spedisce segnala gli errori a ${domain} e consegna lo stesso: la policy ancora non protegge.`,
    fix: ({ domain, id }) => [
      'Quando i rapporti sono puliti da due settimane, scrivi `mode: enforce` nella policy.',
      `Poi pubblica un id nuovo: ${stsRecord(domain, id)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8461#section-5',
  },
  'tls.mta-sts-age-short': {
    title: () => 'Chi spedisce dimentica presto la policy MTA-STS',
    meaning: ({ seconds }) =>
      `max_age è di ${seconds} secondi (${age(seconds)}). A chi riesce a nascondere la policy per altrettanto tempo basta aspettare; di solito sono settimane.`,
    fix: ({ domain }) => [`Scrivi \`max_age: 1209600\` (due settimane) o più in ${policyUrl(domain)}`],
    see: 'https://www.rfc-editor.org/rfc/rfc8461#section-3.2',
  },
  'tls.report-address-absent': {
    title: () => 'Nessuno viene a sapere se TLS fallisce verso questo dominio',
    meaning: ({ domain }) =>
      `${domain} esige TLS da chi spedisce, e non ha un record TLS-RPT: se per questo la posta viene trattenuta, qui nessuno ne riceve notizia.`,
    fix: ({ domain }) => [`Pubblica ${reportRecord(domain)}`],
    see: 'https://www.rfc-editor.org/rfc/rfc8460#section-3',
  },
  'tls.report-address-malformed': {
    title: () => 'Il record TLS-RPT non è utilizzabile',
    meaning: ({ domain, fault, text }) =>
      `Il record di _smtp._tls.${domain} non porta rapporti: ${REPORT_FAULTS[fault]}${text === '' ? '' : ` (${quote(text)})`}.`,
    fix: ({ domain, fault }) =>
      fault === 'lookup-failed'
        ? [`Interroga i name server di ${domain}: \`dig TXT _smtp._tls.${domain}\``]
        : steps(`Pubblica ${reportRecord(domain)}`, fault === 'several-records' && 'Togli gli altri.'),
    see: 'https://www.rfc-editor.org/rfc/rfc8460#section-3',
  },
  'tls.authentication-missing': {
    title: () => 'Per chi spedisce questi host non si distinguono da impostori',
    meaning: ({ domain }) =>
      `${domain} non ha né DANE né MTA-STS. Chi spedisce cifra con chiunque risponda, o non cifra affatto se qualcuno toglie STARTTLS lungo il percorso.`,
    fix: ({ domain, hosts, id }) => [
      `MTA-STS: pubblica ${stsRecord(domain, id)}`,
      `E servi su ${policyUrl(domain)}: ${policyText(hosts, 'testing')}`,
      'Oppure DANE: firma le zone del dominio e dei suoi host, e pubblica i record che `smtp-doctor starttls --make-tlsa` stampa.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8461',
  },
};
