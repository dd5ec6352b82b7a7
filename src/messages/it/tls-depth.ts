import type { DoorCertificate, TlsDepthFindingId } from '../../rules/tls/depth.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { steps } from '../next-step.ts';
import { settingOf } from '../settings.ts';
import { startTlsCommand } from '../starttls-command.ts';
import { reportWords } from './report.ts';
import { tlsDepthWords } from './tls-depth-words.ts';

const { date, list, quote } = formatsOf('it');
const { trustProblems } = reportWords;

const STAPLE_FAULTS = {
  revoked: 'dice che il certificato è revocato',
  unknown: 'dice che l’emittente non conosce il certificato',
  expired: 'è scaduta',
  error: 'è un errore del risponditore',
  'other-certificate': 'riguarda un altro certificato',
  forged: 'non è firmata dall’emittente del certificato',
  unreadable: 'è illeggibile',
} as const;

function door({ host, address, certificate, problems = [] }: DoorCertificate): string {
  const what = certificate
    ? problems.length > 0
      ? problems.map((problem) => trustProblems[problem]).join(', ')
      : `${quote(certificate.subject)}, fino al ${date(certificate.validTo)}`
    : tlsDepthWords.noTls;
  return `${host === undefined ? '' : `${host}, `}${address}: ${what}`;
}

