import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatRecord } from '../../src/cli/session/record.ts';
import { loginAt, parseScript } from '../../src/cli/session/script.ts';
import { Standing } from '../../src/cli/session/standing.ts';
import { TypedLogin } from '../../src/cli/session/typed-login.ts';
import { UsageError } from '../../src/errors.ts';
import { Concealment } from '../../src/smtp/concealment.ts';
import type { Direction } from '../../src/smtp/transcript.ts';
import { anyText } from '../support/any-text.ts';

function record(...lines: readonly (readonly [Direction, string])[]): string {
  const recorded = lines.map(([direction, text]) => ({ direction, text, atMs: 0, secure: false }));
  return formatRecord(recorded, 'title');
}

describe('a record', () => {
  it('leaves open what differs each time: queue ids, dates, challenges', () => {
    const text = record(
      ['S', '220 x ESMTP Exim 4.96 Sun, 22 Nov 2026 10:00:00 +0000'],
      ['S', '334 PDEyMy40NTZAeD4='],
      ['S', '250 OK id=1tEabc-000001-0A'],
      ['S', '250 2.0.0 Ok: queued as 4Q7ABC12'],
    );
    assert.equal(
      text,
      '# title\nS: 220 x ESMTP Exim 4.96 ***\nS: 334 ***\nS: 250 OK id=***\nS: 250 2.0.0 Ok: queued as ***\n',
    );
  });

  it('is read back line by line, whatever was said', () => {
    const line = anyText({ maxLength: 60 }).filter((text) => !/[\r\n]/.test(text));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (said) => {
        const moves = parseScript(record(...said.map((text) => ['C', text] as const)));
        assert.deepEqual(
          moves.map((move) => move.line),
          said,
        );
      }),
    );
  });

  it('cannot be broken out of by a server', () => {
    const bytes = anyText({ maxLength: 80 });
    fc.assert(
      fc.property(bytes, (text) => {
        const lines = record(['S', text]).trimEnd().split('\n');
        assert.equal(lines.length, 2);
        assert.ok(lines[1]?.startsWith('S: ') || lines[1] === 'S:');
      }),
    );
  });
});

describe('a script', () => {
  it('is refused or read, whatever the file holds', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 400 }), (text) => {
        try {
          assert.ok(parseScript(text).length > 0);
        } catch (error) {
          assert.ok(error instanceof UsageError);
        }
      }),
    );
  });

  it('is refused where it is longer than any record, whatever its lines are', () => {
    const hostile = `C: NOOP\n${'S: 250-x\n'.repeat(400_000)}S: 250 x\n`;
    const startedMs = performance.now();
    assert.throws(() => parseScript(hostile), { name: 'UsageError' });
    assert.ok(performance.now() - startedMs < 1_000);
  });

  it('passes over events, as those of a transcript are', () => {
    const moves = parseScript(
      '* connected to 127.0.0.1\nS: 220 x\nC: NOOP\n* tls TLSv1.3\nS: 250-a\nS: 250 b',
    );
    assert.deepEqual(moves, [
      { line: undefined, recorded: ['220 x'] },
      { line: 'NOOP', recorded: ['250-a', '250 b'] },
    ]);
  });

  it('holds a login from AUTH to its last secret line', () => {
    const moves = parseScript('C: AUTH LOGIN\nS: 334 ***\nC: ***\nS: 334 ***\nC: ***\nS: 235 ok\nC: RSET');
    assert.deepEqual(loginAt(moves, 0), { mechanism: 'LOGIN', end: 2 });
    assert.deepEqual(loginAt(parseScript('C: AUTH PLAIN ***'), 0), { mechanism: 'PLAIN', end: 0 });
    assert.equal(loginAt(parseScript('C: AUTH PLAIN\nS: 502 no'), 0), undefined);
  });
});

describe('how a session stands', () => {
  const heard = (command: string, code: number, ...lines: string[]) => ({
    ...{ stage: 'mail' as const, command, startedMs: 0, elapsedMs: 1 },
    reply: { code, lines },
  });

  it('follows the transaction, which RSET, a hello and the end of a message end', () => {
    for (const end of [
      heard('RSET', 250),
      heard('EHLO x', 250, 'y'),
      heard('.', 554),
      heard('BDAT 3 LAST', 250),
    ]) {
      const standing = new Standing();
      standing.learn(heard('MAIL FROM:<a@b.example> SIZE=3', 250));
      standing.learn(heard('rcpt to:<c@d.example>', 250));
      standing.learn(heard('RCPT TO:<e@f.example>', 550));
      assert.equal(standing.sender, 'a@b.example');
      assert.deepEqual(standing.recipients, ['c@d.example']);
      standing.learn(end);
      assert.equal(standing.sender, undefined);
      assert.deepEqual(standing.recipients, []);
      assert.deepEqual([...standing.addresses], ['a@b.example', 'c@d.example']);
    }
  });

  it('knows the hello before the last', () => {
    const standing = new Standing();
    const keywords = () =>
      [standing.helloBefore, standing.hello].map((hello) => hello?.extensions[0]?.keyword);
    standing.learn(heard('EHLO x', 250, 'host', 'STARTTLS'));
    standing.forget();
    assert.deepEqual(keywords(), ['STARTTLS', undefined]);
    standing.learn(heard('EHLO x', 250, 'host', 'AUTH PLAIN'));
    assert.deepEqual(keywords(), ['STARTTLS', 'AUTH']);
  });
});

describe('a login that is typed', () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');

  it('tells who logs in, and hides the password', () => {
    const concealment = new Concealment();
    const plain = new TypedLogin(`auth plain ${base64('\0ada\0s3cret-word')}`, concealment);
    assert.equal(plain.user, 'ada');
    assert.equal(plain.recorded, 'AUTH PLAIN ***');
    assert.equal(concealment.hide('no s3cret-word here'), 'no *** here');
    const login = new TypedLogin('AUTH LOGIN', new Concealment());
    login.add(base64('ada'));
    login.add(base64('pass-word-x'));
    assert.equal(login.user, 'ada');
    assert.equal(login.recorded, 'AUTH LOGIN');
  });

  it('takes any line', () => {
    fc.assert(
      fc.property(anyText(), anyText(), (initial, next) => {
        const login = new TypedLogin(`AUTH ${initial}`, new Concealment());
        login.add(next);
        assert.ok(!login.recorded.includes('\n'));
      }),
    );
  });
});
