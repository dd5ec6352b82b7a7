import assert from 'node:assert/strict';
import { test } from 'node:test';
import { send } from './delivery-send.ts';
import type { Lab } from './lab.ts';
import { findingIds, onlyRun, type Probe } from './probe.ts';
import { ACCOUNT, HOSTNAMES, LMTP_PORT } from './server.ts';

const TIMEOUT_MS = 60_000;

/** Declares the tests of looking for a message in its mailbox, over IMAP as Dovecot speaks it. */
export function describeArrivalChecks(lab: () => Lab): void {
  for (const port of [993, 143]) {
    test(`a message given to Dovecot is found in the inbox over IMAP on port ${port}`, {
      timeout: TIMEOUT_MS,
    }, async () => {
      const { evidence, findings } = onlyRun(await sendAndLook(lab(), ACCOUNT.user, { port }));
      const { found } = evidence.arrival ?? {};
      assert.deepEqual([found?.folder, found?.role], ['INBOX', 'inbox']);
      assert.equal(found?.way.hops.at(-1)?.protocol?.toUpperCase().startsWith('LMTP'), true);
      assert.ok(findings.some(({ id }) => id === 'data.arrived'));
    });
  }

  test('a message that Dovecot files as spam is found there', { timeout: TIMEOUT_MS }, async () => {
    const [user, domain] = ACCOUNT.user.split('@');
    const result = await sendAndLook(lab(), `${user}+Junk@${domain}`, { port: 993 });
    assert.equal(onlyRun(result).evidence.arrival?.found?.role, 'junk');
    assert.ok(findingIds(onlyRun(result)).includes('data.arrived-as-spam'));
    assert.equal(result.exitCode, 0);
  });

  test('a message that another user got is missing in this mailbox', { timeout: TIMEOUT_MS }, async () => {
    const server = lab().postfix;
    const result = await look(
      lab(),
      ['--imap-timeout', '2', '--to', 'ada@mail.test.example'],
      `${server.address}:25`,
    );
    assert.ok(findingIds(onlyRun(result)).includes('data.arrival-missing'));
    assert.equal(result.exitCode, 1);
  });

  test('a wrong password for IMAP is said to be the reason', { timeout: TIMEOUT_MS }, async () => {
    // Whatever that variable holds, it is not the password.
    const result = await look(lab(), ['--to', ACCOUNT.user, '--imap-password-env', 'HOME']);
    assert.ok(findingIds(onlyRun(result)).includes('data.arrival-unverified'));
    assert.equal(onlyRun(result).evidence.arrival?.failure?.kind, 'login');
  });
}

function sendAndLook(lab: Lab, to: string, { port }: { readonly port: number }): Promise<Probe> {
  return look(lab, ['--to', to], undefined, port);
}

function look(lab: Lab, args: readonly string[], target?: string, port = 993): Promise<Probe> {
  const { address } = lab.dovecot;
  const password = args.includes('--imap-password-env')
    ? []
    : ['--imap-password-env', 'SMTP_DOCTOR_PASSWORD'];
  return send(
    lab,
    target ?? `lmtp://${address}:${LMTP_PORT}`,
    ...args,
    ...['--imap', `${HOSTNAMES.dovecot}:${port}`, '--imap-user', ACCOUNT.user, ...password],
    ...['--resolve', `${HOSTNAMES.dovecot}=${address}`],
  );
}
