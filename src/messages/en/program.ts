import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { steps } from '../next-step.ts';

const { quote } = formatsOf('en');

/** The exit statuses of sysexits.h, and those of a shell. */
const STATUSES: Readonly<Record<number, string>> = {
  64: 'wrong usage',
  65: 'bad data',
  67: 'an unknown user',
  69: 'a service that is not available',
  70: 'a fault in the program itself',
  71: 'an error of the system',
  72: 'a missing system file',
  73: 'a file that cannot be written',
  74: 'an error in reading or writing',
  75: 'a failure for the time being',
  76: 'a breach of the protocol',
  77: 'a missing permission',
  78: 'a wrong configuration',
  126: 'a file that cannot be run',
  127: 'a program that was not found',
};

/** A program that was spoken to in the place of a server, in English. */
export const programTexts: FindingTexts<'connect.program-failed'> = {
  'connect.program-failed': {
    title: ({ exitCode, signal }) =>
      exitCode === undefined
        ? `The program was ended by a signal (${signal})`
        : `The program failed: exit status ${exitCode}`,
    meaning: ({ exitCode, said }, { goal, failure }) =>
      steps(
        `${quote(goal.host)} was spoken to as a server, and ended by itself${failure ? ' before the conversation was over' : ''}.`,
        exitCode !== undefined &&
          STATUSES[exitCode] !== undefined &&
          `The status ${exitCode} mostly stands for ${STATUSES[exitCode]}.`,
        said.length === 0
          ? 'It said nothing on standard error.'
          : `The last that it said on standard error: ${quote(said)}.`,
      ).join(' '),
    fix: ({ exitCode }) => [
      exitCode === 126 || exitCode === 127
        ? 'Check its name and that it may be run; a name without a path is looked for in PATH.'
        : 'Run it by itself, as the same user: it must speak SMTP on its standard input and output, as "exim -bs" does.',
      'See what the mail log says at this time.',
    ],
  },
};
