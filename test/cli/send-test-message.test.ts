import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { dkimVerify } from 'mailauth';
import PostalMime from 'postal-mime';
import { listen } from '../net/loopback.ts';
import { type Sink, sinkServer } from '../smtp/sink-server.ts';
import { type Outcome, type RunOptions, runCli } from '../support/run-cli.ts';

const run = promisify(execFile);
const ENVELOPE = ['--from', 'ada@example.org', '--to', 'bob@example.net'];
const WITHOUT_PIPES = process.platform === 'win32';

function send(port: number, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return runCli(['send-test', `127.0.0.1:${port}`, '--security', 'none', ...ENVELOPE, ...args], options);
}

async function folder(t: TestContext): Promise<string> {
  const name = await mkdtemp(join(tmpdir(), 'send-message-'));
  t.after(() => rm(name, { recursive: true, force: true }));
  return name;
}

async function file(t: TestContext, text: string | Buffer, name = 'file'): Promise<string> {
  const path = join(await folder(t), name);
  await writeFile(path, text, { mode: 0o600 });
  return path;
}

async function fifo(t: TestContext): Promise<string> {
  const path = join(await folder(t), 'pipe');
  await run('mkfifo', [path]);
  return path;
}

function textOf(content: string | ArrayBuffer | Uint8Array): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

function lines({ messages }: Sink): string[] {
  return (messages[0] ?? '').toString().split('\r\n');
}

/** Sends and gives what arrived. */
async function sent(t: TestContext, args: readonly string[], options: RunOptions = {}): Promise<Sink> {
  const sink = await sinkServer(t, { extensions: ['8BITMIME', 'SMTPUTF8', 'SIZE 100000000'] });
  const { code, stderr } = await send(sink.port, args, options);
  assert.equal(code, 0, stderr);
  return sink;
}

async function refused(t: TestContext, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { port, sockets } = await listen(t);
  const { code, stdout, stderr } = await send(port, args, options);
  assert.equal(code, 2, stderr);
  assert.equal(stdout, '');
  assert.equal(sockets.length, 0);
  return stderr;
}

describe('a message from a pipe', { concurrency: 2, skip: WITHOUT_PIPES }, () => {
  const EML = Buffer.from('From: a@example.org\r\n\r\n.x\r\nGr\u00fc\u00dfe\r\n');

  it('goes as it is with --eml, and leaves no file behind', async (t) => {
    const pipe = await fifo(t);
    createWriteStream(pipe).end(EML);
    const { messages } = await sent(t, ['--eml', pipe], { env: { TMPDIR: dirname(pipe) } });
    assert.deepEqual(messages, [EML]);
    assert.deepEqual(await readdir(dirname(pipe)), [basename(pipe)]);
  });

  it('goes along with --attach, as do two files and a program that writes', async (t) => {
    const pipe = await fifo(t);
    createWriteStream(pipe).end('from the pipe');
    const plain = await file(t, 'from a file', 'b c.txt');
    const sink = await sent(t, ['--attach', pipe, '--attach', plain, '--attach', '/dev/stdin'], {
      stdin: 'from stdin',
    });
    const { attachments } = await PostalMime.parse(sink.messages[0] ?? '');
    assert.deepEqual(
      attachments.map(({ filename, content }) => [filename, textOf(content)]),
      [
        ['pipe', 'from the pipe'],
        ['b c.txt', 'from a file'],
        ['stdin', 'from stdin'],
      ],
    );
  });

  it('goes through a substituted process', { skip: process.platform !== 'linux' }, async (t) => {
    const sink = await sinkServer(t);
    const bin = fileURLToPath(new URL('../../bin/smtp-doctor.js', import.meta.url));
    await run('bash', [
      '-c',
      `"$0" "$@" --eml <(printf 'From: a@example.org\\r\\n\\r\\nx\\r\\n')`,
      ...[process.execPath, bin, 'send-test', `127.0.0.1:${sink.port}`, '--security', 'none', ...ENVELOPE],
    ]);
    assert.equal(sink.messages[0]?.toString(), 'From: a@example.org\r\n\r\nx\r\n');
  });

  for (const option of ['--eml', '--attach', '--dkim-key']) {
    it(`that nobody writes to ends with the deadline: ${option}`, { timeout: 20_000 }, async (t) => {
      const selector = option === '--dkim-key' ? ['--dkim-selector', 'x'] : [];
      const said = await refused(t, [option, await fifo(t), ...selector, '--deadline', '1']);
      assert.match(said, /did not end within the deadline of 1 s/);
    });
  }

  it('that never ends, ends with the deadline too', { timeout: 20_000 }, async (t) => {
    const pipe = await fifo(t);
    const writer = createWriteStream(pipe);
    t.after(() => writer.destroy());
    writer.write('From: a@example.org\r\n');
    assert.match(await refused(t, ['--eml', pipe, '--deadline', '1']), /did not end within the deadline/);
  });

  it('that is a device is refused', async (t) => {
    assert.match(await refused(t, ['--attach', '/dev/zero']), /is no file and no pipe/);
  });

  it('that is empty is refused, and so is an empty file', async (t) => {
    assert.match(await refused(t, ['--eml', '/dev/stdin']), /the message is empty: --eml "\/dev\/stdin"/);
    assert.match(await refused(t, ['--eml', await file(t, '')]), /the message is empty/);
  });

  it('and a secret cannot both be on stdin', async (t) => {
    const said = await refused(t, ['--attach', '/dev/stdin', '--user', 'ada', '--password-stdin'], {
      stdin: 'x',
    });
    assert.match(said, /leaves no stdin for a secret/);
  });
});

