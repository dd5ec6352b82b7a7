import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Command } from 'commander';
import fc from 'fast-check';
import { createProgram } from '../../../src/cli/main.ts';
import type { SendTestOptions } from '../../../src/cli/send-test.ts';
import { SWAKS_OPTIONS } from '../../../src/cli/swaks/table.ts';
import { translateSwaks } from '../../../src/cli/swaks/translate.ts';
import { EXPANSION, splitCommands } from '../../../src/cli/swaks/words.ts';
import { UsageError } from '../../../src/errors.ts';

const SENDER = 'ada@here.example';
const OPTIONS = SWAKS_OPTIONS.flatMap(({ options }) => options);

/** Ours for one command line, without the words that stand in every one. */
function ours(line: string): string {
  const [translation] = translateSwaks(line, SENDER);
  return (translation?.command ?? '').replace('smtp-doctor send-test ', '').replace(/ --transcript$/, '');
}

function remarksOn(line: string): string {
  return translateSwaks(line, SENDER)
    .flatMap(({ remarks }) => remarks)
    .join('\n');
}

/** Parses a command of ours with the program's own tree, and runs nothing. */
function parse(line: string): { readonly target: string | undefined; readonly options: SendTestOptions } {
  const program = createProgram(() => undefined);
  const send = program.commands.find((command) => command.name() === 'send-test');
  assert.ok(send instanceof Command);
  const said: string[] = [];
  for (const command of [program, send]) {
    command
      .exitOverride()
      .configureOutput({ writeOut: () => undefined, writeErr: (text) => said.push(text) });
  }
  send.action(() => undefined);
  const [first] = splitCommands(line);
  const words = (first?.words ?? []).slice(1).map((word) => word.replaceAll(EXPANSION, '$'));
  try {
    program.parse(words, { from: 'user' });
  } catch (error) {
    if (line.includes(' --help')) return { target: undefined, options: send.opts() };
    throw new Error(`${line}\n${said.join('')}`, { cause: error });
  }
  return { target: send.args[0], options: send.opts() };
}

const MAIL_START = 'h.example:25 --security none --from a@b.example --to c@d.example';

