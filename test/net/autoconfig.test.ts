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
