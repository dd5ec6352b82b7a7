import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import PostalMime from 'postal-mime';
import { type TestMessage, testMessages, utf8Message } from './delivery-messages.ts';
import { arrival, send, withFile } from './delivery-send.ts';
import { lmtpSocketOf } from './dovecot.ts';
import type { Lab } from './lab.ts';
import { findingIds, onlyRun, type Probe } from './probe.ts';
import { ACCOUNT, LMTP_PORT, MAIL_DOMAIN, MAILBOXES } from './server.ts';

const SERVERS = ['postfix', 'exim'] as const;
const [USER, UTF8_USER] = MAILBOXES;

const WAYS: readonly { readonly title: string; readonly args: readonly string[] }[] = [
  { title: 'by DATA', args: [] },
  { title: 'by DATA, each reply awaited', args: ['--no-pipelining'] },
  { title: 'by BDAT', args: ['--bdat'] },
];

const ATTACHMENT_BYTES = 20 * 1000 ** 2;

/** Declares the tests of what arrives, byte by byte. */
export function describeArrivals(lab: () => Lab): void {
  for (const name of SERVERS) {
    for (const { title, args } of WAYS) {
      describe(`a message that ${name} is given ${title} arrives as it was`, () => {
        for (const message of testMessages()) {
          test(message.title, async () => {
            await assertArrives(lab(), name, message, args);
          });
        }
      });
    }

    test(`${name} delivers a header and an address that need SMTPUTF8`, async () => {
      const message = utf8Message();
      const run = await assertArrives(lab(), name, message, [], UTF8_USER);
      assert.ok(run.evidence.delivery?.parameters.some((text) => text.includes('SMTPUTF8')));
    });

    test(`${name} delivers an attachment of 20 MB`, () => assertAttachment(lab(), name));
  }

  for (const way of ['tcp', 'unix'] as const) {
    test(`a message that Dovecot is given by LMTP over ${way} arrives as it was`, () =>
      assertLmtp(lab(), way));
  }
}

async function assertArrives(
  lab: Lab,
  name: (typeof SERVERS)[number],
  message: TestMessage,
  args: readonly string[],
  user: string = USER,
) {
  const server = lab[name];
  const result = await withFile(message.bytes, (file) =>
    send(lab, `${server.address}:25`, '--to', `${user}@${MAIL_DOMAIN}`, '--eml', file, ...args),
  );
  const run = assertAccepted(result);
  await server.deliver(run.evidence.delivery?.queueId ?? 'none');
  assertSame(await arrival(server.maildirOf(user), message.marker), message);
  return run;
}

function assertAccepted(result: Probe) {
  const run = onlyRun(result);
  const errors = run.findings.filter(({ severity }) => severity === 'error');
  assert.deepEqual(errors, [], findingIds(run).join());
  assert.equal(result.exitCode, 0);
  assert.equal(run.evidence.delivery?.final?.code ?? 250, 250);
  return run;
}

/** Long ones are not printed whole. */
function assertSame(arrived: Buffer, { bytes }: TestMessage): void {
  if (arrived.equals(bytes)) return;
  const at = bytes.findIndex((octet, index) => octet !== arrived[index]);
  const near = (octets: Buffer) => octets.subarray(Math.max(at - 40, 0), at + 40).toString('latin1');
  assert.fail(`differs at ${at}: ${JSON.stringify(near(bytes))} became ${JSON.stringify(near(arrived))}`);
}

async function assertAttachment(lab: Lab, name: (typeof SERVERS)[number]): Promise<void> {
  const server = lab[name];
  const bytes = randomBytes(ATTACHMENT_BYTES);
  const result = await withFile(bytes, (file) =>
    send(lab, `${server.address}:25`, '--to', `${USER}@${MAIL_DOMAIN}`, '--attach', file),
  );
  const { delivery } = assertAccepted(result).evidence;
  await server.deliver(delivery?.queueId ?? 'none');
  const arrived = await arrival(server.maildirOf(USER), delivery?.message?.token ?? 'none');
  assert.equal(arrived.length, delivery?.message?.bytes);
  const { attachments } = await PostalMime.parse(arrived);
  const [content] = attachments.map((attachment) => attachment.content);
  assert.ok(content instanceof ArrayBuffer);
  assert.equal(digest(Buffer.from(content)), digest(bytes));
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function assertLmtp(lab: Lab, way: 'tcp' | 'unix'): Promise<void> {
  const { dovecot } = lab;
  const target =
    way === 'tcp' ? `lmtp://${dovecot.address}:${LMTP_PORT}` : `unix:${lmtpSocketOf(dovecot.directory)}`;
  const [, , message] = testMessages();
  assert.ok(message);
  const result = await withFile(message.bytes, (file) =>
    send(lab, target, '--lmtp', '--security', 'none', '--to', ACCOUNT.user, '--eml', file),
  );
  const run = assertAccepted(result);
  assert.equal(run.evidence.delivery?.recipients[0]?.delivery?.code, 250);
  assertSame(await arrival(`${dovecot.directory}/homes/${ACCOUNT.user}/Maildir`, message.marker), message);
}
