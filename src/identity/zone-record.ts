/** A record to publish, in the place of another where there is one. */
export interface ZoneRecord {
  /** Owner, without the trailing dot. */
  readonly name: string;
  readonly type: 'TXT' | 'MX' | 'A' | 'AAAA' | 'PTR' | 'SRV' | 'TLSA';
  /** Of a TXT record the bare text; names within other types with their trailing dot. */
  readonly value: string;
  /** The values that it takes the place of. */
  readonly before?: readonly string[];
}

const STRING_BYTES = 255;

/** One line for a zone file, the name absolute; a long text is cut into strings of 255 bytes (RFC 1035 §3.3.14). */
export function formatZoneRecord({ name, type, value }: Pick<ZoneRecord, 'name' | 'type' | 'value'>): string {
  const data = type === 'TXT' ? stringsOf(value).map(quoted).join(' ') : value;
  return `${zoneName(name)} ${type} ${data}`;
}

/**
 * A name as a zone file has it: absolute, with everything but letters, digits, `-`, `_` and the dots escaped
 * (RFC 1035 §5.1), since the DNS carries any octets in a name, those of a second record among them.
 */
export function zoneName(name: string): string {
  return `${name.replace(/[^\w.-]/gu, (character) => {
    return [...Buffer.from(character, 'utf8')].map(escapedByte).join('');
  })}.`;
}

function escapedByte(byte: number): string {
  return `\\${String(byte).padStart(3, '0')}`;
}

function stringsOf(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  const count = Math.max(1, Math.ceil(bytes.length / STRING_BYTES));
  return Array.from({ length: count }, (_, index) =>
    bytes.subarray(index * STRING_BYTES, (index + 1) * STRING_BYTES).toString('latin1'),
  );
}

/** What is not printable ASCII stands as `\DDD` (RFC 1035 §5.1). */
function quoted(text: string): string {
  const escaped = text
    .replace(/["\\]/g, '\\$&')
    .replace(/[^ -~]/g, (character) => escapedByte(character.charCodeAt(0)));
  return `"${escaped}"`;
}
