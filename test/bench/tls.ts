import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DIRECTORY_PREFIX } from '../real-servers/daemon.ts';
import { startTlsPostfix, TLS_DOORS } from '../real-servers/tls-postfix.ts';
import { type DelayProxy, startDelayProxy } from './delay-proxy.ts';
import { type CommandLine, compareProcesses, formatComparison, type Score, timeProcess } from './measure.ts';

const BIN = new URL('../../bin/smtp-doctor.js', import.meta.url).pathname;
const NAME = 'starttls';
const PROGRAMS = ['postfix', 'sslscan', 'testssl'] as const;
const SERVER_NAME = 'tls.test.example';

/** Each way: on a bare loopback nothing but the start of a process would be measured. */
const DELAY_MS = 10;
const ROUNDS = 5;
const MOST_OF_SSLSCAN = 0.5;
const MOST_OF_TESTSSL = 0.05;
const MOST_CONNECTIONS = 40;

/** A whole scan of a real Postfix, 20 ms away, against two other scanners: wall time, and connections made. */
export async function benchTlsScans(): Promise<Score[]> {
  const missing = PROGRAMS.find((program) => spawnSync('which', [program]).status !== 0);
  if (missing !== undefined) return [{ name: NAME, measured: `${missing} is not installed`, isMet: true }];
  if (process.getuid?.() !== 0) return [{ name: NAME, measured: 'only root can start Postfix', isMet: true }];
  const directory = await mkdtemp(DIRECTORY_PREFIX);
  await chmod(directory, 0o755);
  const server = await startTlsPostfix(directory);
  const proxy = await startDelayProxy(25, DELAY_MS, TLS_DOORS.plain.address);
  try {
    return await scores(proxy, join(directory, 'rsa.pem.crt'));
  } finally {
    await proxy.close();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function scores(proxy: DelayProxy, ca: string): Promise<Score[]> {
  const door = `127.0.0.1:${proxy.port}`;
  const trust = ['--ca', ca, '--tls-servername', SERVER_NAME] as const;
  const ours = [process.execPath, BIN, 'starttls', door, ...trust] as const;
  const sslscan = ['sslscan', '--starttls-smtp', door] as const;
  const testssl = ['testssl', '--warnings', 'off', '-t', 'smtp', door] as const;
  const times = await compareProcesses(ours, sslscan, ROUNDS);
  const [own, first, second] = [
    await count(proxy, ours, (code) => code === 0),
    await count(proxy, sslscan, (code) => code === 0),
    // Its exit code tells how many faults it found.
    await count(proxy, testssl, (code) => code !== null),
  ];
  const ratio = times.aMs / second.elapsedMs;
  const long = `${ratio.toFixed(3)} (${times.aMs.toFixed(0)} ms / ${second.elapsedMs.toFixed(0)} ms, one run)`;
  return [
    {
      name: `${NAME} / sslscan, a Postfix 20 ms away`,
      measured: formatComparison(times),
      bar: `<= ${MOST_OF_SSLSCAN}`,
      isMet: times.ratio <= MOST_OF_SSLSCAN,
    },
    {
      name: `${NAME} / testssl.sh, the same`,
      measured: long,
      bar: `<= ${MOST_OF_TESTSSL}`,
      isMet: ratio <= MOST_OF_TESTSSL,
    },
    {
      name: 'connections of the three',
      measured: [own, first, second].map(({ connections }) => connections).join(' / '),
      bar: `<= ${MOST_CONNECTIONS}`,
      isMet: own.connections <= MOST_CONNECTIONS,
    },
  ];
}

/** One run on its own. */
async function count(
  proxy: DelayProxy,
  command: CommandLine,
  isExpected: (code: number | null) => boolean,
): Promise<{ readonly connections: number; readonly elapsedMs: number }> {
  const before = proxy.connections();
  const elapsedMs = await timeProcess(command, isExpected);
  return { elapsedMs, connections: proxy.connections() - before };
}
