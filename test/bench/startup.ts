import { spawnSync } from 'node:child_process';
import { findIllness } from '../../src/demo/illnesses.ts';
import { playIllness } from '../../src/demo/play.ts';
import { compareProcesses, type Score } from './measure.ts';

const BIN = new URL('../../bin/smtp-doctor.js', import.meta.url).pathname;
const ROUNDS = 31;

/** `--version` from a cold start against Node's own. */
export async function benchVersion(): Promise<Score> {
  const { aMs, bMs, ratio } = await compareProcesses(
    [process.execPath, BIN, '--version'],
    [process.execPath, '-e', '0'],
    ROUNDS,
  );
  return {
    name: 'smtp-doctor --version / node -e 0',
    measured: `${ratio.toFixed(2)} (${aMs.toFixed(0)} ms / ${bMs.toFixed(0)} ms)`,
    bar: '<= 1.5',
    isMet: ratio <= 1.5,
  };
}

/** A whole probe of a STARTTLS server against swaks doing the same dialogue with the same server. */
export async function benchSwaks(): Promise<Score> {
  const name = 'probe / swaks --tls --quit-after EHLO';
  if (spawnSync('swaks', ['--version']).error) {
    return { name, measured: 'swaks is not installed', isMet: true };
  }
  const healthy = await findIllness('healthy');
  return playIllness(healthy, async (argv) => {
    const target = argv.find((word) => /:\d+$/.test(word)) ?? '';
    const [host = '', port = ''] = target.split(':');
    const { aMs, bMs, ratio } = await compareProcesses(
      [process.execPath, BIN, ...argv],
      [
        'swaks',
        '--server',
        host,
        '--port',
        port,
        '--tls',
        '--quit-after',
        'EHLO',
        '--helo',
        'doctor.example.org',
      ],
      ROUNDS,
    );
    return {
      name,
      measured: `${ratio.toFixed(2)} (${aMs.toFixed(0)} ms / ${bMs.toFixed(0)} ms)`,
      bar: '<= 0.8',
      isMet: ratio <= 0.8,
    };
  });
}
