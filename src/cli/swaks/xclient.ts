import { allOf, type GivenOption } from './given.ts';
import type { Translated } from './part.ts';

const ATTRIBUTES = ['name', 'addr', 'port', 'proto', 'destaddr', 'destport', 'helo', 'login', 'reverse-name'];
const OPTIONS = ATTRIBUTES.map((name) => `--xclient-${name}`);

/** Attributes by options of their own, and in lists; the last of a name wins, and what is no `NAME=VALUE` is left out. */
export function xclientWords(given: readonly GivenOption[]): Translated {
  const found = allOf(given, '--xclient', ...OPTIONS).flatMap(attributesOf);
  const isPair = (text: string): boolean => /^[A-Za-z_]{1,32}=[^,\n]{1,255}$/.test(text);
  const pairs = new Map(found.filter(isPair).map((pair) => [pair.replace(/=.*/, '').toUpperCase(), pair]));
  return {
    words: [...pairs.values()].flatMap((pair) => ['--xclient', pair]),
    remarks: found
      .filter((text) => !isPair(text))
      .map((text) => `--xclient: "${text}" is no NAME=VALUE that ours takes`),
  };
}

function attributesOf({ option, value = '' }: GivenOption): string[] {
  const [name = ''] = option.names;
  if (name === '--xclient') return value.split(/\s+/).filter((pair) => pair !== '');
  return [`${name.slice('--xclient-'.length).replace('-', '_').toUpperCase()}=${value}`];
}
