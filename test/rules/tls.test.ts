import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence } from '../../src/evidence.ts';
import { diagnose } from '../../src/rules/index.ts';
import { distrusted, failedAt, healthy, hello, leaf, submissionGoal } from '../support/evidence.ts';
import { sick } from '../support/sick-evidence.ts';

function ids(evidence: Evidence): string[] {
  return diagnose(evidence).findings.map(({ id }) => id);
}

function found(evidence: Evidence, id: string) {
  return diagnose(evidence).findings.find((finding) => finding.id === id);
}

const REASONS = [
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'protocol-version'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'protocol-version'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'no-shared-cipher'],
  ['ERR_SSL_NO_SHARED_CIPHER', 'no-shared-cipher'],
  ['ERR_SSL_DH_KEY_TOO_SMALL', 'weak-key'],
  ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', 'unrecognized-name'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'client-certificate'],
  ['ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED', 'unsafe-renegotiation'],
  ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'server-error'],
  ['ECONNRESET', 'dropped'],
  ['ERR_SSL_SOMETHING_ELSE', 'other'],
] as const;

for (const [code, reason] of REASONS) {
  test(`${code} is read as ${reason}`, () => {
    const data = found(failedAt('tls', 'tls', { failing: { code } }), 'tls.handshake-failed')?.data;
    assert.deepEqual(data, { reason, code, message: 'what happened' });
  });
}

test('TLS spoken to a clear-text port is said once, with the way that works', () => {
  const { tls } = healthy;
  assert.deepEqual(ids({ ...sick['tls.starttls-expected'], tls }), [
    'tls.starttls-expected',
    'auth.after-tls-only',
  ]);
});

test('IMAP where TLS was tried is named as IMAP', () => {
  const { observedAt, goal, connect } = healthy;
  const failure = {
    stage: 'tls',
    kind: 'tls',
    code: 'ERR_SSL_WRONG_VERSION_NUMBER',
    message: '',
    elapsedMs: 9,
  } as const;
  const mode = { asked: 'tls', banner: '* OK IMAP4rev1 ready' } as const;
  assert.deepEqual(ids({ observedAt, goal, connect, mode, failure }), ['greeting.not-smtp']);
});

const WEAK = [
  ['TLS_RSA_WITH_3DES_EDE_CBC_SHA', '3DES'],
  ['TLS_DH_anon_WITH_AES_128_CBC_SHA', 'anon'],
  ['TLS_RSA_EXPORT_WITH_RC4_40_MD5', 'EXPORT'],
  ['TLS_RSA_WITH_NULL_SHA256', 'NULL'],
  ['ECDHE-RSA-DES-CBC3-SHA', 'DES'],
] as const;

for (const [cipher, weakness] of WEAK) {
  test(`${cipher} is weak by its ${weakness}`, () => {
    const data = found({ ...healthy, tls: { ...healthy.tls, cipher } }, 'tls.cipher-weak')?.data;
    assert.ok(data && 'weakness' in data);
    assert.equal(data.weakness, weakness);
  });
}

for (const cipher of [
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_DHE_RSA_WITH_AES_128_CBC_SHA',
  'TLS_AES_128_GCM_SHA256',
]) {
  test(`${cipher} is not weak`, () => {
    assert.deepEqual(ids({ ...healthy, tls: { ...healthy.tls, cipher } }), []);
  });
}

test('a cipher without forward secrecy is reported as that', () => {
  const cipher = 'TLS_RSA_WITH_AES_128_CBC_SHA';
  const data = found({ ...healthy, tls: { ...healthy.tls, cipher } }, 'tls.cipher-weak')?.data;
  assert.deepEqual(data, { cipher, weakness: undefined, forwardSecrecy: false });
});

const FAULTS: readonly (readonly [string, Evidence, readonly string[]])[] = [
  [
    'expired and of unknown issuer',
    distrusted(['unknown-issuer', 'expired'], { validTo: '2026-11-10T00:00:00.000Z' }),
    ['tls.certificate-expired'],
  ],
  ['self-signed', distrusted(['self-signed'], { selfSigned: true }), ['tls.certificate-self-signed']],
  ['without its intermediate', distrusted(['missing-intermediate']), ['tls.chain-incomplete']],
  ['refused for no reason seen', distrusted(['other']), ['tls.certificate-untrusted']],
  ['for another name', distrusted(['name-mismatch']), ['tls.name-mismatch']],
  [
    'weakly signed',
    distrusted(['weak-signature'], { signatureAlgorithm: 'sha1WithRSAEncryption' }),
    ['tls.key-weak'],
  ],
];

