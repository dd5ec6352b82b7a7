import { malformed } from './line.ts';
import type { Exchange } from './mechanism.ts';

/** The run of a mechanism that is over with its initial response; a challenge after it is malformed. */
export function singleResponse(mechanism: string, response: Uint8Array): Exchange {
  return {
    start: () => response,
    next: async () => {
      throw malformed(`a second challenge came, and ${mechanism} has one response only`);
    },
    finish: () => {},
  };
}
