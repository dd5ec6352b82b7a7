import type { TlsScanFindingId } from '../../rules/tls/scan.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { steps } from '../next-step.ts';
import { settingOf } from '../settings.ts';
import { startTlsCommand } from '../starttls-command.ts';
import { tlsScanWords } from './tls-scan-words.ts';

const { list, quote } = formatsOf('it');

/** What a scan of TLS finds, in Italian. */
export const tlsScanTexts: FindingTexts<TlsScanFindingId> = {
  'tls.protocol-obsolete-accepted': {
    title: ({ protocols }) => `Il server accetta ancora ${list(protocols)}`,
    meaning: ({ protocols }, { goal }) =>
      protocols.includes('SSLv2')
        ? 'SSLv2 permette a un attaccante di violare le connessioni di ogni altra versione che usi la stessa chiave (DROWN).'
        : goal.role === 'relay'
          ? 'Sono versioni dismesse. Senza, i vecchi mittenti che non conoscono di meglio consegnerebbero in chiaro; tutti gli altri usano versioni più nuove.'
          : 'Sono versioni dismesse. I programmi di posta di oggi ne fanno a meno, e chi non ne fa a meno presta il fianco a un attaccante.',
    fix: (_data, evidence) =>
      steps(
        'Sul server, abilita TLS 1.2 e 1.3 e disattiva le versioni più vecchie.',
        settingOf(evidence, 'protocols'),
        `Poi: ${startTlsCommand(evidence)}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc8996',
  },
  'tls.cipher-weak-accepted': {
    title: ({ weaknesses }) => `Il server accetta anche cifrature deboli (${list(weaknesses)})`,
    meaning: ({ ciphers, count }) =>
      `Qui ne ha scelta una migliore, ma ${count === 1 ? 'accetta questa' : `accetta queste ${count}`} da chi non offre altro: ${ciphers.join(', ')}${count > ciphers.length ? ', …' : ''}.`,
    fix: ({ weaknesses }, evidence) =>
      steps(
        evidence.goal.role === 'relay' &&
          weaknesses.every((weakness) => weakness === 'anon') &&
          'Non devi fare nulla: tra server che non controllano i certificati, con le cifrature che ne fanno a meno (anon) non si perde nulla.',
        'Sul server, escludi queste cifrature e preferisci ECDHE con AES-GCM o ChaCha20.',
        settingOf(evidence, 'ciphers'),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc9325#section-4.2',
  },
  'tls.dh-weak': {
    title: ({ bits }) => `Il gruppo Diffie-Hellman è troppo piccolo (${bits} bit)`,
    meaning: ({ bits, prime }) =>
      `${bits < 1024 ? 'Un gruppo di queste dimensioni si viola in poche ore.' : 'Un gruppo di queste dimensioni è alla portata di uno Stato; oggi il minimo sono 2048 bit.'}${prime === undefined ? '' : ` Molti server hanno in comune questo numero primo (${prime}): chi lo viola una volta li viola tutti.`} Alcuni client rifiutano di connettersi.`,
    fix: (_data, evidence) =>
      steps(
        'Sul server, usa parametri DH di 2048 bit, oppure soltanto ECDHE.',
        settingOf(evidence, 'dh-parameters'),
      ),
    see: 'https://weakdh.org',
  },
  'tls.compression-enabled': {
    title: () => 'Il server comprime dentro TLS',
    meaning: () =>
      'Chi vede la lunghezza di quel che passa, e può aggiungervi qualcosa, può indovinarne i segreti (CRIME). TLS 1.3 non ha più la compressione.',
    fix: () => ['Sul server, disattiva la compressione TLS, o aggiorna la libreria TLS.'],
    see: 'https://www.rfc-editor.org/rfc/rfc9325#section-3.3',
  },
  'tls.renegotiation-insecure': {
    title: () => 'Il server non conosce la rinegoziazione sicura',
    meaning: () =>
      'Un attaccante può mettere parole sue davanti a quelle di un client, come se venissero da lui (CVE-2009-3555). I client con OpenSSL 3 rifiutano di connettersi.',
    fix: () => ['Sul server, aggiorna la libreria TLS: la RFC 5746 è del 2010.'],
    see: 'https://www.rfc-editor.org/rfc/rfc5746',
  },
  'tls.scan-partial': {
    title: ({ unknown }) =>
      `Non tutto è stato accertato: ${list(unknown.map((part) => tlsScanWords.parts[part]))}`,
    meaning: ({ ended, throttle }) =>
      [
        ended === undefined
          ? 'Le risposte lasciano qualcosa in sospeso.'
          : `Qualcosa resta in sospeso: ${tlsScanWords.ends[ended]}.`,
        throttle &&
          `Il server limita le connessioni: ${quote(throttle.code === undefined ? throttle.text : `${throttle.code} ${throttle.text}`)}.`,
        'Quel che è detto del resto vale.',
      ]
        .filter(Boolean)
        .join(' '),
    fix: ({ ended, maxConnections }, evidence) =>
      ended === 'budget'
        ? [`Concedi più connessioni: ${startTlsCommand(evidence, `--max-connections ${maxConnections * 2}`)}`]
        : [`Concedi più tempo: ${startTlsCommand(evidence, '--deadline 600')}`],
  },
};
