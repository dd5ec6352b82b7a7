import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { startDnsServer } from '../../src/demo/dns.ts';
import { parseZone } from '../../src/demo/zone.ts';
import { ed25519, signed } from '../probes/inspect-fixture.ts';
import { runCli } from '../support/run-cli.ts';

async function serve(t: TestContext, zone: string): Promise<string> {
  const dns = await startDnsServer(parseZone(zone));
  t.after(() => dns.close());
  return `--dns=127.0.0.1:${dns.port}`;
}

const OWN = 'example.org MX 10 mail.example.org\nmail.example.org A 11.0.0.25';

test('domain takes the selectors of a message that the domain has signed', async (t) => {
  const key = `odd-one._domainkey.example.org TXT ${ed25519.record}`;
  const dns = await serve(t, `${OWN}\n${key}`);
  const stdin = await signed({ selector: 'odd-one', key: ed25519 });
  const args = ['domain', 'example.org', '--dns-only', '--json', dns];
  const selectorsOf = async (more: readonly string[]): Promise<string[]> => {
    const { stdout } = await runCli([...args, ...more], { stdin });
    return JSON.parse(stdout).runs[0].evidence.identity.dkim.map(
      ({ selector }: { selector: string }) => selector,
    );
  };
  assert.deepEqual(await selectorsOf([]), []);
  assert.deepEqual(await selectorsOf(['--message', '-']), ['odd-one']);
});

test('domain refuses a message that somebody else has signed', async (t) => {
  const dns = await serve(t, OWN);
  const { code, stderr } = await runCli(['domain', 'example.net', '--dns-only', '--message', '-', dns], {
    stdin: await signed(),
  });
  assert.equal(code, 2);
  assert.match(stderr, /no signature in "-" is of example\.net/);
});

test('domain says what does not go together, and asks before a relay test', async () => {
  for (const [args, expected] of [
    [['--dns-only', '--rcpt'], /leave out --dns-only/],
    [['--fix-zone', '--relay-test', 'ada@example.com'], /leave out --dns-only and --fix-zone/],
    [['--relay-test', 'ada@example.com'], /add --yes if they are yours/],
    [['--relay-test', 'nobody'], /is no mail address/],
    [['--ip', 'nonsense'], /is no IP address/],
    [['--selector', 'a b'], /is no selector/],
    [['--fix-zone', '--json'], /prints a zone file/],
  ] as const) {
    const { code, stdout, stderr } = await runCli(['domain', 'example.org', ...args]);
    assert.deepEqual([code, stdout], [2, ''], args.join(' '));
    assert.match(stderr, expected);
  }
});

test('domain takes an address with its name, and says what to give in the place of a server', async (t) => {
  const dns = await serve(t, OWN);
  const { stdout } = await runCli(['domain', 'Ada <ada@example.org>', '--dns-only', '--quiet', dns]);
  assert.match(stdout, /^example\.org /);
  for (const [text, expected] of [
    ['https://www.example.org/contact', /here perhaps example\.org$/m],
    ['11.0.0.25', /smtp-doctor probe 11\.0\.0\.25$/m],
    ['[2001:db8::1]', /smtp-doctor probe \[2001:db8::1\]$/m],
    ['mail.example.org:25', /here perhaps example\.org; .*probe mail\.example\.org:25$/m],
    ['exam ple', /give the part behind the @/],
  ] as const) {
    const { code, stderr } = await runCli(['domain', text]);
    assert.equal(code, 2, text);
    assert.match(stderr, expected);
  }
});

test('a domain that does not exist is asked for again by the same command', async (t) => {
  const dns = await serve(t, OWN);
  const { stdout } = await runCli(['domain', 'gone.example', '--dns-only', '--json', dns]);
  const [finding] = JSON.parse(stdout).runs[0].findings;
  assert.equal(finding.id, 'resolve.name-unknown');
  assert.ok(finding.fix.some((step: string) => step.includes('smtp-doctor domain gone.example --dns')));
});

/** What may stand on a line of a zone file that is no comment. */
const RECORD = /^(?:[\w.-]|\\\d{3})+\. (?:TXT(?: "(?:[^"\\]|\\.)*")+|(?:MX|SRV|PTR|AAAA|A) [\w.:\\ -]+)$/;

async function fragmentOf(t: TestContext, zone: string): Promise<string[]> {
  const dns = await serve(t, zone);
  const { stdout } = await runCli(['domain', 'example.org', '--dns-only', '--fix-zone', '--lang', 'it', dns]);
  return stdout.trimEnd().split('\n');
}

test('names and texts of a hostile zone stay one record each in the fragment', async (t) => {
  const lines = await fragmentOf(
    t,
    `example.org MX 10 mx.example.org
mx.example.org CNAME "mail(.example.org;x"
"mail(.example.org;x" A 11.0.0.25
25.0.0.11.in-addr.arpa PTR "bank.example. A 6.6.6.6 ;.evil.example"
example.org TXT "v=spf1 a:\\"evil\\\\.example include:x\\";y.example +all"
_dmarc.example.org TXT "v=DMARC1; p=none; rua=mailto:a@(evil.example; x=\\"\\\\"`,
  );
  const records = lines.filter((line) => !line.startsWith(';'));
  assert.ok(records.length >= 4, lines.join('\n'));
  for (const line of records) assert.match(line, RECORD);
  assert.ok(!records.some((line) => line.startsWith('bank.example. ')));
});

test('a record of sixty kilobytes is judged to its end, and no piece of it is published', async (t) => {
  const strings = Array.from(
    { length: 240 },
    (_, at) => `" ip4:11.${at}.0.0/16 ${'a:x.example.org '.repeat(14)}"`,
  );
  const lines = await fragmentOf(t, `${OWN}\nexample.org TXT "v=spf1" ${strings.join(' ')} " -all"`);
  assert.ok(lines.some((line) => line.includes('domain.spf-too-long')));
  assert.ok(!lines.some((line) => /domain\.spf-(?:malformed|neutral)/.test(line)));
  assert.ok(!lines.some((line) => line.startsWith('example.org. TXT')));
});

test('an alias that leads in a circle is not offered as a name to publish', async (t) => {
  const circle =
    'example.org MX 10 a.example.org\na.example.org CNAME b.example.org\nb.example.org CNAME a.example.org';
  const lines = await fragmentOf(t, circle);
  assert.ok(!lines.some((line) => line.startsWith('example.org. MX')));
});

test('the report has each record to publish whole on one line', async (t) => {
  const dns = await serve(t, `${OWN}\nexample.org TXT "v=spf1 mx ${'ip4:11.0.0.1 '.repeat(14)} ?all"`);
  const { stdout } = await runCli(['domain', 'example.org', '--dns-only', dns]);
  assert.match(stdout, /^example\.org\. TXT "v=spf1 mx .{100,} ~all"$/m);
});