describe('command lines of swaks become ours', () => {
  const LINES: readonly (readonly [swaks: string, ours: string])[] = [
    [
      'swaks --to user@example.com --server test-server.example.net',
      'test-server.example.net:25 --security none --from ada@here.example --to user@example.com',
    ],
    [
      '-t a@b.example,c@d.example -f x@y.example -s h.example -p 587 -tls -n',
      'h.example:587 --security starttls --from x@y.example --to a@b.example --to c@d.example',
    ],
    [
      "swaks -t a@b.example -f '<>' -s h.example -tlsc --q rcpt",
      "h.example:465 --security tls --from '<>' --to a@b.example --quit-after rcpt",
    ],
    ['swaks --server=h.example --quit EHLO -tlsos', 'h.example:25 --quit-after tls'],
    ['swaks -s [::1]:2525 -q CONNECT', "'[::1]:2525' --security none --quit-after greeting"],
    ['swaks -s ::1 -q CONNECT', "'[::1]:25' --security none --quit-after greeting"],
    ['swaks -s h.example/submission -q first-helo', 'h.example:587 --security none --quit-after ehlo'],
    [
      'swaks --to u@b.example --socket /var/lda.sock --protocol LMTP -f a@b.example',
      'unix:/var/lda.sock --lmtp --security none --from a@b.example --to u@b.example',
    ],
    [
      'swaks -s h.example --protocol lmtps -q TLS',
      'lmtp://h.example:24 --security starttls --quit-after tls',
    ],
    // Without -tls swaks says EHLO and QUIT, and --security none stops there too.
    ['swaks -s h.example -q TLS', 'h.example:25 --security none --quit-after tls'],
    ['swaks -s h.example -q HELO -q MAIL -f a@b.example -t c@d.example', `${MAIL_START} --quit-after mail`],
    ['swaks -s h.example -q EHLO -S -S -S 2', 'h.example:25 --security none --quit-after tls --quiet'],
    [
      'swaks -s h.example -f a@b.example -t c@d.example -q MAIL --h-Subject a --h-subject b --h-X a --h-X b',
      `${MAIL_START} --header 'subject: b' --header 'X: a' --header 'X: b' --quit-after mail`,
    ],
    [
      'swaks -s h.example -q AUTH -tls -a cram-md5 -au ada -ap "$PW"',
      'h.example:25 --security starttls --user ada --password-env PW --mechanism CRAM-MD5 --quit-after auth',
    ],
    [
      'swaks -t u@b.example -f a@b.example -s h.example --h-From: \'"Ada" <a@b.example>\' --header "Subject: x" --ah "A: 1\\nB: 2"',
      `h.example:25 --security none --from a@b.example --to u@b.example --header 'From: "Ada" <a@b.example>' --header 'Subject: x' --header 'A: 1' --header 'B: 2'`,
    ],
    [
      'swaks -t u@b.example -f a@b.example -s h.example --attach-type text/html --attach-body "<b>x</b>" --attach @a.pdf --attach b.txt',
      "h.example:25 --security none --from a@b.example --to u@b.example --html '<b>x</b>' --attach a.pdf --attach b.txt",
    ],
    [
      'swaks -t u@b.example -f a@b.example -s h.example --attach - <eicar.com',
      'h.example:25 --security none --from a@b.example --to u@b.example --attach eicar.com',
    ],
    [
      'swaks -t u@b.example -f a@b.example -s h.example -d @mail.eml',
      'h.example:25 --security none --from a@b.example --to u@b.example --eml mail.eml',
    ],
    [
      'swaks -t u@b.example -f a@b.example -s h.example -g',
      'h.example:25 --security none --from a@b.example --to u@b.example --stdin',
    ],
    [
      'swaks -t u@b.example -f a@b.example -s h.example --data "Date: %DATE%\\nTo: %TO_ADDRESS%\\nSubject: hi\\n\\na\\nb\\n"',
      "h.example:25 --security none --from a@b.example --to u@b.example --header 'To: u@b.example' --header 'Subject: hi' --text 'a\nb\n'",
    ],
    [
      'swaks -t u@b.example -f a@b.example -s h.example --body @body.txt',
      'h.example:25 --security none --from a@b.example --to u@b.example --text "$(cat body.txt)"',
    ],
    [
      'swaks -t u@b.example --cc c@b.example --bcc d@b.example -f a@b.example -s h.example',
      "h.example:25 --security none --from a@b.example --to u@b.example --to c@b.example --to d@b.example --header 'To: u@b.example' --header 'Cc: c@b.example'",
    ],
    [
      'swaks -s h.example -q mail -f a@b.example --tls-protocol no_tlsv1,no_tlsv1_1 -tls --tls-sni n.example --timeout 3m',
      'h.example:25 --security starttls --from a@b.example --tls-min 1.2 --quit-after mail --tls-servername n.example --timeout 180',
    ],
    [
      'swaks -s h.example -q helo --xclient-addr 192.0.2.1 --xclient-name m.example --xclient "HELO=x PORT=1"',
      'h.example:25 --security none --xclient ADDR=192.0.2.1 --xclient NAME=m.example --xclient HELO=x --xclient PORT=1 --quit-after tls',
    ],
    [
      'swaks --to u@b.example -f a@b.example',
      'b.example --mx --security none --from a@b.example --to u@b.example',
    ],
    ['swaks --copy-routing c.example -q helo', 'c.example --mx --security none --quit-after tls'],
    [
      'swaks --pipe "exim -bh 192.0.2.1" -q helo',
      "--pipe 'exim -bh 192.0.2.1' --security none --quit-after tls",
    ],
    ['swaks -s "$HOST" -q helo', '"$HOST:25" --security none --quit-after tls'],
    ['swaks -s h.example -q helo --no-quit-after -q auth', 'h.example:25 --security none --quit-after auth'],
    [
      'swaks -s h.example --dump -t u@b.example -f a@b.example',
      'h.example:25 --security none --from a@b.example --to u@b.example --dry-run',
    ],
  ];
  for (const [swaks, expected] of LINES) {
    it(swaks, () => {
      assert.equal(ours(swaks), expected);
      parse(translateSwaks(swaks, SENDER)[0]?.command ?? '');
    });
  }

  it('several commands become several of ours, and what is not swaks is left out, which is said', () => {
    const all = translateSwaks(
      'echo x | swaks -s a.example -q helo; sudo /usr/bin/swaks -s b.example -q helo',
      SENDER,
    );
    assert.deepEqual(
      all.map(({ command }) => command.split(' ')[2]),
      [undefined, 'a.example:25', 'b.example:25'],
    );
    assert.match(all[0]?.remarks.join() ?? '', /^echo x: this is not swaks/);
  });
});

