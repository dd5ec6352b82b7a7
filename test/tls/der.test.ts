import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { certificateFacts, subjectPublicKeyInfo } from '../../src/tls/certificate.ts';
import { formatObjectIdentifier, readElement, readElements } from '../../src/tls/der.ts';
import { signatureAlgorithmName } from '../../src/tls/signature-algorithm.ts';
import { element, forge } from './forge.ts';

describe('readElement', () => {
  test('short and long lengths are read', () => {
    for (const size of [0, 1, 0x7f, 0x80, 0xff, 0x100, 0x1234]) {
      const content = Buffer.alloc(size, 7);
      const bytes = element(0x04, content);
      const read = readElement(Buffer.concat([bytes, Buffer.from('behind')]));
      assert.deepEqual(read, { tag: 0x04, content, whole: bytes });
    }
  });

  test('what no certificate has is not read', () => {
    const wrong = ['', '30', '3080', '308501000000000000', '3003aabb', '1f8101', '3084ffffffff00'];
    for (const hexadecimal of wrong)
      assert.equal(readElement(Buffer.from(hexadecimal, 'hex')), undefined, hexadecimal);
  });

  test('any bytes are an element that lies within them, or nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (array) => {
        const bytes = Buffer.from(array);
        const read = readElement(bytes);
        if (!read) return;
        assert.ok(read.whole.length <= bytes.length);
        assert.ok(read.content.length <= read.whole.length - 2);
        assert.ok(read.whole.equals(bytes.subarray(0, read.whole.length)));
      }),
    );
  });

  test('what is written is read again, nested', () => {
    const leaf = fc.tuple(fc.constantFrom(0x02, 0x04, 0x0c, 0x82), fc.uint8Array({ maxLength: 200 }));
    fc.assert(
      fc.property(fc.array(leaf, { maxLength: 8 }), (leaves) => {
        const parts = leaves.map(([tag, content]) => element(tag, Buffer.from(content)));
        const outer = readElement(element(0x30, ...parts));
        const read = readElements(outer?.content ?? Buffer.alloc(0), 8);
        assert.deepEqual(
          read?.map(({ whole }) => whole.toString('hex')),
          parts.map((part) => part.toString('hex')),
        );
      }),
    );
  });
});

describe('hostile certificates', () => {
  const { der } = forge({ dnsNames: ['mx.example.net'], issuerUrl: 'http://ca.example/issuer.der' });

  test('any bytes give facts or nothing, and never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        certificateFacts(Buffer.from(bytes));
        subjectPublicKeyInfo(Buffer.from(bytes));
        signatureAlgorithmName(Buffer.from(bytes));
      }),
    );
  });

  test('a certificate with any bytes changed gives facts or nothing, and never throws', () => {
    const change = fc.tuple(fc.nat(der.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = Buffer.from(der);
        for (const [at, value] of changes) bytes[at] = value;
        certificateFacts(bytes);
        subjectPublicKeyInfo(bytes);
      }),
      { numRuns: 300 },
    );
  });

  test('a certificate that is cut off gives nothing', () => {
    fc.assert(
      fc.property(fc.nat(der.length - 1), (length) => {
        assert.equal(certificateFacts(der.subarray(0, length)), undefined);
      }),
    );
  });
});

describe('formatObjectIdentifier', () => {
  test('arcs are read, large and double ones too', () => {
    const named = (hexadecimal: string) => formatObjectIdentifier(Buffer.from(hexadecimal, 'hex'));
    assert.equal(named('2a864886f70d01010b'), '1.2.840.113549.1.1.11');
    assert.equal(named('883703'), '2.999.3');
    assert.equal(named('2b6570'), '1.3.101.112');
    assert.equal(named(''), undefined);
    assert.equal(named('2a86'), undefined, 'the last arc has no end');
    assert.equal(named('01'.repeat(65)), undefined, 'too long');
  });
});
