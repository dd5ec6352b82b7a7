import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence } from '../../src/evidence.ts';
import type { Locale } from '../../src/messages/catalog.ts';
import { KNOWN_BLOCKS } from '../../src/messages/port-blocks.ts';
import { loadRenderer, type RenderContext } from '../../src/render/index.ts';
import { displayWidth } from '../../src/render/width.ts';
import { runOf } from '../../src/report.ts';
import { door, scanned } from '../support/evidence.ts';
import { contextOf, reportOf } from '../support/report-fixture.ts';

const blocked: Evidence = {
  ...scanned([door(25, 'timeout'), { ...door(465, 'open'), security: 'tls' }, door(587, 'open')]),
  ports: { asked: [25, 465, 587], control: { host: 'mx.example.net', endpoints: [door(25, 'timeout')] } },
};

async function shown(evidence: Evidence, locale: Locale, page: Partial<RenderContext>): Promise<string> {
  const { report } = await loadRenderer('text');
  return report(reportOf([runOf('mail.example.org', evidence)], locale), await contextOf(locale, page));
}

for (const locale of ['en', 'it'] as const) {
  for (const width of [40, 80]) {
    test(`a scan in ${locale} keeps to ${width} columns, in ASCII too`, async () => {
      const unicode = await shown(blocked, locale, { width, unicode: true });
      const ascii = await shown(blocked, locale, { width, unicode: false });
      for (const line of `${unicode}${ascii}`.split('\n')) assert.ok(displayWidth(line) <= width, line);
      assert.match(ascii, /^[\n -~]+$/);
    });
  }
}

test('the causes of a block stand in the report, ranked, with both sides and what would settle them', async () => {
  const text = await shown(blocked, 'en', { width: 100, unicode: true });
  assert.match(text, /1\. your network or provider blocks outgoing port 25/);
  assert.match(
    text,
    /for: port 25 stays silent; other ports of the same host are open; port 25 of the control/,
  );
  assert.match(
    text,
    /2\. this server does not let you in\s+for: [^:]+against: port 25 of the control server stays silent/,
  );
  assert.match(text, /to settle it: try the same from another network/);
});

test('a block is followed by the networks known for it, each with what it wants', async () => {
  const text = await shown(blocked, 'en', { width: 100, unicode: true });
  for (const { who } of KNOWN_BLOCKS) assert.ok(text.includes(who), who);
  const open = scanned([door(25, 'open'), door(587, 'open')]);
  assert.doesNotMatch(await shown(open, 'en', { width: 100, unicode: true }), /Amazon/);
});

test('every known block has its source', () => {
  for (const { ports, source } of KNOWN_BLOCKS) assert.ok(ports.length > 0 && source.length > 10, source);
});

test('the way in for users is TLS from the first byte', async () => {
  const text = await shown(blocked, 'en', { width: 100, unicode: true });
  assert.match(text, /Way in for users {2}port 465 with TLS from the first byte/);
});

const page = { width: 100, unicode: true };
const stranger = { connectMs: 30, speaks: 'other', greeting: 'SSH-2.0-x' } as const;

test('ports without a role are named once, below the others', async () => {
  const doors = [20_001, 20_002].map((port) => ({ ...door(port, 'open'), scan: stranger }));
  const text = await shown(scanned([...doors, door(587, 'open')]), 'it', page);
  assert.equal(text.match(/né per standard né per uso/g)?.length, 1);
  assert.match(text, /20001 e 20002 non sono porte di posta/);
  assert.match(text, /! 2 porte aperte non parlano SMTP/);
  assert.match(
    await shown(scanned([...doors, door(587, 'open')]), 'en', page),
    /! 2 open ports do not speak/,
  );
});

test('a refusal to greet and a silence after EHLO stand in the place of what a port offers', async () => {
  const refused = {
    ...door(25, 'open'),
    stoppedAt: 'greeting',
    scan: { connectMs: 30, speaks: 'smtp', ended: 'refused', refusal: { code: 554, lines: ['no'] } },
  } as const;
  const mute = {
    ...door(587, 'open'),
    stoppedAt: 'hello',
    scan: { connectMs: 30, speaks: 'smtp', ended: 'silent' },
  } as const;
  const italian = await shown(scanned([refused, mute]), 'it', page);
  assert.match(italian, /aperta in 30 ms, rifiuta nel saluto \(554\)/);
  assert.match(italian, /aperta in 30 ms, tace dopo EHLO/);
  assert.doesNotMatch(italian, /Via per gli utenti/);
  const english = await shown(scanned([refused, mute]), 'en', page);
  assert.match(english, /open in 30 ms, turns away in its greeting \(554\)/);
  assert.match(english, /open in 30 ms, silent after EHLO/);
});

test('a silence is one with TLS or without only where TLS was tried', async () => {
  const silent = { connectMs: 30, speaks: 'silent' } as const;
  const doors = [
    { ...door(25, 'open'), scan: silent },
    { ...door(587, 'open'), scan: { ...silent, triedTls: true } as const },
  ];
  const text = await shown(scanned(doors), 'it', page);
  assert.match(text, /25 {3}aperta in 30 ms, tace\n/);
  assert.match(text, /587 {2}aperta in 30 ms, tace, con TLS o senza\n/);
});

test('TLS is advised on an open port that has it, and on no other', async () => {
  const scan = { connectMs: 30, speaks: 'smtp', greeting: '220 ****0***2***' } as const;
  const masked = { ...door(25, 'open'), scan };
  const evidence = scanned([masked, door(465, 'refused')]);
  assert.doesNotMatch(await shown(evidence, 'it', page), /TLS dal primo byte, che/);
  const tls = { ...door(2465, 'open'), scan: { connectMs: 30, speaks: 'smtp-in-tls' } as const };
  const withTls = scanned([masked, tls]);
  assert.match(await shown(withTls, 'it', page), /`smtp-doctor probe\s+mail\.example\.org:2465/);
  assert.match(await shown(withTls, 'it', page), /Qualcosa fra te e il server altera il dialogo/);
  assert.match(await shown(withTls, 'en', page), /Something between you and the server alters the dialogue/);
});

test('a control server without a name is named once, its greeting on a line of its own', async () => {
  const control = { ...door(25, 'open'), address: '192.0.2.7' };
  const scan = { connectMs: 30, speaks: 'smtp', greeting: '220 mx.example.net' } as const;
  const evidence = {
    ...scanned([door(25, 'timeout'), door(587, 'open')]),
    ports: { asked: [25], control: { host: '192.0.2.7', endpoints: [{ ...control, scan }] } },
  };
  const text = await shown(evidence, 'it', page);
  assert.match(text, /Controllo +192\.0\.2\.7:25: aperta[^\n]*SMTP\n +220 mx\.example\.net\n/);
  assert.match(text, /rispondono la porta 587 dello stesso host e la 25 di 192\.0\.2\.7\./);
});

test('what settles a cause is said as something to do', async () => {
  const evidence = scanned([door(25, 'refused'), door(587, 'refused')]);
  assert.match(await shown(evidence, 'it', page), /Per averne la certezza guarda sul server se/);
  assert.match(await shown(evidence, 'en', page), /To know for certain, look on the server whether/);
});
