import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHosts, readHosts } from '../../src/net/hosts.ts';

test('every name of a line has its address, in lower case', () => {
  const hosts = parseHosts('127.0.0.1\tlocalhost Doctor.Example. # here\r\n');
  assert.deepEqual(
    [...hosts],
    [
      ['localhost', ['127.0.0.1']],
      ['doctor.example', ['127.0.0.1']],
    ],
  );
});

test('addresses of several lines are gathered in order, each once', () => {
  const hosts = parseHosts('::1 localhost\n127.0.0.1 localhost\n::1 localhost\n');
  assert.deepEqual(hosts.get('localhost'), ['::1', '127.0.0.1']);
});

test('an address may carry a zone id', () => {
  assert.deepEqual(parseHosts('fe80::1%lo0 localhost').get('localhost'), ['fe80::1%lo0']);
});

test('comments, empty lines and lines without an address are passed over', () => {
  assert.equal(parseHosts('# 127.0.0.1 a\n\n   \nlocalhost 127.0.0.1\n999.0.0.1 b\n127.0.0.1\n').size, 0);
});

test('a file that is not there says nothing', async () => {
  assert.equal((await readHosts('/nowhere/hosts')).size, 0);
});
