import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STAGES } from '../../src/errors.ts';
import type { Locale } from '../../src/messages/catalog.ts';
import type { CauseText } from '../../src/messages/cause-text.ts';
import { deliveryCauses as deliveryEn } from '../../src/messages/en/causes/delivery.ts';
import { senderCauses as senderEn } from '../../src/messages/en/causes/sender.ts';
import { explainWords as explainEn } from '../../src/messages/en/explain.ts';
import { certaintyOf, classOf, retryKindOf } from '../../src/messages/explain-words.ts';
import { deliveryCauses as deliveryIt } from '../../src/messages/it/causes/delivery.ts';
import { senderCauses as senderIt } from '../../src/messages/it/causes/sender.ts';
import { explainWords as explainIt } from '../../src/messages/it/explain.ts';
import type { Facts, Interpretation, Reason, Statement } from '../../src/replies/interpretation.ts';

const TITLE_CHARACTERS = 65;
const EXPLAIN = { en: explainEn, it: explainIt };
const en: Readonly<Record<string, CauseText>> = { ...senderEn, ...deliveryEn };
const it: Readonly<Record<string, CauseText>> = { ...senderIt, ...deliveryIt };

const FACTS: Facts = {
  address: 'ada@example.org',
  ip: '192.0.2.25',
  url: 'https://mail.example.net/why',
  blocklist: 'Spamhaus ZEN',
  limitBytes: 26_214_400,
  waitSeconds: 300,
  limit: 2_000,
  queueId: '4ZxY1',
};

const SPOKEN: Omit<Statement, 'text'> = {
  code: 452,
  enhanced: '4.7.1',
  provider: 'google',
  software: 'postfix',
  host: 'mx.example.net',
  recipient: 'bob@example.com',
};

function seen(over: Partial<Interpretation> = {}): Interpretation {
  const empty = { confidence: 0.9, because: [], alternatives: [], facts: {}, statement: { text: 'no' } };
  return { ...empty, ...over };
}

/** An interpretation that says nothing but a cause, one with all facts, and both at each stage, for now and for good. */
const SEEN: readonly Interpretation[] = [
  seen(),
  seen({ facts: { blocklist: 'dnsbl.sorbs.net' } }),
  seen({ statement: { text: 'Error: open resolver; https://check.spamhaus.org/returnc/pub/192.0.2.53/' } }),
  ...[undefined, ...STAGES].flatMap((stage) =>
    [true, false].flatMap((temporary) => [
      seen({ temporary, statement: { text: 'no', ...(stage && { stage }) } }),
      seen({ temporary, facts: FACTS, statement: { text: 'no', ...SPOKEN, ...(stage && { stage }) } }),
    ]),
  ),
];

function assertReadable(text: string): void {
  assert.ok(text.length > 0 && text.trim() === text, text);
  assert.doesNotMatch(text, /undefined|\[object|NaN|\.\.| {2}| [.,:;](?!`)|""|!|'|\bplease\b/, text);
  assert.equal((text.match(/`/g) ?? []).length % 2, 0, text);
}

function textsOf({ title, meaning, fix, avoid }: CauseText, of: Interpretation): string[] {
  return [title, meaning(of), ...fix(of), ...(avoid === undefined ? [] : [avoid])];
}

for (const [detail, english] of Object.entries(en)) {
  test(`${detail} is told in both languages, whatever is known beside it`, () => {
    const italian = it[detail];
    assert.ok(italian);
    for (const of of SEEN) {
      for (const text of [...textsOf(english, of), ...textsOf(italian, of)]) assertReadable(text);
      assert.ok(english.fix(of).length > 0);
      assert.equal(english.fix(of).length, italian.fix(of).length);
      for (const { meaning } of [english, italian]) assert.match(meaning(of), /\.$/);
    }
  });

  test(`${detail} differs between the languages only in its words`, () => {
    const italian = it[detail];
    assert.ok(italian);
    for (const { title } of [english, italian]) {
      assert.ok(title.length <= TITLE_CHARACTERS, `${title.length} characters: ${title}`);
      assert.doesNotMatch(title, /[.:]$/);
    }
    assert.notEqual(english.title, italian.title);
    assert.notEqual(english.meaning(seen()), italian.meaning(seen()));
    assert.equal(english.see, italian.see);
    assert.equal(english.avoid === undefined, italian.avoid === undefined);
  });
}

test('words of the peer stand in quotes only, and a host that is no name becomes a placeholder', () => {
  const hostile = '`rm -rf`\u001b[31m $(x)';
  const facts = { address: hostile, ip: hostile, url: hostile, blocklist: hostile };
  const of = seen({ facts, statement: { text: hostile, host: hostile, recipient: hostile } });
  for (const text of [...Object.values(en), ...Object.values(it)].flatMap((cause) => textsOf(cause, of))) {
    assert.ok(!text.replaceAll(`"${hostile}"`, '').includes('rm -rf'), text);
  }
});

