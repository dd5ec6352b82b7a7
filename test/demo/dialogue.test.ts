import assert from 'node:assert/strict';
import test from 'node:test';
import { matchesLine, parseDialogue, type Step } from '../../src/demo/dialogue.ts';
import { formatSections, parseSections, sectionText, splitCommand } from '../../src/demo/sections.ts';
import { UsageError } from '../../src/errors.ts';

function steps(text: string): readonly Step[] {
  return parseDialogue(text).scripts[0] ?? [];
}

function rawBytes(argument: string): string {
  const [step] = steps(`* raw ${argument}`);
  return step?.do === 'raw' ? Buffer.from(step.bytes).toString('hex') : '';
}

test('lines of the server that follow each other are one step', () => {
  assert.deepEqual(steps('S: 220 one\nC: EHLO ***\nS: 250-two\nS: 250 three\n'), [
    { do: 'say', lines: ['220 one'] },
    { do: 'expect', pattern: 'EHLO ***' },
    { do: 'say', lines: ['250-two', '250 three'] },
  ]);
});

test('an injected line leaves with the line before it', () => {
  assert.deepEqual(steps('S: 220 Ready\n* inject S: 250 forged\n* tls expired'), [
    { do: 'say', lines: ['220 Ready', '250 forged'] },
    { do: 'tls', script: { certificate: 'expired', key: 'ec' } },
  ]);
});

test('comments and blank lines are passed over', () => {
  assert.deepEqual(steps('# nothing\n\nS: 220 one\n'), [{ do: 'say', lines: ['220 one'] }]);
});

test('tls without a kind is a valid certificate, and takes options', () => {
  assert.deepEqual(
    steps('* tls min=TLSv1 max=TLSv1.1 cipher=AES128-SHA key=rsa names=a.example.org,b.example.org'),
    [
      {
        do: 'tls',
        script: {
          certificate: 'valid',
          key: 'rsa',
          min: 'TLSv1',
          max: 'TLSv1.1',
          cipher: 'AES128-SHA',
          names: ['a.example.org', 'b.example.org'],
        },
      },
    ],
  );
});

test('durations are milliseconds or seconds', () => {
  assert.deepEqual(steps('* wait 200ms\n* wait 1.5s\n* drip 10ms'), [
    { do: 'wait', ms: 200 },
    { do: 'wait', ms: 1500 },
    { do: 'drip', ms: 10 },
  ]);
});

test('raw bytes are hexadecimal or a quoted text with escapes', () => {
  assert.equal(rawBytes('15 03 03'), '150303');
  assert.equal(rawBytes('"a\\x1b[2J\\0\\r\\n\\u{202e}\\""'), '611b5b324a000d0ae280ae22');
});

test('a dialogue holds a script for each connection', () => {
  const { scripts, refuses } = parseDialogue('S: 220 first\n* connection\nS: 220 second\n');
  assert.equal(refuses, false);
  assert.equal(scripts.length, 2);
});

test('refuse says that nothing listens', () => {
  assert.equal(parseDialogue('* refuse\n').refuses, true);
});

for (const line of ['HELLO', '* dance', '* wait soon', '* tls rotten', '* tls valid colour=red']) {
  test(`"${line}" is refused with its line number`, () => {
    assert.throws(
      () => parseDialogue(`S: 220 one\n${line}`),
      (error) => error instanceof UsageError && error.message.includes(`line 2 of the dialogue is "${line}"`),
    );
  });
}

test('the case of the verb does not matter, that of the rest does', () => {
  assert.ok(matchesLine('EHLO doctor.example', 'ehlo doctor.example'));
  assert.ok(!matchesLine('EHLO doctor.example', 'EHLO DOCTOR.example'));
});

test('three stars stand for anything, also within a line', () => {
  assert.ok(matchesLine('MAIL FROM:<a@example.org>***', 'MAIL FROM:<a@example.org> SIZE=10'));
  assert.ok(matchesLine('***', 'c2VjcmV0'));
  assert.ok(!matchesLine('AUTH PLAIN ***', 'AUTH LOGIN'));
});

test('one star alone is any line, and a dot only a dot', () => {
  assert.ok(matchesLine('*', 'whatever (it) is'));
  assert.ok(!matchesLine('.', 'x'));
});

test('sections are read and written back unchanged', () => {
  const text = '# a comment\n-- command --\nsmtp-doctor probe\n-- server 2 --\nS: 220 x\n';
  const parsed = parseSections(text);
  assert.deepEqual(
    parsed.sections.map(({ name }) => name),
    ['command', 'server 2'],
  );
  assert.equal(sectionText(parsed.sections, 'server 2'), 'S: 220 x\n');
  assert.equal(formatSections(parsed), text);
});

test('a command line is split at blanks, with quotes', () => {
  assert.deepEqual(splitCommand(`a "b c" --d='e f' \\\n g\n`), ['a', 'b c', '--d=e f', 'g']);
  assert.throws(() => splitCommand('a "b'), UsageError);
});
