import fc from 'fast-check';

const CHARACTER = fc
  .oneof(
    { arbitrary: fc.integer({ min: 0, max: 0x7f }), weight: 2 },
    { arbitrary: fc.integer({ min: 0x80, max: 0xd7ff }), weight: 1 },
    { arbitrary: fc.integer({ min: 0xe000, max: 0x10ffff }), weight: 1 },
  )
  .map((point) => String.fromCodePoint(point));

/** Text of any characters; fast-check's own units list a million of them first, which takes a second in each process. */
export function anyText(constraints: fc.ArrayConstraints = {}): fc.Arbitrary<string> {
  return fc.array(CHARACTER, constraints).map((characters) => characters.join(''));
}
