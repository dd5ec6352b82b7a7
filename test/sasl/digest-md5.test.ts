import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { digestMd5 } from '../../src/sasl/digest-md5.ts';
import type { Credentials, Exchange } from '../../src/sasl/mechanism.ts';
import { answer, channel } from './channel.ts';

const CHRIS: Credentials = { username: 'chris', password: 'secret' };
const CHALLENGE =
  'realm="elwood.innosoft.com",nonce="OA6MG9tEQGm2hh",qop="auth",algorithm=md5-sess,charset=utf-8';

function begin(service: string, nonce: string, credentials = CHRIS): Promise<Exchange> {
  const mechanism = digestMd5({ service, nonce: () => nonce });
  return mechanism.begin(credentials, channel({ host: 'elwood.innosoft.com' }));
}

function directive(response: string, name: string): string | undefined {
  return new RegExp(`(?:^|,)${name}="?([^",]*)`).exec(response)?.[1];
}

function md5(text: string | Buffer): Buffer {
  return createHash('md5').update(text).digest();
}

describe('DIGEST-MD5', () => {
  test('gives the IMAP example of RFC 2831, and verifies its server', async () => {
    const exchange = await begin('imap', 'OA6MHXh6VqTrRk');
    assert.equal(exchange.start(), undefined);
    const response = await answer(exchange, CHALLENGE);
    assert.equal(
      response,
      'charset=utf-8,username="chris",realm="elwood.innosoft.com",nonce="OA6MG9tEQGm2hh",nc=00000001,' +
        'cnonce="OA6MHXh6VqTrRk",digest-uri="imap/elwood.innosoft.com",' +
        'response=d388dad90d4bbd760a152321f2143af7,qop=auth',
    );
    assert.equal(await answer(exchange, 'rspauth=ea40f60335c427b5527b84dbabcdfffd'), '');
    exchange.finish();
  });

  test('gives the ACAP example of RFC 2831', async () => {
    const exchange = await begin('acap', 'OA9BSuZWMSpW8m');
    const response = await answer(exchange, CHALLENGE.replace('OA6MG9tEQGm2hh', 'OA9BSXrbuRhWay'));
    assert.equal(directive(response, 'response'), '6084c6db3fede7352c551284490fd0fc');
    await answer(exchange, 'rspauth=2f0b3d7c3c2e486600ef710726aa2eae');
    exchange.finish();
  });

  test('names SMTP and the host in the digest-uri', async () => {
    const exchange = await digestMd5().begin(CHRIS, channel());
    assert.equal(directive(await answer(exchange, CHALLENGE), 'digest-uri'), 'smtp/mail.example.org');
  });

  test('takes the realm of the address among several, else the first', async () => {
    const challenge = `realm="first.example",realm="second.example",nonce="x",algorithm=md5-sess`;
    const ada = await begin('smtp', 'c', { username: 'ada@second.example', password: '' });
    assert.equal(directive(await answer(ada, challenge), 'realm'), 'second.example');
    const bob = await begin('smtp', 'c', { username: 'bob', password: '' });
    assert.equal(directive(await answer(bob, challenge), 'realm'), 'first.example');
    const none = await begin('smtp', 'c');
    assert.equal(directive(await answer(none, 'nonce="x",algorithm=md5-sess'), 'realm'), undefined);
  });

  test('hashes ISO 8859-1 as such and sends it in UTF-8, quotes escaped', async () => {
    const exchange = await begin('smtp', 'c', {
      username: 'z\u00fc"e',
      password: 'p\u00e4ss',
      authzid: 'boss',
    });
    const response = await answer(exchange, 'realm="r",nonce="n",algorithm=md5-sess,charset=utf-8');
    assert.ok(response.includes('username="z\u00fc\\"e"'));
    assert.equal(directive(response, 'authzid'), 'boss');
    const identity = md5(Buffer.from('z\u00fc"e:r:p\u00e4ss', 'latin1'));
    const a1 = md5(Buffer.concat([identity, Buffer.from(':n:c:boss')])).toString('hex');
    const a2 = md5('AUTHENTICATE:smtp/elwood.innosoft.com').toString('hex');
    const expected = md5(`${a1}:n:00000001:c:auth:${a2}`).toString('hex');
    assert.equal(directive(response, 'response'), expected);
  });

  test('a server that shows another proof, or none, has not proven itself', async () => {
    const exchange = await begin('imap', 'OA6MHXh6VqTrRk');
    await answer(exchange, CHALLENGE);
    assert.throws(() => exchange.finish(), { fault: 'server-signature-missing' });
    const proof = 'rspauth=ea40f60335c427b5527b84dbabcdffff';
    await assert.rejects(answer(exchange, proof), { fault: 'server-signature-wrong' });
  });

  const MALFORMED = [
    ['nothing', ''],
    ['no nonce', 'realm="a",algorithm=md5-sess'],
    ['two nonces', 'nonce="a",nonce="b",algorithm=md5-sess'],
    ['no algorithm', 'nonce="a"'],
    ['another algorithm', 'nonce="a",algorithm=md5'],
    ['integrity only', 'nonce="a",qop="auth-int,auth-conf",algorithm=md5-sess'],
    ['an open quotation', 'nonce="a,algorithm=md5-sess'],
    ['text behind', 'nonce="a",algorithm=md5-sess and more'],
    [
      'a realm that is no UTF-8',
      Buffer.from('realm="\xff",nonce="a",algorithm=md5-sess,charset=utf-8', 'latin1'),
    ],
  ] as const;

  for (const [title, challenge] of MALFORMED) {
    test(`${title} is malformed`, async () => {
      const exchange = await begin('smtp', 'c');
      await assert.rejects(exchange.next(Buffer.from(challenge)), { fault: 'challenge-malformed' });
    });
  }
});
