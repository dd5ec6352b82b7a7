import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PROVIDER_NOTES } from '../../src/messages/provider-notes.ts';
import { PROVIDER_STEPS } from '../../src/messages/provider-steps.ts';
import { PROVIDER_ALIASES } from '../../src/providers/aliases.ts';
import { PROVIDERS, providerById } from '../../src/providers/index.ts';
import { obsoleteHosts } from '../../src/providers/obsolete.ts';

const HOST =
  /^(?:(?:[a-z\d](?:[a-z\d-]*[a-z\d])?|\{region\}|\{domain\})\.)*(?:[a-z\d](?:[a-z\d-]*[a-z\d])?|\{domain\})$/;
const DATE = /^20\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;

test('no id, domain or MX mark stands twice', () => {
  const repeated = (all: readonly string[]) => all.filter((one, place) => all.indexOf(one) !== place);
  assert.deepEqual(repeated(PROVIDERS.map(({ id }) => id)), []);
  assert.deepEqual(repeated(PROVIDERS.flatMap(({ domains }) => domains)), []);
  assert.deepEqual(repeated(PROVIDERS.flatMap(({ mx }) => mx)), []);
});

for (const provider of PROVIDERS) {
  const { id, names, domains, smtp, mx, sources, appPasswordPage, credentials, certainty } = provider;

  test(`${id} has names, and domains and MX marks that are names`, () => {
    assert.match(id, /^[a-z\d][a-z\d-]*$/);
    assert.ok(names.length > 0);
    for (const name of [...domains, ...mx]) assert.match(name, HOST);
  });

  test(`${id} has servers with a host name, a port, and the protection of that port`, () => {
    for (const { host, port, security } of smtp) {
      assert.match(host, HOST);
      assert.ok([25, 465, 587, 1025, 2465, 2525, 2587].includes(port), String(port));
      if (port === 465 || port === 2465) assert.equal(security, 'tls');
      if (port === 25 || port === 587 || port === 2587) assert.equal(security, 'starttls');
    }
    const places = smtp.map(({ host, port }) => `${host}:${port}`);
    assert.equal(new Set(places).size, places.length);
  });

  test(`${id} tells where its servers and logins were read, and when`, () => {
    assert.ok(sources.length > 0);
    for (const { url, name, date, facts, kind } of sources) {
      assert.match(date, DATE);
      assert.ok(facts.length > 0);
      assert.ok(new Date(date) <= new Date('2026-11-22'), date);
      if (url === undefined) assert.match(kind, /^(?:code|mx-table|headers)$/);
      else assert.ok(URL.canParse(url) && url.startsWith('https://') && name !== undefined, url);
    }
    const told = sources.flatMap(({ facts }) => facts);
    if (smtp.length > 0) assert.ok(told.includes('servers'));
    if (mx.length > 0 && certainty === 'high') assert.ok(sources.length > 1 || told.includes('mx'));
    if (provider.sender) assert.ok(told.includes('sender'));
    if (provider.limits) assert.ok(told.includes('limits') || provider.limits.messageBytes, id);
  });

  test(`${id} has no app password page but that its steps name`, () => {
    if (appPasswordPage === undefined) return;
    assert.ok(credentials.includes('app-password'));
    const step = PROVIDER_STEPS[id]?.steps['app-password'];
    assert.ok(step?.en.includes(appPasswordPage) && step.it.includes(appPasswordPage), appPasswordPage);
  });
}

test('steps, notes and aliases are of providers in the list, and steps name their servers', () => {
  for (const id of [...Object.keys(PROVIDER_NOTES), ...Object.values(PROVIDER_ALIASES)]) {
    assert.equal(providerById(id)?.id, id);
  }
  for (const [id, { submission }] of Object.entries(PROVIDER_STEPS)) {
    const hosts = providerById(id)?.smtp.map(({ host }) => host);
    assert.ok(hosts, id);
    if (submission !== undefined) assert.ok(hosts.includes(submission), id);
  }
});

test('notes are told in both languages', () => {
  for (const [id, { en, it }] of Object.entries(PROVIDER_NOTES)) {
    assert.match(en, /\.$/, id);
    assert.match(it, /\.$/, id);
    assert.notEqual(en, it);
  }
});

test('an old name leads to a server of its provider, and is none itself', () => {
  for (const { host, provider, providerName, today, port, year } of obsoleteHosts()) {
    const found = providerById(provider);
    assert.equal(found?.names[0], providerName);
    assert.match(host, HOST);
    assert.ok(year >= 2009 && year <= 2026);
    assert.ok(!PROVIDERS.some(({ smtp }) => smtp.some((endpoint) => endpoint.host === host)), host);
    if (today === undefined) continue;
    assert.ok(
      found?.smtp.some((endpoint) => endpoint.host === today && endpoint.port === port),
      host,
    );
  }
});
