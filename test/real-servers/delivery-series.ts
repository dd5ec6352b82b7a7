import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { send, withFile } from './delivery-send.ts';
import type { Lab } from './lab.ts';
import { findingIds, onlyRun } from './probe.ts';
import { MAIL_DOMAIN } from './server.ts';

const RECIPIENT = ['--to', `ada@${MAIL_DOMAIN}`];
const COUNT = 20;
const LINE = `${'x'.repeat(76)}\r\n`;

/** In one write, in some, in many. */
const SIZES = [1_000, 40_000, 400_000];

/** Declares the tests of many messages in one session, and of the servers' own programs. */
export function describeSeries(lab: () => Lab): void {
  describe('messages over TLS are answered, and none is taken for cut short', () => {
    for (const server of ['postfix', 'exim'] as const) {
      for (const size of SIZES) {
        test(`${server} takes ${COUNT} of ${size} bytes`, async () => {
          const { address, hostname } = lab()[server];
          const bytes = Buffer.from(`Subject: series\r\n\r\n${LINE.repeat(size / LINE.length)}`);
          await withFile(bytes, async (file) => {
            const args = ['--tls-servername', hostname, '--eml', file, '--count', String(COUNT)];
            const result = await send(lab(), `${address}:25`, ...args, ...RECIPIENT);
            const { delivery, tls } = onlyRun(result).evidence;
            assert.ok(tls, 'over TLS');
            assert.equal(delivery?.series?.accepted, COUNT, JSON.stringify(delivery));
            assert.equal(result.exitCode, 0);
          });
        });
      }
    }
  });

  describe('a program in the place of a server', () => {
    for (const server of ['postfix', 'exim'] as const) {
      test(`${server} takes a message on its standard input`, async () => {
        const { program } = lab()[server];
        const result = await send(lab(), `--pipe=${program}`, '--security', 'none', ...RECIPIENT);
        const run = onlyRun(result);
        assert.ok(findingIds(run).includes('data.accepted'), JSON.stringify(run.evidence.failure));
        assert.ok(run.evidence.delivery?.queueId);
      });
    }
  });
}
