import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { type TestContext, test } from 'node:test';
import type { Locale } from '../../src/messages/catalog.ts';
import { settingsWordsOf } from '../../src/messages/settings-words.ts';
import { gatherSettings, type SettingsFacts } from '../../src/probes/settings.ts';
import { PROVIDERS } from '../../src/providers/index.ts';
import { readSubject } from '../../src/providers/subject.ts';
import { loadInk } from '../../src/render/ink.ts';
import { newSheet } from '../../src/render/page.ts';
import { answerSettings, type VerifiedServer } from '../../src/render/settings/settings.ts';
import { renderSettings } from '../../src/render/settings/text.ts';
import { serveZone } from '../net/dns-fixture.ts';

const GOLDEN = new URL('./settings/', import.meta.url);
const LOCALES: readonly Locale[] = ['en', 'it'];
const NOW = '2026-11-22T12:00:00.000Z';
const { UPDATE } = process.env;

async function textOf(
  facts: SettingsFacts,
  locale: Locale,
  { unicode = true, verified }: { unicode?: boolean; verified?: readonly VerifiedServer[] } = {},
): Promise<string> {
  const words = await settingsWordsOf(locale);
  const choice = { locale, words, chosen: facts.servers[0], ...(verified ? { verified } : {}) };
  const sheet = newSheet({ width: 80, unicode }, await loadInk(false));
  return renderSettings(answerSettings({ ...facts, observedAt: NOW }, choice), {
    sheet,
    words,
    verbose: false,
  });
}

/** The whole text as it is kept; `UPDATE=1` writes it anew. */
async function assertGolden(name: string, facts: SettingsFacts): Promise<void> {
  for (const locale of LOCALES) {
    const file = new URL(`${name}.${locale}.txt`, GOLDEN);
    const text = await textOf(facts, locale);
    if (UPDATE) await writeFile(file, text);
    assert.equal(text, await readFile(file, 'utf8'), `${name} ${locale}`);
  }
}

const OFFLINE = {
  libero: 'mario@libero.it',
  tim: 'mario@tim.it',
  gmail: 'mario@gmail.com',
  outlook: 'mario@outlook.com',
  'aruba-pec': 'mario@pec.aruba.it',
  alice: 'mario@alice.it',
  'old-name': 'smtp.live.com',
  unknown: 'mario@ditta.example',
} as const;

for (const [name, subject] of Object.entries(OFFLINE)) {
  test(`the settings of ${subject} read well in both languages`, async () => {
    await assertGolden(name, await gatherSettings(readSubject(subject)));
  });
}

async function online(context: TestContext, subject: string, zone: string): Promise<SettingsFacts> {
  const { resolver } = await serveZone(context, zone);
  return gatherSettings(readSubject(subject), { resolver });
}

test('a domain on Microsoft 365 is recognised by its MX', async (t) => {
  const facts = await online(
    t,
    'mario@ditta.example',
    'ditta.example MX 0 ditta-example.mail.protection.outlook.com',
  );
  assert.equal(facts.recognised?.provider.id, 'office365');
  assert.equal(facts.servers[0]?.host, 'smtp.office365.com');
  await assertGolden('microsoft-365', facts);
});

test('a domain that nobody knows online either is told so, without a question to ask again', async (t) => {
  const facts = await online(t, 'mario@ditta.example', 'ditta.example MX 0 mx.ditta.example');
  assert.deepEqual(facts.servers, []);
  await assertGolden('unknown-online', facts);
});

test('a server from the domain’s SRV records that lies elsewhere is marked', async (t) => {
  const facts = await online(
    t,
    'mario@ditta.example',
    '_submissions._tcp.ditta.example SRV 0 0 465 smtp.host.example',
  );
  assert.match(await textOf(facts, 'en'), /SRV record of the domain; outside\s+the domain/);
});

test('a domain that publishes its own servers and is hosted by a known provider gets its own first', async (t) => {
  const facts = await online(
    t,
    'mario@ditta.example',
    'ditta.example MX 0 mx.aruba.it\n_submission._tcp.ditta.example SRV 0 0 587 smtp.ditta.example',
  );
  assert.deepEqual(
    facts.servers.map(({ host, source }) => [host, source]),
    [
      ['smtps.aruba.it', 'table'],
      ['smtp.ditta.example', 'srv'],
    ],
  );
});

test('a service for programs that takes a domain’s mail in is not taken for its provider', async (t) => {
  const facts = await online(t, 'a@ditta.example', 'ditta.example MX 0 inbound-smtp.eu-west-1.amazonaws.com');
  assert.equal(facts.recognised, undefined);
});

