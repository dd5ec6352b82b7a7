import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sealMessage } from 'mailauth';
import { UsageError } from '../../src/errors.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { inspectMessage } from '../../src/probes/inspect/inspect.ts';
import { diagnose } from '../../src/rules/index.ts';
import { inspected, MESSAGE, rsa, signed, ZONE } from './inspect-fixture.ts';

describe('SPF of a received message', () => {
  it('is evaluated for the server that the topmost Received from outside names', async (context) => {
    const transport =
      'Return-Path: <ada@example.org>\r\nReceived: from gw (gw [10.0.0.1]) by mx.example.net with ESMTP; Sun, 22 Nov 2026 08:00:09 +0000\r\nReceived: from mail.example.org (x [203.0.113.9]) by gw.example.net with ESMTPS; Sun, 22 Nov 2026 08:00:07 +0000\r\n';
    const { inspection, ids } = await inspected(context, await signed(), { transport });
    assert.deepEqual(inspection.client, {
      ip: { value: '203.0.113.9', source: 'received' },
      helo: { value: 'mail.example.org', source: 'received' },
      mailFrom: { value: 'ada@example.org', source: 'return-path' },
    });
    assert.equal(inspection.spf?.result, 'fail');
    assert.deepEqual(ids, ['domain.spf-client-refused']);
  });

  it('is evaluated for what the user says, before all', async (context) => {
    const wishes = { ip: '192.0.2.7', helo: 'mail.example.org', mailFrom: '' };
    const zone = `${ZONE}mail.example.org TXT "v=spf1 a -all"\nmail.example.org A 192.0.2.7\n`;
    const { inspection } = await inspected(context, await signed(), { wishes, zone });
    assert.deepEqual([inspection.spf?.result, inspection.spf?.domain], ['pass', 'mail.example.org']);
    assert.equal(inspection.client.mailFrom?.source, 'option');
  });

  it('is not evaluated where no address is known', async (context) => {
    const { inspection } = await inspected(context, MESSAGE, { transport: '' });
    assert.deepEqual([inspection.spf, inspection.client, inspection.way.hops], [undefined, {}, []]);
  });

  it('that cannot be evaluated is a finding', async (context) => {
    const zone = ZONE.replace('v=spf1 ip4:192.0.2.7 -all', 'v=spf1 ip4:nonsense -all');
    const { ids } = await inspected(context, await signed(), { zone });
    assert.deepEqual(ids, ['domain.spf-unevaluated']);
  });
});

describe('DMARC of a received message', () => {
  it('fails where neither passes, and then the policy says how bad that is', async (context) => {
    const zone = ZONE.replace('ip4:192.0.2.7', 'ip4:192.0.2.8');
    const { ids, evidence } = await inspected(context, MESSAGE, { zone });
    assert.deepEqual(ids, ['domain.signature-absent', 'domain.spf-client-refused', 'domain.dmarc-failed']);
    assert.equal(evidence.inspection?.dmarc?.policy, 'reject');
  });

  it('fails where both pass for somebody else', async (context) => {
    const message = await signed({}, MESSAGE.replace('ada@example.org', 'ada@example.com'));
    const zone = `${ZONE}_dmarc.example.com TXT "v=DMARC1; p=quarantine"\n`;
    const { ids, inspection } = await inspected(context, message, { zone });
    assert.deepEqual(ids, ['domain.dmarc-failed']);
    assert.deepEqual([inspection.dmarc?.domain, inspection.dmarc?.alignedBy], ['example.com', {}]);
  });
});

describe('ARC of a received message', () => {
  const seal = {
    signingDomain: 'example.org',
    selector: 'rsa',
    privateKey: rsa.pem,
    authResults: 'lists.example.org; spf=pass',
    cv: 'none',
  };

  it('passes, and names who sealed it', async (context) => {
    const headers = await sealMessage(MESSAGE, seal);
    const { inspection } = await inspected(context, headers.toString() + MESSAGE);
    assert.deepEqual([inspection.arc?.result, inspection.detours.sealedBy], ['pass', ['example.org']]);
  });

  it('is broken by a change after the seal', async (context) => {
    const headers = await sealMessage(MESSAGE, seal);
    const { ids } = await inspected(context, headers.toString() + MESSAGE.replace('Hello', 'Hallo'));
    assert.ok(ids.includes('domain.arc-broken'));
  });
});

