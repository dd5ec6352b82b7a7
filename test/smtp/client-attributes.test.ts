import assert from 'node:assert/strict';
import { it } from 'node:test';
import { attributeCommands, unofferedAttributes } from '../../src/smtp/client-attributes.ts';
import { hello } from '../support/evidence.ts';

const NAME = { name: 'NAME', value: 'mx.example.org' };
const LONG = { name: 'HELO', value: 'x'.repeat(250) };

it('all attributes of XCLIENT go in one command, values in xtext', () => {
  const login = { name: 'LOGIN', value: 'ada+x' };
  assert.deepEqual(attributeCommands('XCLIENT', [NAME, login]), [
    'XCLIENT NAME=mx.example.org LOGIN=ada+2Bx',
  ]);
});

it('XFORWARD is said again where one command would be too long', () => {
  const ident = { ...LONG, name: 'IDENT' };
  const lines = attributeCommands('XFORWARD', [NAME, LONG, ident]);
  assert.equal(lines.length, 2);
  for (const line of lines) assert.ok(line.length <= 510);
});

it('attributes are held against those that are listed, whatever their case', () => {
  const offer = hello('XCLIENT name ADDR');
  assert.deepEqual(unofferedAttributes('XCLIENT', [NAME, LONG], offer), ['HELO']);
  assert.deepEqual(unofferedAttributes('XFORWARD', [NAME], offer), ['NAME']);
});
