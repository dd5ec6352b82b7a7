import fc from 'fast-check';
import { anyText } from './any-text.ts';

/** What a terminal must never get from a peer. */
export const UNSAFE_ON_TERMINAL =
  /[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u061c\ufeff\ue000-\uf8ff\u{e0000}-\u{e0fff}]|\p{Cs}/u;

const NASTY = [
  ...['\x1b[31m', '\x1b]0;title\x07', '\x9b2J', '\0', '\x07', '\x08', '\r', '\n', '\t', '\x7f', '\x85'],
  ...['\u202e', '\u2066', '\u200f', '\u061c', '\u200b', '\ufeff', '\u2028', '\u2029', '\ud800', '\udfff'],
  ...[
    '\u{e0041}',
    '\u{f0000}',
    '\ue000',
    '\u0301',
    '\u0301\u0301\u0301\u0301\u0301\u0301',
    '\u3164',
    '\u00ad',
  ],
  ...['a', 'b', ' ', '  ', 'è', 'ß', '漢', '字', '👩‍👩‍👧', '\\', '"', '-', 'verylongwordwithoutanyspaceinit'],
];

/** Text of a peer that means harm, mixed with text that means none. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...NASTY), { maxLength: 40 }).map((parts) => parts.join('')),
  anyText({ maxLength: 40 }),
);
