import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { UsageError } from '../../src/errors.ts';
import { oauthBearer, xoauth2 } from '../../src/sasl/oauth.ts';
import { answer, channel, opening } from './channel.ts';

const TOKEN = 'vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==';
const USER = { username: 'user@example.com', token: TOKEN };
const AT_143 = channel({ host: 'server.example.com', port: 143 });

describe('OAUTHBEARER', () => {
  test('gives the example of RFC 7628 §4.1', async () => {
    const exchange = await oauthBearer.begin(USER, AT_143);
    assert.equal(
      Buffer.from(exchange.start() ?? []).toString('base64'),
      'bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9MTQzAWF1dGg9QmVhcmVyIHZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB',
    );
  });

  test('answers the error of RFC 7628 §4.3 by U+0001 and keeps what it says', async () => {
    const exchange = await oauthBearer.begin(USER, AT_143);
    const error = {
      status: 'invalid_token',
      scope: 'example_scope',
      'openid-configuration': 'https://example.com/.well-known/openid-configuration',
    };
    assert.equal(await answer(exchange, JSON.stringify(error)), '\x01');
    const { status, ...details } = error;
    assert.deepEqual(exchange.refusal, { error: status, details });
    await assert.rejects(answer(exchange, '{}'), { fault: 'challenge-malformed' });
  });

  test('acts as another where one is given, and as nobody in particular without a name', async () => {
    const other = await oauthBearer.begin({ ...USER, authzid: 'a,b' }, AT_143);
    assert.match(opening(other), /^n,a=a=2Cb,\x01host=/);
    assert.match(opening(await oauthBearer.begin({ username: '', token: TOKEN }, AT_143)), /^n,,\x01host=/);
  });
});

describe('XOAUTH2', () => {
  test("gives Google's example", async () => {
    const token = 'ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg';
    const exchange = await xoauth2.begin({ username: 'someuser@example.com', token }, channel());
    assert.equal(
      Buffer.from(exchange.start() ?? []).toString('base64'),
      'dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0Q2cBAQ==',
    );
  });

  test('answers the error by an empty line, and a token echoed in it is not kept', async () => {
    const exchange = await xoauth2.begin(USER, channel());
    const error = { status: '401', schemes: 'bearer', echo: `<${TOKEN}>`, nested: { deep: 1 }, code: 7 };
    assert.equal(await answer(exchange, JSON.stringify(error)), '');
    const details = { schemes: 'bearer', echo: '<***>', code: '7' };
    assert.deepEqual(exchange.refusal, { error: '401', details });
  });

  for (const challenge of ['', 'no', '[]', 'null', '"x"', '{']) {
    test(`the challenge ${JSON.stringify(challenge)} is malformed`, async () => {
      const exchange = await xoauth2.begin(USER, channel());
      await assert.rejects(answer(exchange, challenge), { fault: 'challenge-malformed' });
    });
  }

  test('what is no token is refused without quoting it', async () => {
    for (const token of ['', 'Bearer abc', 'abc\n', 'a\x01b', 'secret token']) {
      await assert.rejects(xoauth2.begin({ ...USER, token }, channel()), (error) => {
        assert.ok(error instanceof UsageError);
        assert.ok(token === '' || !`${error.message} ${error.hint}`.includes(token));
        return true;
      });
    }
    await assert.rejects(xoauth2.begin({ username: 'a\x01b', token: TOKEN }, channel()), UsageError);
  });
});
