import type { FieldScan, KindOfCertificate, TlsFeatures } from '../../evidence.ts';
import { certificateFacts } from '../../tls/certificate.ts';
import type { ClientHello } from '../../tls/client-hello.ts';
import type { ServerAnswer } from '../../tls/server-flight.ts';
import { suiteOf } from '../../tls/suites.ts';

type HelloAnswer = Extract<ServerAnswer, { kind: 'hello' }>;
type Features = { -readonly [K in keyof TlsFeatures]: TlsFeatures[K] };

const EXTENSION = {
  heartbeat: 15,
  extendedMasterSecret: 23,
  sessionTicket: 35,
  renegotiation: 0xff01,
} as const;

/** One a kind of key is usual; a server that shows a new one each time is not followed. */
const MOST_LEAVES = 8;
const MOST_FIELDS = 8;

/** What every answer tells beside the choice that was asked for. */
export class Observations {
  readonly certificates: KindOfCertificate[] = [];
  /** What was sent with each of them, in DER, leaf first. */
  readonly chains: (readonly Buffer[])[] = [];
  readonly fields: FieldScan[] = [];
  readonly features: Features = {};
  readonly #leaves: Buffer[] = [];

  note(answer: HelloAnswer, asked: ClientHello): void {
    const { hello, keyExchange } = answer;
    if (hello.protocol === 'TLSv1.3') return;
    this.#noteCertificate(answer);
    const suite = suiteOf(hello.suite);
    if (suite && keyExchange?.field) this.#noteField({ ...keyExchange.field, suite: suite.name });
    if (asked.versions.some((version) => version !== 'SSLv3')) this.#noteFeatures(answer, asked);
  }

  /** One found with a key is of more weight than one found without. */
  #noteField(field: FieldScan): void {
    const at = this.fields.findIndex(({ bits, prime }) => bits === field.bits && prime === field.prime);
    if (at < 0 && this.fields.length < MOST_FIELDS) this.fields.push(field);
    else if (suiteOf(this.fields[at]?.suite ?? '')?.authentication === 'anon') this.fields[at] = field;
  }

  #noteFeatures({ hello, isStapled }: HelloAnswer, asked: ClientHello): void {
    const has = (extension: number): boolean => hello.extensions.includes(extension);
    const { features } = this;
    if (asked.offersCompression) features.compression ||= hello.isCompressed;
    features.secureRenegotiation ||= has(EXTENSION.renegotiation);
    features.sessionTickets ||= has(EXTENSION.sessionTicket);
    features.extendedMasterSecret ||= has(EXTENSION.extendedMasterSecret);
    features.heartbeat ||= has(EXTENSION.heartbeat);
    features.ocspStapling ||= isStapled;
  }

  /** Reading a certificate is dear, and every connection shows one that was read before. */
  #noteCertificate({ hello, certificates }: HelloAnswer): void {
    const [leaf] = certificates;
    const authentication = suiteOf(hello.suite)?.authentication;
    if (!leaf || authentication === undefined || this.#leaves.some((known) => known.equals(leaf))) return;
    if (this.#leaves.length >= MOST_LEAVES) return;
    this.#leaves.push(leaf);
    const certificate = certificateFacts(leaf);
    if (!certificate) return;
    const { length: chainLength } = certificates;
    const { scts } = hello;
    this.certificates.push({
      authentication,
      certificate,
      chainLength,
      ...(scts === undefined ? {} : { scts }),
    });
    this.chains.push(certificates);
  }
}