test('the next command names the host and the domains that the text names', () => {
  const of = seen({ facts: FACTS, statement: { text: 'no', ...SPOKEN } });
  assert.match(deliveryEn['server-busy'].fix(of).join(), /`smtp-doctor probe mx\.example\.net`/);
  assert.match(senderEn['spf-failed'].fix(of).join(), /`smtp-doctor domain example\.org`/);
  assert.match(deliveryEn.loop.fix(of).join(), /`smtp-doctor domain example\.com`/);
  assert.match(deliveryIt.loop.fix(seen()).join(), /`smtp-doctor domain DOMINIO`/);
});

test('the recipient’s domain is not taken for the sender’s', () => {
  const of = seen({ facts: FACTS, statement: { text: 'no', recipient: 'ADA@example.org' } });
  assert.match(senderEn['spf-failed'].fix(of).join(), /`smtp-doctor domain DOMAIN`/);
});

test('a list that refused to answer, or has ended, is the receiver’s to mend', () => {
  const asked = (over: Partial<Interpretation>) => senderEn['address-blocklisted'].fix(seen(over))[0] ?? '';
  assert.match(asked({ facts: { blocklist: 'dnsbl.sorbs.net' } }), /postmaster/);
  assert.match(asked({ statement: { text: 'https://check.spamhaus.org/returnc/vol/' } }), /postmaster/);
  assert.match(asked({ facts: { blocklist: 'Barracuda' } }), /barracudacentral/);
});

test('a refused login is not to be tried again, even when its code is temporary', () => {
  assert.equal(retryKindOf(seen({ cause: 'auth-failed', temporary: true })), 'login');
  assert.equal(retryKindOf(seen({ cause: 'rate-limited', detail: 'login-limit', temporary: true })), 'login');
});

test('when to try again follows the cause, and without one the class', () => {
  const said = (code: number) => seen({ statement: { text: '', code } });
  assert.equal(retryKindOf(seen({ cause: 'greylisted', temporary: true })), 'greylisted');
  assert.equal(retryKindOf(seen({ cause: 'expired', temporary: false })), 'expired');
  assert.equal(retryKindOf(seen({ cause: 'server-error', temporary: true })), 'later');
  assert.equal(retryKindOf(seen({ cause: 'policy', temporary: false })), 'mended');
  assert.equal(retryKindOf(seen({ cause: 'policy' })), 'blind');
  assert.deepEqual([250, 354, 451, 550].map(said).map(retryKindOf), ['none', 'none', 'later', 'mended']);
  assert.equal(retryKindOf(seen()), 'blind');
});

test('the class is that of the code, or else of the enhanced code', () => {
  assert.equal(classOf(seen({ statement: { text: '', code: 451, enhanced: '5.7.1' } })), 'temporary');
  assert.equal(classOf(seen({ statement: { text: '', enhanced: '5.7.1' } })), 'permanent');
  assert.equal(classOf(seen()), 'none');
});

test('a confidence is put into one of three words', () => {
  assert.deepEqual([1, 0.7, 0.2].map(certaintyOf), ['certain', 'likely', 'guess']);
});

const REASONS: readonly Reason[] = [
  { by: 'wording', says: 'user unknown', words: 'user unknown', source: 'Postfix' },
  { by: 'enhanced', code: '5.1.1' },
  { by: 'enhanced', code: '5.7.27', provider: 'google' },
  { by: 'code', code: 550 },
  ...STAGES.map((stage) => ({ by: 'code', code: 550, stage }) as const),
  { by: 'fact', fact: 'blocklist', value: 'Spamhaus ZEN' },
  { by: 'class', class: 4 },
  { by: 'class', class: 5 },
];

const LOCALES: readonly Locale[] = ['en', 'it'];

for (const locale of LOCALES) {
  test(`the fixed words of an explanation can be read (${locale})`, () => {
    const { labels, certainties, causes, uncaused, summary, list, ...words } = EXPLAIN[locale];
    const tables = [labels, certainties, causes, summary, list, ...Object.values(uncaused)];
    for (const text of tables.flatMap((table) => Object.values(table))) assertReadable(text);
    for (const reason of REASONS) assertReadable(words.because(reason));
    for (const facts of [{}, FACTS]) {
      for (const cause of ['auth-failed', 'greylisted', 'expired', 'network'] as const) {
        for (const temporary of [true, false]) assertReadable(words.retry(seen({ cause, temporary, facts })));
      }
      assertReadable(words.retry(seen({ facts })));
    }
  });
}

test('counts and shares are written as the language writes numbers', () => {
  assert.equal(explainEn.counted(12_345, 1), '12,345 replies, 1 cause');
  assert.equal(explainIt.counted(1, 12), '1 risposta, 12 cause');
  assert.equal(explainEn.share(0.125), '12.5%');
  assert.equal(explainIt.share(0.125), '12,5%');
  assert.equal(explainIt.count(100_000), '100.000');
});
