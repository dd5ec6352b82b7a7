import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proxyHeader } from '../../src/net/proxy-header.ts';

const four = {
  sourceAddress: '192.0.2.7',
  sourcePort: 56_324,
  destinationAddress: '198.51.100.25',
  destinationPort: 25,
};
const six = { ...four, sourceAddress: '2001:db8::7', destinationAddress: '2001:db8:0:1::19' };

test('version 1 is one line of text', () => {
  assert.equal(proxyHeader(1, four).toString(), 'PROXY TCP4 192.0.2.7 198.51.100.25 56324 25\r\n');
  assert.equal(proxyHeader(1, six).toString(), 'PROXY TCP6 2001:db8::7 2001:db8:0:1::19 56324 25\r\n');
});

test('version 2 is the signature, the family, and addresses and ports in network order', () => {
  const signature = '0d0a0d0a000d0a515549540a';
  assert.equal(proxyHeader(2, four).toString('hex'), `${signature}2111000cc0000207c6336419dc040019`);
  const addresses = '20010db8000000000000000000000007' + '20010db8000000010000000000000019';
  assert.equal(proxyHeader(2, six).toString('hex'), `${signature}21210024${addresses}dc040019`);
});

test('IPv4 beside IPv6 is mapped, and a zone is left out', () => {
  const mixed = { ...four, sourceAddress: 'fe80::1%eth0' };
  assert.equal(proxyHeader(1, mixed).toString(), 'PROXY TCP6 fe80::1 ::ffff:198.51.100.25 56324 25\r\n');
  const binary = proxyHeader(2, mixed).toString('hex');
  assert.ok(binary.includes(`fe80${'0'.repeat(27)}1${'0'.repeat(20)}ffffc6336419`), binary);
});

test('what is no IP address is announced as unknown', () => {
  const unix = { ...four, sourceAddress: '/run/lmtp' };
  assert.equal(proxyHeader(1, unix).toString(), 'PROXY UNKNOWN\r\n');
  assert.equal(proxyHeader(2, unix).subarray(12).toString('hex'), '21000000');
});
