import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Evidence } from '../../src/evidence.ts';
import type { Report, Run } from '../../src/report.ts';
import { finish } from './command.ts';
import type { Lab } from './lab.ts';
import type { Server } from './server.ts';

/** The name every probe gives, and by which a server's log tells it from others. */
export const CLIENT_NAME = 'doctor.example';

const BIN = resolve('bin/smtp-doctor.js');
const PROBE_MS = 45_000;
const LOG_MS = 5_000;
const POLL_MS = 50;

export interface Probe {
  readonly exitCode: number | null;
  readonly report: Report;
  /** Address that the probe came from, which no other probe of the run has. */
  readonly source: string;
}

let probes = 0;

/**
 * Runs the built command line as a user would, with the lab's root trusted.
 *
 * @throws AssertionError when stdout is anything but one JSON document.
 */
export async function probe(lab: Lab, ...args: string[]): Promise<Probe> {
  probes += 1;
  const source = `127.0.2.${probes}`;
  const common = ['--json', '--lang', 'en', '--ca', lab.rootFile, '--ehlo', CLIENT_NAME, '--source', source];
  const { code, stdout, stderr } = await finish(process.execPath, [BIN, 'probe', ...args, ...common], {
    timeoutMs: PROBE_MS,
  });
  return { exitCode: code, report: parseReport(stdout, stderr), source };
}

/**
 * Reads a report.
 *
 * @throws AssertionError when stdout is anything but one JSON document.
 */
export function parseReport(stdout: string, stderr: string): Report {
  try {
    // The schema test holds the shape; here it is taken as said.
    return JSON.parse(stdout) as Report;
  } catch {
    assert.fail(`stdout is no JSON:\n${stdout}\nstderr:\n${stderr}`);
  }
}

/** The one run of a probe with one subject. */
export function onlyRun({ report }: Pick<Probe, 'report'>): Run {
  const [run] = report.runs;
  assert.ok(run && report.runs.length === 1, `one run was expected, not ${report.runs.length}`);
  return run;
}

export function findingIds({ findings }: Run): string[] {
  return findings.map(({ id }) => id);
}

/** What the dialogue's client said, in order. */
export function commandsOf({ transcript = [] }: Evidence): string[] {
  return transcript.filter(({ direction }) => direction === 'C').map(({ text }) => text);
}

/** The log lines about one client, once `isComplete` says that the last one is there. */
export async function logAbout(
  server: Pick<Server, 'log'>,
  source: string,
  isComplete: RegExp,
): Promise<readonly string[]> {
  const deadline = Date.now() + LOG_MS;
  for (;;) {
    const lines = (await server.log()).split('\n').filter((line) => line.includes(source));
    if (lines.some((line) => isComplete.test(line)) || Date.now() > deadline) return lines;
    await sleep(POLL_MS);
  }
}
