import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence, MailRoute } from '../../src/evidence.ts';
import { diagnose } from '../../src/rules/index.ts';
import { routeFacts, senderOutcomes } from '../../src/rules/tls/policy-outcomes.ts';
import { KEYS, PLAIN, type PlayedDomain, playDomain } from './tls-policy-scene.ts';

const OTHER = '00'.repeat(32);

function ids(evidence: Evidence | undefined): string[] {
  assert.ok(evidence);
  return diagnose(evidence).findings.map(({ id }) => id);
}

function routeOf({ evidence }: PlayedDomain, place = 0): MailRoute {
  const route = evidence.tlsPolicy?.routes[place];
  assert.ok(route, JSON.stringify(evidence.failure));
  return route;
}

/** Sender to outcome and reason, at one route. */
function cellsOf(played: PlayedDomain, place = 0): Record<string, string> {
  const { tlsPolicy } = played.evidence;
  assert.ok(tlsPolicy);
  const outcomes = senderOutcomes(routeFacts(routeOf(played, place), tlsPolicy));
  return Object.fromEntries(outcomes.map(({ sender, outcome, reason }) => [sender, `${outcome} ${reason}`]));
}

function tlsa(record: string, host = 'mx.example.net'): string {
  return `_$PORT._tcp.${host} TLSA ${record}`;
}

function policy(mode: string, ...mx: readonly string[]): string {
  const lines = ['version: STSv1', `mode: ${mode}`, ...mx.map((host) => `mx: ${host}`), 'max_age: 1209600'];
  return `${lines.join('\n')}\n`;
}

test('a signed record that fits is delivered to by those who check it, and authenticated', async (t) => {
  const played = await playDomain(t, { zone: tlsa(`3 1 1 ${KEYS.leaf}`) });
  assert.deepEqual(cellsOf(played), {
    'postfix-may': 'deliver unverified',
    'postfix-dane': 'deliver dane-fits',
    'postfix-secure': 'deliver certificate-trusted',
    exim: 'deliver dane-fits',
    gmail: 'deliver unverified',
    'microsoft-365': 'deliver dane-fits',
  });
  assert.deepEqual(ids(played.evidence), ['tls.report-address-absent']);
  assert.deepEqual(ids(played.routes[0]), ['tls.dane-renewal-fragile']);
});

test('a record of the issuer fits, and a renewal does it no harm', async (t) => {
  const played = await playDomain(t, { zone: tlsa(`2 1 1 ${KEYS.issuer}`) });
  assert.equal(cellsOf(played).exim, 'deliver dane-fits');
  assert.deepEqual(ids(played.routes[0]), []);
});

test('a record beside the one that fits is the next one, and nothing is foretold to break', async (t) => {
  const zone = `${tlsa(`3 1 1 ${KEYS.leaf}`)}\n${tlsa(`3 1 1 ${OTHER}`)}`;
  assert.deepEqual(ids((await playDomain(t, { zone })).routes[0]), []);
});

test('a wrong record shuts the senders out that check it, and the finding prints the right one', async (t) => {
  const played = await playDomain(t, { zone: tlsa(`3 1 1 ${OTHER}`) });
  const cells = cellsOf(played);
  assert.equal(cells['postfix-dane'], 'defer dane-mismatch');
  assert.equal(cells.exim, 'defer dane-mismatch');
  assert.equal(cells['microsoft-365'], 'defer dane-mismatch');
  assert.equal(cells.gmail, 'deliver unverified');
  const [finding] = diagnose(played.evidence).findings;
  assert.equal(finding?.id, 'tls.senders-turned-away');
  assert.equal(finding.severity, 'error');
  assert.deepEqual(finding.data.shutOut, ['postfix-dane', 'exim', 'microsoft-365']);
  const record = { name: `_${played.port}._tcp.mx.example.net`, fitting: `3 1 1 ${KEYS.leaf}` };
  assert.deepEqual(finding.data.away[0]?.record, record);
});

