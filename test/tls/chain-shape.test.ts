import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certificateFacts } from '../../src/tls/certificate.ts';
import { chainShape } from '../../src/tls/chain-shape.ts';
import { type Forged, forge } from './forge.ts';

const root = forge({ subject: { CN: 'root' }, isAuthority: true });
const issuer = forge({ subject: { CN: 'issuer' }, issuer: root, isAuthority: true });
const leaf = forge({ subject: { CN: 'leaf' }, issuer });
const stranger = forge({ subject: { CN: 'stranger' }, isAuthority: true });

function shapeOf(...sent: readonly Forged[]) {
  return chainShape(sent.flatMap(({ der }) => certificateFacts(der) ?? []));
}

test('leaf and issuer in order are as they should be', () => {
  const { isDisordered, root: top, superfluous } = shapeOf(leaf, issuer);
  assert.deepEqual([isDisordered, top, superfluous], [false, undefined, []]);
});

test('a root that was sent is told', () => {
  assert.equal(shapeOf(leaf, issuer, root).root?.subject, 'CN=root');
});

test('issuers before those that they sign are out of order', () => {
  assert.equal(shapeOf(leaf, root, issuer).isDisordered, true);
});

test('what leads nowhere, and what was sent twice, is superfluous', () => {
  const { superfluous } = shapeOf(leaf, issuer, issuer, stranger);
  assert.deepEqual(
    superfluous.map(({ subject }) => subject),
    ['CN=issuer', 'CN=stranger'],
  );
});

test('a self-signed certificate alone is no root sent beside', () => {
  assert.equal(shapeOf(root).root, undefined);
});
