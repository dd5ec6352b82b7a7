import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { ArrivalEvidence } from '../../src/evidence.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { awaitArrival } from '../../src/probes/arrival.ts';
import { diagnose } from '../../src/rules/index.ts';
import { type Store, type Stored, serveStore } from './imap-server.ts';

const HEADER = [
  'Return-Path: <ada@example.org>',
  'Authentication-Results: mx.example.net; spf=fail smtp.mailfrom=example.org; dkim=pass header.d=example.org',
  'Received: from mail.example.org (mail.example.org [192.0.2.7]) by mx.example.net with ESMTPS id 1; Sun, 22 Nov 2026 08:00:07 +0000',
  'Message-ID: <42@doctor.example>',
  '',
  '',
].join('\r\n');

const resolver = createResolver({ servers: ['127.0.0.1:9'], tries: 1, timeoutMs: 50 });
const key = { messageId: '<42@doctor.example>' };

interface Choice {
  readonly limitMs?: number;
  readonly allowCleartext?: boolean;
  readonly signal?: AbortSignal;
  readonly password?: string;
}

function look(
  store: Pick<Stored, 'port'>,
  { limitMs = 400, allowCleartext = true, signal, password = 'secret' }: Choice = {},
) {
  const place = { host: '127.0.0.1', port: store.port, security: 'starttls' } as const;
  const server = { ...place, user: 'bob', password, allowCleartext };
  return awaitArrival({ server, resolver, limitMs }, key, signal ?? new AbortController().signal);
}

async function lookInto(context: TestContext, store: Partial<Store>, choice?: Choice) {
  const stored = await serveStore(context, { folders: { INBOX: [], 'Spam\\Junk': [], Lists: [] }, ...store });
  return { stored, arrival: await look(stored, choice) };
}

function idsOf(arrival: ArrivalEvidence): string[] {
  const goal = { host: 'mail.example.org', role: 'submission', security: 'auto' } as const;
  return diagnose({ observedAt: '2026-11-22T12:00:00.000Z', goal, arrival }).findings.map(({ id }) => id);
}

describe('an accepted message', () => {
  it('is found in the inbox, with its way and the receiver’s results', async (context) => {
    const { arrival } = await lookInto(context, { folders: { INBOX: ['Subject: x\r\n\r\n', HEADER] } });
    assert.deepEqual([arrival.found?.folder, arrival.found?.role, arrival.looks], ['INBOX', 'inbox', 1]);
    assert.equal(arrival.found?.way.hops[0]?.by, 'mx.example.net');
    assert.deepEqual(
      arrival.found?.receiver?.results.map(({ result }) => result),
      ['fail', 'pass'],
    );
    assert.deepEqual(idsOf(arrival), ['data.arrived']);
  });

  it('is found in the folder for spam, whatever that is called', async (context) => {
    const { arrival } = await lookInto(context, { folders: { INBOX: [], 'Immondizia\\Junk': [HEADER] } });
    assert.deepEqual([arrival.found?.folder, arrival.found?.role], ['Immondizia', 'junk']);
    assert.deepEqual(idsOf(arrival), ['data.arrived-as-spam']);
  });

  it('that a filter has marked is spam in the inbox too', async (context) => {
    const { arrival } = await lookInto(context, { folders: { INBOX: [`X-Spam-Flag: YES\r\n${HEADER}`] } });
    assert.deepEqual([arrival.found?.role, arrival.found?.spamField], ['inbox', 'x-spam-flag: YES']);
    assert.deepEqual(idsOf(arrival), ['data.arrived-as-spam']);
  });

  it('is found in another folder, where rules have put it', async (context) => {
    const { arrival } = await lookInto(context, { folders: { INBOX: [], Lists: [HEADER] } });
    assert.deepEqual([arrival.found?.folder, arrival.found?.role], ['Lists', 'other']);
  });

  it('is found when it comes later', async (context) => {
    const stored = await serveStore(context, { folders: { INBOX: [] } });
    setTimeout(() => stored.put('INBOX', HEADER), 700);
    const arrival = await look(stored, { limitMs: 10_000 });
    assert.ok((arrival.found?.afterMs ?? 0) >= 700 && arrival.looks > 1);
  });

  it('that does not come is missing after the limit, and every folder was looked into', async (context) => {
    const { arrival } = await lookInto(context, {});
    assert.deepEqual(arrival.folders.toSorted(), ['INBOX', 'Lists', 'Spam']);
    assert.ok(arrival.waitedMs >= 400 && arrival.waitedMs < 5_000);
    assert.deepEqual(idsOf(arrival), ['data.arrival-missing']);
  });
});

