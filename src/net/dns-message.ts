import { randomInt } from 'node:crypto';
import type { Answer, DecodedPacket, TlsaData } from 'dns-packet';
import type { DnsRecord, RecordType } from './resolver.ts';

type DnsPacket = typeof import('./dns-packet.ts');

/** One question as it goes out: the name in A-labels, without the trailing dot. */
export interface DnsQuestion {
  readonly name: string;
  readonly type: RecordType;
}

/** A question's bytes, with the id that its answer must carry. */
export interface DnsQuery {
  readonly id: number;
  readonly question: DnsQuestion;
  readonly bytes: Buffer;
}

/** One resource record of an answer section. */
export interface OwnedRecord {
  /** Owner, in lower case. */
  readonly owner: string;
  readonly ttlSeconds: number;
  readonly record: DnsRecord;
}

/** What was read of a server's message. */
export interface DnsMessage {
  /** RCODE with the extended bits of EDNS (RFC 6891 §6.1.3). */
  readonly rcode: number;
  readonly truncated: boolean;
  /** The AD flag. */
  readonly authenticated: boolean;
  readonly records: readonly OwnedRecord[];
}

/** What a server sees as the largest datagram we take, chosen to pass without fragments (DNS flag day 2020). */
const EDNS_PAYLOAD_BYTES = 1_232;

/** Bounds the work of following name pointers, which a hostile message can chain by the thousand. */
const RECORDS = 1_000;
const HEADER_BYTES = 12;

/**
 * Writes a query with a random id.
 *
 * AD is set to ask for the AD flag in the answer without the signatures themselves (RFC 6840 §5.7).
 */
export async function createQuery(question: DnsQuestion, edns: boolean): Promise<DnsQuery> {
  const dnsPacket = await import('./dns-packet.ts');
  const id = randomInt(0x1_0000);
  const bytes = dnsPacket.encode({
    id,
    type: 'query',
    flags: dnsPacket.RECURSION_DESIRED | dnsPacket.AUTHENTIC_DATA,
    questions: [question],
    additionals: edns ? [optRecord()] : [],
  });
  return { id, question, bytes };
}

function optRecord(): Answer {
  return {
    type: 'OPT',
    name: '.',
    udpPayloadSize: EDNS_PAYLOAD_BYTES,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: [],
  };
}

/**
 * Reads a message that came in for a query.
 *
 * @returns `foreign` for one that answers another question (a forgery, or an answer that came too late), and
 * `malformed` for one that carries the right id and cannot be read.
 */
export async function readMessage(
  bytes: Buffer,
  query: DnsQuery,
): Promise<DnsMessage | 'foreign' | 'malformed'> {
  if (bytes.length < 2 || bytes.readUInt16BE(0) !== query.id) return 'foreign';
  const packet = decode(await import('./dns-packet.ts'), bytes);
  if (packet === undefined) return 'malformed';
  if (!answers(packet, query.question)) return 'foreign';
  return {
    rcode: rcodeOf(packet),
    truncated: packet.flag_tc,
    authenticated: packet.flag_ad,
    records: (packet.answers ?? []).flatMap(readRecord),
  };
}

function decode(dnsPacket: DnsPacket, bytes: Buffer): DecodedPacket | undefined {
  if (bytes.length < HEADER_BYTES || recordCount(bytes) > RECORDS) return undefined;
  try {
    const packet = dnsPacket.decode(bytes);
    // The decoder reads past the end of a record that was cut.
    return dnsPacket.decode.bytes <= bytes.length ? packet : undefined;
  } catch {
    // Whatever the decoder throws, a RangeError included, says that the bytes are no message.
    return undefined;
  }
}

/** Records of all sections, as the header counts them (RFC 1035 §4.1.1). */
function recordCount(header: Buffer): number {
  return header.readUInt16BE(6) + header.readUInt16BE(8) + header.readUInt16BE(10);
}

function answers(packet: DecodedPacket, { name, type }: DnsQuestion): boolean {
  if (!packet.flag_qr) return false;
  const [question, ...more] = packet.questions ?? [];
  // A server that refuses to read a question need not repeat it.
  if (question === undefined) return rcodeOf(packet) !== 0;
  return more.length === 0 && question.type === type && question.name.toLowerCase() === name;
}

function rcodeOf(packet: DecodedPacket): number {
  const opt = packet.additionals?.find((additional) => additional.type === 'OPT');
  const extended = opt?.type === 'OPT' ? opt.extendedRcode : 0;
  return (extended << 4) | ((packet.flags ?? 0) & 0xf);
}

function readRecord(answer: Answer): readonly OwnedRecord[] {
  if (answer.type === 'OPT' || answer.class !== 'IN') return [];
  const record = recordOf(answer);
  if (record === undefined) return [];
  return [{ owner: answer.name.toLowerCase(), ttlSeconds: answer.ttl ?? 0, record }];
}

function recordOf(answer: Answer): DnsRecord | undefined {
  switch (answer.type) {
    case 'A':
    case 'AAAA':
      return { type: answer.type, address: answer.data };
    case 'CNAME':
    case 'PTR':
    case 'NS':
      return { type: answer.type, target: answer.data };
    case 'MX':
      return { type: 'MX', preference: answer.data.preference ?? 0, exchange: answer.data.exchange };
    case 'TXT':
      return { type: 'TXT', text: joinStrings(answer.data) };
    case 'SRV':
      return {
        type: 'SRV',
        ...answer.data,
        priority: answer.data.priority ?? 0,
        weight: answer.data.weight ?? 0,
      };
    case 'CAA':
      return { type: 'CAA', tag: answer.data.tag, value: answer.data.value };
    case 'SOA':
      return { type: 'SOA', primary: answer.data.mname };
    case 'TLSA':
      return tlsaOf(answer.data);
    default:
      return undefined;
  }
}

// The strings of one record are one text, and may cut a UTF-8 letter in two (RFC 7208 §3.3).
function joinStrings(data: string | Buffer | readonly (string | Buffer)[]): string {
  const strings = typeof data === 'string' || Buffer.isBuffer(data) ? [data] : data;
  return Buffer.concat(strings.map((part) => Buffer.from(part))).toString('utf8');
}

function tlsaOf(data: TlsaData): DnsRecord {
  const { usage, selector, matchingType, certificate } = data;
  return { type: 'TLSA', usage, selector, matching: matchingType, data: certificate.toString('hex') };
}
