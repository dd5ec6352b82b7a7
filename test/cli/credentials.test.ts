import assert from 'node:assert/strict';
import { PassThrough, Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { complaint, fileWith, read, SECRET } from './credentials-fixture.ts';

const user = 'ada@example.org';

describe('credentials', () => {
  it('are none when nobody is named', async () => {
    assert.equal((await read({})).credentials, undefined);
    assert.equal((await read({}, { env: { SMTP_DOCTOR_PASSWORD: SECRET } })).credentials, undefined);
  });

  it('come from stdin, a file or a variable', async (t) => {
    const expected = { username: user, password: SECRET };
    const passwordFile = fileWith(t, `${SECRET}\n`);
    const env = { MAIL_PASSWORD: SECRET };
    const fromStdin = await read({ user, passwordStdin: true }, { stdin: `${SECRET}\r\n` });
    assert.deepEqual(fromStdin.credentials, expected);
    assert.deepEqual((await read({ user, passwordFile })).credentials, expected);
    const fromEnv = await read({ user, passwordEnv: 'MAIL_PASSWORD' }, { env });
    assert.deepEqual(fromEnv.credentials, expected);
  });

  it('may be an access token, or a token and a password', async (t) => {
    const tokenFile = fileWith(t, 'ya29.token\n');
    const stdin = SECRET;
    const { credentials } = await read({ user, tokenFile, passwordStdin: true }, { stdin });
    assert.deepEqual(credentials, { username: user, password: SECRET, token: 'ya29.token' });
    const fromEnv = await read({ user, tokenEnv: 'T' }, { env: { T: 'ya29.token' } });
    assert.deepEqual(fromEnv.credentials, { username: user, token: 'ya29.token' });
  });

  it('come from the default variables only where no option names a source', async (t) => {
    const env = { SMTP_DOCTOR_PASSWORD: SECRET, SMTP_DOCTOR_TOKEN: 'ya29.token' };
    const both = { username: user, password: SECRET, token: 'ya29.token' };
    assert.deepEqual((await read({ user }, { env })).credentials, both);
    const tokenFile = fileWith(t, 'other');
    assert.deepEqual((await read({ user, tokenFile }, { env })).credentials, {
      username: user,
      token: 'other',
    });
  });

  it('are asked for on a terminal, hidden, when only the user is named', async () => {
    const { credentials, questions } = await read({ user }, { answer: SECRET });
    assert.deepEqual(credentials, { username: user, password: SECRET });
    assert.deepEqual(questions, [`Password of ${user} (not shown)`]);
    const token = await read({ user }, { answer: 'ya29.token', needs: ['username', 'token'] });
    assert.deepEqual(token.credentials, { username: user, token: 'ya29.token' });
  });

  it('are asked for hidden when stdin that is named is a terminal', async () => {
    const { credentials } = await read({ user, passwordStdin: true }, { answer: SECRET });
    assert.deepEqual(credentials, { username: user, password: SECRET });
  });

  it('are the user alone for a mechanism that needs no secret', async () => {
    assert.deepEqual((await read({ user }, { needs: ['username'] })).credentials, { username: user });
  });

  it('cannot be asked for without a terminal', async () => {
    assert.match(await complaint({ user }), /no password for "ada@example\.org"\n.*--password-file/);
    assert.match(await complaint({ user }, { needs: ['token'] }), /no token .*\n.*--token-file/);
  });

  it('need a user', async () => {
    assert.match(await complaint({ passwordStdin: true }), /--password-stdin .*\n.*--user/);
    const { credentials } = await read({ tokenStdin: true }, { stdin: 't', needs: ['token'] });
    assert.deepEqual(credentials, { username: '', token: 't' });
    assert.match(await complaint({ user: '' }, { answer: SECRET }), /cannot be a user name/);
    assert.match(await complaint({ user: 'a\r\nQUIT' }, { answer: SECRET }), /cannot be a user name/);
  });
});

describe('two sources', () => {
  it('of one secret are refused by both names, before anything is read', async () => {
    const passwordFile = '/nonexistent/file';
    const two = await complaint({ user, passwordStdin: true, passwordFile });
    assert.match(two, /--password-stdin and --password-file both give the password/);
    const netrc = await complaint({ user, passwordCommand: 'exit 1', netrc: true });
    assert.match(netrc, /--password-command and --netrc both give the password/);
    const token = await complaint({ user, tokenEnv: 'T', tokenFile: 'F' });
    assert.match(token, /--token-file and --token-env both give the token/);
  });

  it('cannot share stdin', async () => {
    const shared = await complaint({ user, passwordStdin: true, tokenStdin: true });
    assert.match(shared, /--password-stdin and --token-stdin cannot share stdin/);
  });
});

describe('a secret', () => {
  const rejected: Readonly<Record<string, [content: string | Buffer, reason: RegExp]>> = {
    'nothing at all': ['', /empty/],
    'only a line break': ['\r\n', /empty/],
    'a second line': [`${SECRET}\nmore\n`, /more than one line/],
    'two line breaks at its end': [`${SECRET}\n\n`, /more than one line/],
    'a carriage return inside': [`correct\rhorse`, /more than one line/],
    'a NUL': [`${SECRET}\0`, /NUL/],
    'a byte order mark': [`\uFEFF${SECRET}`, /byte order mark/],
    'UTF-16': [Buffer.from(`\uFEFF${SECRET}`, 'utf16le'), /UTF-8/],
    'Latin-1': [Buffer.from('pèssword', 'latin1'), /UTF-8/],
    'more than 64 kB': ['x'.repeat(65_537), /more than 64 kB/],
  };
  for (const [what, [content, reason]] of Object.entries(rejected)) {
    it(`that is ${what} is refused without being quoted`, async (t) => {
      const passwordFile = fileWith(t, content);
      for (const text of [
        await complaint({ user, passwordFile }),
        await complaint({ user, passwordStdin: true }, { stdin: content }),
      ]) {
        assert.match(text, reason);
        assert.doesNotMatch(text, /correct|horse|xxxx/);
      }
    });
  }

  it('keeps its spaces and loses one line break', async (t) => {
    const passwordFile = fileWith(t, '  pass word \n');
    assert.equal((await read({ user, passwordFile })).credentials?.password, '  pass word ');
  });

  it('may have 64 kB', async (t) => {
    const passwordFile = fileWith(t, 'x'.repeat(65_536));
    assert.equal((await read({ user, passwordFile })).credentials?.password?.length, 65_536);
  });

  it('that was typed in the place of a variable or an answer is not repeated', async () => {
    const mistaken = await complaint({ user, passwordEnv: SECRET });
    assert.match(mistaken, /--password-env names a variable that is not set/);
    assert.match(await complaint({ user, passwordEnv: 'UNSET' }), /--password-env UNSET names/);
    assert.doesNotMatch(mistaken, /correct/);
    assert.match(await complaint({ user }, { answer: '' }), /the prompt gives an empty secret/);
  });
});

describe('a secret file', () => {
  it('that others can read is warned of', async (t) => {
    const passwordFile = fileWith(t, SECRET, 0o644);
    const { warnings } = await read({ user, passwordFile });
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /--password-file ".*" can be read by others; run: chmod 600/);
    const closed = await read({ user, passwordFile: fileWith(t, SECRET) });
    assert.deepEqual(closed.warnings, []);
  });

  it('that is absent, a folder or endless is told', async () => {
    const absent = await complaint({ user, passwordFile: '/nonexistent/file' });
    assert.match(absent, /cannot read --password-file "\/nonexistent\/file": there is no such file/);
    assert.match(await complaint({ user, passwordFile: '/' }), /is a directory/);
    assert.match(await complaint({ user, passwordFile: '/dev/zero' }), /more than 64 kB/);
  });
});

describe('stdin', () => {
  it('that never ends is left when the user interrupts', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    const reading = read(
      { user, passwordStdin: true },
      { stdin: new PassThrough(), signal: controller.signal },
    );
    await assert.rejects(reading, { kind: 'aborted', stage: 'auth' });
  });

  it('without an end is read no further than 64 kB', async () => {
    async function* endless() {
      for (;;) yield Buffer.alloc(4096, 'x');
    }
    const stdin = Readable.from(endless(), { objectMode: false });
    assert.match(await complaint({ user, passwordStdin: true }, { stdin }), /more than 64 kB/);
  });
});
