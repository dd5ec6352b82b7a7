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

function textsOf({ title, who, meaning, fix, avoid }: CauseText, of: Interpretation): string[] {
  const actor = who?.(of);
  return [title, meaning(of), ...fix(of), ...[actor, avoid].filter((text) => text !== undefined)];
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
    for (const of of SEEN)
      assert.equal(english.who?.(of) === undefined, italian.who?.(of) === undefined, detail);
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
  const listed = senderEn['address-blocklisted'];
  const asked = (over: Partial<Interpretation>) => `${listed.who?.(seen(over))}: ${listed.fix(seen(over))}`;
  assert.match(asked({ facts: { blocklist: 'dnsbl.sorbs.net' } }), /^whoever runs .* replied: .*postmaster/);
  assert.match(asked({ statement: { text: 'https://check.spamhaus.org/returnc/vol/' } }), /postmaster/);
  assert.match(asked({ facts: { blocklist: 'Barracuda' } }), /^whoever runs the sending .*barracudacentral/);
});

test('a link of the reply and the page of the same list are one step', () => {
  const url = 'https://www.spamhaus.org/query/ip/192.0.2.1';
  const facts = { blocklist: 'Spamhaus ZEN', url };
  for (const texts of [senderEn, senderIt]) {
    for (const detail of ['address-blocklisted', 'domain-blocklisted'] as const) {
      const pages = texts[detail].fix(seen({ facts })).filter((step) => step.includes('spamhaus.org'));
      assert.equal(pages.length, 1, detail);
    }
  }
});

test('Microsoft’s own lists lead to the pages of Microsoft', () => {
  const stepsFor = (statement: Statement) => senderEn['address-blocklisted'].fix(seen({ statement })).join();
  assert.match(stepsFor({ text: 'on our block list (S3150)' }), /olcsupport\.office\.com/);
  assert.match(stepsFor({ text: 'banned sending IP', enhanced: '5.7.606' }), /sender\.office\.com/);
});

test('who must act agrees with the steps', () => {
  assert.equal(deliveryEn.greylisted.who?.(seen()), 'nobody; mail servers retry by themselves');
  assert.match(senderIt['sender-auth'].who?.(seen()) ?? '', /dominio del mittente/);
  const statement = { text: 'no', host: 'mx.example.com', recipient: 'bob@example.com' };
  assert.match(deliveryEn['connection-refused'].who?.(seen({ statement })) ?? '', /recipient’s server/);
  assert.match(deliveryEn['connection-refused'].who?.(seen()) ?? '', /^you first/);
});

test('the timeout of a server that delivers is not told as that of a mail program', () => {
  const statement = {
    text: 'no',
    stage: 'connect',
    host: 'mx.example.com',
    recipient: 'bob@example.com',
  } as const;
  const delivery = deliveryEn['connection-timeout'].fix(seen({ statement }));
  assert.match(delivery[0] ?? '', /other domains/);
  assert.doesNotMatch(delivery.join(), /To send as a user/);
  const library = { text: 'Greeting never received', stage: 'greeting', software: 'nodemailer' } as const;
  assert.match(deliveryEn['connection-timeout'].fix(seen({ statement: library }))[0] ?? '', /`secure: true`/);
});

test('the domain that a reply about DMARC names stands in the command, and a policy it names is not doubted', () => {
  const text = "Unauthenticated email from example.it is not accepted due to domain's DMARC policy";
  const of = seen({ statement: { text } });
  assert.match(senderEn['dmarc-failed'].fix(of).join(), /`smtp-doctor domain example\.it`/);
  assert.doesNotMatch(senderEn['dmarc-failed'].meaning(of), /no policy/);
  assert.match(senderEn['dmarc-failed'].meaning(seen()), /no policy/);
  for (const [said, domain] of [
    ['domain of john.smith@example.org does not designate 192.0.2.1', 'DOMAIN'],
    ['unauthenticated mail from 192.0.2.1', 'DOMAIN'],
    ['rejected by the DMARC policy of example.com.', 'example.com'],
    ['SPF [example.net] with ip: [192.0.2.1] = did not pass', 'example.net'],
  ] as const) {
    const command = senderEn['spf-failed'].fix(seen({ statement: { text: said } })).join();
    assert.ok(command.includes(`\`smtp-doctor domain ${domain}\``), said);
  }
});

test('a refused login is not to be tried again unchanged, even when its code is temporary', () => {
  assert.equal(retryKindOf(seen({ cause: 'auth-failed', temporary: true })), 'login');
  const limited = seen({ cause: 'rate-limited', detail: 'login-limit', temporary: true });
  assert.equal(retryKindOf(limited), 'login-later');
});

test('an error of the program’s own is not tried again before something has changed', () => {
  assert.equal(retryKindOf(seen({ cause: 'tls', detail: 'tls-mode-wrong' })), 'settings');
  assert.equal(retryKindOf(seen({ cause: 'network', detail: 'host-unknown' })), 'settings');
  assert.equal(retryKindOf(seen({ cause: 'network', detail: 'connection-timeout' })), 'once');
});

test('the log of the server that refused asks nothing of its reader but for the server’s own faults', () => {
  const statement = { text: 'no', heldBy: 'server', client: '192.0.2.9' } as const;
  assert.equal(retryKindOf(seen({ cause: 'relay-denied', temporary: false, statement })), 'theirs');
  assert.equal(retryKindOf(seen({ cause: 'server-error', temporary: true, statement })), 'later');
  for (const words of [explainEn, explainIt]) {
    for (const cause of ['auth-failed', 'recipient-unknown'] as const)
      for (const step of words.ownLog.fix(seen({ cause, statement }))) assertReadable(step);
    assert.match(words.ownLog.fix(seen({ cause: 'auth-failed', statement }))[0] ?? '', /192\.0\.2\.9/);
  }
});

test('when to try again follows the cause, and without one the class', () => {
  const said = (code: number) => seen({ statement: { text: '', code } });
  assert.equal(retryKindOf(seen({ cause: 'greylisted', temporary: true })), 'greylisted');
  assert.equal(retryKindOf(seen({ cause: 'expired', temporary: false })), 'expired');
  assert.equal(retryKindOf(seen({ cause: 'server-error', temporary: true })), 'later');
  assert.equal(retryKindOf(seen({ cause: 'policy', temporary: false })), 'fixed');
  assert.equal(retryKindOf(seen({ cause: 'policy' })), 'blind');
  assert.deepEqual([250, 354, 451, 550].map(said).map(retryKindOf), ['none', 'none', 'later', 'fixed']);
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
    for (const text of [words.ownLog.who, words.reported('failed', '5.1.1'), words.moreSteps(1)])
      assertReadable(text);
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