describe('what is given for the message', { concurrency: 2 }, () => {
  it('is in the header as it was given, Bcc, empty fields and Content-Type included', async (t) => {
    const given = ['Bcc: eve@example.net', 'X-Empty:', 'content-type: text/html', 'MIME-Version: 1.0 (mine)'];
    const sink = await sent(t, ['--text', 'x', ...given.flatMap((field) => ['--header', field])]);
    for (const field of given) assert.ok(lines(sink).includes(field), field);
    for (const name of ['content-type', 'mime-version', 'from', 'date', 'message-id']) {
      assert.equal(lines(sink).filter((line) => line.toLowerCase().startsWith(`${name}:`)).length, 1, name);
    }
  });

  it('is refused where MIME forbids it', async (t) => {
    const attachment = await file(t, 'x');
    const type = ['--header', 'Content-Type: text/html'];
    assert.match(await refused(t, [...type, '--attach', attachment]), /does not fit the parts/);
    assert.match(await refused(t, [...type, '--text', 'x', '--html', 'x']), /does not fit the parts/);
    assert.match(await refused(t, ['--header', 'Content-Type: multipart/mixed']), /does not fit the parts/);
    const encoding = ['--header', 'Content-Transfer-Encoding: base64'];
    assert.match(await refused(t, encoding), /does not say how this message is encoded/);
  });

  it('is a subject of any length', async (t) => {
    const subject = 'x'.repeat(3_000);
    const sink = await sent(t, ['--subject', subject]);
    assert.ok(lines(sink).every((line) => line.length <= 998));
    assert.equal((await PostalMime.parse(sink.messages[0] ?? '')).subject, subject);
  });

  it('may break its lines as it likes: they arrive as CRLF', async (t) => {
    const sink = await sent(t, ['--text', 'one\rtwo\r\nthree\nfour']);
    assert.match((sink.messages[0] ?? '').toString(), /\r\n\r\none\r\ntwo\r\nthree\r\nfour\r\n$/);
  });

  it('may be a file whose name is hard to write', async (t) => {
    const name = 'a "b"; c\\d\t\u00e9\u{1f600}.txt';
    const sink = await sent(t, ['--attach', await file(t, 'x', name)]);
    const [attachment] = (await PostalMime.parse(sink.messages[0] ?? '')).attachments;
    assert.equal(attachment?.filename, name);
  });

  it('may not be a file with a line break in its name', async (t) => {
    const path = await file(t, 'x', 'a\r\nBcc: eve@example.net');
    assert.match(await refused(t, ['--attach', path]), /line break/);
  });

  it('may be a file whose name looks like an address of the web', async (t) => {
    const path = join(await folder(t), 'data:text');
    await writeFile(path, 'mine');
    const sink = await sent(t, ['--attach', path]);
    const [attachment] = (await PostalMime.parse(sink.messages[0] ?? '')).attachments;
    assert.equal(textOf(attachment?.content ?? ''), 'mine');
  });

  it('is nothing beside an empty message, and no more than a server takes', async (t) => {
    assert.match(await refused(t, ['--kind', 'empty', '--subject', 'x']), /has no header/);
    assert.match(await refused(t, ['--kind', 'size:999999G']), /larger than any server takes/);
  });
});

