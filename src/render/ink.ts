import type { Ink } from './page.ts';

const same = (text: string): string => text;

/** Ink that leaves no colour. */
export const PLAIN_INK: Ink = { bold: same, dim: same, red: same, green: same, cyan: same };

/** The ink to write with; without colour its package is not even loaded. */
export async function loadInk(color: boolean): Promise<Ink> {
  if (!color) return PLAIN_INK;
  const { Chalk } = await import('chalk');
  const { bold, dim, red, green, cyan } = new Chalk({ level: 1 });
  return {
    bold: one(bold),
    dim: one(dim),
    red: one(red),
    green: one(green),
    cyan: one(cyan),
  };
}

/** chalk writes every argument it is given: a line that `map` hands on would be followed by its number. */
function one(write: (text: string) => string): (text: string) => string {
  return (text) => write(text);
}
