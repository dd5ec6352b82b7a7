import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseAuthenticationResults } from '../../src/trace/authentication-results.ts';

describe('an Authentication-Results field', () => {
  it('is read with its comments, reasons and properties (RFC 8601 appendix B)', () => {
    const { server, results } = parseAuthenticationResults(
      'example.com 1; auth=pass (cram-md5) smtp.auth=sender@example.net; spf=fail smtp.mailfrom=example.net; dkim = fail reason="bad signature" (a "(nested) comment") header.i=@newyork.example.com',
    );
    assert.equal(server, 'example.com');
    assert.deepEqual(results, [
      {
        method: 'auth',
        result: 'pass',
        properties: { 'smtp.auth': 'sender@example.net' },
        comment: 'cram-md5',
      },
      { method: 'spf', result: 'fail', properties: { 'smtp.mailfrom': 'example.net' } },
      {
        method: 'dkim',
        result: 'fail',
        reason: 'bad signature',
        properties: { 'header.i': '@newyork.example.com' },
        comment: 'a "(nested) comment"',
      },
    ]);
  });

  it('of Gmail and of Exchange, which leaves its name out, is read', () => {
    const gmail = parseAuthenticationResults(
      'mx.google.com; dkim=pass header.i=@example.org header.s=s1 header.b=abc; spf=pass (google.com: domain of ada@example.org designates 192.0.2.7 as permitted sender) smtp.mailfrom=ada@example.org; dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=example.org',
    );
    assert.deepEqual(
      gmail.results.map(({ method, result }) => `${method}=${result}`),
      ['dkim=pass', 'spf=pass', 'dmarc=pass'],
    );
    assert.equal(gmail.results[2]?.properties['header.from'], 'example.org');
    const exchange = parseAuthenticationResults(
      'spf=pass (sender IP is 192.0.2.7) smtp.mailfrom=example.org; dkim=none (message not signed) header.d=none;dmarc=bestguesspass action=none header.from=example.org;compauth=pass reason=109',
    );
    assert.equal(exchange.server, undefined);
    assert.deepEqual(
      exchange.results.map(({ method }) => method),
      ['spf', 'dkim', 'dmarc', 'compauth'],
    );
  });

  it('of an ARC set is read behind its instance, and one without results holds none', () => {
    assert.equal(
      parseAuthenticationResults('i=1; lists.example.org; arc=none; spf=pass').server,
      'lists.example.org',
    );
    assert.deepEqual(parseAuthenticationResults('example.org 1; none'), {
      server: 'example.org',
      results: [],
    });
  });

  it('of any characters is read without an error, and bounded', () => {
    const pieces = fc.constantFrom('spf', '=', ';', ' ', '(', ')', '"', '\\', 'pass', 'header.d', 'i=1', '.');
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 300 }).map((all) => all.join('')),
        (text) => {
          assert.ok(parseAuthenticationResults(text).results.length <= 50);
        },
      ),
    );
    const started = process.cpuUsage();
    for (const hostile of ['a=b;'.repeat(1e6), 'a='.repeat(1e6), '("'.repeat(1e6)])
      parseAuthenticationResults(hostile);
    assert.ok(process.cpuUsage(started).user < 1_000_000);
  });
});
