import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { findNetrcEntry, parseNetrc } from '../../src/cli/credentials/netrc.ts';
import { UsageError } from '../../src/errors.ts';
import { complaint, fileWith, read, SECRET } from './credentials-fixture.ts';

const FILE = `# machine mail.example.org login nobody password nothing
machine mail.example.org
  login ada password first account mail
machine mail.example.org login bob password "${SECRET.replaceAll('"', '\\"')}"
macdef init
machine mail.example.org login eve password evil

machine smtp.example.org port 465 login ada password tls
machine smtp.example.org login ada password other
default login anyone password macdef
`;

describe('a netrc file', () => {
  it('gives the first login of the host, or that of the user', async (t) => {
    const netrc = fileWith(t, FILE);
    assert.deepEqual((await read({ netrc })).credentials, { username: 'ada', password: 'first' });
    const bob = await read({ netrc, user: 'bob' }, { host: 'MAIL.example.org' });
    assert.deepEqual(bob.credentials, { username: 'bob', password: SECRET });
  });

  it('gives its default to any other host', async (t) => {
    const netrc = fileWith(t, FILE);
    const { credentials } = await read({ netrc }, { host: 'mx.example.net' });
    assert.deepEqual(credentials, { username: 'anyone', password: 'macdef' });
  });

  it('keeps an entry with a port for that port', async (t) => {
    const netrc = fileWith(t, FILE);
    const password = async (port: number) =>
      (await read({ netrc }, { host: 'smtp.example.org', port })).credentials?.password;
    assert.equal(await password(465), 'tls');
    assert.equal(await password(587), 'other');
  });

  it('is looked for in the home directory', async (t) => {
    const file = fileWith(t, FILE);
    const home = dirname(file);
    renameSync(file, join(home, '.netrc'));
    assert.equal((await read({ netrc: true }, { home })).credentials?.username, 'ada');
  });

  it('that others can read is warned of', async (t) => {
    const { warnings } = await read({ netrc: fileWith(t, FILE, 0o640) });
    assert.match(warnings.join(), /--netrc ".*" can be read by others/);
  });

  it('without what is asked for is told, with the line to add', async (t) => {
    const only = fileWith(t, 'machine mail.example.org login ada');
    assert.match(await complaint({ netrc: only }), /no password for "mail\.example\.org"/);
    const other = await complaint({ netrc: only }, { host: 'x.example' });
    assert.match(other, /no entry for "x\.example"\n.*machine x\.example login NAME password/);
    assert.match(await complaint({ netrc: only, user: 'bob' }), /no entry for .* and "bob"/);
    const anonymous = fileWith(t, 'machine mail.example.org password p');
    assert.match(await complaint({ netrc: anonymous }), /no login for/);
  });

  it('that was taken from the target is told', async () => {
    assert.match(
      await complaint({ netrc: 'mail.example.net' }),
      /there is no such file \(ENOENT\)\n.*behind the target/,
    );
  });

  it('with a password of two lines is refused', async (t) => {
    const netrc = fileWith(t, 'default login ada password "a\\r\\nQUIT"');
    assert.match(await complaint({ netrc }), /more than one line/);
  });

  it('of more than 64 kB is refused', async (t) => {
    assert.match(await complaint({ netrc: fileWith(t, FILE.repeat(200)) }), /more than 64 kB/);
  });

  const malformed = {
    'a value with a space': ['default login ada password correct horse', /no keyword in line 1/],
    'an open quote': ['default\nlogin ada password "correct horse', /not closed in line 2/],
    'a keyword without a value': ['machine', /"machine" without a value in line 1/],
    'a password of no machine': ['password horse', /before any machine in line 1/],
    'two passwords': ['default password horse password horse', /a second "password"/],
  } as const;
  for (const [what, [text, reason]] of Object.entries(malformed)) {
    it(`with ${what} is refused by its line, which is not quoted`, () => {
      assert.throws(
        () => parseNetrc(text, '.netrc'),
        (error) => error instanceof UsageError && reason.test(error.message) && !/horse/.test(error.message),
      );
    });
  }

  it('unescapes what is quoted, and leaves words as they are', () => {
    const entries = parseNetrc('default login "a\\tb\\\\" password a\\tb#c', '.netrc');
    assert.deepEqual(entries, [{ login: 'a\tb\\', password: 'a\\tb#c' }]);
  });

  it('with a macro at its end, or nothing else, has no entry', () => {
    assert.deepEqual(parseNetrc('macdef init\ncd /tmp', '.netrc'), []);
    assert.equal(findNetrcEntry([], { host: 'h', user: undefined, isPort: () => true }), undefined);
  });
});
