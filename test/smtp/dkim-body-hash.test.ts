import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { BodyHash } from '../../src/smtp/dkim-body-hash.ts';
import { inPieces } from './messages.ts';

function hashOf(body: string, canonicalization: 'simple' | 'relaxed', pieceBytes = 1_000): string {
  const hash = new BodyHash(canonicalization);
  for (const piece of inPieces(Buffer.from(body, 'latin1'), pieceBytes)) hash.push(piece);
  return hash.digest();
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'latin1').digest('base64');
}

/** RFC 6376 §3.4.3 and §3.4.4, said in one go over the whole text. */
function canonical(body: string, canonicalization: 'simple' | 'relaxed'): string {
  const lines = body.replace(/\r?\n/g, '\n');
  const reduced =
    canonicalization === 'simple' ? lines : lines.replace(/[ \t]+/g, ' ').replace(/ (?=\n|$)/g, '');
  const text = reduced.replace(/\n*$/, '').replaceAll('\n', '\r\n');
  return text === '' && canonicalization === 'relaxed' ? '' : `${text}\r\n`;
}

/** After the garbage is gone. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

describe('the hash of a body', () => {
  it('is that of RFC 6376 for nothing at all', () => {
    assert.equal(hashOf('', 'simple'), 'frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=');
    assert.equal(hashOf('', 'relaxed'), '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
  });

  it("takes the standard's own example to what the standard says", () => {
    const body = ' C \r\nD \t E\r\n\r\n\r\n';
    assert.equal(hashOf(body, 'relaxed'), sha256(' C\r\nD E\r\n'));
    assert.equal(hashOf(body, 'simple'), sha256(' C \r\nD \t E\r\n'));
  });

  for (const canonicalization of ['simple', 'relaxed'] as const) {
    it(`is the same however the pieces fall: ${canonicalization}`, () => {
      const parts = fc.constantFrom(' ', '\t', '\r\n', '\n', '\r', 'a', 'bc', '.', '\xa0', '\0');
      const bodies = fc.array(parts, { maxLength: 60 }).map((list) => list.join(''));
      fc.assert(
        fc.property(bodies, fc.integer({ min: 1, max: 9 }), (body, size) => {
          assert.equal(hashOf(body, canonicalization, size), sha256(canonical(body, canonicalization)));
        }),
        { numRuns: 500 },
      );
    });

    it(`holds nothing of 24 MiB of empty lines, of spaces, or of one line: ${canonicalization}`, () => {
      for (const text of ['\r\n', ' ', '\r', 'x']) {
        const hash = new BodyHash(canonicalization);
        const piece = Buffer.from(text.repeat(1024 ** 2 / text.length));
        const before = heldBytes();
        for (let count = 0; count < 24; count += 1) hash.push(piece);
        const after = heldBytes();
        assert.ok(after - before < 8 * 1024 ** 2, JSON.stringify(text));
        assert.equal(hash.digest().length, 44);
      }
    });
  }
});
