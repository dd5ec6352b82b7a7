import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { UsageError } from '../../src/errors.ts';
import { anonymous } from '../../src/sasl/anonymous.ts';
import { cramMd5 } from '../../src/sasl/cram-md5.ts';
import { external } from '../../src/sasl/external.ts';
import { login } from '../../src/sasl/login.ts';
import { type Mechanism, SaslError } from '../../src/sasl/mechanism.ts';
import { plain } from '../../src/sasl/plain.ts';
import { answer, channel, opening } from './channel.ts';

describe('PLAIN', () => {
  test('gives the examples of RFC 4616', async () => {
    const tim = await plain.begin({ username: 'tim', password: 'tanstaaftanstaaf' }, channel());
    assert.equal(opening(tim), '\0tim\0tanstaaftanstaaf');
    const kurt = { username: 'Kurt', password: 'xipj3plmq', authzid: 'Ursel' };
    assert.equal(opening(await plain.begin(kurt, channel())), 'Ursel\0Kurt\0xipj3plmq');
  });

  test('sends an empty password as one, and UTF-8 as it was typed', async () => {
    assert.equal(opening(await plain.begin({ username: 'ada', password: '' }, channel())), '\0ada\0');
    const typed = await plain.begin({ username: 'ada', password: 'pa\u00dfwort\u00aa' }, channel());
    assert.deepEqual(typed.start(), Buffer.from('\0ada\0pa\u00dfwort\u00aa'));
  });

  test('a NUL in the password is refused without quoting it', async () => {
    await assert.rejects(plain.begin({ username: 'ada', password: 'hunter\0two' }, channel()), (error) => {
      assert.ok(error instanceof UsageError);
      assert.doesNotMatch(`${error.message}${error.hint}`, /hunter|two|ada/);
      return true;
    });
  });

  test('a challenge after the response is malformed', async () => {
    const exchange = await plain.begin({ username: 'ada', password: 'x' }, channel());
    await assert.rejects(answer(exchange, 'more'), { name: 'SaslError', fault: 'challenge-malformed' });
  });
});

describe('LOGIN', () => {
  test('answers two prompts, whatever they say, and no third', async () => {
    const exchange = await login.begin({ username: 'ada', password: 'hunter2' }, channel());
    assert.equal(exchange.start(), undefined);
    assert.equal(await answer(exchange, 'Username:'), 'ada');
    assert.equal(await answer(exchange, ''), 'hunter2');
    await assert.rejects(answer(exchange, 'Password:'), SaslError);
  });
});

describe('CRAM-MD5', () => {
  test('gives the example of RFC 2195', async () => {
    const exchange = await cramMd5.begin({ username: 'tim', password: 'tanstaaftanstaaf' }, channel());
    assert.equal(
      await answer(exchange, '<1896.697170952@postoffice.reston.mci.net>'),
      'tim b913a602c7eda7a495b4e6e7334d3890',
    );
    await assert.rejects(answer(exchange, '<again@example.org>'), SaslError);
  });

  test('an empty challenge is malformed', async () => {
    const exchange = await cramMd5.begin({ username: 'tim', password: '' }, channel());
    await assert.rejects(answer(exchange, ''), { fault: 'challenge-malformed' });
  });
});

describe('EXTERNAL and ANONYMOUS', () => {
  test('EXTERNAL says whom to act as, or nothing', async () => {
    assert.equal(opening(await external.begin({ username: '' }, channel())), '');
    const other = await external.begin({ username: '', authzid: 'fred@example.com' }, channel());
    assert.equal(opening(other), 'fred@example.com');
  });

  test('EXTERNAL is usable where a client certificate was shown', () => {
    assert.equal(external.isUsable(channel()), false);
    assert.equal(external.isUsable(channel({ showsClientCertificate: true })), true);
  });

  test('ANONYMOUS sends the trace information of RFC 4505', async () => {
    assert.equal(opening(await anonymous.begin({ username: 'sirhc' }, channel())), 'sirhc');
    for (const username of ['a'.repeat(256), 'line\nbreak', '\u202e']) {
      await assert.rejects(anonymous.begin({ username }, channel()), UsageError);
    }
    const astral = await anonymous.begin({ username: '\u{1f600}'.repeat(255) }, channel());
    assert.equal(astral.start()?.length, 1020);
  });
});

describe('an identity to act as', () => {
  for (const mechanism of [login, cramMd5, anonymous] satisfies Mechanism[]) {
    test(`is refused by ${mechanism.name}, which could only leave it out`, async () => {
      const credentials = { username: 'ada', password: 'hunter2', authzid: 'bob' };
      await assert.rejects(mechanism.begin(credentials, channel()), UsageError);
      assert.equal(mechanism.carriesAuthzid, false);
    });
  }
});
