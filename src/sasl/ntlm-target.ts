import { malformed } from './line.ts';

/** One AV_PAIR (MS-NLMP §2.2.2.1). */
export interface AvPair {
  readonly id: number;
  readonly value: Buffer;
}

export const AV_EOL = 0;
export const AV_FLAGS = 6;
export const AV_TIMESTAMP = 7;
export const AV_TARGET_NAME = 9;
export const AV_CHANNEL_BINDINGS = 10;

const HEADER_BYTES = 4;
const TIMESTAMP_BYTES = 8;

/** Reads a list of AV_PAIRs up to its end mark; @throws SaslError `challenge-malformed` when one leaves the list. */
export function parseAvPairs(bytes: Buffer): AvPair[] {
  const pairs: AvPair[] = [];
  for (let at = 0; at + HEADER_BYTES <= bytes.length; ) {
    const id = bytes.readUInt16LE(at);
    const end = at + HEADER_BYTES + bytes.readUInt16LE(at + 2);
    if (id === AV_EOL) return pairs;
    if (end > bytes.length) break;
    pairs.push({ id, value: bytes.subarray(at + HEADER_BYTES, end) });
    at = end;
  }
  throw malformed('the target information of NTLM does not end where it should (MS-NLMP §2.2.2.1)');
}

/** Writes AV_PAIRs and their end mark. */
export function formatAvPairs(pairs: readonly AvPair[]): Buffer {
  const written = [...pairs, { id: AV_EOL, value: Buffer.alloc(0) }].flatMap(({ id, value }) => {
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt16LE(id, 0);
    header.writeUInt16LE(value.length, 2);
    return [header, value];
  });
  return Buffer.concat(written);
}

/** The server's clock as it stands there, eight bytes of FILETIME; undefined in servers before Windows Vista. */
export function timestampOf(pairs: readonly AvPair[]): Buffer | undefined {
  const value = pairs.find(({ id }) => id === AV_TIMESTAMP)?.value;
  if (value && value.length !== TIMESTAMP_BYTES)
    throw malformed('the timestamp of NTLM is not of eight bytes');
  return value;
}
