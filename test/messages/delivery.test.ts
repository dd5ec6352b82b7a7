import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence } from '../../src/evidence.ts';
import { catalogOf } from '../../src/messages/catalog.ts';
import { sendCommandIn } from '../../src/messages/send-command.ts';
import { explain } from '../../src/render/explained.ts';
import { diagnose, type FindingId } from '../../src/rules/index.ts';
import { hello, submissionGoal } from '../support/evidence.ts';
import { sick } from '../support/sick-evidence.ts';
import { answeredEach, refusedAt, reply, transacted } from '../support/transaction.ts';

async function textOf(id: FindingId, evidence: Evidence) {
  const finding = diagnose(evidence).findings.find((candidate) => candidate.id === id);
  assert.ok(finding, id);
  return explain(finding, evidence, await catalogOf('en'));
}

const send = sendCommandIn('ADDRESS');

test('the next command sends by the same server, from and to the same', () => {
  assert.equal(
    send(transacted({}), { options: '--retry-greylist' }),
    '`smtp-doctor send-test mail.example.org:25 --from ada@example.org --to bob@example.net --retry-greylist`',
  );
});

test('an address that a shell would not leave alone is not put into a command', () => {
  const command = send(transacted({ from: '$(reboot)@example.org' }), { to: 'a`b@example.net' });
  assert.equal(command, '`smtp-doctor send-test mail.example.org:25 --from ADDRESS --to ADDRESS`');
});

test('the empty sender stays empty', () => {
  assert.ok(send(transacted({ from: '' })).includes(" --from '<>' "));
});

test('relaying denied to a stranger names the login first, where one is offered', async () => {
  const offered = { goal: submissionGoal, hello: { secure: hello('AUTH PLAIN') } };
  const denied = reply(554, '5.7.1', 'Relay access denied');
  const { title, fix } = await textOf('rcpt.relay-denied', refusedAt('rcpt', denied, offered));
  assert.equal(title, 'The server does not relay without a login');
  assert.match(fix[0] ?? '', /send-test mail\.example\.org:587 .* --user ADDRESS/);
});

test('many recipients are counted, not all named', async () => {
  const refused = reply(550, '5.1.1', 'User unknown');
  const all = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`user${n}@example.net`, refused]));
  const { meaning } = await textOf('rcpt.mailbox-unknown', answeredEach(all));
  assert.match(meaning, /"user4@example\.net" and 4 more\./);
});

test('who is refused for now is told that a test has no queue', async () => {
  const temporary = await textOf('rcpt.mailbox-full', sick['rcpt.mailbox-full']);
  const permanent = await textOf('rcpt.mailbox-unknown', sick['rcpt.mailbox-unknown']);
  assert.match(temporary.meaning, /keeps no queue/);
  assert.doesNotMatch(permanent.meaning, /keeps no queue/);
});

test('acceptance names what to look for in the log: the queue id, else the Message-ID', async () => {
  const { meaning } = await textOf('data.accepted', sick['data.accepted']);
  assert.match(meaning, /the queue id "4XYZ"/);
  const message = { bytes: 1, messageId: '<1@doctor.example>' };
  const without = await textOf('data.accepted', transacted({ final: reply(250, '', 'Ok'), message }));
  assert.match(without.meaning, /the Message-ID "<1@doctor\.example>"/);
});
