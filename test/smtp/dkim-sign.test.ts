import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { dkimVerify } from 'mailauth';
import { UsageError } from '../../src/errors.ts';
import { type DkimKey, type DkimWishes, signMessage } from '../../src/smtp/dkim-sign.ts';
import { parseRecipient, parseSender } from '../../src/smtp/mailbox.ts';
import { type Message, readMessage } from '../../src/smtp/message.ts';
import { composeMessage, type MessageDraft } from '../../src/smtp/message-compose.ts';
import { MESSAGE_KINDS, messageOfKind } from '../../src/smtp/message-kinds.ts';
import { AWKWARD, inPieces } from './messages.ts';

const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ED25519 = generateKeyPairSync('ed25519');
const CANONICALIZATIONS = ['relaxed/relaxed', 'relaxed/simple', 'simple/relaxed', 'simple/simple'];

const DRAFT: MessageDraft = {
  from: parseSender('ada@example.org'),
  to: [parseRecipient('bob@example.net')],
  headers: [],
  attachments: [],
};

const KEYS: readonly DkimKey[] = [
  { selector: 'rsa', algorithm: 'rsa-sha256', privateKey: pem(RSA.privateKey) },
  { selector: 'ed', algorithm: 'ed25519-sha256', privateKey: pem(ED25519.privateKey) },
];

const WISHES: DkimWishes = { keys: KEYS, canonicalization: 'relaxed/relaxed', isOversigned: false };

function pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** What would be published, by the name it is asked for. */
const RECORDS: Readonly<Record<string, string>> = {
  'rsa._domainkey.example.org': `v=DKIM1; k=rsa; p=${RSA.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`,
  'ed._domainkey.example.org': `v=DKIM1; k=ed25519; p=${ED25519.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')}`,
};

async function bytesOf({ open }: Message): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const piece of open()) parts.push(piece);
  return Buffer.concat(parts);
}

async function verdicts(bytes: Buffer): Promise<string[]> {
  const { results } = await dkimVerify(bytes, {
    resolver: async (name) => [[RECORDS[name.toLowerCase()] ?? '']],
  });
  return results.map(({ status }) => status.result);
}

async function given(text: string | Buffer, pieceBytes = 1_000): Promise<Message> {
  return readMessage(() => inPieces(Buffer.from(text), pieceBytes), { kind: 'as it is' });
}

