import assert from 'node:assert/strict';
import { test } from 'node:test';
import { discover } from '../../src/net/autoconfig/index.ts';
import { clientConfig, serveSite } from './autoconfig-fixture.ts';

const NAMES = [
  'autoconfig.example.org',
  'example.org',
  'autoconfig.thunderbird.net',
  'autodiscover.example.org',
  'autoconfig.host.example.net',
];

test('everybody is asked, in the order of the draft, and nobody is told the address', async (t) => {
  const { options, requests } = await serveSite(
    t,
    NAMES,
    (response, host, path) => {
      if (host === 'autoconfig.example.org') response.end(clientConfig('smtp.example.org'));
      else if (path === '/v1.1/host.example.net') response.end(clientConfig('smtp.example.net'));
      else response.writeHead(404).end();
    },
    `example.org MX 10 mx1.host.example.net
mx1.host.example.net A 192.0.2.25
_submissions._tcp.example.org SRV 0 1 465 srv.example.org
_submission._tcp.example.org SRV 10 0 587 late.example.org
_submission._tcp.example.org SRV 0 0 587 early.example.org`,
  );
  const { mxHosts, lookUps } = await discover('example.org', options);
  assert.deepEqual(mxHosts, ['mx1.host.example.net']);
  assert.deepEqual(
    lookUps.map(({ kind, servers, problem }) => [kind, servers.map(({ host }) => host).join(' '), problem]),
    [
      ['autoconfig', 'smtp.example.org', undefined],
      ['autoconfig', '', 'status-404'],
      ['ispdb', '', 'status-404'],
      ['mx-autoconfig', '', 'status-404'],
      ['mx-ispdb', 'smtp.example.net', undefined],
      ['srv', 'srv.example.org', undefined],
      ['srv', 'early.example.org late.example.org', undefined],
      ['autodiscover', '', 'status-404'],
    ],
  );
  assert.equal(requests.length, 7);
  assert.ok(!requests.some((request) => /emailaddress=|ada@/.test(request)));
});

test('a domain that publishes nothing is told so by each, in no more time than one of them takes', async (t) => {
  const { options } = await serveSite(t, [], () => undefined, '_submission._tcp.example.org SRV 0 0 0 .');
  const started = performance.now();
  const { mxHosts, lookUps } = await discover('example.org', options);
  assert.deepEqual(mxHosts, []);
  assert.ok(lookUps.every(({ servers }) => servers.length === 0));
  assert.ok(performance.now() - started < 5_000);
});

test('targets that are no host do not hide those behind them, and "." says that there is no service', async (t) => {
  const junk = [1, 2, 3, 4].map((weight) => `_submission._tcp.example.org SRV 0 ${weight} 587 x_${weight}`);
  const zone = [...junk, '_submission._tcp.example.org SRV 9 0 587 smtp.example.org'];
  const { options } = await serveSite(
    t,
    [],
    () => undefined,
    [...zone, '_submissions._tcp.example.org SRV 0 0 0 .'].join('\n'),
  );
  const { lookUps } = await discover('example.org', options);
  const services = lookUps.filter(({ kind }) => kind === 'srv');
  assert.deepEqual(
    services.map(({ servers, problem }) => [servers.map(({ host }) => host), problem]),
    [
      [[], 'not-offered'],
      [['smtp.example.org'], undefined],
    ],
  );
});

test('what was found before an interruption is kept', async (t) => {
  const controller = new AbortController();
  const { options } = await serveSite(t, NAMES, (response, host) => {
    if (host === 'example.org') setTimeout(() => controller.abort(), 300);
    else if (host === 'autoconfig.example.org') response.end(clientConfig('smtp.example.org'));
    else response.writeHead(404).end();
  });
  const { lookUps } = await discover('example.org', { ...options, signal: controller.signal });
  assert.deepEqual(
    lookUps.slice(0, 3).map(({ servers, problem }) => [servers.length, problem]),
    [
      [1, undefined],
      [0, 'interrupted'],
      [0, 'status-404'],
    ],
  );
});
