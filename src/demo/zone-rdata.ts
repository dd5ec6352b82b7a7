import { isIPv4, isIPv6 } from 'node:net';
import type { Answer } from 'dns-packet';

/** A record without its owner and TTL. */
type RecordData = Answer extends infer Each
  ? Each extends { type: infer Type; data: infer Data }
    ? { type: Type; data: Data }
    : never
  : never;

type Parser = (fields: readonly string[]) => RecordData | undefined;

const PARSERS: Readonly<Record<string, Parser>> = {
  A: ([address = '', ...rest]) =>
    isIPv4(address) && rest.length === 0 ? { type: 'A', data: address } : undefined,
  AAAA: ([address = '', ...rest]) =>
    isIPv6(address) && rest.length === 0 ? { type: 'AAAA', data: address } : undefined,
  CNAME: ([target, ...rest]) => (target && rest.length === 0 ? { type: 'CNAME', data: target } : undefined),
  PTR: ([target, ...rest]) => (target && rest.length === 0 ? { type: 'PTR', data: target } : undefined),
  TXT: (strings) => (strings.length > 0 ? { type: 'TXT', data: [...strings] } : undefined),
  MX: parseMx,
  SRV: parseSrv,
  TLSA: parseTlsa,
  CAA: parseCaa,
};

/** The record types that a zone can hold. */
export const ZONE_TYPES: readonly string[] = Object.keys(PARSERS);

/** Reads a record's data in master-file form; undefined for what the type does not allow. */
export function parseRdata(type: string, fields: readonly string[]): RecordData | undefined {
  return PARSERS[type]?.(fields);
}

function parseMx(fields: readonly string[]): RecordData | undefined {
  const [preference = Number.NaN] = numbers(fields.slice(0, 1), 0xffff);
  const [, exchange, ...rest] = fields;
  if (Number.isNaN(preference) || exchange === undefined || rest.length > 0) return undefined;
  return { type: 'MX', data: { preference, exchange } };
}

function parseSrv(fields: readonly string[]): RecordData | undefined {
  const [priority, weight, port] = numbers(fields.slice(0, 3), 0xffff);
  const [, , , target, ...rest] = fields;
  if (priority === undefined || weight === undefined || port === undefined) return undefined;
  if (target === undefined || rest.length > 0) return undefined;
  return { type: 'SRV', data: { priority, weight, port, target } };
}

function parseTlsa(fields: readonly string[]): RecordData | undefined {
  const [usage, selector, matchingType] = numbers(fields.slice(0, 3), 0xff);
  // Long data may be cut by spaces (RFC 6698 §2.2).
  const hex = fields.slice(3).join('');
  if (usage === undefined || selector === undefined || matchingType === undefined) return undefined;
  if (!/^(?:[0-9a-f]{2})+$/i.test(hex)) return undefined;
  return { type: 'TLSA', data: { usage, selector, matchingType, certificate: Buffer.from(hex, 'hex') } };
}

function parseCaa([flags = '', tag, value, ...rest]: readonly string[]): RecordData | undefined {
  const isKnown = tag === 'issue' || tag === 'issuewild' || tag === 'iodef';
  if (!isKnown || value === undefined || rest.length > 0 || numbers([flags], 0xff).length === 0)
    return undefined;
  return { type: 'CAA', data: { flags: Number(flags), tag, value } };
}

/** All the fields as whole numbers up to a limit, or none of them. */
function numbers(fields: readonly string[], limit: number): readonly number[] {
  return fields.every((field) => /^\d{1,5}$/.test(field) && Number(field) <= limit) ? fields.map(Number) : [];
}