/** What a look at TLS in depth finds, in Italian. */
export const tlsDepthTexts: FindingTexts<TlsDepthFindingId> = {
  'tls.chain-untidy': {
    title: () => 'La catena è attendibile, ma non è inviata come si deve',
    meaning: ({ isDisordered, root, superfluous }) =>
      steps(
        isDisordered && 'I certificati non sono in ordine, e qualche vecchio programma non sa riordinarli.',
        root !== undefined &&
          `Contiene la radice ${quote(root)}, che i client devono già avere: byte sprecati.`,
        superfluous.length > 0 &&
          `Contiene certificati che non portano da nessuna parte: ${list(superfluous.map((one) => quote(one)))}.`,
      ).join(' '),
    fix: (_data, evidence) =>
      steps(
        'Installa il file con prima il certificato del server, poi i suoi emittenti uno dopo l’altro, senza la radice.',
        settingOf(evidence, 'certificate-chain'),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2',
  },
  'tls.other-certificate-invalid': {
    title: ({ keyType }) => `Il certificato per i client che vogliono ${keyType} è difettoso`,
    meaning: ({ keyType, keyBits, subject, problems, validTo }) =>
      `Il server ha un secondo certificato, ${quote(subject)}, con una chiave ${keyType} (${keyBits} bit, fino al ${date(validTo)}). Nella nostra sessione non l’ha mostrato, ma ad altri sì: ${problems.map((problem) => trustProblems[problem]).join(', ')}.`,
    fix: (_data, evidence) =>
      steps(
        'Rinnova anche questo, con la sua catena, oppure toglilo dalla configurazione del server.',
        settingOf(evidence, 'certificate-chain'),
        `Verifica: ${startTlsCommand(evidence)}`,
      ),
  },
  'tls.addresses-differ': {
    title: ({ kind }) =>
      kind === 'soundness'
        ? 'Alcuni indirizzi dell’host hanno un certificato difettoso'
        : 'Gli indirizzi dell’host hanno certificati diversi',
    meaning: ({ kind, doors }) =>
      kind === 'soundness'
        ? `Chi capita su uno di questi viene respinto, chi capita sugli altri no: ${doors.map(door).join('; ')}.`
        : `Sono tutti validi, e si rinnoveranno in momenti diversi: ${doors.map(door).join('; ')}.`,
    fix: ({ kind }, evidence) =>
      steps(
        kind === 'soundness' &&
          'Installa lo stesso certificato dietro ogni indirizzo, e ricarica lì il servizio di posta.',
        kind === 'soundness' && settingOf(evidence, 'certificate-chain'),
        kind === 'certificate' &&
          'Se è voluto, non devi fare nulla. Tieni d’occhio il rinnovo di entrambi; i record TLSA devono andare bene per tutti e due.',
      ),
  },
  'tls.hosts-differ': {
    title: ({ kind }) =>
      kind === 'soundness'
        ? 'Alcuni host di posta hanno un certificato difettoso'
        : 'Gli indirizzi di un host di posta hanno certificati diversi',
    meaning: ({ kind, doors }) =>
      kind === 'soundness'
        ? `Gli altri del dominio sono a posto: con i mittenti che controllano, la posta passa o no a caso: ${doors.map(door).join('; ')}.`
        : `Sono tutti validi, e si rinnoveranno in momenti diversi: ${doors.map(door).join('; ')}.`,
    fix: ({ kind }) => [
      kind === 'soundness'
        ? 'Installa su ciascuno un certificato valido per il nome dell’host, e ricarica lì il servizio di posta.'
        : 'Se è voluto, non devi fare nulla. Tieni d’occhio il rinnovo di entrambi; i record TLSA devono andare bene per tutti e due.',
    ],
  },
  'tls.fallback-unnoticed': {
    title: () => 'Il server non si accorge di un ripiego forzato',
    meaning: () =>
      'Chi sta in mezzo può costringere un client a una versione di TLS più vecchia di quelle che hanno entrambi, e il server non lo segnala (RFC 7507). I client di oggi non ripiegano più.',
    fix: () => ['Aggiorna la libreria TLS del server, o lascia una sola versione prima di TLS 1.3.'],
    see: 'https://www.rfc-editor.org/rfc/rfc7507',
  },
  'tls.heartbeat-offered': {
    title: () => 'Il server offre l’estensione heartbeat di TLS',
    meaning: () =>
      'Alla posta non serve. OpenSSL dalla 1.0.1 alla 1.0.1f lascia leggere la memoria attraverso di essa (Heartbleed); se succeda qui non è stato provato, perché la prova stessa leggerebbe dati altrui.',
    fix: () => ['Sul server, controlla che OpenSSL sia la 1.0.1g o successiva: `openssl version`'],
    see: 'https://www.rfc-editor.org/rfc/rfc6520',
  },
  'tls.profile-unmet': {
    title: ({ profile }) =>
      profile === 'opportunistic'
        ? 'La maggior parte dei mittenti non trova una versione di TLS che conosca'
        : `Il server va oltre il profilo «${profile}» di Mozilla`,
    meaning: ({ faults }) =>
      faults
        .map((fault) => {
          if (!('names' in fault)) {
            return fault.kind === 'dh'
              ? `Diffie-Hellman di ${fault.bits} bit è troppo piccolo.`
              : `Una chiave ${fault.keyType} di ${fault.bits} bit non ne fa parte.`;
          }
          const names = `${fault.names.join(', ')}${fault.count > fault.names.length ? ', …' : ''}`;
          if (fault.kind === 'protocol-missing') return `Di ${names} non ne accetta nessuna.`;
          return fault.kind === 'protocols'
            ? `Versioni in più: ${names}.`
            : `Cifrature in più (${fault.count}): ${names}.`;
        })
        .join(' '),
    fix: ({ profile, faults }, evidence) => {
      const kinds = faults.map(({ kind }) => kind);
      const isModern = profile === 'modern';
      const isVersion = kinds.includes('protocols') || kinds.includes('protocol-missing');
      return steps(
        isVersion && `Sul server, abilita ${isModern ? 'soltanto TLS 1.3' : 'TLS 1.2 e 1.3'}.`,
        isVersion && settingOf(evidence, isModern ? 'protocols-modern' : 'protocols'),
        kinds.includes('ciphers') && 'Sul server, ammetti soltanto ECDHE con AES-GCM o ChaCha20.',
        kinds.includes('ciphers') && settingOf(evidence, 'ciphers-strict'),
        kinds.includes('dh') && settingOf(evidence, 'dh-parameters'),
        kinds.includes('key') &&
          `Richiedi un certificato per una chiave EC P-256${isModern ? '' : ', o RSA di 2048 bit'}.`,
        profile !== 'opportunistic' &&
          evidence.goal.profile === undefined &&
          'Lascia tutto com’è, se i programmi di posta dei tuoi utenti sono più vecchi.',
      );
    },
    see: 'https://ssl-config.mozilla.org/guidelines/6.0.json',
  },
  'tls.staple-missing': {
    title: () => 'Manca la risposta OCSP che il certificato esige',
    meaning: ({ subject }) =>
      `${quote(subject)} è stato richiesto con «must-staple»: i client che ne tengono conto, tra cui Thunderbird, senza rifiutano di connettersi. La maggior parte dei server di posta non sa allegarla.`,
    fix: (_data, evidence) =>
      steps(
        'Rinnova il certificato senza must-staple: `certbot renew --force-renewal --cert-name NOME`, dopo aver tolto `must_staple` dal suo file di rinnovo.',
        settingOf(evidence, 'stapling'),
        `Verifica: ${startTlsCommand(evidence)}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc7633',
  },
  'tls.staple-unusable': {
    title: ({ fault }) => `La risposta OCSP allegata ${STAPLE_FAULTS[fault]}`,
    meaning: ({ subject, fault, nextUpdate, revokedAt, error }) =>
      steps(
        `È arrivata con il certificato ${quote(subject)}.`,
        fault === 'expired' && nextUpdate !== undefined && `Era valida fino al ${date(nextUpdate)}.`,
        revokedAt !== undefined && `Revocato il ${date(revokedAt)}.`,
        error !== undefined && `Il risponditore ha detto ${error}.`,
        fault === 'revoked'
          ? 'I client che la guardano rifiutano di connettersi.'
          : 'I client che la guardano la ignorano, o rifiutano di connettersi.',
      ).join(' '),
    fix: ({ fault }, evidence) =>
      steps(
        fault === 'revoked'
          ? 'Richiedi un nuovo certificato, con una chiave nuova se la vecchia può essere trapelata.'
          : 'Fai scaricare al server una risposta nuova ogni giorno: `openssl ocsp -issuer EMITTENTE.pem -cert CERT.pem -url URL -respout ocsp.der`',
        fault !== 'revoked' && settingOf(evidence, 'stapling'),
        `Verifica: ${startTlsCommand(evidence)}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc6960',
  },
  'tls.caa-mismatch': {
    title: () => 'I record CAA escludono proprio l’emittente del certificato',
    meaning: ({ name, host, issuer, allowed }) =>
      `Il certificato è di ${quote(issuer)}, e i record CAA di ${name} ammettono per ${host} ${allowed.length === 0 ? 'nessun emittente' : `solo ${list(allowed)}`}. Il certificato resta valido, ma il rinnovo sarà rifiutato.`,
    fix: ({ name, fitting }, evidence) => [
      `Pubblica \`${name}. IN CAA 0 issue "${fitting}"\` accanto agli altri, o prendi il prossimo certificato da un emittente ammesso.`,
      `Verifica: ${startTlsCommand(evidence)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8659',
  },
  'tls.caa-lookup-failed': {
    title: ({ name }) => `I name server di ${name} non rispondono per CAA`,
    meaning: ({ host, status }) =>
      `La domanda sui record CAA è finita in ${status}. Un’autorità che se ne accorge non può emettere, e il certificato di ${host} non si potrà rinnovare.`,
    fix: ({ name }) => [
      `Interroga ogni name server della zona: \`dig CAA ${name} @SERVER\`. Se risponde per altri tipi e non per questo, è troppo vecchio lui o il firewall che ha davanti; con DNSSEC, cerca firme non valide.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8659#section-3',
  },
};
