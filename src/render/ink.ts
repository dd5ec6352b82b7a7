import type { Ink } from './page.ts';

const same = (text: string): string => text;

/** Ink that leaves no colour. */
const PLAIN: Ink = { bold: same, dim: same, red: same, green: same, cyan: same };

/** The ink to write with; without colour its package is not even loaded. */
export async function loadInk(color: boolean): Promise<Ink> {
  if (!color) return PLAIN;
  const { Chalk } = await import('chalk');
  return new Chalk({ level: 1 });
}
