import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { formatSections, type Section, sectionText } from '../../src/demo/sections.ts';
import { examine, headline, loadZones, type ZoneCase } from './zones.ts';

const { UPDATE } = process.env;

async function outcomeOf(zone: ZoneCase): Promise<Section[]> {
  const { run } = await examine(zone);
  const findings = run.findings.map(({ severity, id }) => `${severity} ${id}\n`).join('');
  return [
    { name: 'findings', text: findings },
    { name: 'en', text: await headline(run, 'en') },
    { name: 'it', text: await headline(run, 'it') },
  ];
}

/** The resolver's port changes from run to run. */
function stable(text: string): string {
  return text.replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT').replace(/\b\d+ ms\b/g, 'N ms');
}

describe('zones', { concurrency: 2 }, () => {
  for (const zone of loadZones()) {
    it(`${zone.name} gives exactly its findings, in both languages`, async () => {
      const seen = (await outcomeOf(zone)).map(({ name, text }) => ({ name, text: stable(text) }));
      const { sections, preamble } = zone.parts;
      if (UPDATE) {
        const given = sections.filter(({ name }) => !seen.some((section) => section.name === name));
        writeFileSync(zone.file, formatSections({ preamble, sections: [...given, ...seen] }));
      } else for (const { name, text } of seen) assert.equal(text, sectionText(sections, name) ?? '', name);
    });
  }
});

describe('questions', () => {
  it('go out once each, and the report counts them', async () => {
    for (const zone of loadZones().filter(
      ({ name }) => name === 'healthy' || name === 'spf-lookups-exceeded',
    )) {
      const { run, queries } = await examine(zone);
      const names = queries.map((query) => query.toLowerCase());
      assert.deepEqual(
        names.filter((query, index) => names.indexOf(query) !== index),
        [],
      );
      assert.equal(run.evidence.identity?.questions.length, names.length);
    }
  });
});
