import type { DecodedPacket, OptAnswer, Packet } from 'dns-packet';
import type { Zone } from './zone.ts';
import { answerFromZone, type ZoneAnswer } from './zone-answer.ts';

type DnsPacket = typeof import('../net/dns-packet.ts');
type SpokenAnswer = Omit<ZoneAnswer, 'outcome'> & { readonly rcode: number };

const RCODES = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;
/** What a client without EDNS takes (RFC 1035 §4.2.1). */
const PLAIN_UDP_BYTES = 512;
const OPT: OptAnswer = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: 1_232,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
};

/** Turns the bytes of a query into those of its response; undefined stands for silence. */
export class DnsResponder {
  readonly #zone: Zone;
  readonly #dnsPacket: DnsPacket;
  readonly #queries: string[];

  /** @param queries  Takes `name TYPE` of every question that is answered, or met with silence. */
  constructor(zone: Zone, dnsPacket: DnsPacket, queries: string[]) {
    this.#zone = zone;
    this.#dnsPacket = dnsPacket;
    this.#queries = queries;
  }

  /** Cuts what the client cannot take, or the zone says is to be cut. */
  overUdp(bytes: Buffer): Buffer | undefined {
    const query = this.#read(bytes);
    const answer = query && this.#answer(query);
    if (query === undefined || answer === undefined) return undefined;
    const whole = this.#dnsPacket.encode(this.#response(query, answer));
    if (!answer.truncated && whole.length <= payloadBytes(query)) return whole;
    const cut = this.#response(query, { ...answer, answers: [] });
    return this.#dnsPacket.encode({ ...cut, flags: cut.flags | this.#dnsPacket.TRUNCATED_RESPONSE });
  }

  /** The same with the length before it (RFC 1035 §4.2.2). */
  overTcp(bytes: Buffer): Buffer | undefined {
    const query = this.#read(bytes);
    const answer = query && this.#answer(query);
    if (query === undefined || answer === undefined) return undefined;
    return this.#dnsPacket.streamEncode(this.#response(query, answer));
  }

  #read(bytes: Buffer): DecodedPacket | undefined {
    try {
      const packet = this.#dnsPacket.decode(bytes);
      return packet.flag_qr ? undefined : packet;
    } catch {
      // Not a DNS message: there is nobody to answer.
      return undefined;
    }
  }

  #answer(query: DecodedPacket): SpokenAnswer | undefined {
    const [question] = query.questions ?? [];
    if (question?.class !== 'IN') return undefined;
    this.#queries.push(`${question.name} ${question.type}`);
    const { outcome, ...answer } = answerFromZone(this.#zone, question);
    return outcome === 'TIMEOUT' ? undefined : { ...answer, rcode: RCODES[outcome] };
  }

  #response(query: DecodedPacket, { rcode, answers }: SpokenAnswer): Packet & { readonly flags: number } {
    const { RECURSION_DESIRED, RECURSION_AVAILABLE, AUTHENTIC_DATA } = this.#dnsPacket;
    // AD goes to those who asked for it (RFC 6840 §5.8).
    const authentic = this.#zone.authenticated && query.flag_ad ? AUTHENTIC_DATA : 0;
    return {
      id: query.id,
      type: 'response',
      flags: RECURSION_DESIRED | RECURSION_AVAILABLE | authentic | rcode,
      questions: query.questions?.slice(0, 1),
      answers: [...answers],
      additionals: optOf(query) === undefined ? [] : [OPT],
    };
  }
}

function optOf(query: DecodedPacket): OptAnswer | undefined {
  return query.additionals?.find((additional): additional is OptAnswer => additional.type === 'OPT');
}

function payloadBytes(query: DecodedPacket): number {
  return Math.max(optOf(query)?.udpPayloadSize ?? 0, PLAIN_UDP_BYTES);
}
