import type { Frame } from './frame.ts';

const ERROR = /error:[0-9A-F]{6,16}:([^\n]{1,400})/i;
const VERIFY = /[Vv]erify error:(?:num=(\d{1,3}):)?([^\n]{1,300})/;

/** Reads what OpenSSL says: `error:0A00010B:SSL routines::wrong version number`, `verify error:num=20:…`. */
export function readOpenssl(text: string): Frame | undefined {
  if (!text.includes('rror:')) return undefined;
  const words = ERROR.exec(text)?.[1];
  if (words !== undefined) return frame(reasonOf(words));
  const verify = VERIFY.exec(text);
  return verify ? frame(verify[2] ?? '') : undefined;
}

function frame(said: string): Frame {
  return { said, stage: 'tls', software: 'openssl' };
}

/** `SSL routines:ssl3_get_record:wrong version number:../deps/openssl/ssl/record.c:355:` without the source file. */
function reasonOf(words: string): string {
  const [library = '', place = '', reason = '', ...rest] = words.split(':');
  const alert = /SSL alert number \d+/.exec(rest.join(':'))?.[0];
  const spoken = reason === '' ? place : reason;
  return [library, spoken.replace(/\)$/, '').trim(), alert ?? ''].filter((part) => part !== '').join(': ');
}
