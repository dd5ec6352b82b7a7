import type { ChunksTaken } from '../../smtp/transaction.ts';
import { formatsOf } from '../format.ts';
import { groupDigits } from '../quantity.ts';

const { size } = formatsOf('it');

/** The sentence about how much of a message a server had taken by BDAT. */
export function chunksTaken({ count, bytes }: ChunksTaken): string {
  if (count === 0) return 'Dei blocchi (BDAT) il server non ne aveva accettato nessuno.';
  return `Il server ne aveva accettato ${size(bytes)}, in ${groupDigits(count, 'it')} ${count === 1 ? 'blocco' : 'blocchi'} (BDAT).`;
}
