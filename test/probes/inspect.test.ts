import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import {
  ed25519,
  inspected,
  MESSAGE,
  otherRsa,
  signed,
  signedByHand,
  weakRsa,
  ZONE,
} from './inspect-fixture.ts';

const NAMES = ['From', 'To', 'Subject', 'Date', 'Message-ID'];

describe('a good signature', () => {
  for (const canonicalization of ['relaxed/relaxed', 'simple/simple', 'relaxed/simple', 'simple/relaxed']) {
    it(`over ${canonicalization} text passes, by mailauth and by ourselves`, async (context) => {
      const { signature, inspection, ids } = await inspected(context, await signed({ canonicalization }));
      assert.deepEqual([signature.fault, signature.mailauth?.result], [undefined, 'pass']);
      assert.deepEqual([inspection.spf?.result, inspection.dmarc?.result], ['pass', 'pass']);
      assert.deepEqual(ids, []);
    });
  }

  it('by ed25519 passes', async (context) => {
    const message = await signed({ selector: 'ed', key: ed25519, algorithm: 'ed25519-sha256' });
    const { signature } = await inspected(context, message);
    assert.deepEqual(
      [signature.fault, signature.mailauth?.result, signature.key.type],
      [undefined, 'pass', 'ed25519'],
    );
  });

  it('that is oversigned passes, and a second From makes it fail', async (context) => {
    const names = ['From', 'From', 'Subject', 'Subject', 'Date'];
    const message = signedByHand('c=relaxed/relaxed', names);
    assert.equal((await inspected(context, message)).signature.fault, undefined);
    const { signature } = await inspected(
      context,
      message.replace('\r\nTo:', '\r\nFrom: eve@example.com\r\nTo:'),
    );
    assert.equal(signature.fault, 'header-changed');
    assert.deepEqual(signature.changes, [{ field: 'from', kind: 'added' }]);
  });

  it('of a message saved with the line ends of Unix passes', async (context) => {
    const { signature } = await inspected(context, (await signed()).replaceAll('\r\n', '\n'));
    assert.equal(signature.fault, undefined);
  });

  it('asks the DNS each question once', async (context) => {
    const { queries, inspection } = await inspected(context, await signed());
    assert.deepEqual(queries.toSorted(), [...new Set(queries)].sort());
    assert.equal(inspection.questions.length, queries.length);
  });
});

describe('made by OpenDKIM', () => {
  const record = readFileSync(new URL('../trace/opendkim-key.txt', import.meta.url), 'latin1').trim();
  const zone = `${ZONE}odk._domainkey.example.org TXT ${record}\n`;

  for (const form of ['relaxed', 'simple']) {
    const file = new URL(`../trace/opendkim-${form}.eml`, import.meta.url);
    const message = readFileSync(file, 'latin1').replaceAll('\n', '\r\n');

    it(`a ${form} signature passes`, async (context) => {
      const { signature } = await inspected(context, message, { zone });
      assert.deepEqual([signature.fault, signature.mailauth?.result], [undefined, 'pass']);
    });

    it(`a ${form} signature fails when a word of the body changes`, async (context) => {
      const { signature } = await inspected(context, message.replace('bye', 'ciao'), { zone });
      assert.deepEqual([signature.fault, signature.body], ['body-changed', { kind: 'unknown' }]);
    });
  }
});