describe('the receiver’s Authentication-Results', () => {
  const field =
    'Authentication-Results: mx.example.net; spf=pass smtp.mailfrom=ada@example.org; dkim=pass header.d=example.org; dmarc=pass header.from=example.org\r\n';

  it('that say the same are no finding', async (context) => {
    const { ids, inspection } = await inspected(context, field + (await signed()));
    assert.deepEqual(ids, []);
    assert.deepEqual(
      inspection.compared.map(({ method, theirs, ours }) => [method, theirs, ours]),
      [
        ['spf', 'pass', 'pass'],
        ['dkim', 'pass', 'pass'],
        ['dmarc', 'pass', 'pass'],
      ],
    );
  });

  it('that found a signature good make its later fault a note', async (context) => {
    const { ids, evidence } = await inspected(context, field + (await signed({ selector: 'gone' })));
    assert.deepEqual(ids, ['domain.signature-key-missing', 'domain.results-differ']);
    assert.equal(evidence.inspection?.signatures[0]?.fault, 'key-missing');
  });

  it('that found good what no signature says is a finding: it was taken out, or never there', async (context) => {
    const { ids, inspection } = await inspected(context, field + MESSAGE);
    assert.ok(ids.includes('domain.results-differ'));
    const { theirs, ours } = inspection.compared.find(({ method }) => method === 'dkim') ?? {};
    assert.deepEqual([theirs, ours], ['pass', 'none']);
  });

  it('of others below are not the receiver’s', async (context) => {
    const forged = field + field.replaceAll('pass', 'fail').replace('mx.example.net', 'mx.example.com');
    const { inspection } = await inspected(context, forged + (await signed()));
    assert.equal(inspection.receiver?.results.length, 3);
  });
});

describe('the way of a received message', () => {
  const hop = (by: string, from: string, time: string, protocol = 'ESMTPS') =>
    `Received: from ${from} by ${by} with ${protocol} id 1; Sun, 22 Nov 2026 ${time} +0000\r\n`;

  it('has a finding for a long wait', async (context) => {
    const transport =
      hop('mx.example.net', 'mail.example.org (mail.example.org [192.0.2.7])', '08:20:00') +
      hop('mail.example.org', '[10.0.0.2] (x [198.51.100.2])', '08:00:02', 'ESMTPSA');
    const { ids } = await inspected(context, await signed(), { transport });
    assert.deepEqual(ids, ['domain.hop-delayed']);
  });

  it('has a finding for a wrong clock', async (context) => {
    const transport =
      hop('mx.example.net', 'mail.example.org (mail.example.org [192.0.2.7])', '07:20:00') +
      hop('mail.example.org', '[10.0.0.2] (x [198.51.100.2])', '08:00:02', 'ESMTPSA');
    assert.ok(
      (await inspected(context, await signed(), { transport })).ids.includes('domain.hop-clock-wrong'),
    );
  });

  it('has a finding for clear text between public addresses', async (context) => {
    const transport = hop(
      'mx.example.net',
      'mail.example.org (mail.example.org [192.0.2.7])',
      '08:00:08',
      'ESMTP',
    );
    assert.ok((await inspected(context, await signed(), { transport })).ids.includes('domain.hop-cleartext'));
  });
});

