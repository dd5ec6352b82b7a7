import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { decodeLine } from '../../src/sasl/line.ts';
import { type Credentials, type Mechanism, SaslError } from '../../src/sasl/mechanism.ts';
import { MECHANISMS } from '../../src/sasl/registry.ts';
import { anyText } from '../support/any-text.ts';
import { BINDINGS, channel } from './channel.ts';

const SECRETS: Credentials = { username: 'ada', password: 'hunter2-hunter2', token: 'token-token' };

/** Texts near those that the mechanisms read, so that not all of them fail at the first letter. */
const nearly = fc
  .array(
    fc.oneof(
      fc.constantFrom('r=', 's=', 'i=', 'v=', 'e=', 'm=', ',', '"', '\\', 'nonce="x"', 'algorithm=md5-sess'),
      fc.constantFrom(
        'qop=auth',
        'charset=utf-8',
        'realm="',
        'rspauth=',
        'NTLMSSP\0',
        '{"status":',
        '}',
        '==',
      ),
      fc.constantFrom('hunter2-hunter2', 'token-token', '1', '4096', ' ', '\0', '\uffff'),
      fc.string(),
    ),
    { maxLength: 12 },
  )
  .map((parts) => Buffer.from(parts.join('')));

const challenges = fc.array(fc.oneof(fc.uint8Array({ maxLength: 300 }), nearly), {
  minLength: 1,
  maxLength: 4,
});

/** Plays the challenges; what is thrown must be a SaslError that quotes no secret. */
async function endure(mechanism: Mechanism, given: readonly Uint8Array[]): Promise<void> {
  const exchange = await mechanism.begin(SECRETS, channel({ bindings: BINDINGS }));
  try {
    exchange.start();
    for (const challenge of given) await exchange.next(challenge);
    exchange.finish();
  } catch (error) {
    assert.ok(error instanceof SaslError, String(error));
    assert.doesNotMatch(error.message, /hunter2|token-token/);
  }
}

describe('hostile challenges', () => {
  for (const mechanism of MECHANISMS) {
    test(`${mechanism.name} throws nothing but SaslError, without a secret in it`, async () => {
      await fc.assert(
        fc.asyncProperty(challenges, (given) => endure(mechanism, given)),
        { numRuns: 200 },
      );
    });
  }

  test('a line throws nothing but SaslError', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        try {
          decodeLine(text);
        } catch (error) {
          assert.ok(error instanceof SaslError);
        }
      }),
    );
  });

  const LONG = 100_000;
  const LONG_CHALLENGES = [
    ',',
    ' ',
    'a',
    '"',
    '\\',
    'a=b,',
    'a="\\',
    'r=',
    'r=x,s=A',
    '[',
    '{"a":',
    '=',
    '\0',
    'x=y,',
  ];

  for (const mechanism of MECHANISMS) {
    test(`${mechanism.name} is done with a long challenge at once`, async () => {
      const began = performance.now();
      for (const text of LONG_CHALLENGES) {
        await endure(mechanism, [Buffer.from(text.repeat(LONG / text.length))]);
      }
      assert.ok(performance.now() - began < 2000);
    });
  }
});