for (const [what, evidence, expected] of FAULTS) {
  test(`a certificate ${what} has one finding`, () => assert.deepEqual(ids(evidence), expected));
}

test('a bad certificate is an error where users log in, and where the walk ended by it', () => {
  const evidence = distrusted(['self-signed'], { selfSigned: true });
  const failure = { stage: 'tls', kind: 'tls', message: 'not believed', elapsedMs: 9 } as const;
  assert.equal(found(evidence, 'tls.certificate-self-signed')?.severity, 'warning');
  assert.equal(
    found({ ...evidence, goal: submissionGoal }, 'tls.certificate-self-signed')?.severity,
    'error',
  );
  assert.equal(found({ ...evidence, failure }, 'tls.certificate-self-signed')?.severity, 'error');
});

test('a certificate that DANE-EE vouches for may be self-signed', () => {
  const evidence = distrusted(['self-signed'], { selfSigned: true });
  const record = '3 1 1 cdcd';
  const dane = { ...healthy.dane, records: [record], judged: [{ record }] };
  assert.equal(found({ ...evidence, dane }, 'tls.certificate-self-signed')?.severity, 'info');
});

test('TLSA records without DNSSEC bind nobody', () => {
  const dane = { ...healthy.dane, matched: false, authenticated: false };
  assert.deepEqual(ids({ ...healthy, dane }), ['tls.dane-unsigned']);
});

test('an antivirus that re-signs is named, and the reader must act', () => {
  const software = [
    { name: 'Avast', kind: 'antivirus', seenIn: 'certificate', sample: 'Avast Web/Mail Shield Root' },
  ] as const;
  const finding = found({ ...distrusted(['missing-intermediate']), software }, 'tls.certificate-untrusted');
  assert.equal(finding?.actor, 'you');
  assert.deepEqual(ids({ ...distrusted(['missing-intermediate']), software }), ['tls.certificate-untrusted']);
});

test('a short-lived certificate is not warned of before its last quarter', () => {
  const renewedDaily = {
    ...leaf,
    validFrom: '2026-11-20T00:00:00.000Z',
    validTo: '2026-11-26T00:00:00.000Z',
  };
  const late = { ...leaf, validFrom: '2026-11-17T00:00:00.000Z', validTo: '2026-11-23T00:00:00.000Z' };
  assert.deepEqual(ids({ ...healthy, tls: { ...healthy.tls, certificates: [renewedDaily] } }), []);
  assert.deepEqual(ids({ ...healthy, tls: { ...healthy.tls, certificates: [late] } }), [
    'tls.certificate-expiring',
  ]);
});

test('a name mismatch by address is the reader’s, since certificates are for names', () => {
  const evidence = distrusted(['name-mismatch']);
  assert.ok(evidence.tls);
  const trust = { ...evidence.tls.trust, expectedName: '192.0.2.25' };
  assert.equal(found({ ...evidence, tls: { ...evidence.tls, trust } }, 'tls.name-mismatch')?.actor, 'you');
  assert.equal(found(evidence, 'tls.name-mismatch')?.actor, 'server-admin');
});

test('an MTA-STS policy is failed by host, by certificate, by the lack of TLS and by its own absence', () => {
  const fault = (evidence: Evidence) => {
    const finding = found(evidence, 'tls.mta-sts-mismatch');
    return finding && 'fault' in finding.data ? [finding.data.fault, finding.severity] : undefined;
  };
  const { tls: _tls, ...plain } = { ...healthy, starttls: { offered: false }, hello: { plain: hello() } };
  const { mtaSts } = healthy;
  assert.deepEqual(fault(sick['tls.mta-sts-mismatch']), ['host', 'error']);
  assert.deepEqual(fault({ ...distrusted(['unknown-issuer']), mtaSts }), ['certificate', 'error']);
  assert.deepEqual(fault({ ...plain, mtaSts: { ...mtaSts, mode: 'testing' } }), ['no-tls', 'warning']);
  assert.deepEqual(fault({ ...healthy, mtaSts: { domain: 'example.org', mx: [], problem: 'syntax' } }), [
    'no-policy',
    'warning',
  ]);
  assert.equal(fault({ ...plain, mtaSts: { ...mtaSts, mode: 'none' } }), undefined);
});
