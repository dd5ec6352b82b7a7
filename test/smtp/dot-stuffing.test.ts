import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chunked } from '../../src/smtp/chunking.ts';
import { dotStuffed } from '../../src/smtp/dot-stuffing.ts';
import type { Pieces } from '../../src/smtp/outflow.ts';
import { inPieces } from './messages.ts';

async function concatenated(pieces: Pieces): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts).toString('latin1');
}

async function* streamed(text: string, size: number): AsyncGenerator<Buffer> {
  yield* inPieces(Buffer.from(text, 'latin1'), size);
}

async function stuffed(text: string, size: number): Promise<string> {
  return concatenated(dotStuffed(streamed(text, size)));
}

describe('dot-stuffing', () => {
  for (const size of [1, 2, 3, 5, 1000]) {
    it(`doubles the first dot of a line and no other, in pieces of ${size}`, async () => {
      assert.equal(await stuffed('.a\r\n..\r\nb.\r\n.\r\n', size), '..a\r\n...\r\nb.\r\n..\r\n.\r\n');
    });

    it(`adds the line break that is missing at the end, in pieces of ${size}`, async () => {
      assert.equal(await stuffed('a', size), 'a\r\n.\r\n');
      assert.equal(await stuffed('a\r', size), 'a\r\r\n.\r\n');
      assert.equal(await stuffed('a\n', size), 'a\n\r\n.\r\n');
    });

    it(`takes only CR LF for the end of a line, in pieces of ${size}`, async () => {
      assert.equal(await stuffed('a\n.b\r.c\r\n', size), 'a\n.b\r.c\r\n.\r\n');
    });
  }

  it('makes a dot alone of nothing', async () => {
    assert.equal(await stuffed('', 1), '.\r\n');
  });

  it('makes the same of a message that is there already, in one piece', async () => {
    for (const text of ['', '.', 'a', 'a\r', '.a\r\n..\r\nb.\r\n.\r\n', '\r\n.\r\n.']) {
      const message = [Buffer.from(text.slice(0, 3)), Buffer.from(text.slice(3))];
      const pieces = dotStuffed(message);
      assert.ok(Symbol.iterator in pieces && [...pieces].length === 1);
      assert.equal(await concatenated(pieces), await stuffed(text, 2));
    }
  });

  it('puts commands behind the dot, in one piece with it', async () => {
    assert.equal(await concatenated(dotStuffed([Buffer.from('a\r\n')], ['RSET'])), 'a\r\n.\r\nRSET\r\n');
  });
});

describe('chunks', () => {
  for (const size of [1, 3, 100]) {
    it(`keep every byte, and the last says so, from pieces of ${size}`, async () => {
      const whole = Buffer.from('0123456789abcdef');
      for (const length of [0, 5, 10, 15, 16]) {
        const seen: { bytes: Buffer; isLast: boolean }[] = [];
        for await (const chunk of chunked(inPieces(whole.subarray(0, length), size), 5)) seen.push(chunk);
        assert.deepEqual(Buffer.concat(seen.map(({ bytes }) => bytes)), whole.subarray(0, length));
        assert.deepEqual(
          seen.map(({ isLast }) => isLast),
          seen.map((_chunk, index) => index === seen.length - 1),
        );
        assert.ok(seen.every(({ bytes }) => bytes.length <= 5));
      }
    });
  }
});