test('one host that takes the mail makes a wrong record elsewhere a warning', async (t) => {
  const zone = `${tlsa(`3 1 1 ${OTHER}`)}\n${tlsa(`3 1 1 ${KEYS.leaf}`, 'smtp.example.net')}`;
  const played = await playDomain(t, { zone, mx: ['mx.example.net', 'smtp.example.net'] });
  const [finding] = diagnose(played.evidence).findings;
  assert.equal(finding?.id, 'tls.senders-turned-away');
  assert.equal(finding.severity, 'warning');
  assert.equal(cellsOf(played, 1)['postfix-dane'], 'deliver dane-fits');
});

test('records without DNSSEC bind nobody', async (t) => {
  const played = await playDomain(t, { zone: tlsa(`3 1 1 ${OTHER}`), isSigned: false });
  assert.equal(cellsOf(played)['postfix-dane'], 'deliver unverified');
  assert.deepEqual(ids(played.evidence), ['tls.authentication-missing']);
  assert.deepEqual(ids(played.routes[0]), ['tls.dane-unsigned']);
});

test('a look-up that fails for a signed host defers, and is told', async (t) => {
  const played = await playDomain(t, { zone: '_$PORT._tcp.mx.example.net TLSA SERVFAIL' });
  assert.equal(cellsOf(played)['postfix-dane'], 'defer dane-lookup-failed');
  assert.equal(cellsOf(played).gmail, 'deliver unverified');
  assert.deepEqual(ids(played.routes[0]), ['tls.dane-lookup-failed']);
});

test('records of which none is usable still demand TLS of Postfix, and stop Exim', async (t) => {
  const played = await playDomain(t, { zone: tlsa(`1 1 1 ${KEYS.leaf}`) });
  const cells = cellsOf(played);
  assert.equal(cells['postfix-dane'], 'deliver dane-unusable');
  assert.equal(cells.exim, 'defer dane-unusable-deferred');
  assert.equal(cells['microsoft-365'], 'unknown dane-unusable-undocumented');
  assert.deepEqual(ids(played.routes[0]), ['tls.dane-record-unusable']);
});

test('records at a host without STARTTLS keep mail back', async (t) => {
  const played = await playDomain(t, { zone: tlsa(`3 1 1 ${KEYS.leaf}`), dialogue: PLAIN });
  assert.equal(cellsOf(played)['postfix-dane'], 'defer dane-without-tls');
  assert.equal(cellsOf(played)['postfix-may'], 'deliver clear-text');
});

const ALIAS = 'alias.example.net CNAME mx.example.net';

test('the records of an alias are those of the name that it stands for', async (t) => {
  const zone = `${ALIAS}\n${tlsa(`3 1 1 ${KEYS.leaf}`)}\n${tlsa(`3 1 1 ${OTHER}`, 'alias.example.net')}`;
  const played = await playDomain(t, { zone, mx: ['alias.example.net'] });
  assert.equal(routeOf(played).dane?.name, `_${played.port}._tcp.mx.example.net`);
  assert.equal(cellsOf(played)['postfix-dane'], 'deliver dane-fits');
});

test('the records of an alias are its own where that name has none', async (t) => {
  const zone = `${ALIAS}\n${tlsa(`3 1 1 ${KEYS.leaf}`, 'alias.example.net')}`;
  const played = await playDomain(t, { zone, mx: ['alias.example.net'] });
  assert.equal(routeOf(played).dane?.name, `_${played.port}._tcp.alias.example.net`);
  assert.equal(cellsOf(played)['postfix-dane'], 'deliver dane-fits');
});

test('a failure at the name that an alias stands for ends the search', async (t) => {
  const zone = `${ALIAS}\n_$PORT._tcp.mx.example.net TLSA SERVFAIL\n${tlsa(`3 1 1 ${KEYS.leaf}`, 'alias.example.net')}`;
  const played = await playDomain(t, { zone, mx: ['alias.example.net'] });
  assert.equal(cellsOf(played)['postfix-dane'], 'defer dane-lookup-failed');
});

