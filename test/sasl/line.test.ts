import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { decodeLine, encodeInitialResponse, encodeLine, MOST_LINE_CHARACTERS } from '../../src/sasl/line.ts';
import { SaslError } from '../../src/sasl/mechanism.ts';

describe('a line of base64', () => {
  test('an empty initial response is "=", another empty one is an empty line', () => {
    assert.equal(encodeInitialResponse(Buffer.alloc(0)), '=');
    assert.equal(encodeLine(Buffer.alloc(0)), '');
  });

  test('nothing and "=" alone are the empty challenge', () => {
    assert.equal(decodeLine('').length, 0);
    assert.equal(decodeLine('=').length, 0);
  });

  test('bytes come back as they went', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        assert.deepEqual(Buffer.from(decodeLine(encodeLine(bytes))), Buffer.from(bytes));
      }),
    );
  });

  for (const text of [
    'QQ',
    'QQ=',
    'QR==',
    'Q Q=',
    '====',
    'QQ==QQ==',
    'ntlm supported',
    'QQ==\r',
    'Q_-A',
    'é',
  ]) {
    test(`${JSON.stringify(text)} is malformed, and is not quoted`, () => {
      assert.throws(
        () => decodeLine(text),
        (error) => {
          assert.ok(error instanceof SaslError);
          assert.equal(error.fault, 'challenge-malformed');
          assert.equal(error.message, 'the challenge is not base64 (RFC 4648 §4)');
          return true;
        },
      );
    });
  }

  test('what is longer than a line may be is malformed', () => {
    assert.throws(() => decodeLine('A'.repeat(MOST_LINE_CHARACTERS + 4)), { fault: 'challenge-malformed' });
    assert.equal(decodeLine('A'.repeat(MOST_LINE_CHARACTERS)).length, (MOST_LINE_CHARACTERS / 4) * 3);
  });
});
