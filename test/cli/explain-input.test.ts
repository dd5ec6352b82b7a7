import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { runCli, runProcess } from '../support/run-cli.ts';

const BIN = fileURLToPath(new URL('../../bin/smtp-doctor.js', import.meta.url));
const BOUNCE =
  'From: MAILER-DAEMON@mx.example.org\nTo: ada@example.org\nSubject: Undelivered\n\n' +
  '552 5.2.2 <bob@example.org>: Mailbox full\n';
const LOG = '550 5.1.1 <bob@example.org>: User unknown\nand another line\n';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'explain-input-'));
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'a.log': LOG,
    'b.eml': BOUNCE,
    535: LOG,
    'a.log.gz': gzipSync(LOG),
    'damaged.gz': gzipSync(LOG.repeat(100)).subarray(0, 40),
    'twice.gz': gzipSync(gzipSync(LOG)),
    'a.log.bz2': Buffer.from('BZh91AY&SY and so on', 'latin1'),
    'wide.log': Buffer.from(LOG, 'utf16le'),
    'wide.eml': Buffer.from(`\ufeff${BOUNCE}`, 'utf16le'),
    'swapped.log': Buffer.from(LOG, 'utf16le').swap16(),
    'picture.txt': Buffer.from(Array.from({ length: 4_000 }, (_, at) => (at * 7 + (at >> 5)) % 256)),
  };
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(folder, name), content)));
});
after(() => rm(folder, { recursive: true }));

interface Run {
  readonly code: number | null;
  readonly causes: readonly (string | null)[];
  readonly stderr: string;
}

/** Runs `explain --json` in the folder of the files. */
async function explain(args: readonly string[], stdin: string | Uint8Array = ''): Promise<Run> {
  const { code, stdout, stderr } = await runCli(['explain', ...args, '--json'], { cwd: folder, stdin });
  const explanations: { cause: string | null }[] = stdout === '' ? [] : JSON.parse(stdout).explanations;
  return { code, causes: explanations.map(({ cause }) => cause), stderr };
}

describe('explain, told what to read', () => {
  it('reads all of several files, in their order', async () => {
    assert.deepEqual((await explain(['a.log', 'b.eml'])).causes, ['recipient-unknown', 'mailbox-full']);
  });

  it('calls every path that leads to nothing a mistake, and no sentence a path', async () => {
    const wrong = [['./nope'], ['/tmp/nope/xx'], ['logs/nope'], ['.'], ['/dev/zero'], ['a.log', 'no.eml']];
    for (const args of wrong) {
      const { code, causes, stderr } = await explain(args);
      assert.deepEqual([code, causes], [2, []], args.join(' '));
      assert.match(stderr, /there is no file|is a directory|is no file/);
    }
    for (const args of [['SSL/TLS'], ['see /etc/mail.log'], ['550', 'a.log'], ['https://example.org/x']])
      assert.equal((await explain(args)).code, 0, args.join(' '));
  });

  it('takes a bare code for a code, though a file has its name', async () => {
    assert.deepEqual((await explain(['535'])).causes, ['auth-failed']);
    assert.deepEqual((await explain(['./535'])).causes, ['recipient-unknown']);
    const short = await runProcess(['explain', '535'], { cwd: folder });
    assert.match(short.stdout, /535 /);
  });

  it('calls an empty text a mistake wherever it comes from', async () => {
    const empty: [string[], string?][] = [[['']], [[' ']], [[], ' \n'], [['-'], '']];
    for (const [args, stdin] of empty) {
      const { code, stderr } = await explain(args, stdin);
      assert.equal(code, 2);
      assert.match(stderr, /there is no text to explain/);
    }
  });

  it('says that stdin is a directory', async () => {
    const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${BIN}" explain < /tmp`], {
      encoding: 'utf8',
    });
    assert.equal(status, 2);
    assert.match(stderr, /stdin is a directory/);
  });

  it('lets the stage that was given win over that of the text, in arguments and on stdin', async () => {
    const text = '550 no (in reply to RCPT TO command)';
    assert.deepEqual((await explain([text, '--stage', 'mail'])).causes, ['sender-rejected']);
    assert.deepEqual((await explain(['--stage', 'mail'], `${text}\nx\n`)).causes, ['sender-rejected']);
  });
});

describe('explain, given text in another form', () => {
  it('unpacks gzip and decodes UTF-16, with its mark or without, from a file and from stdin', async () => {
    assert.deepEqual((await explain(['a.log.gz'])).causes, ['recipient-unknown']);
    assert.deepEqual((await explain([], gzipSync(BOUNCE))).causes, ['mailbox-full']);
    assert.deepEqual((await explain(['wide.log'])).causes, ['recipient-unknown']);
    assert.deepEqual((await explain(['swapped.log'])).causes, ['recipient-unknown']);
    assert.deepEqual((await explain(['wide.eml'])).causes, ['mailbox-full']);
    assert.deepEqual((await explain([], Buffer.from('535', 'utf16le'))).causes, ['auth-failed']);
  });

  it('names what it cannot read', async () => {
    const named: readonly (readonly [string, RegExp])[] = [
      ['a.log.bz2', /is no text but bzip2\n {2}unpack it first/],
      ['twice.gz', /is no text but compressed twice/],
      ['damaged.gz', /is compressed by gzip and damaged/],
      ['picture.txt', /is no text\n/],
    ];
    for (const [file, expected] of named) {
      const { code, stderr } = await explain([`./${file}`]);
      assert.equal(code, 2, file);
      assert.match(stderr, expected);
    }
  });

  it('reads through the colours of a terminal', async () => {
    assert.deepEqual((await explain([], '\x1b[31m535 5.7.8 bad\x1b[0m\nfoo')).causes, ['auth-failed']);
    assert.deepEqual((await explain(['\x1b[31m535\x1b[0m 5.7.8 bad'])).causes, ['auth-failed']);
  });
});
