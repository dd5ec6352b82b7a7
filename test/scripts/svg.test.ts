import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chalk } from 'chalk';
import { svgOf } from '../../scripts/svg.ts';

const ink = new Chalk({ level: 1 });
const window = { columns: 40, title: 'a <title>' };

test('colours, bold and dim become attributes, and no escape sequence is left', () => {
  const svg = svgOf(`${ink.red('x')} ${ink.bold('b')} ${ink.dim('d')} ${ink.cyan.bold('both')}\n`, window);
  assert.match(svg, /fill="#ff7b7b">x</);
  assert.match(svg, /font-weight="700">b</);
  assert.match(svg, /fill-opacity="0.62">d</);
  assert.match(svg, /fill="#5fd0dc" font-weight="700">both</);
  assert.doesNotMatch(svg, /\x1b/);
});

test('text is escaped', () => {
  const svg = svgOf('<script>&"', window);
  assert.match(svg, /&lt;script&gt;&amp;&quot;/);
  assert.match(svg, /<title>a &lt;title&gt;<\/title>/);
});

test('text stands in its column, wide characters counted double', () => {
  const column = (svg: string) => /x="([\d.]+)"[^>]*>end</.exec(svg)?.[1];
  assert.equal(column(svgOf(`漢${ink.red('end')}`, window)), column(svgOf(`ab${ink.red('end')}`, window)));
});

test('the same text gives the same bytes', () => {
  assert.equal(svgOf(ink.red('x'), window), svgOf(ink.red('x'), window));
});
