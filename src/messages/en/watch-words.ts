import type { WatchWords } from '../watch-words.ts';

/** The words of watching, in English. */
export const watchWords: WatchWords = {
  checking: (round, done, all) => `Round ${round}: ${done} of ${all} done. Ctrl-C ends it.`,
  waiting: (round, time) => `Round ${round} is done, the next begins at ${time}. Ctrl-C ends it.`,
  became: (verdict, before) => `${verdict}, was ${before}`,
  remained: (verdict) => `still ${verdict}`,
};