test('a policy that is met is delivered to by Gmail and Microsoft', async (t) => {
  const zone = '_smtp._tls.example.net TXT "v=TLSRPTv1; rua=mailto:tls@example.net"';
  const played = await playDomain(t, { zone, isSigned: false, policy: policy('enforce', '*.example.net') });
  const cells = cellsOf(played);
  assert.equal(cells.gmail, 'deliver policy-met');
  assert.equal(cells['microsoft-365'], 'deliver policy-met');
  assert.equal(cells.exim, 'deliver unverified');
  assert.deepEqual(ids(played.evidence), []);
});

test('a host that an enforced policy leaves out gets no mail of theirs', async (t) => {
  const played = await playDomain(t, { policy: policy('enforce', 'mail.example.org') });
  assert.equal(cellsOf(played).gmail, 'defer policy-host-unlisted');
  assert.deepEqual(ids(played.evidence), [
    'tls.senders-turned-away',
    'tls.mta-sts-host-unlisted',
    'tls.report-address-absent',
  ]);
});

test('in testing mode nothing is kept back', async (t) => {
  const played = await playDomain(t, { policy: policy('testing', 'mail.example.org') });
  assert.equal(cellsOf(played).gmail, 'deliver unverified');
  assert.deepEqual(ids(played.evidence), [
    'tls.mta-sts-host-unlisted',
    'tls.mta-sts-testing',
    'tls.report-address-absent',
  ]);
});

for (const [kind, code] of [
  ['expired', 'CERT_HAS_EXPIRED'],
  ['wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
] as const) {
  test(`a policy host with the certificate fault "${kind}" serves no policy`, async (t) => {
    const played = await playDomain(t, {
      policy: policy('enforce', 'mx.example.net'),
      policyCertificate: kind,
    });
    const [finding] = diagnose(played.evidence).findings;
    assert.equal(finding?.id, 'tls.mta-sts-policy-unusable');
    assert.deepEqual([finding.data.problem, finding.data.code], ['certificate', code]);
    assert.equal(cellsOf(played).gmail, 'deliver unverified');
  });
}

test('what breaks a policy is named', async (t) => {
  const played = await playDomain(t, { policy: policy('strict', 'mx.example.net') });
  const [finding] = diagnose(played.evidence).findings;
  assert.equal(finding?.id, 'tls.mta-sts-policy-unusable');
  assert.equal(finding.data.fault, 'mode');
});

test('a record without id and a short age are told', async (t) => {
  const bare = await playDomain(t, { zone: '_mta-sts.example.net TXT "v=STSv1"' });
  assert.deepEqual(ids(bare.evidence), ['tls.mta-sts-record-malformed']);
  const short = policy('enforce', 'mx.example.net').replace('1209600', '3600');
  assert.ok(ids((await playDomain(t, { policy: short })).evidence).includes('tls.mta-sts-age-short'));
});

test('a TLS-RPT record that brings no reports is told', async (t) => {
  const played = await playDomain(t, {
    zone: '_smtp._tls.example.net TXT "v=TLSRPTv1; rua=tls@example.net"',
  });
  assert.ok(ids(played.evidence).includes('tls.report-address-malformed'));
});

test('records for the certificate shown are made where they are asked for', async (t) => {
  const { evidence, port } = await playDomain(t, { makeTlsa: true });
  assert.deepEqual(evidence.tlsaRecords, [
    `_${port}._tcp.mx.example.net. IN TLSA 3 1 1 ${KEYS.leaf}`,
    `_${port}._tcp.mx.example.net. IN TLSA 2 1 1 ${KEYS.issuer}`,
  ]);
});

test('a domain that takes no mail is told as such', async (t) => {
  const { evidence } = await playDomain(t, { mx: ['.'] });
  assert.equal(evidence.tlsPolicy, undefined);
  assert.equal(ids(evidence)[0], 'resolve.mx-null');
});

test('a profile is held against every address of the MX hosts, each scanned for it', async (t) => {
  const { routes } = await playDomain(t, { profile: 'modern', isSigned: false });
  assert.equal(routes.length, 1);
  assert.equal(routes[0]?.goal.profile, 'modern');
  assert.ok(routes[0]?.tlsScan);
  assert.ok(ids(routes[0]).includes('tls.profile-unmet'));
});
