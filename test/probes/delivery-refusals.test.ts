import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Evidence } from '../../src/evidence.ts';
import { type Catalog, catalogOf } from '../../src/messages/catalog.ts';
import { explain } from '../../src/render/explained.ts';
import { diagnose, type Finding } from '../../src/rules/index.ts';
import type { SinkScript } from '../smtp/sink-server.ts';
import { type Change, deliverTo } from './delivery-plan.ts';

async function findings(t: TestContext, script: SinkScript, change: Change = {}) {
  const { evidence, sink } = await deliverTo(t, script, change);
  return { evidence, sink, found: diagnose(evidence).findings };
}

function only(found: readonly Finding[], id: string): Finding {
  const finding = found.find((one) => one.id === id);
  assert.ok(finding, `${id} among ${found.map((one) => one.id).join(', ')}`);
  return finding;
}

/** Title and meaning in a language, on one line. */
async function told(finding: Finding, evidence: Evidence, locale: 'en' | 'it'): Promise<string> {
  const catalog: Catalog = await catalogOf(locale);
  const { title, meaning } = explain(finding, evidence, catalog);
  return `${title} ${meaning}`;
}

const LMTP = { plan: { lmtp: true } } as const;
const BOB = 'bob@example.net';

describe('who must act on a refusal', () => {
  const CASES: readonly (readonly [title: string, script: SinkScript, change: Change, actor: string])[] = [
    ['421 at RCPT: the server', { rcpt: { [BOB]: '421 bye' } }, {}, 'server-admin'],
    ['450 at RCPT: the server', { rcpt: { [BOB]: '450 not now' } }, {}, 'server-admin'],
    ['550 at RCPT: the recipient', { rcpt: { [BOB]: '550 no' } }, {}, 'recipient'],
    [
      '550 by LMTP: the server, for the message',
      { isLmtp: true, deliveries: { [BOB]: '550 no' } },
      LMTP,
      'server-admin',
    ],
    ['450 by LMTP: the server', { isLmtp: true, deliveries: { [BOB]: '450 not now' } }, LMTP, 'server-admin'],
    [
      '550 by PRDR: the server, for the message',
      { extensions: ['PRDR'], prdr: { [BOB]: '550 no' }, final: '550 no' },
      { wishes: { prdr: true } },
      'server-admin',
    ],
  ];
  for (const [title, script, change, actor] of CASES) {
    it(`without a reason: ${title}`, async (t) => {
      const { found } = await findings(t, script, change);
      assert.equal(only(found, 'rcpt.refused').actor, actor);
    });
  }

  for (const [title, script, change] of [
    ['LMTP', { isLmtp: true, deliveries: { [BOB]: '452 4.2.2 over quota' } }, LMTP],
    ['RCPT', { rcpt: { [BOB]: '452 4.2.2 over quota' } }, {}],
  ] as const) {
    it(`is whom the reason names, by ${title}`, async (t) => {
      const { found } = await findings(t, script, change);
      assert.equal(only(found, 'rcpt.mailbox-full').actor, 'recipient');
    });
  }
});

describe('a message refused as too big', () => {
  const TOO_BIG = '552 5.3.4 Message size exceeds fixed limit';
  const message = Buffer.from(`Subject: x\r\n\r\n${'hello there\r\n'.repeat(200)}`);

  for (const [at, script, id] of [
    ['after the dot', { final: TOO_BIG }, 'data.too-large'],
    ['at MAIL', { mail: TOO_BIG }, 'mail.size-refused'],
  ] as const) {
    it(`within the limit that was announced is the server's fault, and both are told, ${at}`, async (t) => {
      const extensions = ['SIZE 3145728'];
      const { evidence, found } = await findings(t, { ...script, extensions }, { message });
      const finding = only(found, id);
      assert.equal(finding.actor, 'server-admin');
      const { size } = finding.data as { size?: object };
      assert.deepEqual(size, { bytes: message.length, announcedBytes: 3_145_728 });
      assert.match(await told(finding, evidence, 'en'), /announced 3 MiB and still refused 2\.6 KiB/);
      assert.match(await told(finding, evidence, 'it'), /annunciato 3 MiB, eppure rifiuta 2,6 KiB/);
    });
  }

  it('beyond it is the sender’s to mend', async (t) => {
    const { evidence, found } = await findings(t, { final: TOO_BIG, extensions: ['SIZE 1000'] }, { message });
    const finding = only(found, 'data.too-large');
    assert.equal(finding.actor, 'you');
    assert.match(await told(finding, evidence, 'en'), /announced a limit of 1/);
  });

  it('by a server that announced no limit is the sender’s to mend', async (t) => {
    for (const extensions of [[], ['SIZE'], ['SIZE 0'], ['SIZE x']]) {
      const { found } = await findings(t, { final: TOO_BIG, extensions }, { message });
      assert.equal(only(found, 'data.too-large').actor, 'you');
    }
  });
});

describe('chunks (BDAT)', () => {
  const change: Change = {
    message: Buffer.concat([Buffer.alloc(3_000_000, 'line of text\r\n'), Buffer.from('\r\n')]),
    wishes: { chunks: true },
  };

  it('that are refused on the way are told with how many had been taken', async (t) => {
    const script = { extensions: ['CHUNKING'], chunkAt: { 2: '452 4.3.1 Insufficient system storage' } };
    const { evidence, found, sink } = await findings(t, script, change);
    assert.deepEqual(evidence.delivery?.chunksTaken, { count: 1, bytes: 1_048_576 });
    assert.equal(sink.counts.BDAT, 2);
    const [finding] = found.filter(({ stage, severity }) => stage === 'data' && severity === 'error');
    assert.ok(finding);
    assert.match(await told(finding, evidence, 'en'), /had taken 1 MiB of it, in 1 chunk \(BDAT\)/);
    assert.match(await told(finding, evidence, 'it'), /ne aveva accettato 1 MiB, in 1 blocco \(BDAT\)/);
  });

  it('between which the connection breaks are no silence after DATA', async (t) => {
    const { evidence, found } = await findings(t, { extensions: ['CHUNKING'], chunkAt: { 2: '' } }, change);
    assert.equal(evidence.delivery?.unconfirmed, undefined);
    const finding = only(found, 'data.dropped');
    const { isBegun, chunksTaken } = finding.data as { isBegun?: boolean; chunksTaken?: object };
    assert.deepEqual([isBegun, chunksTaken], [true, { count: 1, bytes: 1_048_576 }]);
    const words = await told(finding, evidence, 'en');
    assert.match(words, /breaks in the middle.* in 1 chunk \(BDAT\)\. The last one was not sent/);
    assert.doesNotMatch(words, /final dot/);
    assert.match(await told(finding, evidence, 'it'), /L’ultimo blocco non è stato inviato/);
  });

  it('that are all sent leave nothing to tell, be they refused', async (t) => {
    const whole = await findings(t, { extensions: ['CHUNKING'] }, change);
    assert.equal(whole.evidence.delivery?.chunksTaken, undefined);
    const refused = await findings(t, { extensions: ['CHUNKING'], final: '554 5.7.1 spam' }, change);
    assert.equal(refused.evidence.delivery?.chunksTaken, undefined);
  });
});
