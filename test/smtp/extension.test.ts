import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { authMechanisms, findExtension, type Hello, parseHello } from '../../src/smtp/extension.ts';

function hello(lines: string[], verb: Hello['verb'] = 'EHLO'): Hello {
  return parseHello({ code: 250, lines }, { verb, name: 'doctor.example', elapsedMs: 1 });
}

describe('parseHello', () => {
  it('reads keywords and their parameters, whatever their case', () => {
    const read = hello(['mx.example.org Hello', 'size 1000', 'AUTH PLAIN login']);
    assert.deepEqual(findExtension(read, 'SIZE'), { keyword: 'SIZE', parameters: ['1000'] });
    assert.equal(read.domain, 'mx.example.org');
  });

  it('takes the legacy AUTH= form and the standard one together, each mechanism once', () => {
    assert.deepEqual(authMechanisms(hello(['mx', 'AUTH LOGIN plain', 'AUTH=LOGIN CRAM-MD5'])), [
      'LOGIN',
      'PLAIN',
      'CRAM-MD5',
    ]);
  });

  it('finds a keyword that a broken server put on the first line', () => {
    assert.ok(findExtension(hello(['STARTTLS', 'mx.example.org']), 'STARTTLS'));
  });

  it('takes no keyword from a reply to HELO', () => {
    assert.deepEqual(hello(['mx.example.org', 'SIZE 1'], 'HELO').extensions, []);
  });
});
