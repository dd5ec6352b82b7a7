import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { UsageError } from '../../src/errors.ts';
import type { Channel, Credentials, Exchange } from '../../src/sasl/mechanism.ts';
import { type ScramOptions, scram } from '../../src/sasl/scram.ts';
import { MOST_ITERATIONS } from '../../src/sasl/scram-message.ts';
import type { ScramHash } from '../../src/sasl/scram-proof.ts';
import { answer, BINDINGS, channel, END_POINT, EXPORTER, opening } from './channel.ts';
import { verifyProof } from './scram-server.ts';

const NONCE = 'fyko+d2lbbFgONRv9qkxdawL';
const ADA: Credentials = { username: 'ada', password: 'hunter2' };
const SALT = Buffer.from('0123456789abcdef');

function begin(part: Partial<Channel> = {}, credentials = ADA): Promise<Exchange> {
  return scram('SHA-1', { nonce: () => NONCE }).begin(credentials, channel(part));
}

const SERVER_FIRST = `r=${NONCE}xyz,s=${SALT.toString('base64')},i=64`;

/** Holds a whole login with the second implementation as server; the password is the one that it knows. */
async function logIn(
  hash: ScramHash,
  {
    options = {},
    bound,
    credentials = ADA,
    known = 'hunter2',
  }: {
    options?: ScramOptions;
    bound?: Partial<Channel>;
    credentials?: Credentials;
    known?: string;
  },
): Promise<{ first: string; final: string; exchange: Exchange }> {
  const exchange = await scram(hash, { nonce: () => NONCE, ...options }).begin(credentials, channel(bound));
  const first = opening(exchange);
  const final = await answer(exchange, SERVER_FIRST);
  const clientFirstBare = first.slice(first.indexOf('n=', 2));
  const side = { hash, password: known, salt: SALT, iterations: 64, clientFirstBare };
  const signature = verifyProof({ ...side, serverFirst: SERVER_FIRST, clientFinal: final });
  assert.ok(signature, 'the server takes the proof');
  assert.equal(await answer(exchange, `v=${signature}`), '');
  exchange.finish();
  return { first, final, exchange };
}

function bindingSent(final: string): Buffer {
  return Buffer.from(/^c=([^,]+),/.exec(final)?.[1] ?? '', 'base64');
}