describe('what is no ordinary message', () => {
  const plan = {
    subject: 'x',
    wishes: {},
    resolver: createResolver({ servers: ['127.0.0.1:9'], tries: 1, timeoutMs: 50 }),
    deadlineMs: 5_000,
  };

  it('is refused with the remedy', async () => {
    for (const text of ['', 'hello\r\nworld', '\0\0\0', '\r\n\r\nbody', '{"a": 1}']) {
      await assert.rejects(inspectMessage({ ...plan, message: Buffer.from(text) }), UsageError, text);
    }
    const second = 'From bob@example.org Sun Nov 22 09:00:00 2026\nFrom: bob@example.org\n\nagain\n';
    const mailbox = `From ada@example.org Sun Nov 22 08:00:00 2026\nFrom: ada@example.org\n\nonce\n\n${second}`;
    await assert.rejects(inspectMessage({ ...plan, message: Buffer.from(mailbox) }), /more than one message/);
    await assert.rejects(
      inspectMessage({ ...plan, message: Buffer.from(`A: b\r\n${' x\r\n'.repeat(11_000)}`) }),
      UsageError,
    );
  });

  it('is judged without a body, from a mailbox file, and with hostile fields', async () => {
    const hostile = [
      'From ada@example.org Sun Nov 22 08:00:00 2026',
      'From: <<<<>>>>, \u0000, "((((" <a@b@c>',
      `DKIM-Signature: ${';'.repeat(5_000)} v=1; a=rsa-sha256; d=${'a.'.repeat(200)}; s=\u0001; h=${'from:'.repeat(3_000)}; bh=x; b=y; l=99999999999999999999; t=99999999999999`,
      `DKIM-Signature: v=1; a=rsa-sha256; d=x.invalid; s=s; h=from; bh=x; b=y; t=999999999999`,
      'ARC-Seal: i=1; cv=none; a=rsa-sha256',
      'Received: from',
      'Authentication-Results: ((((',
      'Return-Path: <<>>',
    ].join('\n');
    const { inspection } = await inspectMessage({ ...plan, message: Buffer.from(hostile, 'latin1') });
    assert.equal(inspection?.signatures.length, 2);
    assert.equal(inspection?.arc, undefined);
  });
});

describe('the sender shown', () => {
  it('by two fields, by several authors or by none is a finding, and DMARC has nothing to say', async (context) => {
    const kindOf = async (text: string): Promise<unknown> => {
      const { evidence, inspection } = await inspected(context, text);
      assert.equal(inspection.dmarc, undefined);
      const finding = diagnose(evidence).findings.find(({ id }) => id === 'domain.from-unusable');
      return finding && 'kind' in finding.data ? finding.data.kind : undefined;
    };
    assert.equal(await kindOf(`From: Eve <eve@example.com>\r\n${MESSAGE}`), 'several-fields');
    const two = MESSAGE.replace('<ada@example.org>', '<ada@example.org>, b@example.com');
    assert.equal(await kindOf(two), 'several-authors');
    assert.equal(await kindOf(MESSAGE.replace('<ada@example.org>', '')), 'several-authors');
    assert.equal(await kindOf(MESSAGE.replace(/^From:.*\r\n/, '')), 'absent');
  });
});

describe('a signature made to be hard to judge', () => {
  it('whose names no DNS can carry is unreadable', async (context) => {
    const long = `d=${'a.'.repeat(130)}org; s=a`;
    for (const tags of ['d=exam\\.ple(.org"; s=a', 'd=example.org; s=a\u001b[31mb', long, 'd=a..org; s=b']) {
      const forged = `DKIM-Signature: v=1; a=rsa-sha256; ${tags}; h=from; bh=AAAA; b=BBBB\r\n${MESSAGE}`;
      const { signature } = await inspected(context, forged);
      assert.equal(signature.fault, 'malformed', tags);
    }
  });

  it('many times over a large body costs the work of a few', async (context) => {
    const forged = (at: number): string =>
      `DKIM-Signature: v=1; a=rsa-sha256; c=${at % 2 === 0 ? 'relaxed/relaxed' : 'simple/simple'}; d=d${at}.example.org; s=s; h=from; bh=AAAA; b=BBBB\r\n`;
    const many = Array.from({ length: 10 }, (_, at) => forged(at)).join('');
    const body = 'Hello  World, line of text \r\n'.repeat(700_000);
    const startedMs = performance.now();
    const { inspection } = await inspected(context, many + MESSAGE + body);
    assert.equal(inspection.signatures.length, 10);
    const elapsedMs = performance.now() - startedMs;
    assert.ok(elapsedMs < 10_000, `${Math.round(elapsedMs)} ms`);
  });
});
