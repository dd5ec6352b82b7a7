import type { HandshakeReason } from '../../rules/handshake-failure.ts';
import type { MtaStsFault } from '../../rules/tls/tls.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { settingOf } from '../settings.ts';
import { policyProblem } from './policy-problem.ts';

const { list, quote } = formatsOf('it');

const CAUSES: Readonly<Record<HandshakeReason, string>> = {
  'not-tls': 'Ciò che il server ha inviato non è TLS: la porta parla un altro protocollo, o in chiaro.',
  'protocol-version':
    'Non c’è una versione di TLS che vada bene a entrambi: il server ne offre solo di vecchie, o ne vuole una più nuova di quella permessa.',
  'no-shared-cipher':
    'Non c’è una cifratura che vada bene a entrambi: il server ne offre solo di vecchie, o non ha un certificato adatto.',
  'weak-key':
    'La chiave del server o il suo gruppo Diffie-Hellman è troppo corto per essere sicuro, e qui è stato respinto.',
  'unrecognized-name': 'Il server non ha un certificato per il nome che gli è stato chiesto (SNI).',
  'client-certificate': 'Il server vuole un certificato client, o non accetta quello mostrato.',
  'unsafe-renegotiation':
    'Il server conosce solo la vecchia rinegoziazione, non sicura; OpenSSL 3 la rifiuta.',
  'server-error':
    'Il server segnala un errore interno: quasi sempre non riesce a usare il certificato o la chiave.',
  dropped: 'Il server, o un filtro lungo il percorso, ha chiuso la connessione nel mezzo dell’handshake.',
  silent: 'Il server ha smesso di rispondere nel mezzo dell’handshake.',
  other: 'La libreria TLS non dà un motivo noto.',
};

const REMEDIES: Readonly<Record<HandshakeReason, string>> = {
  'not-tls': 'Controlla la porta: la 465 comincia con TLS, la 587 e la 25 cominciano in chiaro.',
  'protocol-version': 'Sul server, abilita TLS 1.2 e 1.3.',
  'no-shared-cipher':
    'Sul server, controlla che certificato e chiave vengano caricati, e abilita le cifrature di oggi (ECDHE con AES-GCM).',
  'weak-key': 'Sul server, usa una chiave RSA e parametri DH di almeno 2048 bit.',
  'unrecognized-name':
    'Connettiti con il nome del certificato del server, oppure fagli usare il certificato predefinito per i nomi sconosciuti.',
  'client-certificate':
    'Mostra un certificato che il server conosca, oppure fa’ che il server non lo chieda.',
  'unsafe-renegotiation': 'Aggiorna la libreria TLS del server.',
  'server-error': 'Sul server, leggi il log della posta a quest’ora e controlla certificato e chiave.',
  dropped:
    'Sul server, leggi il log della posta a quest’ora; da un’altra rete, vedi se un filtro taglia TLS.',
  silent:
    'Da un’altra rete, vedi se un filtro inghiotte TLS; lo stesso effetto ha un MTU troppo grande lungo il percorso.',
  other: 'Sul server, leggi il log della posta a quest’ora.',
};

const NEXT_OPTIONS: Partial<Record<HandshakeReason, string>> = {
  'not-tls': '--security starttls',
  'protocol-version': '--tls-min 1.0',
  'unrecognized-name': '--no-tls-servername',
  'client-certificate': '--client-cert FILE --client-key FILE',
  silent: '--timeout 60',
};

interface PolicyData {
  readonly fault: MtaStsFault;
  readonly host: string;
  readonly mx: readonly string[];
  readonly problem: string | undefined;
}

function policyFault({ fault, host, mx, problem }: PolicyData): string {
  if (fault === 'no-policy') return `${policyProblem(problem)}. Chi spedisce ne fa a meno`;
  if (fault === 'host') return `ammette ${mx.length === 0 ? 'nessun host' : list(mx)}, e non ${host}`;
  return fault === 'no-tls'
    ? `esige TLS, e ${host} non lo offre`
    : `esige un certificato valido, e quello di ${host} non lo è`;
}

/** What is about TLS, but not about certificates. */
type Id =
  | 'tls.starttls-expected'
  | 'tls.handshake-failed'
  | 'tls.protocol-obsolete'
  | 'tls.cipher-weak'
  | 'tls.mta-sts-mismatch';

