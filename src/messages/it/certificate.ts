import type { Evidence } from '../../evidence.ts';
import type { BaselineFindingId } from '../../rules/baseline.ts';
import type { FindingId } from '../../rules/index.ts';
import { ipVersion } from '../../target.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { settingOf } from '../settings.ts';

const { date, days, list, quote } = formatsOf('it');

function consequence({ goal }: Evidence): string {
  return goal.role === 'submission'
    ? 'I programmi di posta avvertono o rifiutano di connettersi.'
    : 'Chi controlla i certificati qui non consegna.';
}

/** No public authority certifies an address of a private network, or a path. */
function certificateName({ goal }: Evidence): string {
  const name = goal.servername ?? goal.host;
  return ipVersion(name) === 0 && !name.startsWith('/') ? name : 'il nome del server';
}

function daysAgo(count: number): string {
  return count === 0 ? 'oggi' : `${days(count)} fa`;
}

type Id = Exclude<
  Extract<
    FindingId,
    `tls.certificate-${string}` | 'tls.chain-incomplete' | 'tls.name-mismatch' | 'tls.key-weak'
  >,
  BaselineFindingId
>;

/** The certificates, in Italian. */
export const certificateTexts: FindingTexts<Id> = {
  'tls.certificate-expired': {
    title: ({ isLeaf }) => (isLeaf ? 'Il certificato è scaduto' : 'Un certificato della catena è scaduto'),
    meaning: (data, evidence) =>
      `Il certificato ${data.isLeaf ? '' : 'dell’emittente '}${quote(data.subject)} era valido fino al ${date(data.validTo)}, ${daysAgo(data.daysAgo)}. ${consequence(evidence)}`,
    fix: ({ isLeaf }, evidence) =>
      steps(
        isLeaf
          ? 'Rinnova il certificato e installalo per il servizio di posta.'
          : 'Installa la catena ricevuta con il certificato, senza il vecchio emittente.',
        isLeaf &&
          'Se è già stato rinnovato, ricarica il servizio di posta: ha ancora in memoria quello vecchio.',
        `Verifica: ${probeCommand(evidence)}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
  },
  'tls.certificate-expiring': {
    title: ({ days: left }) =>
      left === 0 ? 'Il certificato scade oggi' : `Il certificato scade tra ${days(left)}`,
    meaning: ({ subject, validTo }) =>
      `Il certificato ${quote(subject)} è valido fino al ${date(validTo)}. Un rinnovo automatico a quest’ora l’avrebbe già sostituito.`,
    fix: (_data, evidence) => [
      'Controlla perché il rinnovo non è avvenuto: `certbot renew --dry-run`, o l’equivalente del tuo client.',
      'Se è già stato rinnovato, ricarica il servizio di posta: ha ancora in memoria quello vecchio.',
      `Verifica: ${probeCommand(evidence)}`,
    ],
  },
  'tls.certificate-not-yet-valid': {
    title: () => 'Il certificato non è ancora valido',
    meaning: ({ subject, validFrom, observedAt }) =>
      `Il certificato ${quote(subject)} è valido dal ${date(validFrom)}; su questa macchina è il ${date(observedAt)}. O è stato installato troppo presto, o un orologio è sbagliato.`,
    fix: () => [
      'Controlla prima la data e l’ora di questa macchina: `date -u`',
      'Se sono giuste, rimetti il certificato precedente finché il nuovo non è valido.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
  },
  'tls.certificate-self-signed': {
    title: () => 'Il certificato è autofirmato',
    meaning: ({ subject }, evidence) =>
      `${quote(subject)} è autofirmato: nessuno garantisce che sia il server giusto. Spesso è quello che un pacchetto crea quando viene installato. ${consequence(evidence)}`,
    fix: (_data, evidence) =>
      steps(
        `Richiedi un certificato per ${certificateName(evidence)} a un’autorità pubblica, come Let’s Encrypt, e installalo con la sua catena.`,
        settingOf(evidence, 'certificate-chain'),
        `Se il server è tuo ed è voluto così, consideralo attendibile: ${probeCommand(evidence, { options: '--ca FILE' })}`,
      ),
  },
  'tls.certificate-untrusted': {
    title: ({ reason, interceptor }) => {
      if (interceptor) return 'Il certificato è stato sostituito lungo il percorso';
      if (reason === 'revoked') return 'Il certificato è stato revocato';
      return reason === 'other'
        ? 'Il certificato non è accettato'
        : 'L’emittente del certificato è sconosciuto';
    },
    meaning: ({ reason, issuer, code, interceptor }, evidence) => {
      if (interceptor) {
        return `Il certificato è firmato da ${quote(issuer)}: ${interceptor.name} apre la cifratura ${interceptor.isLocal ? 'su questa macchina' : 'in questa rete'} e la richiude. Del certificato vero del server non dice nulla.`;
      }
      const end = `${code === undefined ? '' : ` (${code})`}. ${consequence(evidence)}`;
      if (reason === 'revoked') return `Il suo emittente l’ha revocato${end}`;
      if (reason === 'other') return `La libreria TLS rifiuta la catena${end}`;
      return `La catena porta a ${quote(issuer)}, che qui non è tra le autorità attendibili${end}`;
    },
    fix: ({ reason, interceptor }, evidence) => {
      if (interceptor) {
        return [
          interceptor.isLocal
            ? `Disattiva la protezione della posta di ${interceptor.name}, o escludi questo programma, e riprova: ${probeCommand(evidence)}`
            : `Chiedi a chi gestisce la rete di escludere le porte di posta da ${interceptor.name}, o prova da un’altra rete.`,
          'Non disattivare il controllo dei certificati nel programma di posta.',
        ];
      }
      return steps(
        `Richiedi un certificato per ${certificateName(evidence)} a un’autorità pubblica e installalo con la sua catena.`,
        settingOf(evidence, 'certificate-chain'),
        reason === 'unknown-issuer' &&
          `Se l’autorità è la tua, considerala attendibile: ${probeCommand(evidence, { options: '--ca FILE' })}`,
      );
    },
  },
  'tls.chain-incomplete': {
    title: () => 'Manca il certificato intermedio',
    meaning: ({ sent, issuer }, evidence) =>
      `Il server invia ${sent === 1 ? 'solo il proprio certificato' : `${sent} certificati`}, e non quello di ${quote(issuer)}, che porta a un’autorità attendibile. I browser scaricano da sé ciò che manca, gli altri programmi no. ${consequence(evidence)}`,
    fix: (_data, evidence) =>
      steps(
        'Installa la catena completa (`fullchain.pem`) al posto del solo certificato (`cert.pem`), e ricarica il servizio di posta.',
        settingOf(evidence, 'certificate-chain'),
        `Verifica: ${probeCommand(evidence)}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2',
  },
  'tls.name-mismatch': {
    title: () => 'Il certificato è per un altro nome',
    meaning: ({ expected, names, subject, byAddress }, evidence) => {
      const has =
        names.length === 0
          ? `non ha nomi in subjectAltName (il suo soggetto è ${quote(subject)})`
          : `ha ${list(names)}`;
      const end = byAddress
        ? 'I certificati valgono per i nomi, quindi questo dice poco sul server.'
        : consequence(evidence);
      return `Ti sei connesso a ${expected}; il certificato ${has}. ${end}`;
    },
    fix: ({ names, byAddress, expected }, evidence) => {
      const name = names.find((candidate) => !candidate.startsWith('*') && candidate !== expected);
      return steps(
        byAddress &&
          `Verificalo con il suo nome: ${probeCommand(evidence, { options: `--tls-servername ${name ?? 'NOME'}` })}`,
        !byAddress &&
          name !== undefined &&
          `Se ${name} è lo stesso server, usa quel nome: ${probeCommand(evidence, { host: name })}`,
        !byAddress && `Oppure richiedi un certificato che abbia anche ${expected}.`,
      );
    },
    see: 'https://www.rfc-editor.org/rfc/rfc9525',
  },
  'tls.key-weak': {
    title: ({ isSignature }) =>
      isSignature ? 'Un certificato ha una firma debole' : 'Un certificato ha una chiave debole',
    meaning: ({ subject, keyType, keyBits, signatureAlgorithm, isSignature }, evidence) =>
      isSignature
        ? `${quote(subject)} è firmato con ${signatureAlgorithm}, che si può falsificare. ${consequence(evidence)}`
        : `${quote(subject)} ha una chiave ${keyType} di ${keyBits} bit, troppo corta per essere sicura. ${consequence(evidence)}`,
    fix: ({ isSignature }, evidence) => [
      isSignature
        ? 'Richiedi un nuovo certificato, firmato con SHA-256 o meglio.'
        : 'Crea una nuova chiave (EC P-256, o RSA di almeno 2048 bit) e richiedi un certificato per essa.',
      `Verifica: ${probeCommand(evidence)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc9325#section-4.5',
  },
};
