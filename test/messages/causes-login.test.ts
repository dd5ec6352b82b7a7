import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STAGES } from '../../src/errors.ts';
import type { CauseText } from '../../src/messages/cause-text.ts';
import { loginCauses as loginEn } from '../../src/messages/en/causes/login.ts';
import { messageCauses as messageEn } from '../../src/messages/en/causes/message.ts';
import { recipientCauses as recipientEn } from '../../src/messages/en/causes/recipient.ts';
import { senderCauses as senderEn } from '../../src/messages/en/causes/sender.ts';
import { loginCauses as loginIt } from '../../src/messages/it/causes/login.ts';
import { messageCauses as messageIt } from '../../src/messages/it/causes/message.ts';
import { recipientCauses as recipientIt } from '../../src/messages/it/causes/recipient.ts';
import { PROVIDER_STEPS } from '../../src/messages/provider-steps.ts';
import { PROVIDER_ALIASES } from '../../src/providers/aliases.ts';
import type { Facts, Interpretation, Statement } from '../../src/replies/interpretation.ts';

const EN: Readonly<Record<string, CauseText>> = { ...loginEn, ...recipientEn, ...messageEn };
const IT: Readonly<Record<string, CauseText>> = { ...loginIt, ...recipientIt, ...messageIt };
const TITLE_CHARACTERS = 60;
const COMMAND = /^(probe|auth|starttls|domain|settings|inspect)$/;

const ALL_FACTS: Facts = {
  address: 'ada@example.org',
  ip: '192.0.2.1',
  url: 'https://support.example.net/why?id=7',
  blocklist: 'Spamhaus DBL',
  limitBytes: 26_214_400,
  waitSeconds: 900,
  limit: 100,
  queueId: '4Xyz12',
};
const ALL_STATED: Partial<Statement> = { host: 'mx.example.net', recipient: 'bob@example.com' };

interface Told {
  readonly facts?: Facts;
  readonly statement?: Partial<Statement>;
  readonly temporary?: boolean;
}

function seenWith({ facts = {}, statement = {}, ...rest }: Told): Interpretation {
  return {
    confidence: 1,
    because: [],
    alternatives: [],
    facts,
    statement: { text: 'no', ...statement },
    ...rest,
  };
}

const PROVIDERS = [...Object.keys(PROVIDER_STEPS), ...Object.keys(PROVIDER_ALIASES), 'toString', 'unknown'];

/** With nothing told, with everything told, at each stage, from each provider. */
const SEEN: readonly Interpretation[] = [
  {},
  { facts: ALL_FACTS, statement: ALL_STATED, temporary: true },
  { facts: ALL_FACTS, statement: ALL_STATED, temporary: false },
  { facts: { ...ALL_FACTS, limitBytes: 0 } },
  ...STAGES.flatMap((stage) => [
    { statement: { stage } },
    { facts: ALL_FACTS, statement: { ...ALL_STATED, stage }, temporary: true },
  ]),
  ...PROVIDERS.map((provider) => ({ statement: { provider } })),
].map(seenWith);

function textOf(texts: Readonly<Record<string, CauseText>>, detail: string): CauseText {
  const text = texts[detail];
  assert.ok(text, detail);
  return text;
}

function allOf(text: CauseText, seen: Interpretation): string[] {
  return [
    text.title,
    text.meaning(seen),
    ...text.fix(seen),
    ...[text.avoid, text.who?.(seen)].filter((words) => words !== undefined),
  ];
}

