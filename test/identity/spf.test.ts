import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isSpf, parseSpf, type SpfFaultKind } from '../../src/identity/spf.ts';
import {
  flatten,
  mendSpf,
  mergeSpf,
  withAddress,
  withAll,
  withoutTerms,
} from '../../src/identity/spf-mend.ts';
import { countLookups, countVoids } from '../../src/identity/spf-tree.ts';
import { spfNode } from '../support/identity.ts';

/** Terms of RFC 7208 §5 and §6, each in a form that is allowed. */
const ALLOWED = [
  'all',
  '-all',
  '?ALL',
  'include:example.com',
  'include:%{d}.example.com',
  'a',
  'a/24',
  'a//64',
  'a/24//64',
  'a:mail.example.com',
  'a:mail.example.com/28//96',
  'mx',
  'mx:example.com/24',
  'ptr',
  'ptr:example.com',
  'ip4:192.0.2.1',
  'ip4:192.0.2.0/24',
  'ip6:2001:db8::1',
  'ip6:2001:db8::/32',
  'exists:%{ir}.%{v}._spf.%{d2}',
  'exists:%{l1r-}.example.com',
  'redirect=_spf.example.com',
  'exp=explain._spf.%{d}',
  'unknown=whatever',
  'moo.cow-far_out=man:dog/cat',
] as const;

const FAULTY: readonly (readonly [term: string, kind: SpfFaultKind])[] = [
  ['ipv4:192.0.2.1', 'unknown-mechanism'],
  ['mail.example.com', 'unknown-mechanism'],
  ['192.0.2.1', 'unknown-mechanism'],
  ['include=example.com', 'unknown-mechanism'],
  ['redirect:example.com', 'unknown-mechanism'],
  ['include', 'argument-missing'],
  ['include:', 'argument-missing'],
  ['exists', 'argument-missing'],
  ['ip4', 'argument-missing'],
  ['all:example.com', 'argument-forbidden'],
  ['ip4:192.0.2', 'address'],
  ['ip4:2001:db8::1', 'address'],
  ['ip6:192.0.2.1', 'address'],
  ['ip4:192.0.2.0/33', 'prefix'],
  ['ip4:192.0.2.0/024', 'prefix'],
  ['ip6:2001:db8::/129', 'prefix'],
  ['a/33', 'prefix'],
  ['mx//129', 'prefix'],
  ['a:192.0.2.1', 'domain'],
  ['include:localhost', 'domain'],
  ['include:%{z}.example.com', 'macro'],
  ['exists:%{d.example.com', 'macro'],
  ['include:100%.example.com', 'macro'],
];

describe('an SPF record', () => {
  it('begins with v=spf1 and a space, in letters of any case', () => {
    assert.deepEqual(['v=spf1', 'V=SPF1 -all', 'v=spf10 -all', 'v=spf1-all', ' v=spf1 -all'].map(isSpf), [
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  for (const term of ALLOWED) {
    it(`may have "${term}"`, () => {
      const { terms, faults } = parseSpf(`v=spf1 ${term}`);
      assert.deepEqual(faults, []);
      assert.equal(terms[0]?.text, term);
    });
  }

  for (const [term, kind] of FAULTY) {
    it(`is void with "${term}": ${kind}`, () => {
      assert.deepEqual(parseSpf(`v=spf1 mx ${term} -all`).faults, [{ term, kind }]);
    });
  }

  it('may redirect once only', () => {
    const { faults } = parseSpf('v=spf1 redirect=a.example redirect=b.example');
    assert.deepEqual(faults, [{ term: 'redirect=b.example', kind: 'repeated' }]);
  });

  it('of any text is read without an error, and quickly', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        const { terms, faults } = parseSpf(`v=spf1 ${text}`);
        assert.ok(terms.length + faults.length <= text.split(' ').length);
      }),
    );
    const started = performance.now();
    for (const unit of ['a:%{', '%{d', 'a/', '-', 'include:a.', 'ip4:1.'])
      parseSpf(`v=spf1 ${unit.repeat(1_000)}`);
    assert.ok(performance.now() - started < 500);
  });
});

describe('a record that is mended', () => {
  it('reads without a fault, whatever it was', () => {
    const word = fc.oneof(
      fc.constantFrom(...ALLOWED, ...FAULTY.map(([term]) => term)),
      fc.string({ maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const record = `v=spf1 ${words.join(' ')}`;
        const { faults } = parseSpf(record);
        const mended = mendSpf(record, faults);
        assert.ok(isSpf(mended));
        assert.deepEqual(parseSpf(mended).faults, []);
      }),
    );
  });

  it('is what was probably meant', () => {
    const mended = (record: string): string => mendSpf(record, parseSpf(record).faults);
    assert.equal(mended('v=spf1 ipv4:192.0.2.1 a:192.0.2.2 ~all'), 'v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 ~all');
    assert.equal(
      mended('v=spf1 includes:example.com ip4:2001:db8::1 -all'),
      'v=spf1 include:example.com ip6:2001:db8::1 -all',
    );
    assert.equal(mended('v=spf1 mx -all.'), 'v=spf1 mx -all');
  });

  it('keeps the rest, and ends in all', () => {
    assert.equal(
      withoutTerms('v=spf1 -all mx ptr', ({ name }) => name === 'ptr'),
      'v=spf1 mx -all',
    );
    assert.equal(withAll('v=spf1 mx +all', '~all'), 'v=spf1 mx ~all');
    assert.equal(withAddress('v=spf1 mx -all', '2001:db8::1'), 'v=spf1 ip6:2001:db8::1 mx -all');
    assert.equal(mergeSpf(['v=spf1 mx -all', 'v=spf1 mx a -all']), 'v=spf1 mx a -all');
    assert.equal(
      flatten('v=spf1 a mx -all', new Map([['mx', ['192.0.2.1', '2001:db8::1']]])),
      'v=spf1 a ip4:192.0.2.1 ip6:2001:db8::1 -all',
    );
  });
});

describe('a tree of records', () => {
  it('costs each of its terms, and those of what it includes', () => {
    const leaf = spfNode('v=spf1 a a:b.example -all', [
      { text: 'a', name: 'a', lookup: 'answer' },
      { text: 'a:b.example', name: 'a', lookup: 'void' },
    ]);
    const include = { text: 'include:x', name: 'include', lookup: 'answer', node: leaf } as const;
    const root = spfNode('v=spf1 include:x include:x -all', [include, include]);
    assert.deepEqual([countLookups(root), countVoids(root)], [6, 2]);
  });
});
