import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blackboxUse } from './blackbox.ts';
import { type Fleet, startFleet } from './fleet.ts';
import type { Score } from './measure.ts';
import { type Use, useOf } from './process-use.ts';

const BIN = new URL('../../bin/smtp-doctor.js', import.meta.url).pathname;
const MEBIBYTE = 1024 ** 2;
const [FEW, MANY] = [1_000, 5_000] as const;
const CONCURRENCY = 50;
const MOST_MEBIBYTES = 250;

/** What a target may add: a line in the list and in the summary, and what Node.js 20 to 24 never gives back of each chain that it has shown. */
const KIBIBYTES_A_TARGET = 12;
const LEAST_OF_BLACKBOX = 0.5;

/** The worst of the fleet turns away. */
const EXIT_GREETING = 12;

/** `check` of thousands of local servers, beside what others look at the same servers with. */
export async function benchChecks(): Promise<Score[]> {
  const name = `check of ${MANY} targets`;
  if (process.platform !== 'linux') return [{ name, measured: 'measured on Linux only', isMet: true }];
  const fleet = await startFleet();
  try {
    const few = await checkUse(fleet, FEW, []);
    const many = await checkUse(fleet, MANY, []);
    const inClear = await checkUse(fleet, MANY, ['--security', 'none']);
    return [memoryScore(few, many), await besideBlackbox(fleet, many), await besideNmap(fleet, inClear)];
  } finally {
    await fleet.stop();
  }
}

async function checkUse(fleet: Fleet, count: number, options: readonly string[]): Promise<Use> {
  const list = join(fleet.folder, 'targets');
  const targets = fleet.targets(count).map(({ address, port }) => `${address}:${port}`);
  await writeFile(list, targets.join('\n'));
  const shared = [
    '--targets',
    list,
    '--concurrency',
    String(CONCURRENCY),
    '--format',
    `ndjson:${join(fleet.folder, 'report')}`,
  ];
  const trust = ['--ca', fleet.ca, '--tls-servername', 'smtp.example.net'];
  return useOf(process.execPath, [BIN, 'check', ...shared, ...trust, ...options], EXIT_GREETING);
}

function memoryScore(few: Use, many: Use): Score {
  const perTarget = (many.peakBytes - few.peakBytes) / 1024 / (MANY - FEW);
  const bar = `< ${MOST_MEBIBYTES} MiB, and <= ${KIBIBYTES_A_TARGET} KiB for each target more`;
  return {
    name: `check of ${FEW} and of ${MANY} targets, peak memory`,
    measured: `${mebibytes(few)} MiB and ${mebibytes(many)} MiB: ${perTarget.toFixed(1)} KiB for each target more`,
    bar,
    isMet: many.peakBytes < MOST_MEBIBYTES * MEBIBYTE && perTarget <= KIBIBYTES_A_TARGET,
  };
}

async function besideBlackbox(fleet: Fleet, ours: Use): Promise<Score> {
  const name = `check of ${MANY} targets / the tcp prober of blackbox_exporter, per CPU second`;
  const theirs = await blackboxUse(fleet, MANY, CONCURRENCY);
  if (!theirs) return { name, measured: 'blackbox_exporter is not installed', isMet: true };
  const ratio = theirs.cpuSeconds / ours.cpuSeconds;
  const [a, b] = [ours, theirs].map(({ cpuSeconds }) => Math.round(MANY / cpuSeconds));
  const rates = `${a} / ${b}; ${perSecond(ours)} / ${perSecond(theirs)} a second of the clock`;
  return {
    name,
    measured: `${ratio.toFixed(2)} (${rates}; ${mebibytes(ours)} / ${mebibytes(theirs)} MiB)`,
    bar: `>= ${LEAST_OF_BLACKBOX}`,
    isMet: ratio >= LEAST_OF_BLACKBOX,
  };
}

/** nmap's script says EHLO and HELP in clear text, and looks at no TLS: nor does check here. */
async function besideNmap(fleet: Fleet, ours: Use): Promise<Score> {
  const name = `check --security none of ${MANY} targets / nmap --script smtp-commands`;
  if (spawnSync('nmap', ['--version']).error) return { name, measured: 'nmap is not installed', isMet: true };
  const theirs = await nmapMs(fleet);
  const ratio = theirs / ours.elapsedMs;
  return {
    name,
    measured: `${ratio.toFixed(2)} (${perSecond(ours)} / ${perSecond({ elapsedMs: theirs })} targets a second)`,
    bar: '> 1',
    isMet: ratio > 1,
  };
}

/** It is given one port after the other, since it would try all of them at every address. */
async function nmapMs(fleet: Fleet): Promise<number> {
  const targets = fleet.targets(MANY);
  const list = join(fleet.folder, 'hosts');
  let elapsedMs = 0;
  for (const port of new Set(targets.map((target) => target.port))) {
    const hosts = targets.filter((target) => target.port === port).map(({ address }) => address);
    await writeFile(list, hosts.join('\n'));
    const args = ['-n', '-Pn', '-T5', '-p', String(port), '--script', '+smtp-commands', '-iL', list];
    elapsedMs += (await useOf('nmap', args, 0)).elapsedMs;
  }
  return elapsedMs;
}

function mebibytes({ peakBytes }: Use): number {
  return Math.round(peakBytes / MEBIBYTE);
}

function perSecond({ elapsedMs }: Pick<Use, 'elapsedMs'>): number {
  return Math.round((MANY / elapsedMs) * 1000);
}
