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
