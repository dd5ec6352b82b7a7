import { Socket } from 'node:net';
import type { Readable } from 'node:stream';

/** What is worth reading of a program's complaints, in characters. */
const MOST_CHARACTERS = 64 * 1024;

/** Controls, format characters and line separators could move or hide what else is on the terminal. */
const UNSAFE = /[^\P{C}\n]|[\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Writes what a program says on standard error to ours: printable, at most 64 Ki characters; the rest is read and dropped. */
export function passOnStderr(stderr: Readable): void {
  let left = MOST_CHARACTERS;
  stderr.setEncoding('utf8').on('data', (text: string) => {
    if (left <= 0) return;
    const said = text.replaceAll('\r\n', '\n').replaceAll('\t', ' ').replace(UNSAFE, escaped);
    process.stderr.write(said.length <= left ? said : `${said.slice(0, left)}…\n`);
    left -= said.length;
  });
  stderr.on('error', () => undefined);
  // What it has started may keep it open beyond the end, for which nobody waits.
  if (stderr instanceof Socket) stderr.unref();
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