describe('the size of a kind', { concurrency: 2 }, () => {
  for (const [size, bytes] of [
    ['3145728', 3_145_728],
    ['3M', 3_145_728],
    ['3m', 3_145_728],
    ['2k', 2_048],
  ] as const) {
    it(`${size} is ${bytes} bytes`, async () => {
      const { stdout } = await send(1, ['--kind', `size:${size}`, '--dry-run', '--json']);
      assert.equal(JSON.parse(stdout).message.facts.bytes, bytes);
    });
  }

  for (const [kind, says] of [
    ['size', /does not say how large/],
    ['size:', /does not say how large/],
    ['size:0', /"0" is no size/],
    ['size:-3M', /"-3M" is no size/],
    ['size:1.5M', /"1\.5M" is no size/],
    ['size:3MB', /"3MB" is no size/],
    ['size:3M:1', /"3M:1" is no size/],
    ['size:1e6', /size:3145728 or size:3M/],
    [`size:${'9'.repeat(400)}`, /larger than any server takes/],
    ['gtube:3M', /--kind gtube takes no size/],
    ['huge:3M', /unknown kind "huge:3M"/],
  ] as const) {
    it(`is refused in clear words where it is none: ${kind.slice(0, 20)}`, async () => {
      const { code, stderr } = await send(1, ['--kind', kind]);
      assert.equal(code, 2);
      assert.match(stderr, says);
    });
  }
});

describe('each kind', { concurrency: 2 }, () => {
  const KINDS: readonly (readonly [kind: string, says: RegExp])[] = [
    ['gtube', /expected: refused, or marked on arrival/],
    ['eicar', /expected: refused, or marked on arrival/],
    ['long-line', /expected: refused, or mended on the way/],
    ['eight-bit', /expected: accepted; so it was/],
    ['bare-lf', /expected: refused, or mended on the way/],
    ['null-byte', /expected: refused, or mended on the way/],
    ['size:300K', /expected: accepted; so it was/],
    ['smtputf8', /expected: accepted; so it was/],
    ['empty', /expected: refused, or mended on the way/],
  ];
  for (const [kind, says] of KINDS) {
    it(`${kind} arrives, and what was expected is said`, async (t) => {
      const sink = await sinkServer(t, { extensions: ['8BITMIME', 'SMTPUTF8', 'SIZE 1000000'] });
      const { code, stdout } = await send(sink.port, ['--kind', kind]);
      assert.equal(code, 0);
      assert.match(stdout, says);
      assert.equal(sink.messages.length, 1);
    });
  }

  it('that a filter refuses is as expected, and one that should be taken is not', async (t) => {
    const { port } = await sinkServer(t, { final: '554 5.7.1 spam', extensions: ['8BITMIME'] });
    assert.match((await send(port, ['--kind', 'gtube'])).stdout, /wherever a filter looks;\s+so it was/);
    assert.match((await send(port, ['--kind', 'eight-bit'])).stdout, /expected: accepted; it was not so/);
  });

  it('of a size beyond what is announced is to be refused', async (t) => {
    const { port } = await sinkServer(t, { extensions: ['SIZE 1000'], mail: '552 5.3.4 too large' });
    assert.match((await send(port, ['--kind', 'size:2K'])).stdout, /expected: refused; so it was/);
  });
});

