import { formatsOf } from '../format.ts';

const { list, quote } = formatsOf('it');
const NAMED = 5;

/** The first five, in quotes, and how many more there are. */
export function recipientList(addresses: readonly string[]): string {
  const named = addresses.slice(0, NAMED).map(quote);
  const more = addresses.length - named.length;
  if (more <= 0) return list(named);
  return list([...named, more === 1 ? 'un altro' : `altri ${more}`]);
}
