const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const DATE_TIME =
  /(?:^|[\s,])(\d{1,2})[\s-]+([a-z]{3})[a-z]*[\s-]+(\d{2,4})\s+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*([+-]\d{4}|[a-z]{1,5})?/i;

/** Of the obsolete zones, those whose meaning is certain (RFC 5322 §4.3), in minutes. */
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
};

const DATE_CHARACTERS = 200;

/**
 * Reads a date and time (RFC 5322 §3.3, and §4.3's obsolete forms) as ISO 8601 in UTC; a zone that is not known
 * counts as UTC.
 */
export function parseDateTime(text: string): string | undefined {
  const match = DATE_TIME.exec(text.slice(0, DATE_CHARACTERS));
  if (!match) return undefined;
  const [, day = '', name = '', year = '', hour = '', minute = '', second = '0', zone = ''] = match;
  const month = MONTHS.indexOf(name.toLowerCase());
  const ms = Date.UTC(fullYear(year), month, Number(day), Number(hour), Number(minute), Number(second));
  const isDay = new Date(Date.UTC(fullYear(year), month, Number(day))).getUTCDate() === Number(day);
  const isPossible =
    month >= 0 && isDay && Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 60;
  if (!isPossible || Number.isNaN(ms)) return undefined;
  return new Date(ms - offsetMinutes(zone) * 60_000).toISOString();
}

/** Two digits up to 49 are of this century, three count from 1900 (RFC 5322 §4.3). */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 2) return year < 50 ? 2000 + year : 1900 + year;
  return text.length === 3 ? 1900 + year : year;
}

function offsetMinutes(zone: string): number {
  const match = /^([+-])(\d{2})(\d{2})$/.exec(zone);
  if (!match) return ZONES[zone.toLowerCase()] ?? 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}