function assertReadable(text: CauseText, seen: Interpretation): void {
  for (const words of allOf(text, seen)) {
    assert.ok(words.length > 0 && words.trim() === words, words);
    assert.doesNotMatch(words, /undefined|\[object|NaN|Infinity|\.\.| {2}|""|[!']|\b[Pp]lease\b|per favore/);
    assert.equal((words.match(/`/g) ?? []).length % 2, 0, words);
    for (const [, verb] of words.matchAll(/smtp-doctor (\S+)/g)) assert.match(verb ?? '', COMMAND);
  }
  assert.match(text.meaning(seen), /\.$/);
  if (text.avoid !== undefined) assert.match(text.avoid, /\.$/);
}

test('both languages have the same details', () => {
  assert.equal(Object.keys(EN).length, 37);
  assert.deepEqual(Object.keys(IT), Object.keys(EN));
});

for (const detail of Object.keys(EN)) {
  test(`${detail} reads well in both languages whatever is known, with as many steps in each`, () => {
    const [en, it] = [textOf(EN, detail), textOf(IT, detail)];
    for (const { title } of [en, it]) {
      assert.ok(title.length <= TITLE_CHARACTERS, `${title.length} characters: ${title}`);
      assert.doesNotMatch(title, /[.:]$/);
    }
    assert.notEqual(en.title, it.title);
    assert.equal(en.see, it.see);
    assert.equal(en.avoid === undefined, it.avoid === undefined);
    for (const seen of SEEN) {
      assertReadable(en, seen);
      assertReadable(it, seen);
      assert.notEqual(en.meaning(seen), it.meaning(seen));
      assert.equal(en.who?.(seen) === undefined, it.who?.(seen) === undefined);
      assert.ok(en.fix(seen).length >= 2, detail);
      assert.equal(en.fix(seen).length, it.fix(seen).length);
    }
  });
}

test('a text never says twice the same step', () => {
  for (const texts of [EN, IT]) {
    for (const [detail, text] of Object.entries(texts)) {
      for (const seen of SEEN) assert.equal(new Set(text.fix(seen)).size, text.fix(seen).length, detail);
    }
  }
});

test('every step of a provider exists in both languages and tells its source', () => {
  for (const [id, { steps, source }] of Object.entries(PROVIDER_STEPS)) {
    assert.ok(source.length > 0, id);
    for (const { en, it } of Object.values(steps)) assert.notEqual(en, it, id);
  }
  for (const id of Object.values(PROVIDER_ALIASES)) assert.ok(PROVIDER_STEPS[id], id);
});

test('a refused password at Gmail leads with the app password and tries Gmail’s own host', () => {
  const seen = seenWith({ statement: { provider: 'google', stage: 'auth' } });
  const [first, ...others] = loginEn['auth-failed'].fix(seen);
  assert.match(first ?? '', /myaccount\.google\.com\/apppasswords/);
  assert.ok(others.join(' ').includes('`smtp-doctor auth smtp.gmail.com --user ADDRESS`'));
});

test('the command tries the host that spoke with the user it named', () => {
  const statement = { host: 'smtp.example.net', stage: 'auth' } as const;
  const fix = loginIt['auth-failed'].fix(seenWith({ statement, facts: { address: 'ada@example.org' } }));
  assert.ok(fix.join(' ').includes('`smtp-doctor auth smtp.example.net --user ada@example.org`'));
});

test('what a shell would act on never stands in a command', () => {
  const evil = 'a`$(reboot)`;--x@example.org';
  const statement = { host: 'x.example;reboot', recipient: 'bob@x.example;reboot', stage: 'auth' } as const;
  const seen = seenWith({ statement, facts: { address: evil } });
  for (const texts of [EN, IT]) {
    for (const text of Object.values(texts)) {
      for (const [, command] of text
        .fix(seen)
        .join('\n')
        .matchAll(/`(smtp-doctor [^`]*)`/g)) {
        assert.doesNotMatch(command ?? '', /reboot|\$|;/);
      }
    }
  }
});

test('a login that failed in answer to a recipient does not take the recipient for the user', () => {
  const seen = seenWith({ statement: { stage: 'rcpt' }, facts: { address: 'bob@example.com' } });
  assert.doesNotMatch(loginEn['relay-denied'].fix(seen).join(' '), /--user bob/);
});

test('a link of the reply is quoted among the steps, and an endless one is cut', () => {
  const fix = messageEn['content-spam'].fix(
    seenWith({ facts: { url: `https://x.example/${'y'.repeat(900)}` } }),
  );
  assert.match(fix[0] ?? '', /^Follow the link in the reply: "https:\/\/x\.example\/y+…"$/);
});

test('a named limit is given with what it leaves for the files', () => {
  const meaning = messageIt['message-too-big'].meaning(seenWith({ facts: { limitBytes: 26_214_400 } }));
  assert.match(meaning, /25 MiB.*18,3 MiB/);
});

test('only a temporary refusal promises that the sending server tries again', () => {
  const { meaning } = recipientEn['mailbox-full'];
  assert.match(meaning(seenWith({ temporary: true })), /tries again/);
  assert.match(meaning(seenWith({ temporary: false })), /not tried again/);
  assert.doesNotMatch(meaning(seenWith({})), /again/);
});

test('the address somebody has moved to is told apart from the one that was written to', () => {
  const moved = { facts: { address: 'new@example.org' }, statement: { recipient: 'old@example.org' } };
  assert.match(recipientEn['recipient-moved'].meaning(seenWith(moved)), /"new@example\.org"/);
  const same = { facts: { address: 'OLD@example.org' }, statement: { recipient: 'old@example.org' } };
  assert.doesNotMatch(recipientEn['recipient-moved'].meaning(seenWith(same)), /"/);
});

test('the list that names a link gives the page for its removal', () => {
  const fix = messageEn['link-blocklisted'].fix(seenWith({ facts: { blocklist: 'SURBL multi' } }));
  assert.match(fix.join(' '), /https:\/\/surbl\.org/);
});

test('where only OAuth is taken, a refused password leads to it, and not to the password', () => {
  for (const provider of ['outlook', 'microsoft', 'office365']) {
    const fix = loginEn['auth-failed'].fix(seenWith({ statement: { provider, stage: 'auth' } }));
    assert.match(fix[0] ?? '', /OAuth/);
    assert.match(fix.at(-1) ?? '', /--token-stdin`$/);
    assert.doesNotMatch(fix.join(), /web mail|reset/);
  }
});

test('an app password is not said to open the web mail', () => {
  for (const provider of ['google', 'yahoo', 'apple'])
    assert.match(
      loginEn['auth-failed'].fix(seenWith({ statement: { provider } })).join(),
      /account’s own password/,
    );
});

test('a login that is missing at Microsoft speaks of OAuth, and of no password', () => {
  const fix = loginEn['auth-required'].fix(seenWith({ statement: { provider: 'microsoft' } }));
  assert.doesNotMatch(fix.join(), /password used for reading/);
});

test('SMTP AUTH at Microsoft is the administrator’s to switch on', () => {
  const who = (statement: Partial<Statement>) =>
    loginEn['smtp-auth-disabled'].who?.(seenWith({ statement })) ?? '';
  assert.match(who({ enhanced: '5.7.139' }), /Microsoft 365/);
  assert.doesNotMatch(who({ provider: 'libero' }), /Microsoft/);
});

test('a server that was refused relaying while it delivered looks at the MX first', () => {
  const statement = { host: 'mx.example.com', recipient: 'bob@example.com' };
  const fix = loginEn['relay-denied'].fix(seenWith({ statement }));
  assert.match(fix[0] ?? '', /`smtp-doctor domain example\.com`/);
  assert.doesNotMatch(fix.join(), /smtp-doctor (?:auth|settings)/);
});

test('a bare 552 or 553 names the remedy of its other meaning first', () => {
  const bare = (code: number) => seenWith({ statement: { text: '', code } });
  assert.match(recipientEn['mailbox-full'].fix(bare(552))[0] ?? '', /message is large/);
  assert.match(recipientEn['recipient-unknown'].fix(bare(553))[0] ?? '', /sender was refused/);
  assert.doesNotMatch(recipientEn['mailbox-full'].fix(seenWith({}))[0] ?? '', /is large/);
});

test('who may send as whom is told of the providers that have a rule', () => {
  const senders = (provider: string) =>
    senderEn['sender-not-owned'].fix(seenWith({ statement: { provider } }))[0];
  assert.match(senders('tim') ?? '', /@aliceposta\.it/);
  assert.match(senders('aruba') ?? '', /web mail/);
});
