import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Finished, finish } from './command.ts';
import { testMessages } from './delivery-messages.ts';
import { arrival, send, withFile } from './delivery-send.ts';
import type { Lab } from './lab.ts';
import { onlyRun } from './probe.ts';
import { ADDRESSES, MAIL_DOMAIN, MAILBOXES } from './server.ts';

const SERVERS = ['postfix', 'exim'] as const;
const CANONICALIZATIONS = ['relaxed/relaxed', 'relaxed/simple', 'simple/relaxed', 'simple/simple'];
const [USER] = MAILBOXES;

/** opendkim-testmsg asks whom the system asks, so that it gets an /etc/resolv.conf of its own. */
const VERIFY = 'mount --bind "$1" /etc/resolv.conf && exec opendkim-testmsg < "$2"';

/** Declares the tests of what OpenDKIM makes of the signatures, once a server has delivered the message. */
export function describeSignatures(lab: () => Lab): void {
  for (const name of SERVERS) {
    describe(`OpenDKIM verifies what came through ${name}`, () => {
      for (const selector of ['rsa', 'ed']) {
        for (const canonicalization of CANONICALIZATIONS) {
          test(`${selector}, ${canonicalization}, oversigned`, async () => {
            const options = ['--dkim-canonicalization', canonicalization, '--dkim-oversign'];
            await assertVerified(await delivered(lab(), name, [...signing(lab(), selector), ...options]));
          });
        }
      }

      test('two signatures', async () => {
        await assertVerified(
          await delivered(lab(), name, [...signing(lab(), 'rsa'), ...signing(lab(), 'ed')]),
        );
      });

      for (const { title, bytes, marker } of testMessages()) {
        test(title, () =>
          withFile(bytes, async (file) => {
            const args = [...signing(lab(), 'rsa'), '--eml', file];
            await assertVerified(await delivered(lab(), name, args, marker));
          }),
        );
      }
    });
  }

  test('OpenDKIM refuses what was changed after it was signed', async () => {
    const bytes = await delivered(lab(), 'postfix', signing(lab(), 'rsa'));
    const changed = bytes.toString('latin1').replace('test message', 'fest message');
    const { code, stderr } = await verify(Buffer.from(changed, 'latin1'));
    assert.notEqual(code, 0);
    assert.match(stderr, /Bad signature/);
  });
}

function signing({ dkim }: Lab, selector: string): string[] {
  const key = dkim.keys.find((one) => one.selector === selector);
  assert.ok(key, selector);
  return ['--dkim-key', key.file, '--dkim-selector', key.selector];
}

/** Sends a message and gives it as it lies in the mailbox; without a marker, it is found by its token. */
async function delivered(
  lab: Lab,
  name: (typeof SERVERS)[number],
  args: readonly string[],
  marker?: string,
): Promise<Buffer> {
  const server = lab[name];
  const result = await send(lab, `${server.address}:25`, '--to', `${USER}@${MAIL_DOMAIN}`, ...args);
  const { evidence, findings } = onlyRun(result);
  assert.equal(result.exitCode, 0, JSON.stringify(findings[0]?.data));
  const { delivery } = evidence;
  assert.equal(delivery?.message?.dkim?.[0]?.domain, MAIL_DOMAIN);
  await server.deliver(delivery?.queueId ?? 'none');
  const bytes = await arrival(server.maildirOf(USER), marker ?? delivery?.message?.token ?? 'none');
  assert.match(bytes.toString('latin1'), /^DKIM-Signature: /);
  return bytes;
}

async function assertVerified(bytes: Buffer): Promise<void> {
  const { code, stderr } = await verify(bytes);
  assert.equal(code, 0, stderr);
}

function verify(bytes: Buffer): Promise<Finished> {
  return withFile(Buffer.from(`nameserver ${ADDRESSES.nsd}\n`), (resolver) =>
    withFile(bytes, (file) => finish('unshare', ['--mount', 'sh', '-c', VERIFY, 'sh', resolver, file])),
  );
}
