import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import type { Run } from '../../src/report.ts';
import { finish } from './command.ts';
import type { Lab } from './lab.ts';
import { onlyRun, parseReport } from './probe.ts';
import { PORTS } from './server.ts';

const BIN = resolve('bin/smtp-doctor.js');
const SCAN_MS = 120_000;

async function depthOf(address: string, { rootFile }: Pick<Lab, 'rootFile'>): Promise<Run> {
  const args = [
    'starttls',
    `${address}:${PORTS.submission}`,
    '--json',
    '--ehlo',
    'doctor.example',
    '--ca',
    rootFile,
  ];
  const { stdout, stderr } = await finish(process.execPath, [BIN, ...args], { timeoutMs: SCAN_MS });
  return onlyRun({ report: parseReport(stdout, stderr) });
}

/** Declares the tests of what real servers do with commands before TLS: none carries out what was smuggled in. */
export function describeTlsDepth(lab: () => Lab): void {
  describe('before TLS', () => {
    for (const name of ['postfix', 'exim', 'dovecot'] as const) {
      test(`no smuggled command is carried out by ${name}`, async () => {
        const { evidence, findings } = await depthOf(lab()[name].address, lab());
        assert.match(evidence.tlsTrials?.injection ?? 'absent', /^(discarded|refused)$/);
        assert.ok(!findings.some(({ id }) => id === 'starttls.command-injected'));
      });
    }

    test('Postfix at `encrypt` refuses MAIL and AUTH', async () => {
      const { evidence } = await depthOf(lab().postfix.address, lab());
      assert.equal(evidence.enforcement?.code, 530);
      assert.equal(evidence.tlsTrials?.login?.reply.code, 530);
    });
  });
}