describe('SCRAM', () => {
  test('gives the example of RFC 5802 with SHA-1', async () => {
    const credentials = { username: 'user', password: 'pencil' };
    const exchange = await begin({}, credentials);
    assert.equal(opening(exchange), `n,,n=user,r=${NONCE}`);
    assert.equal(
      await answer(exchange, `r=${NONCE}3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096`),
      `c=biws,r=${NONCE}3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=`,
    );
    assert.equal(await answer(exchange, 'v=rmF9pqV8S7suAoZWja4dJRkFsKQ='), '');
    exchange.finish();
  });

  test('gives the example of RFC 7677 with SHA-256', async () => {
    const mechanism = scram('SHA-256', { nonce: () => 'rOprNGfwEbeRWgbNEkqO' });
    const exchange = await mechanism.begin({ username: 'user', password: 'pencil' }, channel());
    const nonce = 'rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0';
    assert.equal(
      await answer(exchange, `r=${nonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`),
      `c=biws,r=${nonce},p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=`,
    );
    await answer(exchange, 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=');
    exchange.finish();
  });

  for (const hash of ['SHA-1', 'SHA-256', 'SHA-512'] as const) {
    test(`agrees with a second implementation on ${hash}`, async () => {
      await logIn(hash, {});
    });

    test(`binds SCRAM-${hash}-PLUS to tls-exporter where there is one`, async () => {
      const { first, final } = await logIn(hash, {
        options: { isPlus: true },
        bound: { bindings: BINDINGS },
      });
      assert.match(first, /^p=tls-exporter,,n=ada,/);
      const expected = Buffer.concat([Buffer.from('p=tls-exporter,,'), EXPORTER]);
      assert.deepEqual(bindingSent(final), expected);
    });
  }

  test('binds to tls-server-end-point where there is no exporter', async () => {
    const bound = { bindings: { 'tls-server-end-point': END_POINT } };
    const { final } = await logIn('SHA-256', { options: { isPlus: true }, bound });
    const expected = Buffer.concat([Buffer.from('p=tls-server-end-point,,'), END_POINT]);
    assert.deepEqual(bindingSent(final), expected);
  });

  test('-PLUS without a channel to bind to is unusable', async () => {
    const mechanism = scram('SHA-1', { isPlus: true });
    assert.equal(mechanism.isUsable(channel()), false);
    await assert.rejects(mechanism.begin(ADA, channel()), UsageError);
  });

  test('prepares user name and password by SASLprep', async () => {
    const credentials = { username: 'I\u00adX', password: 'p\u00aa\u00a0\u2168' };
    const { first } = await logIn('SHA-256', { credentials, known: 'pa IX' });
    assert.match(first, /^n,,n=IX,/);
  });

  test('a password in UTF-8 stays one', async () => {
    await logIn('SHA-256', { credentials: { username: 'ada', password: 'пароль' }, known: 'пароль' });
  });

  test('an empty password is one', async () => {
    await logIn('SHA-512', { credentials: { username: 'ada', password: '' }, known: '' });
  });

  test('escapes the user name and the identity to act as', async () => {
    const credentials = { ...ADA, username: 'a,d=a', authzid: 'b=,b' };
    const { first, final } = await logIn('SHA-256', { credentials });
    assert.ok(first.startsWith('n,a=b=3D=2Cb,n=a=2Cd=3Da,r='));
    assert.equal(bindingSent(final).toString(), 'n,a=b=3D=2Cb,');
  });

  test('makes another nonce for each run', async () => {
    const mechanism = scram('SHA-1');
    const [one, other] = [await mechanism.begin(ADA, channel()), await mechanism.begin(ADA, channel())];
    assert.notEqual(opening(one), opening(other));
    assert.match(opening(one), /r=[A-Za-z0-9+/]{32}$/);
  });
});

describe('SCRAM and a downgrade', () => {
  test('says "y" when it could bind but no -PLUS is advertised, and the server sees it in the proof', async () => {
    const bound = { bindings: BINDINGS, advertised: ['SCRAM-SHA-256', 'PLAIN'] };
    const { first, final } = await logIn('SHA-256', { bound });
    assert.match(first, /^y,,/);
    assert.equal(bindingSent(final).toString(), 'y,,');
  });

  test('says "n" when -PLUS is advertised but was not chosen', async () => {
    const advertised = ['SCRAM-SHA-1', 'SCRAM-SHA-256-PLUS'];
    assert.match(opening(await begin({ bindings: BINDINGS, advertised })), /^n,,/);
  });

  test('says "n" without TLS', async () => {
    assert.match(opening(await begin({ advertised: ['SCRAM-SHA-1'] })), /^n,,/);
  });
});

describe('SCRAM and a server that is not what it claims', () => {
  const FIRSTS = [
    ['a nonce of its own', `r=other,s=QSXCR+Q6sek8bf92,i=4096`, 'nonce-wrong'],
    ['our nonce alone', `r=${NONCE},s=QSXCR+Q6sek8bf92,i=4096`, 'nonce-wrong'],
    [
      'too many iterations',
      `r=${NONCE}x,s=QSXCR+Q6sek8bf92,i=${MOST_ITERATIONS + 1}`,
      'iterations-excessive',
    ],
    [
      'iterations beyond numbers',
      `r=${NONCE}x,s=QSXCR+Q6sek8bf92,i=9999999999999999`,
      'iterations-excessive',
    ],
    ['no iterations', `r=${NONCE}x,s=QSXCR+Q6sek8bf92,i=0`, 'challenge-malformed'],
    ['negative iterations', `r=${NONCE}x,s=QSXCR+Q6sek8bf92,i=-5`, 'challenge-malformed'],
    ['a mandatory extension', `m=x,r=${NONCE}x,s=QSXCR+Q6sek8bf92,i=4096`, 'challenge-malformed'],
    ['a salt that is no base64', `r=${NONCE}x,s=QSX,i=4096`, 'challenge-malformed'],
    ['no salt', `r=${NONCE}x,s=,i=4096`, 'challenge-malformed'],
    ['nothing', '', 'challenge-malformed'],
  ] as const;

  for (const [title, first, fault] of FIRSTS) {
    test(`${title} is ${fault}`, async () => {
      await assert.rejects(answer(await begin(), first), { name: 'SaslError', fault });
    });
  }

  for (const signature of ['rmF9pqV8S7suAoZWja4dJRkFsKQ=', 'AAAA']) {
    test(`the signature ${signature} of another is noticed`, async () => {
      const exchange = await begin();
      await answer(exchange, SERVER_FIRST);
      await assert.rejects(answer(exchange, `v=${signature}`), { fault: 'server-signature-wrong' });
      assert.throws(() => exchange.finish(), { fault: 'server-signature-missing' });
    });
  }

  test('accepting without a signature is noticed', async () => {
    const exchange = await begin();
    await answer(exchange, SERVER_FIRST);
    assert.throws(() => exchange.finish(), { fault: 'server-signature-missing' });
  });

  test('a further extension is passed over', async () => {
    assert.match(await answer(await begin(), `${SERVER_FIRST},x=new`), /^c=/);
  });

  test('what is not UTF-8 is malformed', async () => {
    const exchange = await begin();
    await assert.rejects(exchange.next(Buffer.from([0xff, 0xfe])), { fault: 'challenge-malformed' });
  });

  test('an error is acknowledged and kept as data', async () => {
    const exchange = await begin();
    await answer(exchange, SERVER_FIRST);
    assert.equal(exchange.refusal, undefined);
    assert.equal(await answer(exchange, 'e=invalid-proof'), '');
    assert.deepEqual(exchange.refusal, { error: 'invalid-proof', details: {} });
    await assert.rejects(answer(exchange, 'v=AAAA'), { fault: 'challenge-malformed' });
  });

  test('the most iterations take seconds, not minutes, and none of the main thread', async () => {
    const exchange = await begin();
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 10);
    const began = performance.now();
    await answer(exchange, `r=${NONCE}x,s=QSXCR+Q6sek8bf92,i=${MOST_ITERATIONS}`);
    clearInterval(timer);
    assert.ok(performance.now() - began < 20_000);
    assert.ok(turns > 5, 'other work went on');
  });
});

test('a password that SASLprep forbids is refused without quoting it', async () => {
  for (const password of ['bell\u0007', '\u06271', '\u00ad', 'half\ud800']) {
    await assert.rejects(begin({}, { username: 'ada', password }), (error) => {
      assert.ok(error instanceof UsageError);
      assert.ok(!error.message.includes(password));
      return true;
    });
  }
});
