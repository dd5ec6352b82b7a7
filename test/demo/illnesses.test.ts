import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { run } from '../../src/cli/main.ts';
import { findIllness, type Illness, illnesses, parseIllness } from '../../src/demo/illnesses.ts';
import { playIllness, serveIllness } from '../../src/demo/play.ts';
import { UsageError } from '../../src/errors.ts';
import { openClient } from '../support/client.ts';

const all = await illnesses();

/** The part of the report that is asserted on. */
interface Found {
  readonly id: string;
  readonly severity: string;
}

/** Plays an illness against the program within this process: starting another for each would take most of the time. */
async function findingsOf(illness: Illness): Promise<Found[]> {
  const folder = await mkdtemp(join(tmpdir(), 'illness-'));
  const output = join(folder, 'report.json');
  try {
    await playIllness(illness, (argv) => run([...argv, '--json', '--output', output]));
    const report: { runs: { findings: Found[] }[] } = JSON.parse(await readFile(output, 'utf8'));
    return report.runs.flatMap((one) => one.findings);
  } finally {
    await rm(folder, { recursive: true });
  }
}

it('the healthy ones come first and there are many illnesses', () => {
  assert.deepEqual(
    all.slice(0, 2).map(({ name }) => name),
    ['healthy', 'healthy-relay'],
  );
  assert.ok(all.length >= 45);
});

it('an illness is found by its name and by the id of its finding', async () => {
  assert.equal((await findIllness('tls-certificate-expired')).id, 'tls.certificate-expired');
  assert.equal((await findIllness('tls.certificate-expired')).name, 'tls-certificate-expired');
});

it('an unknown illness names the nearest', async () => {
  await assert.rejects(
    findIllness('tls-certificate-expried'),
    (error) => error instanceof UsageError && error.hint?.includes('tls-certificate-expired') === true,
  );
});

it('a file without a title is refused', () => {
  assert.throws(() => parseIllness('x-y', '-- command --\nsmtp-doctor probe\n'), UsageError);
});

it('a served illness prints its address, answers there, and is gone after', async () => {
  const served = await serveIllness(await findIllness('healthy'));
  const port = Number(/127\.0\.0\.1:(\d+)/.exec(served.lines[0] ?? '')?.[1]);
  assert.match(
    served.lines.at(-1) ?? '',
    new RegExp(`^try +smtp-doctor probe 127\\.0\\.0\\.1:${port} --ca \\S+ca\\.pem$`),
  );
  const client = openClient(port);
  await client.hear(/^220 /);
  client.close();
  await served.close();
  await openClient(port).ended();
});

describe('placeholders', () => {
  for (const illness of all) {
    it(`${illness.name} has a value for all it names`, async () => {
      await playIllness(illness, async (argv) => {
        for (const word of argv) assert.doesNotMatch(word, /\$[A-Z]/);
      });
    });
  }
});

describe('the program finds', { concurrency: 4 }, () => {
  for (const illness of all.filter(({ command }) => /^(?:probe|auth|send-test)$/.test(command[0] ?? ''))) {
    it(illness.id ?? `nothing wrong with ${illness.name}`, { timeout: 30_000 }, async () => {
      const findings = await findingsOf(illness);
      if (illness.id === undefined) {
        assert.deepEqual(
          findings.filter(({ severity }) => severity !== 'info'),
          [],
        );
      } else {
        assert.ok(
          findings.some(({ id }) => id === illness.id),
          `found ${findings.map(({ id }) => id).join(', ')}`,
        );
      }
    });
  }
});