describe('a mailbox that cannot be looked into says why', () => {
  it('the login is refused', async (context) => {
    const { arrival } = await lookInto(context, { password: 'another' });
    assert.equal(arrival.failure?.kind, 'login');
    assert.match(arrival.failure?.message ?? '', /Invalid credentials/);
    assert.deepEqual(idsOf(arrival), ['data.arrival-unverified']);
  });

  it('there is no TLS, and the password is not sent', async (context) => {
    const { arrival, stored } = await lookInto(context, {}, { allowCleartext: false });
    assert.equal(arrival.failure?.kind, 'tls');
    assert.doesNotMatch(stored.lines.join('\n'), /LOGIN|AUTHENTICATE|secret/);
  });

  it('nothing answers', async () => {
    assert.equal((await look({ port: 9 })).failure?.kind, 'refused');
  });

  for (const [title, store, kind] of [
    ['it hangs up at the greeting', { greeting: '* BYE no\r\n' }, undefined],
    ['it is no IMAP server', { greeting: '220 mail.example.net ESMTP\r\n' }, undefined],
    ['it is silent', { greeting: ' ' }, 'timeout'],
    ['it hangs up while it is looked through', { instead: { 'UID SEARCH': 'drop' } }, 'disconnected'],
    ['it sends a line without an end', { instead: { LIST: 'x'.repeat(2_000_000) } }, 'limit'],
    [
      'it announces a header of a gigabyte',
      {
        folders: { INBOX: [HEADER] },
        instead: { 'UID FETCH': 'OK\r\n* 1 FETCH (UID 1 BODY[HEADER] {1000000000}\r\nx' },
      },
      'limit',
    ],
  ] as const) {
    it(title, { timeout: 40_000 }, async (context) => {
      const { arrival } = await lookInto(context, store);
      assert.ok(arrival.failure, JSON.stringify(arrival));
      if (kind) assert.equal(arrival.failure.kind, kind);
      assert.deepEqual(idsOf(arrival), ['data.arrival-unverified']);
    });
  }

  it('its user ends the search', async (context) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 300);
    const { arrival } = await lookInto(context, {}, { limitMs: 60_000, signal: controller.signal });
    assert.equal(arrival.failure?.kind, 'aborted');
    assert.deepEqual(idsOf(arrival), ['data.arrival-unverified']);
  });

  it('its user had ended it before', async (context) => {
    const { arrival, stored } = await lookInto(context, {}, { limitMs: 60_000, signal: AbortSignal.abort() });
    assert.deepEqual([arrival.failure?.kind, stored.lines], ['aborted', []]);
  });

  for (const [from, text] of [
    ['greeting', '*'],
    ['LIST', '* 1 EXISTS\r\n'],
    ['UID SEARCH', '* 1 EXISTS\r\n'.repeat(500)],
    ['UID SEARCH', '1'],
    ['UID FETCH', '* 1 FETCH (UID 7)\r\n'],
  ] as const) {
    it(`it goes on for ever from ${from} with ${text.slice(0, 16).trim()}`, {
      timeout: 10_000,
    }, async (context) => {
      const endless = { from, text };
      const { arrival } = await lookInto(context, { folders: { INBOX: [HEADER] }, endless });
      assert.equal(arrival.failure?.kind, 'timeout', JSON.stringify(arrival));
      assert.ok(arrival.waitedMs < 3_000, `${arrival.waitedMs} ms`);
      assert.deepEqual(idsOf(arrival), ['data.arrival-unverified']);
    });
  }
});

describe('a password that the server sends back stands nowhere', () => {
  const PASSWORDS = ['kR7-vault "x\\y" 42', 'grüne-Wiese-19'];
  for (const password of PASSWORDS) {
    const quoted = `"${password.replace(/["\\]/g, '\\$&')}"`;
    const wire = Buffer.from(quoted).toString('latin1');
    for (const [title, store] of [
      ['in the refusal of the login', { instead: { LOGIN: `BAD cannot parse: 2 LOGIN "bob" ${wire}\r\n` } }],
      ['in a refusal of its own', { instead: { LOGIN: `NO [AUTHENTICATIONFAILED] ${password}\r\n` } }],
      ['in base64', { instead: { LOGIN: `NO ${Buffer.from(`\0bob\0${password}`).toString('base64')}\r\n` } }],
      ['in a later refusal', { instead: { LOGIN: 'OK\r\n', EXAMINE: `NO not with ${password}\r\n` } }],
    ] as const) {
      it(`${title}: ${password}`, async (context) => {
        const { arrival } = await lookInto(context, store, { password });
        const { message = '' } = arrival.failure ?? {};
        assert.ok(message.includes('***'), JSON.stringify(arrival));
        assert.doesNotMatch(message, /vault|Wiese|gr\S+ne|a1I3LX|Z3LD/);
      });
    }
  }
});
