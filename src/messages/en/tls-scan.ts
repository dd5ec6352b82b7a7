import type { TlsScanFindingId } from '../../rules/tls/scan.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { steps } from '../next-step.ts';
import { settingOf } from '../settings.ts';
import { startTlsCommand } from '../starttls-command.ts';
import { tlsScanWords } from './tls-scan-words.ts';

const { list, quote } = formatsOf('en');

/** What a scan of TLS finds, in English. */
export const tlsScanTexts: FindingTexts<TlsScanFindingId> = {
  'tls.protocol-obsolete-accepted': {
    title: ({ protocols }) => `The server still accepts ${list(protocols)}`,
    meaning: ({ protocols }, { goal }) =>
      protocols.includes('SSLv2')
        ? 'SSLv2 lets an attacker break connections of every other version that use the same key (DROWN).'
        : goal.role === 'relay'
          ? 'These versions are retired. Old senders that know nothing better would otherwise deliver in clear text; all others use newer ones.'
          : 'These versions are retired. Today’s mail programs do without them, and an attacker gains from whoever does not.',
    fix: (_data, evidence) =>
      steps(
        'On the server, allow TLS 1.2 and 1.3, and switch the older ones off.',
        settingOf(evidence, 'protocols'),
        `Then: ${startTlsCommand(evidence)}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc8996',
  },
  'tls.cipher-weak-accepted': {
    title: ({ weaknesses }) => `The server also accepts weak ciphers (${list(weaknesses)})`,
    meaning: ({ ciphers, count }) =>
      `It chose a better one here, but takes ${count === 1 ? 'this one' : `these ${count}`} from whoever offers nothing else: ${ciphers.join(', ')}${count > ciphers.length ? ', …' : ''}.`,
    fix: ({ weaknesses }, evidence) =>
      steps(
        evidence.goal.role === 'relay' &&
          weaknesses.every((weakness) => weakness === 'anon') &&
          'Nothing has to be done: between servers that check no certificate, ciphers without one (anon) lose nothing.',
        'On the server, exclude these ciphers and prefer ECDHE with AES-GCM or ChaCha20.',
        settingOf(evidence, 'ciphers'),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc9325#section-4.2',
  },
  'tls.dh-weak': {
    title: ({ bits }) => `The Diffie-Hellman group is too small (${bits} bits)`,
    meaning: ({ bits, prime }) =>
      `${bits < 1024 ? 'A group of this size is broken in hours.' : 'A group of this size is within reach of a state; 2048 bits are the least today.'}${prime === undefined ? '' : ` Many servers share this prime (${prime}), so breaking it once breaks them all.`} Some clients refuse to connect.`,
    fix: (_data, evidence) =>
      steps(
        'On the server, use DH parameters of 2048 bits, or ECDHE alone.',
        settingOf(evidence, 'dh-parameters'),
      ),
    see: 'https://weakdh.org',
  },
  'tls.compression-enabled': {
    title: () => 'The server compresses within TLS',
    meaning: () =>
      'Who can see the length of what is sent, and add to it, can guess secrets out of it (CRIME). TLS 1.3 has no compression any more.',
    fix: () => ['On the server, switch TLS compression off, or update its TLS library.'],
    see: 'https://www.rfc-editor.org/rfc/rfc9325#section-3.3',
  },
  'tls.renegotiation-insecure': {
    title: () => 'The server does not know secure renegotiation',
    meaning: () =>
      'An attacker can put words of his own before those of a client, as if they came from it (CVE-2009-3555). Clients with OpenSSL 3 refuse to connect.',
    fix: () => ['On the server, update the TLS library: RFC 5746 is of 2010.'],
    see: 'https://www.rfc-editor.org/rfc/rfc5746',
  },
  'tls.scan-partial': {
    title: ({ unknown }) =>
      `Not all could be found out: ${list(unknown.map((part) => tlsScanWords.parts[part]))}`,
    meaning: ({ ended, throttle }) =>
      [
        ended === undefined
          ? 'The answers left something open.'
          : `Something is left open: ${tlsScanWords.ends[ended]}.`,
        throttle &&
          `The server limits connections: ${quote(throttle.code === undefined ? throttle.text : `${throttle.code} ${throttle.text}`)}.`,
        'What is said of the rest holds.',
      ]
        .filter(Boolean)
        .join(' '),
    fix: ({ ended, maxConnections }, evidence) =>
      ended === 'budget'
        ? [`Allow more connections: ${startTlsCommand(evidence, `--max-connections ${maxConnections * 2}`)}`]
        : [`Allow more time: ${startTlsCommand(evidence, '--deadline 600')}`],
  },
};
