import type { Stage } from '../errors.ts';
import { printable } from '../render/printable.ts';

/** A line on stderr that says in words what is waited for; nothing where stderr is no terminal. */
export interface Progress {
  show(subject: string, stage: Stage): void;
  stop(): void;
}

const SILENT: Progress = { show: () => undefined, stop: () => undefined };

/** Quick answers should not flicker. */
const DELAY_MS = 150;

/** Starts the line; the words for the stages may arrive later than the first stage does. */
export async function startProgress(
  isQuiet: boolean,
  words: () => Record<Stage, string> | undefined,
): Promise<Progress> {
  if (isQuiet || !process.stderr.isTTY) return SILENT;
  const { default: ora } = await import('ora');
  const spinner = ora({ stream: process.stderr, discardStdin: false });
  const timer = setTimeout(() => spinner.start(), DELAY_MS);
  return {
    show: (subject, stage) => {
      spinner.text = `${printable(subject, { unicode: true })}: ${words()?.[stage] ?? stage}`;
    },
    stop: () => {
      clearTimeout(timer);
      spinner.stop();
    },
  };
}
