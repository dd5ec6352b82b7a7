import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  bestOutcome,
  type RouteFacts,
  routeFacts,
  SENDERS,
  type Sender,
  senderOutcomes,
} from '../../src/rules/tls/policy-outcomes.ts';
import { route, tlsPolicy, unsignedRoute } from '../support/tls-policy.ts';

const PLAIN: RouteFacts = {
  contact: 'reached',
  tls: 'works',
  isChainTrusted: true,
  isForHost: true,
  isForDomain: false,
  isMxSecure: true,
  dane: 'absent',
  mtaSts: 'absent',
};

function cell(facts: Partial<RouteFacts>, sender: Sender): string {
  const found = senderOutcomes({ ...PLAIN, ...facts }).find((one) => one.sender === sender);
  return [found?.outcome, found?.reason].join(' ');
}

const CELLS: readonly (readonly [string, Partial<RouteFacts>, Sender, string])[] = [
  ['no STARTTLS', { tls: 'missing' }, 'postfix-may', 'deliver clear-text'],
  ['no STARTTLS', { tls: 'missing' }, 'postfix-secure', 'defer tls-required'],
  ['a handshake that fails', { tls: 'broken' }, 'postfix-may', 'deliver clear-after-deferral'],
  ['a handshake that fails', { tls: 'broken' }, 'postfix-dane', 'deliver clear-after-deferral'],
  ['a handshake that fails', { tls: 'broken' }, 'exim', 'deliver clear-at-once'],
  ['a handshake that fails', { tls: 'broken' }, 'gmail', 'unknown handshake-undocumented'],
  ['a bad chain', { isChainTrusted: false }, 'postfix-secure', 'defer certificate-untrusted'],
  ['a certificate for the host alone', {}, 'postfix-secure', 'defer certificate-not-for-domain'],
  ['a certificate for the domain', { isForDomain: true }, 'postfix-secure', 'deliver certificate-trusted'],
  ['unsigned MX records', { isMxSecure: false, dane: 'mismatch' }, 'postfix-dane', 'defer dane-mismatch'],
  ['unsigned MX records', { isMxSecure: false, dane: 'mismatch' }, 'exim', 'deliver unverified'],
  ['unsigned MX records', { isMxSecure: false, dane: 'mismatch' }, 'microsoft-365', 'deliver unverified'],
  ['DANE that fails', { dane: 'mismatch', mtaSts: 'listed' }, 'microsoft-365', 'defer dane-mismatch'],
  [
    'MTA-STS that fails where DANE holds',
    { dane: 'fits', mtaSts: 'unlisted' },
    'microsoft-365',
    'unknown policies-disagree',
  ],
  ['a listed host', { mtaSts: 'listed' }, 'gmail', 'deliver policy-met'],
  [
    'a listed host with another name',
    { mtaSts: 'listed', isForHost: false },
    'gmail',
    'defer policy-certificate',
  ],
  ['a listed host without TLS', { mtaSts: 'listed', tls: 'missing' }, 'gmail', 'defer policy-without-tls'],
  ['a host that is not listed', { mtaSts: 'unlisted' }, 'postfix-may', 'deliver unverified'],
  ['a host out of reach', { contact: 'unreached' }, 'gmail', 'defer unreached'],
  ['a host that turned us away', { contact: 'turned-away' }, 'exim', 'unknown turned-away'],
];

for (const [what, facts, sender, expected] of CELLS) {
  test(`${what} makes ${sender} do this: ${expected}`, () => assert.equal(cell(facts, sender), expected));
}

test('a deferral ends in a bounce after the sender’s own time', () => {
  const outcomes = senderOutcomes({ ...PLAIN, contact: 'unreached' });
  const hours = outcomes.map(({ sender, bouncesAfterHours }) => [sender, bouncesAfterHours]);
  assert.deepEqual(Object.fromEntries(hours), {
    'postfix-may': 120,
    'postfix-dane': 120,
    'postfix-secure': 120,
    exim: 96,
    gmail: undefined,
    'microsoft-365': 24,
  });
});

test('one host that takes the mail is enough', () => {
  const [yes] = senderOutcomes(PLAIN);
  const [no] = senderOutcomes({ ...PLAIN, contact: 'unreached' });
  assert.ok(yes && no);
  assert.equal(bestOutcome([no, yes, no])?.outcome, 'deliver');
  assert.equal(bestOutcome([]), undefined);
});

const anyFacts = fc.record<RouteFacts>({
  contact: fc.constantFrom('reached', 'unreached', 'turned-away'),
  tls: fc.constantFrom('works', 'missing', 'broken'),
  isChainTrusted: fc.boolean(),
  isForHost: fc.boolean(),
  isForDomain: fc.boolean(),
  isMxSecure: fc.boolean(),
  dane: fc.constantFrom('absent', 'fits', 'mismatch', 'published', 'unusable', 'lookup-failed'),
  mtaSts: fc.constantFrom('absent', 'testing', 'listed', 'unlisted'),
});

test('every sender has one outcome, and clear text goes only where there is no TLS', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const outcomes = senderOutcomes(facts);
      assert.deepEqual(
        outcomes.map(({ sender }) => sender),
        [...SENDERS],
      );
      for (const { outcome, protection, bouncesAfterHours } of outcomes) {
        assert.equal(protection !== undefined, outcome === 'deliver');
        if (protection === 'clear') assert.notEqual(facts.tls, 'works');
        if (protection && protection !== 'clear') assert.equal(facts.tls, 'works');
        if (bouncesAfterHours !== undefined) assert.equal(outcome, 'defer');
      }
    }),
  );
});

test('what was seen of a route is read as senders read it', () => {
  assert.deepEqual(routeFacts(route, tlsPolicy), {
    contact: 'reached',
    tls: 'works',
    isChainTrusted: true,
    isForHost: true,
    isForDomain: true,
    isMxSecure: true,
    dane: 'fits',
    mtaSts: 'listed',
  });
  const facts = routeFacts(unsignedRoute, { ...tlsPolicy, mxDnssec: 'insecure' });
  assert.deepEqual([facts.dane, facts.isMxSecure], ['absent', false]);
  const tls = { protocol: 'TLSv1.3', trusted: false, problems: ['expired'], isForDomain: true } as const;
  assert.equal(routeFacts({ ...route, tls }, tlsPolicy).isChainTrusted, false);
});

test('records whose addresses nobody signed are never asked for', () => {
  assert.equal(routeFacts({ ...route, addressDnssec: 'insecure' }, tlsPolicy).dane, 'absent');
});
