import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { send } from './delivery-send.ts';
import { FULL_USER } from './dovecot.ts';
import { GREYLIST_SECONDS } from './greylist.ts';
import type { Lab } from './lab.ts';
import { POLICY_PORTS } from './postfix.ts';
import { findingIds, onlyRun } from './probe.ts';
import { ACCOUNT, LMTP_PORT, MAIL_DOMAIN, STRANGER } from './server.ts';

const KNOWN = `ada@${MAIL_DOMAIN}`;
const UNKNOWN = `nobody@${MAIL_DOMAIN}`;
const ELSEWHERE = 'bob@elsewhere.example';
const TEMPORARY = 15;
const PERMANENT = 16;

/** What a server refuses, and what is to be found of it. */
interface RefusalCase {
  readonly title: string;
  readonly server: 'postfix' | 'exim';
  readonly port: number;
  readonly args: readonly string[];
  readonly id: string;
  readonly exitCode: number;
}

const LOGIN = ['--user', ACCOUNT.user];

const REFUSALS: readonly RefusalCase[] = [
  ...(['postfix', 'exim'] as const).flatMap((server) => [
    {
      ...{ title: 'a domain that is not its own', server, port: 25, args: ['--to', ELSEWHERE] },
      ...{ id: 'rcpt.relay-denied', exitCode: PERMANENT },
    },
    {
      ...{ title: 'a mailbox that does not exist', server, port: 25, args: ['--to', UNKNOWN] },
      ...{ id: 'rcpt.mailbox-unknown', exitCode: PERMANENT },
    },
    {
      ...{ title: 'a message that is too large', server, port: 25 },
      args: ['--to', KNOWN, '--kind', 'size:45M'],
      ...{ id: 'mail.size-refused', exitCode: PERMANENT },
    },
  ]),
  {
    ...{ title: 'a message that is too large, once it has it', server: 'postfix' },
    ...{ port: POLICY_PORTS.withoutSize, args: ['--to', KNOWN, '--kind', 'size:45M'] },
    ...{ id: 'data.too-large', exitCode: PERMANENT },
  },
  {
    ...{ title: 'a recipient for now (greylisting)', server: 'postfix', port: POLICY_PORTS.greylisting },
    args: ['--to', KNOWN, '--from', 'grey@elsewhere.example'],
    ...{ id: 'rcpt.greylisted', exitCode: TEMPORARY },
  },
  {
    ...{ title: 'a recipient for now (greylisting)', server: 'exim', port: 25 },
    args: ['--to', `grey@${MAIL_DOMAIN}`],
    ...{ id: 'rcpt.greylisted', exitCode: TEMPORARY },
  },
  {
    ...{ title: "somebody else's address as the sender", server: 'postfix', port: POLICY_PORTS.ownSender },
    args: ['--to', KNOWN, '--from', 'eve@test.example', ...LOGIN],
    ...{ id: 'mail.sender-not-owned', exitCode: PERMANENT },
  },
  {
    ...{ title: 'a sender by its rules', server: 'postfix', port: POLICY_PORTS.noSender },
    args: ['--to', KNOWN],
    ...{ id: 'mail.sender-refused', exitCode: PERMANENT },
  },
  {
    ...{ title: 'a stranger where one has to log in', server: 'postfix', port: 587 },
    args: ['--to', ELSEWHERE],
    ...{ id: 'rcpt.relay-denied', exitCode: PERMANENT },
  },
];

/** Declares the tests of refusals. */
export function describeRefusals(lab: () => Lab): void {
  describe('a refusal is found for what it is', () => {
    for (const one of REFUSALS)
      test(`${one.server} refuses ${one.title}: ${one.id}`, () => assertRefused(lab(), one));

    test('Postfix, greylisting, takes the message on the second try, once the time is over', async () => {
      const { address, hostname } = lab().postfix;
      const args = ['--tls-servername', hostname, '--from', 'again@elsewhere.example', '--to', KNOWN];
      const target = `${address}:${POLICY_PORTS.greylisting}`;
      const result = await send(lab(), target, ...args, '--retry-greylist');
      const [refused, accepted] = result.report.runs;
      assert.equal(refused?.evidence.delivery?.recipients[0]?.reply?.code, 450);
      assert.ok((refused?.evidence.followedBy?.waitedMs ?? 0) >= GREYLIST_SECONDS * 1000);
      assert.equal(accepted?.evidence.delivery?.final?.code, 250);
      assert.equal(result.exitCode, 0);
    });

    test('Postfix takes whoever logs in, with an address of their own', async () => {
      const { port, server } = { port: POLICY_PORTS.ownSender, server: lab().postfix };
      const args = ['--tls-servername', server.hostname, '--from', ACCOUNT.user, '--to', ELSEWHERE, ...LOGIN];
      const result = await send(lab(), `${server.address}:${port}`, ...args);
      assert.equal(result.exitCode, 0, findingIds(onlyRun(result)).join());
      assert.equal(onlyRun(result).evidence.delivery?.authenticated, true);
    });
  });

  describe('LMTP answers for each recipient', () => {
    test('one has no room and one is unknown: the third has the message all the same', async () => {
      const { address } = lab().dovecot;
      const recipients = [ACCOUNT.user, FULL_USER, STRANGER].flatMap((user) => ['--to', user]);
      const result = await send(lab(), `lmtp://${address}:${LMTP_PORT}`, '--security', 'none', ...recipients);
      const run = onlyRun(result);
      const { delivery } = run.evidence;
      const fates = delivery?.recipients.map((one) => [one.reply?.code, one.delivery?.code]);
      assert.deepEqual(fates, [
        [250, 250],
        [250, 552],
        [550, undefined],
      ]);
      for (const id of ['rcpt.some-refused', 'rcpt.mailbox-full', 'rcpt.mailbox-unknown']) {
        assert.ok(findingIds(run).includes(id), `${id} is not among ${findingIds(run).join()}`);
      }
    });
  });
}

async function assertRefused(lab: Lab, { server, port, args, id, exitCode }: RefusalCase): Promise<void> {
  const { address, hostname } = lab[server];
  const result = await send(lab, `${address}:${port}`, '--tls-servername', hostname, ...args);
  const run = onlyRun(result);
  assert.equal(
    run.findings[0]?.id,
    id,
    JSON.stringify([findingIds(run), run.evidence.delivery, run.evidence.failure]),
  );
  assert.equal(result.exitCode, exitCode);
}
