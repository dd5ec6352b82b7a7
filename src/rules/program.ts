import { defineRule } from './rule.ts';
import { sampleLines } from './sample.ts';

/** A question to the end of a program that was spoken to in the place of a server. */
export const programRules = [
  defineRule({
    id: 'connect.program-failed',
    // Where it broke the conversation off, that is the error; this says why.
    severity: 'warning',
    stage: 'connect',
    actor: 'you',
    needs: ['program'],
    find({ program: { exitCode, signal, lines } }) {
      return exitCode === 0 ? undefined : { exitCode, signal, said: sampleLines(lines) };
    },
  }),
] as const;
