import { Socket } from 'node:net';
import type { Readable } from 'node:stream';

/** What is worth reading of a program's complaints, in characters. */
const MOST_CHARACTERS = 64 * 1024;

/** What is kept of the last of them. */
const LAST_CHARACTERS = 2_000;
const LAST_LINES = 5;
const LINE_CHARACTERS = 200;

/** Controls, format characters and line separators could move or hide what else is on the terminal. */
const UNSAFE = /[^\P{C}\n]|[\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Writes what a program says on standard error to ours: printable, at most 64 Ki characters; the rest is read and dropped.
 *
 * @returns what gives its last lines so far: five, of 200 characters each.
 */
export function passOnStderr(stderr: Readable): () => string[] {
  let left = MOST_CHARACTERS;
  let last = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    const said = text.replaceAll('\r\n', '\n').replaceAll('\t', ' ').replace(UNSAFE, escaped);
    last = `${last}${said}`.slice(-LAST_CHARACTERS);
    if (left <= 0) return;
    process.stderr.write(said.length <= left ? said : `${said.slice(0, left)}…\n`);
    left -= said.length;
  });
  stderr.on('error', () => undefined);
  // What it has started may keep it open beyond the end, for which nobody waits.
  if (stderr instanceof Socket) stderr.unref();
  return () => linesOf(last);
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.slice(-LAST_LINES).map((line) => line.slice(0, LINE_CHARACTERS));
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