describe('a message that is signed', { concurrency: 2 }, () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const RECORD = `v=DKIM1; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;

  async function verdict(bytes: Buffer | undefined): Promise<(string | undefined)[]> {
    const { results } = await dkimVerify(bytes ?? Buffer.alloc(0), { resolver: async () => [[RECORD]] });
    return results.map(
      ({ status, signingDomain, selector }) => `${status.result} ${selector} ${signingDomain}`,
    );
  }

  it('verifies where it arrives, and the report says who signed, with nothing of the key', async (t) => {
    const key = await file(t, KEY);
    const eml = Buffer.from('From: Ada <ada@example.com>\r\nSubject: x\r\n\r\n.y\r\n');
    const signing = ['--dkim-key', key, '--dkim-selector', 'mail', '--dkim-oversign', '--format', 'json'];
    for (const [args, domain] of [
      [[], 'example.org'],
      [['--kind', 'eight-bit'], 'example.org'],
      [['--eml', await file(t, eml)], 'example.com'],
      [['--stdin'], 'example.com'],
      [['--dkim-domain', 'Example.NET', '--dkim-canonicalization', 'simple/simple'], 'example.net'],
    ] as const) {
      const sink = await sinkServer(t, { extensions: ['8BITMIME'] });
      const { code, stdout, stderr } = await send(sink.port, [...signing, ...args], {
        stdin: eml.toString(),
      });
      assert.equal(code, 0, stderr);
      assert.deepEqual(await verdict(sink.messages[0]), [`pass mail ${domain}`]);
      const [seen] = JSON.parse(stdout).runs;
      assert.deepEqual(seen.evidence.delivery.message.dkim, [
        { domain, selector: 'mail', algorithm: 'rsa-sha256' },
      ]);
      assert.ok(!`${stdout}${stderr}`.includes(KEY.slice(40, 80)));
    }
  });

  it('is shown with its signature by --dry-run, and named in the report', async (t) => {
    const key = ['--dkim-key', await file(t, KEY), '--dkim-selector', 'mail'];
    assert.match((await send(1, [...key, '--dry-run'])).stdout, /^C: DKIM-Signature: v=1; a=rsa-sha256/m);
    const { port } = await sinkServer(t);
    const { stdout } = await send(port, key);
    assert.match(stdout, /signed with DKIM for example\.org, selector mail, rsa-sha256/);
  });

  it('of a series is signed each for itself, with a token of its own, what pipes gave included', async (t) => {
    if (WITHOUT_PIPES) return t.skip('no pipes of this kind');
    const [key, attached] = [await fifo(t), await fifo(t)];
    const sink = await sinkServer(t, { extensions: ['PIPELINING', 'SIZE 1000000'] });
    const sending = send(sink.port, [
      ...['--dkim-key', key, '--dkim-selector', 'mail', '--attach', attached, '--count', '3', '--json'],
    ]);
    for (const [path, text] of [
      [key, KEY],
      [attached, 'the attachment'],
    ] as const) {
      createWriteStream(path).end(text);
    }
    const { code, stdout, stderr } = await sending;
    assert.equal(code, 0, `${stderr}${stdout.slice(0, 500)}`);
    const tokens = new Set(
      sink.messages.map((bytes) => /^Message-ID: <([0-9a-f]{24})@/im.exec(String(bytes))?.[1]),
    );
    assert.equal(tokens.size, 3);
    for (const message of sink.messages) {
      assert.deepEqual(await verdict(message), ['pass mail example.org']);
      const [attachment] = (await PostalMime.parse(message)).attachments;
      assert.equal(textOf(attachment?.content ?? ''), 'the attachment');
    }
  });

  it('with a short RSA key is sent with a warning, with a shorter one not at all', async (t) => {
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
    const weak = await file(t, short.export({ type: 'pkcs1', format: 'pem' }));
    const sink = await sinkServer(t);
    const args = ['--dkim-key', weak, '--dkim-selector', 'mail', '--count', '3'];
    const { code, stderr } = await send(sink.port, args);
    assert.equal(code, 0);
    assert.equal(stderr.match(/is an RSA key of 1024 bits; 2048/g)?.length, 1);
    const shorter = generateKeyPairSync('rsa', { modulusLength: 512 }).privateKey;
    const weaker = await file(t, shorter.export({ type: 'pkcs8', format: 'pem' }));
    const said = await refused(t, ['--dkim-key', weaker, '--dkim-selector', 'mail']);
    assert.match(said, /512 bits, which nobody verifies/);
  });

  const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const FAULTS: readonly (readonly [what: string, text: string | Buffer, says: RegExp])[] = [
    ['no key', 'secret words that are no key', /holds no private key that can be read/],
    ['a public key', publicKey.export({ type: 'spki', format: 'pem' }), /holds a public key/],
    ['an elliptic curve', EC.export({ type: 'pkcs8', format: 'pem' }), /of the type "ec"/],
    [
      'a key with a passphrase',
      privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }),
      /is encrypted with a passphrase/,
    ],
    ['nothing', '', /gives an empty secret|holds no private key/],
  ];
  for (const [what, text, says] of FAULTS) {
    it(`is not sent with ${what}`, async (t) => {
      const said = await refused(t, ['--dkim-key', await file(t, text), '--dkim-selector', 'mail']);
      assert.match(said, says);
      assert.ok(!said.includes('secret words'));
    });
  }

  it('needs a key that is there, a selector for each, and a sound one', async (t) => {
    const key = await file(t, KEY);
    assert.match(
      await refused(t, ['--dkim-key', '/nowhere', '--dkim-selector', 'x']),
      /cannot read --dkim-key/,
    );
    assert.match(await refused(t, ['--dkim-key', key]), /1 --dkim-key and 0 --dkim-selector/);
    assert.match(await refused(t, ['--dkim-selector', 'x']), /0 --dkim-key and 1 --dkim-selector/);
    assert.match(await refused(t, ['--dkim-oversign']), /nothing signs the message/);
    for (const bad of ['a b', '-a', 'a..b', 'a;b', '']) {
      assert.match(await refused(t, ['--dkim-key', key, '--dkim-selector', bad]), /is no selector/);
    }
    const both = ['--dkim-key', key, '--dkim-selector', 'x'];
    assert.match(await refused(t, [...both, '--dkim-domain', 'a b']), /a b/);
    assert.match(await refused(t, [...both, '--kind', 'empty']), /cannot be signed/);
    assert.match(await refused(t, [...both, '--stdin'], { stdin: 'X: y\n\nz' }), /without From/);
  });
});
