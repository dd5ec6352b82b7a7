import assert from 'node:assert/strict';
import { it } from 'node:test';
import { catalogOf } from '../../src/messages/catalog.ts';
import { explain } from '../../src/render/explained.ts';
import { diagnose } from '../../src/rules/index.ts';
import { serverOf } from '../support/scene.ts';
import { deliver } from './delivery-plan.ts';

it('a second greeting in answer to EHLO is out of step, and no refusal', async (t) => {
  const { port } = await serverOf(
    t,
    'S: 220 x ESMTP\nC: EHLO ***\nS: 220 x ESMTP\nC: HELO ***\nS: 250 x\nC: ***',
  );
  const evidence = await deliver(Number(port));
  const finding = diagnose(evidence).findings.find(({ id }) => id === 'hello.ehlo-refused');
  assert.ok(finding);
  assert.equal(finding.actor, 'server-admin');
  assert.equal((finding.data as { reason?: string }).reason, 'out-of-step');
  for (const [locale, words] of [
    ['en', /The answer to EHLO is out of step \(220\)/],
    ['it', /La risposta a EHLO è sfasata \(220\)/],
  ] as const) {
    const { title, meaning } = explain(finding, evidence, await catalogOf(locale));
    assert.match(title, words);
    assert.doesNotMatch(meaning, /4xx/);
  }
});
