import { isatty } from 'node:tty';
import type { Stage } from '../errors.ts';
import { printable } from '../render/printable.ts';

/** A line on stderr that says in words what is waited for; nothing where stderr is no terminal. */
export interface Progress {
  show(subject: string, stage: Stage): void;
  stop(): void;
}

const SILENT: Progress = { show: () => undefined, stop: () => undefined };

/** Asked by its number: the stream is slow to make, and most runs write nothing to it. */
const STDERR = 2;

/** Quick answers should not flicker. */
const DELAY_MS = 150;

/** Starts the line; the words for the stages may arrive later than the first stage does. */
export async function startProgress(
  words: Promise<Readonly<Record<Stage, string>>>,
  options: { isQuiet: boolean; color: boolean },
): Promise<Progress> {
  if (options.isQuiet || !isatty(STDERR)) return SILENT;
  const { default: ora } = await import('ora');
  const spinner = ora({
    stream: process.stderr,
    discardStdin: false,
    color: options.color ? 'cyan' : false,
  });
  let shown: { subject: string; stage: Stage } | undefined;
  let known: Readonly<Record<Stage, string>> | undefined;
  const draw = (): void => {
    if (shown && known)
      spinner.text = `${printable(shown.subject, { unicode: true })}: ${known[shown.stage]}`;
  };
  const timer = setTimeout(() => spinner.start(), DELAY_MS);
  void words.then((loaded) => {
    known = loaded;
    draw();
  });
  return {
    show: (subject, stage) => {
      shown = { subject, stage };
      draw();
    },
    stop: () => {
      clearTimeout(timer);
      spinner.stop();
    },
  };
}