describe('what has no translation is said', () => {
  it('a password is never printed', () => {
    for (const line of ['-ap s3cret', '--auth-password=s3cret', '--auth-password "s3cret"']) {
      const all = JSON.stringify(translateSwaks(`swaks -s h.example -q auth -tls -au ada ${line}`, SENDER));
      assert.ok(!all.includes('s3cret'), all);
      assert.match(all, /--password-env SMTP_DOCTOR_PASSWORD/);
    }
  });

  it('an option without ours has a reason', () => {
    assert.match(remarksOn('swaks -s h.example -q helo --tls-cipher AES'), /^--tls-cipher: Node\.js chooses/);
    assert.match(remarksOn('swaks -s h.example -q helo -lp 99'), /^-lp: the system chooses/);
  });

  it('a login without TLS is announced to be withheld', () => {
    assert.match(remarksOn('swaks -s h.example -q auth -au a'), /--allow-cleartext/);
    assert.doesNotMatch(remarksOn('swaks -s h.example -q auth -au a -tlsc'), /--allow-cleartext/);
  });

  const WRONG: readonly (readonly [line: string, says: RegExp])[] = [
    ['swaks --sever h.example', /did you mean --server/],
    ['swaks --quit-aftr helo', /did you mean --quit-after/],
    ['swaks --tls-ver', /--tls-verify/],
    ['swaks -s h.example stray', /"stray" is neither/],
    ['swaks -s h.example --pipe x', /exclude each other/],
    ['swaks -tls=1 -s h.example', /takes no value/],
    ['swaks -f a@b.example -q helo', /no --server/],
    ['swaks -s h.example --protocol pop', /no protocol "pop"/],
    ['swaks -s h.example --quiet --quiet', /no option "--quiet".*did you mean --silent/],
    ['swaks -s h.example -f a@b.example -t c@d.example -q DATA', /no stage "DATA" for -q/],
    ['swaks -s h.example -f a@b.example -t c@d.example -q', /-q does not say where to stop/],
    ['swaks -s h.example -f a@b.example -t c@d.example -q -tls', /-q does not say where to stop/],
    ['swaks -s h.example -f a@b.example -t c@d.example --drop-after FOO', /no stage "FOO"/],
    ['swaks -s "not a host"', /no domain name/],
    ['', /no options/],
  ];
  for (const [line, says] of WRONG) {
    it(`a usage error: ${line}`, () => {
      assert.throws(
        () => translateSwaks(line, SENDER),
        (error) => error instanceof UsageError && says.test(`${error.message} ${error.hint}`),
      );
    });
  }
});

describe('the table', () => {
  it('names only options that we have', () => {
    const program = createProgram(() => undefined);
    const known = new Set(
      [program, ...program.commands].flatMap(({ options }) => options.flatMap(({ long }) => long ?? [])),
    );
    known.add('--help');
    for (const { names, ours: template = '', note = '' } of OPTIONS) {
      for (const [option] of `${template} ${note}`.matchAll(/--[a-z][a-z\d-]+/g)) {
        assert.ok(known.has(option), `${names.join()}: ${option}`);
      }
    }
  });

  it('has every option of the swaks that is installed', (t) => {
    const path = '/usr/bin/swaks';
    if (!existsSync(path)) return t.skip('swaks is not installed');
    const names = new Set(OPTIONS.flatMap((option) => option.names.map((name) => name.replace(/^--?/, ''))));
    const lists = [...readFileSync(path, 'utf8').matchAll(/^\s*\{ opts\s*=> \['([^\]]+)'\]/gm)];
    const theirs = lists.flatMap(([, list = '']) => list.split(/',\s*'/));
    assert.ok(theirs.length > 100, `only ${theirs.length} names were found`);
    // The one that only tests how swaks takes leave of options.
    const missing = theirs.filter((name) => !names.has(name) && name !== 'trigger-deprecation');
    assert.deepEqual(missing, []);
  });

  it('says of every option what is ours, or why there is none, and has no name twice', () => {
    const names = OPTIONS.flatMap((option) => option.names);
    assert.equal(new Set(names).size, names.length);
    for (const { names: own, ours: template, note } of OPTIONS) assert.ok(template || note, own.join());
  });
});

describe('whatever is typed', () => {
  const value = fc.oneof(
    fc.constantFrom(
      'a@b.example',
      'RCPT',
      '@file',
      '-',
      '3m',
      '587',
      'X: y',
      'h.example',
      '<>',
      '"a b"',
      "'c'",
      '$X',
    ),
    fc.string({ unit: fc.constantFrom(...'ab:@=,.-_ 19[]/\\n%&"\'$<>é\n'), maxLength: 10 }),
  );
  const name = fc.constantFrom(...OPTIONS.flatMap(({ names }) => names), '--h-X', '--no-to', '--unknown', '');
  const line = fc
    .array(fc.tuple(name, fc.constantFrom(' ', '='), fc.option(value, { nil: '' })), { maxLength: 8 })
    .map((all) => `swaks -s h.example ${all.map((one) => one.join('')).join(' ')}`);

  it('nothing but a usage error comes of it, and what is printed is parsed by our own program', () => {
    let parsed = 0;
    fc.assert(
      fc.property(line, (typed) => {
        try {
          for (const { command } of translateSwaks(typed, SENDER)) {
            if (command === '') continue;
            parse(command);
            parsed += 1;
          }
        } catch (error) {
          if (!(error instanceof UsageError)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
    assert.ok(parsed > 50, `only ${parsed} were translated`);
  });
});
