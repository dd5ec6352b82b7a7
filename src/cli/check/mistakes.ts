import { UsageError } from '../../errors.ts';
import { slipsBetween } from '../../providers/nearest.ts';
import type { ConfigMistake, ConfigPlace } from './config-node.ts';

/** Gathers what is wrong, so that all of it is told at once. */
export class Mistakes {
  readonly all: ConfigMistake[] = [];

  add({ line, column }: ConfigPlace, message: string, hint?: string): undefined {
    this.all.push({ line, column, message, ...(hint === undefined ? {} : { hint }) });
    return undefined;
  }

  /** Runs a parser that complains with UsageError, and notes the complaint here. */
  during<T>(place: ConfigPlace, parse: () => T): T | undefined {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return this.add(place, error.message, error.hint);
    }
  }

  /** A line for each, in the order of the file, as editors and CI find their way by: `file:line:column: …`. */
  linesFor(file: string): string[] {
    return this.all
      .toSorted((a, b) => a.line - b.line || a.column - b.column)
      .map(({ line, column, message, hint }) => {
        return `${file}:${line}:${column}: ${message}${hint === undefined ? '' : `; ${hint}`}`;
      });
  }
}

/** Short words resemble each other by nature. */
const SLIP_EVERY = 4;

/** Says which of the known names was perhaps meant, else which there are. */
export function meantOf(text: string, known: readonly string[]): string {
  const typed = text.toLowerCase();
  const [best] = known
    .map((name) => ({ name, slips: distance(typed, name.toLowerCase()) }))
    .filter(({ name, slips }) => slips <= Math.min(2, Math.floor(name.length / SLIP_EVERY)))
    .sort((a, b) => a.slips - b.slips);
  return best ? `did you mean "${best.name}"?` : `known are ${known.join(', ')}`;
}

/** The part before or behind the dot alone stands for the whole: `tls` for `tls.min`. */
function distance(typed: string, name: string): number {
  const parts = name.includes('.') ? name.split('.') : [];
  return parts.includes(typed) ? 1 : slipsBetween(typed, name);
}
