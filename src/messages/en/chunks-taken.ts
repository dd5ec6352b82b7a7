import type { ChunksTaken } from '../../smtp/transaction.ts';
import { formatsOf } from '../format.ts';
import { groupDigits } from '../quantity.ts';

const { size } = formatsOf('en');

/** The sentence about how much of a message a server had taken by BDAT. */
export function chunksTaken({ count, bytes }: ChunksTaken): string {
  if (count === 0) return 'Of its chunks (BDAT) the server had taken none.';
  return `The server had taken ${size(bytes)} of it, in ${groupDigits(count, 'en')} ${count === 1 ? 'chunk' : 'chunks'} (BDAT).`;
}
