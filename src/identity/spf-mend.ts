import { ipVersion } from '../target.ts';
import { parseSpf, type SpfFault, type SpfTerm } from './spf.ts';

/** Writes a record without the terms that a test names, and with `all` at its end. */
export function withoutTerms(record: string, isDropped: (term: SpfTerm) => boolean): string {
  return compose(parseSpf(record).terms.filter((term) => !isDropped(term)));
}

/** Writes a record with another word at its end: `~all`. */
export function withAll(record: string, all: string): string {
  const terms = parseSpf(record).terms.filter(({ name }) => name !== 'all' && name !== 'redirect');
  return ['v=spf1', ...terms.map(({ text }) => text), all].join(' ');
}

/** Writes a record that also allows an address. */
export function withAddress(record: string, address: string): string {
  const term = `ip${ipVersion(address) === 6 ? 6 : 4}:${address}`;
  const [version = 'v=spf1', ...rest] = record.split(/ +/);
  return [version, term, ...rest].join(' ').trim();
}

/** Makes one record of several: each term once, the weakest `all` of them at the end. */
export function mergeSpf(records: readonly string[]): string {
  const terms = records.flatMap((record) => parseSpf(record).terms);
  const seen = new Set<string>();
  const rest = terms.filter(({ name, text }) => {
    const isNew = name !== 'all' && name !== 'redirect' && !seen.has(text.toLowerCase());
    seen.add(text.toLowerCase());
    return isNew;
  });
  const isStrict = terms.filter(({ name }) => name === 'all').every(({ qualifier }) => qualifier === '-');
  return ['v=spf1', ...rest.map(({ text }) => text), isStrict ? '-all' : '~all'].join(' ');
}

/** Writes a record in which the addresses that a term stands for take its place. */
export function flatten(record: string, addressesOf: ReadonlyMap<string, readonly string[]>): string {
  const texts = parseSpf(record).terms.flatMap(({ text, qualifier }) => {
    const sign = qualifier === '+' ? '' : qualifier;
    const addresses = addressesOf.get(text);
    return addresses?.map((address) => `${sign}ip${ipVersion(address) === 6 ? 6 : 4}:${address}`) ?? [text];
  });
  return ['v=spf1', ...new Set(texts)].join(' ');
}

/** Writes a faulty record as it was probably meant; what cannot be guessed is left out. */
export function mendSpf(record: string, faults: readonly SpfFault[]): string {
  const words = record.split(' ').filter((word) => word !== '');
  const mended = words.flatMap((word) => {
    const fault = faults.find(({ term }) => term === word.slice(0, term.length) && term !== '');
    return fault === undefined ? [word] : meantBy(word, fault);
  });
  return compose(parseSpf(mended.join(' ')).terms);
}

function meantBy(word: string, { kind }: SpfFault): string[] {
  const qualifier = /^[-+~?]/.exec(word)?.[0] ?? '';
  const argument = word.replace(/^[^:=]*[:=]?/, '');
  const version = ipVersion(argument.replace(/\/\d+$/, ''));
  if (version !== 0) return [`${qualifier}ip${version}:${argument}`];
  if (/^[-+~?]?includes?[:=]/i.test(word) && kind !== 'domain') return [`${qualifier}include:${argument}`];
  return /^[-+~?]?all/i.test(word) ? [`${qualifier}all`] : [];
}

function compose(terms: readonly SpfTerm[]): string {
  const all = terms.find(({ name }) => name === 'all');
  const rest = terms.filter(({ name }) => name !== 'all');
  return ['v=spf1', ...rest.map(({ text }) => text), ...(all ? [all.text] : [])].join(' ');
}