describe('a signature that fails says why', () => {
  it('a list has put a footer below', async (context) => {
    const { signature, ids, inspection } = await inspected(
      context,
      `List-Id: <friends.lists.example.com>\r\n${await signed()}_______\r\nFriends mailing list\r\n`,
    );
    assert.deepEqual(signature.body, { kind: 'appended', lines: 2, sample: 'Friends mailing list' });
    assert.equal(signature.headerMatches, true);
    assert.deepEqual(signature.laterServers, ['mx.example.net']);
    assert.equal(inspection.detours.list, 'friends.lists.example.com');
    assert.deepEqual(ids, ['domain.dkim-body-changed', 'domain.message-redirected']);
  });

  it('a gateway has put a warning on top', async (context) => {
    const message = (await signed()).replace('\r\n\r\n', '\r\n\r\nCAUTION: external mail\r\n');
    const { signature } = await inspected(context, message);
    assert.deepEqual(signature.body, { kind: 'prepended', lines: 1, sample: 'CAUTION: external mail' });
  });

  it('a word of the body was changed', async (context) => {
    const { signature } = await inspected(context, (await signed()).replace('Hello', 'Hallo'));
    assert.deepEqual([signature.fault, signature.body], ['body-changed', { kind: 'unknown' }]);
  });

  it('the subject got a prefix, from a filter or a list', async (context) => {
    for (const prefix of ['[friends] ', '***SPAM*** ', '{Spam?} ', 'EXTERNAL: ']) {
      const message = (await signed()).replace('Subject: Ping', `Subject: ${prefix}Ping`);
      const { signature } = await inspected(context, message);
      assert.deepEqual(signature.changes, [{ field: 'subject', kind: 'prefixed', before: 'Ping' }], prefix);
    }
  });

  it('a list has rewritten From and the subject at once', async (context) => {
    const message = (await signed())
      .replace(
        'From: Ada <ada@example.org>',
        'From: Ada via Friends <friends@example.com>\r\nReply-To: Ada <ada@example.org>',
      )
      .replace('Subject: Ping', 'Subject: [friends] Ping');
    const { signature } = await inspected(context, message);
    assert.deepEqual(
      signature.changes?.map(({ field, kind }) => `${field} ${kind}`),
      ['subject prefixed', 'from replaced'],
    );
  });

  it('a signed field was changed, and z= remembers what it said', async (context) => {
    const message = signedByHand('c=relaxed/relaxed; z=Subject:Ping|From:Ada=20<ada@example.org>', NAMES);
    const { signature } = await inspected(context, message.replace('Subject: Ping', 'Subject: Pong'));
    assert.deepEqual(signature.changes, [{ field: 'subject', kind: 'replaced', before: 'Ping' }]);
  });

  it('a signed field was changed, and which one cannot be told', async (context) => {
    const { signature, ids } = await inspected(
      context,
      (await signed()).replace('Subject: Ping', 'Subject: Pong'),
    );
    assert.deepEqual(
      [signature.fault, signature.changes, signature.bodyMatches],
      ['header-changed', [], true],
    );
    assert.deepEqual(ids, ['domain.dkim-header-changed']);
  });

  it('a server has folded anew what simple does not forgive', async (context) => {
    const message = (await signed({ canonicalization: 'simple/simple' })).replace(
      'Subject: Ping',
      'Subject:  Ping',
    );
    const { signature } = await inspected(context, message);
    assert.deepEqual(signature.changes, [{ field: 'subject', kind: 'form' }]);
  });

  it('it was made over the other form than c= says', async (context) => {
    const body = (await signed({ canonicalization: 'relaxed/simple' })).replace(
      'c=relaxed/simple',
      'c=relaxed/relaxed',
    );
    const { signature } = await inspected(context, body);
    assert.deepEqual(signature.body, { kind: 'canonicalization' });
  });

  it('it was made with another key', async (context) => {
    const { signature, ids } = await inspected(context, await signed({ selector: 'other' }));
    assert.equal(signature.fault, 'key-other');
    assert.deepEqual(ids, ['domain.signature-key-mismatched']);
    assert.equal(
      (await inspected(context, await signed({ selector: 'other', key: otherRsa }))).signature.fault,
      undefined,
    );
  });

  for (const [selector, fault, id] of [
    ['gone', 'key-missing', 'domain.signature-key-missing'],
    ['revoked', 'key-revoked', 'domain.signature-key-revoked'],
    ['broken', 'key-unusable', 'domain.signature-key-unusable'],
    ['mute', 'key-unread', 'domain.signature-key-unanswered'],
  ] as const) {
    it(`its key is ${selector}`, async (context) => {
      const { signature, ids } = await inspected(context, await signed({ selector }));
      assert.equal(signature.fault, fault);
      assert.deepEqual(ids, [id]);
    });
  }

  it('its key is too short', async (context) => {
    const { signature } = await inspected(context, await signed({ selector: 'weak', key: weakRsa }));
    assert.deepEqual([signature.fault, signature.key.bits], ['key-unusable', 768]);
  });

  it('it had expired on arrival, but not one that has expired since', async (context) => {
    const late = await inspected(
      context,
      signedByHand('c=relaxed/relaxed; t=1795334401; x=1795334403', NAMES),
    );
    assert.deepEqual([late.signature.fault, late.ids], ['expired', ['domain.signature-expired']]);
    const since = await inspected(
      context,
      signedByHand('c=relaxed/relaxed; t=1795334401; x=1795334500', NAMES),
    );
    assert.equal(since.signature.fault, undefined);
  });

  it('its algorithm is unknown, or its tags are missing', async (context) => {
    const unknown = (await signed()).replace('a=rsa-sha256', 'a=gost-sha256');
    assert.equal((await inspected(context, unknown)).signature.fault, 'algorithm');
    const maimed = (await signed()).replace(/\bbh=[^;]+;/, '');
    const { signature, ids } = await inspected(context, maimed);
    assert.equal(signature.fault, 'malformed');
    assert.deepEqual(ids, ['domain.signature-unreadable']);
  });
});

describe('beside that, a signature', () => {
  it('with l= leaves what was added to anybody', async (context) => {
    const message = await signed({ maxBodyLength: 10 });
    const { signature, ids } = await inspected(context, message);
    assert.equal(signature.fault, undefined);
    assert.ok((signature.unsignedBytes ?? 0) > 0);
    assert.deepEqual(ids, ['domain.signature-length-limited']);
  });

  it('with l= beyond the body has lost its end, and prints nothing of it on stdout', async (context) => {
    const message = (await signed({ maxBodyLength: 14 })).replace(
      /\r\n\r\nHello[\s\S]*$/,
      '\r\n\r\nHello\r\n',
    );
    const { signature } = await inspected(context, message);
    assert.deepEqual(signature.body, { kind: 'cut' });
  });

  it('of a key under test is said to be so', async (context) => {
    const { ids } = await inspected(context, await signed({ selector: 'test' }));
    assert.deepEqual(ids, ['domain.signature-key-testing']);
  });

  it('that is one of very many is looked at among the first ten', async (context) => {
    const message = await signed();
    const own = message.slice(0, message.indexOf('From: Ada'));
    const { inspection } = await inspected(context, own.repeat(40) + MESSAGE);
    assert.deepEqual([inspection.signatures.length, inspection.moreSignatures], [10, 30]);
  });
});
