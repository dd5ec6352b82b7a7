import type { WatchWords } from '../watch-words.ts';

/** The words of watching, in Italian. */
export const watchWords: WatchWords = {
  checking: (round, done, all) => `Giro ${round}: fatti ${done} su ${all}. Ctrl-C per finire.`,
  waiting: (round, time) => `Giro ${round} finito, il prossimo alle ${time}. Ctrl-C per finire.`,
  became: (verdict, before) => `${verdict}, prima ${before}`,
  remained: (verdict) => `ancora ${verdict}`,
};