/** TLS, in Italian. */
export const tlsTexts: FindingTexts<Id> = {
  'tls.starttls-expected': {
    title: () => 'Questa porta comincia in chiaro, non con TLS',
    meaning: ({ port, offersStartTls, banner }) => {
      const said = banner === undefined ? '' : ` (${quote(banner)})`;
      const end = offersStartTls
        ? 'e offre STARTTLS, che funziona'
        : 'e non offre STARTTLS: non cifra affatto';
      return `È stato provato TLS dal primo byte, ma ${port === undefined ? 'il server' : `la porta ${port}`} saluta in chiaro${said} ${end}.`;
    },
    fix: ({ offersStartTls, port }, evidence) =>
      offersStartTls
        ? [
            'Nel programma di posta scegli STARTTLS per questa porta, non SSL/TLS.',
            `Verifica: ${probeCommand(evidence, { options: '--security starttls' })}`,
          ]
        : steps(
            port !== 465 &&
              `Per TLS dal primo byte usa la porta 465: ${probeCommand(evidence, { port: 465 })}`,
            'Sul server, dai al servizio di posta un certificato e una chiave, e attiva TLS per questa porta.',
          ),
    see: 'https://www.rfc-editor.org/rfc/rfc8314',
  },
  'tls.handshake-failed': {
    title: () => 'L’handshake TLS è fallito',
    meaning: ({ reason, code, message }) =>
      code === 'EOF' ? CAUSES[reason] : `${CAUSES[reason]} L’errore è ${code ?? quote(message)}.`,
    fix: ({ reason }, evidence) => {
      const options = NEXT_OPTIONS[reason];
      return steps(
        REMEDIES[reason],
        reason === 'protocol-version' && settingOf(evidence, 'protocols'),
        options === undefined
          ? `Poi: ${probeCommand(evidence)}`
          : `Per saperne di più: ${probeCommand(evidence, { options })}`,
      );
    },
    see: 'https://www.rfc-editor.org/rfc/rfc8446#section-6',
  },
  'tls.protocol-obsolete': {
    title: ({ protocol }) => `Il server parla ${protocol}, che è dismesso`,
    meaning: ({ protocol }) =>
      `${protocol} è il meglio che il server ha accettato. Ha debolezze note, e i client di oggi non lo usano più.`,
    fix: (_data, evidence) =>
      steps(
        'Sul server, abilita TLS 1.2 e 1.3 e disattiva le versioni più vecchie.',
        settingOf(evidence, 'protocols'),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc8996',
  },
  'tls.cipher-weak': {
    title: ({ weakness }) =>
      weakness === undefined
        ? 'Il server ha scelto una cifratura senza forward secrecy'
        : `Il server ha scelto una cifratura debole (${weakness})`,
    meaning: ({ cipher, weakness }) =>
      weakness === undefined
        ? `La connessione è cifrata con ${cipher}. Chi la registra oggi e domani ottiene la chiave del server può leggere tutto.`
        : `La connessione è cifrata con ${cipher}. ${weakness} si può violare, o non protegge nulla: chi registra la posta può leggerla.`,
    fix: (_data, evidence) =>
      steps(
        'Sul server, escludi le vecchie cifrature e preferisci ECDHE con AES-GCM o ChaCha20.',
        settingOf(evidence, 'ciphers'),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc9325#section-4.2',
  },
  'tls.mta-sts-mismatch': {
    title: ({ fault }) =>
      fault === 'no-policy'
        ? 'La policy MTA-STS non è utilizzabile'
        : 'Il server non rispetta la policy MTA-STS',
    meaning: (data) => {
      const end =
        data.mode === 'enforce'
          ? ' Chi la rispetta qui non consegna.'
          : ' In modalità testing la posta arriva, e i problemi vengono segnalati.';
      return `${data.domain} ha annunciato una policy MTA-STS, ma ${policyFault(data)}.${data.fault === 'no-policy' ? '' : end}`;
    },
    fix: ({ fault, domain, host }, evidence) => {
      const policy = `https://mta-sts.${domain}/.well-known/mta-sts.txt`;
      if (fault === 'no-policy')
        return [`Servi la policy su ${policy} con un certificato valido, come text/plain.`];
      if (fault === 'host')
        return [
          `Aggiungi \`mx: ${host}\` a ${policy}, e cambia l’id nel record TXT di _mta-sts.${domain}.`,
          'Oppure togli l’host dai record MX.',
        ];
      return steps(
        fault === 'no-tls'
          ? 'Sul server, offri STARTTLS con un certificato valido.'
          : 'Sul server, installa un certificato valido per il suo nome, con gli intermedi.',
        `Poi: ${probeCommand(evidence)}`,
      );
    },
    see: 'https://www.rfc-editor.org/rfc/rfc8461',
  },
};