for (const { id } of PROVIDERS) {
  test(`the settings of ${id} can be written in both languages, in ASCII too`, async () => {
    const facts = await gatherSettings(readSubject(PROVIDERS.find((one) => one.id === id)?.names[0] ?? ''));
    const texts = await Promise.all(LOCALES.map((locale) => textOf(facts, locale, { unicode: false })));
    assert.notEqual(texts[0], texts[1]);
    for (const text of texts) {
      assert.match(text, /^[\n -~]+$/);
      assert.doesNotMatch(text, /undefined|\[object|NaN|\{(?:domain|region)\}/);
    }
  });
}

test('an address that a configuration file would not leave alone is not put into one', async () => {
  const text = await textOf(await gatherSettings(readSubject("x';system('id');'@libero.it")), 'en');
  assert.match(text, /user NAME@libero\.it\n/);
  assert.doesNotMatch(text.slice(text.indexOf('Postfix')), /system/);
});

test('what verification found stands beside its server', async () => {
  const facts = await gatherSettings(readSubject('mario@libero.it'));
  const finding = { id: 'connect.refused', title: 'The port is closed' };
  const text = await textOf(facts, 'en', {
    verified: [
      { host: 'smtp.libero.it', port: 465, verdict: 'healthy' },
      { host: 'smtp.libero.it', port: 587, verdict: 'broken', finding },
    ],
  });
  assert.match(text, /smtp\.libero\.it:465 {2}works\n/);
  assert.match(text, /smtp\.libero\.it:587 {2}does not work: The port is closed\n/);
});

/** Of a subject, offline, with its lines unwrapped. */
async function told(subject: string, locale: Locale = 'en'): Promise<string> {
  const text = await textOf(await gatherSettings(readSubject(subject)), locale);
  return text.replace(/\s+/g, ' ');
}

test('where the reader fills in, a word says what', async () => {
  assert.match(await told('register.it', 'it'), /authsmtp\.TUODOMINIO/);
  assert.match(await told('ses'), /relayhost = \[email-smtp\.REGION\.amazonaws\.com\]:587/);
  assert.match(await told('tim.it', 'it'), /nome utente NOME@tim\.it,/);
  assert.match(await told('tim', 'it'), /nome utente INDIRIZZO,/);
  assert.match(await told('sendgrid'), /user name apikey,/);
});

test('msmtp’s lines are an account, with the sender’s address', async () => {
  const password = await told('mario@libero.it');
  assert.match(password, /msmtp account default host .* from mario@libero\.it auth on user mario@libero\.it/);
  const token = await told('mario@outlook.com');
  assert.match(token, /msmtp account default host .* from mario@outlook\.com auth xoauth2/);
});

test('Postfix’s lines name the commands after them, and whose path to the certificates that is', async () => {
  const text = await told('mario@libero.it');
  assert.match(text, /# certificates as on Debian .* smtp_tls_CAfile/);
  assert.match(text, /chmod 600 \/etc\/postfix\/sasl_passwd # postmap \/etc\/postfix\/sasl_passwd/);
});

test('PHPMailer’s OAuth object is explained', async () => {
  assert.match(await told('mario@outlook.com'), /\/\/ \$oauth: .*PHPMailer\\OAuth/);
});

test('where passwords are ending, programs that know OAuth use it, and the others say for how long', async () => {
  const text = await told('mario@ditta.onmicrosoft.com', 'it');
  assert.match(text, /Outlook server .*accesso tramite il provider Thunderbird .*autenticazione OAuth2/);
  assert.equal(text.match(/finché l’amministratore lo permette/g)?.length, 5);
});

test('a server that wants CRAM-MD5 gets no plain password, and Outlook is told that it cannot', async () => {
  const fastweb = await told('a@fastwebnet.it', 'it');
  assert.match(fastweb, /autenticazione password cifrata/);
  assert.match(fastweb, /Outlook non conosce CRAM-MD5/);
  assert.doesNotMatch(await told('a@tiscali.it', 'it'), /Outlook non conosce/);
});

test('a login that is not known is told so beside every line', async () => {
  const text = await told('a@vodafone.it', 'it');
  assert.equal(text.match(/come si accede non è noto/g)?.length, 7);
});

test('limits keep their conditions', async () => {
  assert.match(
    await told('google workspace'),
    /500 recipients a day with a personal account 2,000 recipients a day with Google Workspace 10,000/,
  );
  assert.match(await told('brevo', 'it'), /300 messaggi al giorno con il piano gratuito/);
  assert.match(
    await told('register.it', 'it'),
    /1\.?000 messaggi al giorno con il piano base, per tutte le caselle insieme/,
  );
  assert.match(await told('emailit'), /2 messages a second 5,000 messages a day at the start/);
  assert.match(await told('tim', 'it'), /qui non se ne conoscono i numeri/);
});

test('what is not certain is not told as certain', async () => {
  assert.match(await told('smtp.postemail.poste.it', 'it'), /forse relay\.poste\.it; non verificato/);
  assert.match(await told('mario@yahoo.it'), /port 587, STARTTLS, required; seen in use, not documented/);
});

test('a provider without a known server leads to a next step', async () => {
  assert.match(await told('a@katamail.com', 'it'), /Che cosa fare 1\. Guarda nelle pagine di aiuto/);
  assert.match(await told('seeweb.it'), /What to do 1\. Look into the customer pages/);
  assert.match(await told('proton'), /127\.0\.0\.1, port 1025/);
});

test('a misspelt domain is asked after', async () => {
  assert.match(
    await told('mario@gmial.com', 'it'),
    /Forse intendevi gmail\.com\? `smtp-doctor settings mario@gmail\.com`/,
  );
});

test('questions without an answer are not taken for the answer that there is nothing', async (t) => {
  const silent = await online(t, 'a@ditta.example', '_submission._tcp.ditta.example TIMEOUT');
  assert.match(
    (await textOf(silent, 'it')).replace(/\s+/g, ' '),
    /Non si è potuto sapere: 1 domanda su 7 senza risposta/,
  );
});

test('a page that another host gave is told so', async () => {
  const facts = await gatherSettings(readSubject('a@ditta.example'));
  const server = { host: 'smtp.ditta.example', port: 465, security: 'tls' } as const;
  const text = await textOf(
    { ...facts, servers: [{ ...server, source: 'autoconfig', asked: 'x', via: 'other.example.test' }] },
    'it',
  );
  assert.match(text.replace(/\s+/g, ' '), /pubblicato dal dominio; tramite other\.example\.test/);
});