describe('a signed message', () => {
  for (const canonicalization of CANONICALIZATIONS) {
    it(`verifies with both keys, oversigned or not: ${canonicalization}`, async () => {
      for (const isOversigned of [false, true]) {
        const message = await composeMessage({ ...DRAFT, text: 'a \t b \nperché no\n\n\n' });
        const signed = await signMessage(message, { ...WISHES, canonicalization, isOversigned });
        const bytes = await bytesOf(signed);
        assert.deepEqual(await verdicts(bytes), ['pass', 'pass']);
        assert.equal(signed.facts.bytes, bytes.length);
        assert.ok(bytes.toString().endsWith((await bytesOf(message)).toString()));
        assert.deepEqual(signed.dkim, [
          { domain: 'example.org', selector: 'rsa', algorithm: 'rsa-sha256' },
          { domain: 'example.org', selector: 'ed', algorithm: 'ed25519-sha256' },
        ]);
      }
    });
  }

  for (const name of MESSAGE_KINDS.filter((kind) => kind !== 'empty')) {
    it(`verifies whatever is odd about it: ${name}`, async () => {
      const kind = name === 'size' ? { name, bytes: 200_000 } : { name };
      const signed = await signMessage(await messageOfKind(kind, DRAFT), WISHES);
      assert.deepEqual(await verdicts(await bytesOf(signed)), ['pass', 'pass']);
      assert.equal(signed.kind?.split(':')[0], name);
    });
  }

  for (const [what, bytes] of Object.entries(AWKWARD)) {
    // mailauth takes it for part of the line's end; RFC 6376 does not.
    if (what === 'a lone CR before the end') continue;
    it(`verifies with the body of ${what}`, async () => {
      const message = await given(
        Buffer.concat([Buffer.from('From: a@example.org\r\nX: y\r\n\r\n'), bytes]),
        3,
      );
      const signed = await bytesOf(await signMessage(message, WISHES));
      assert.deepEqual(await verdicts(signed), ['pass', 'pass']);
    });
  }

  it('verifies without a body, without its empty line, and folded', async () => {
    for (const text of [
      'From: a@example.org\r\n',
      'From: a@example.org\r\n\r\n',
      'From: a@example.org\r\nSubject: a\r\n\tb\r\n  c \r\n\r\nx',
      'From:a@example.org\r\nSubject :  x\r\n\r\nx',
    ]) {
      const signed = await bytesOf(await signMessage(await given(text, 1), WISHES));
      // Nothing verifies a header that does not end.
      const whole = text.includes('\r\n\r\n') ? signed : Buffer.concat([signed, Buffer.from('\r\n')]);
      assert.deepEqual(await verdicts(whole), ['pass', 'pass'], JSON.stringify(text));
    }
  });

  it('verifies with any header and any body', async () => {
    const values = fc.string({ unit: 'grapheme-ascii', maxLength: 40 });
    const bodies = fc.array(fc.constantFrom(' ', '\t', '\r\n', 'a', '.', 'ü'), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(values, bodies, fc.constantFrom(...CANONICALIZATIONS), async (value, body, form) => {
        const text = `From: a@example.org\r\nSubject: ${value}\r\n\r\n${body.join('')}\r\n`;
        const signed = await signMessage(await given(text), { ...WISHES, canonicalization: form });
        assert.deepEqual(await verdicts(await bytesOf(signed)), ['pass', 'pass']);
      }),
      { numRuns: 60 },
    );
  });

  it('does not verify once a word of it is changed', async () => {
    const bytes = await bytesOf(await signMessage(await composeMessage(DRAFT), WISHES));
    const changed = bytes.toString().replace('test message. Somebody', 'best message. Somebody');
    assert.deepEqual(await verdicts(Buffer.from(changed)), ['neutral', 'neutral']);
  });

  it('that is oversigned does not verify with a second From, To or Reply-To', async () => {
    const message = await composeMessage(DRAFT);
    for (const field of ['From: eve@example.com', 'To: eve@example.com', 'Reply-To: eve@example.com']) {
      const added = Buffer.from(`${field}\r\n`);
      const signed = await bytesOf(await signMessage(message, { ...WISHES, isOversigned: true }));
      assert.deepEqual(await verdicts(Buffer.concat([added, signed])), ['fail', 'fail'], field);
      const plain = await bytesOf(await signMessage(message, WISHES));
      assert.deepEqual(await verdicts(Buffer.concat([added, plain])), ['pass', 'pass'], field);
    }
  });

  it('signs a byte of UTF-8 that looks like a space of Latin-1 as what it is', async () => {
    const signed = await bytesOf(
      await signMessage(await given('From: a@example.org\r\nSubject: là, là\r\n\r\nx\r\n'), WISHES),
    );
    const header = `${signed.toString('latin1').split('\r\n\r\n')[0]}\r\n`;
    const [signature = ''] = /^DKIM-Signature: v=1; a=ed25519[\s\S]*?\r\n(?![ ])/m.exec(header) ?? [];
    const { verify, createHash } = await import('node:crypto');
    const relaxed = `subject:l\xc3\xa0, l\xc3\xa0\r\nfrom:a@example.org\r\n`;
    const own = signature
      .replace(/\r\n/g, '')
      .replace(/\s+/g, ' ')
      .replace(/^DKIM-Signature: /, 'dkim-signature:');
    const [, value = ''] = / b=(.*)$/.exec(own) ?? [];
    const data = Buffer.from(relaxed + own.replace(/ b=.*$/, ' b='), 'latin1');
    const hash = createHash('sha256').update(data).digest();
    assert.ok(verify(null, hash, ED25519.publicKey, Buffer.from(value, 'base64')));
  });
});

describe('who signs', () => {
  const CASES: readonly (readonly [from: string, domain: string])[] = [
    ['From: "Ada, of @example.com" <ada@Example.ORG>', 'example.org'],
    ['From: ada@example.org (at work)', 'example.org'],
    ['FROM:\r\n Ada\r\n <ada@example.org>', 'example.org'],
    ['From: ada@bücher.example', 'xn--bcher-kva.example'],
  ];
  for (const [from, domain] of CASES) {
    it(`is the domain of ${JSON.stringify(from)}`, async () => {
      const signed = await signMessage(await given(`${from}\r\n\r\nx\r\n`), WISHES);
      assert.equal(signed.dkim?.[0]?.domain, domain);
    });
  }

  it('is whom the user names', async () => {
    const message = await composeMessage(DRAFT);
    const signed = await signMessage(message, { ...WISHES, domain: 'lists.example.net' });
    assert.match((await bytesOf(signed)).toString(), /d=lists\.example\.net;/);
  });

  for (const text of ['X: y\r\n\r\nx', 'From: nobody\r\n\r\nx', '', 'no header at all']) {
    it(`is nobody for ${JSON.stringify(text)}`, async () => {
      await assert.rejects(signMessage(await given(text), WISHES), UsageError);
    });
  }

  it('is nobody for a header without an end', async () => {
    const message = await given(`From: a@example.org\r\n${'x'.repeat(1_200_000)}`, 65_536);
    await assert.rejects(signMessage(message, WISHES), /more than 1 MiB/);
  });
});
