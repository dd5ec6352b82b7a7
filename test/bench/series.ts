import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../src/report.ts';
import { startDaemon } from '../real-servers/daemon.ts';
import { median, type Score, timeProcess } from './measure.ts';

const BIN = new URL('../../bin/smtp-doctor.js', import.meta.url).pathname;

/** Not where anybody else listens. */
const [address, port] = ['127.0.7.1', 2631] as const;
const TARGET = `${address}:${port}`;

const MESSAGES = 1000;
const MESSAGE_BYTES = 4096;
const ROUNDS = 7;
const LEAST = 0.5;
const MOST_OUTPUT = 64 * 1024 ** 2;

const SOURCE_OPTIONS = ['-d', '-s', '1', '-m', String(MESSAGES), '-l', String(MESSAGE_BYTES)] as const;
const ENVELOPE = ['--from', 'ada@bench.example', '--to', 'bob@bench.example'] as const;
const NAME = `send-test --count ${MESSAGES} on one connection / smtp-source, both to smtp-sink`;

/** Messages per second of a series against those of Postfix's own generator, in turn, to the same sink. */
export async function benchSeries(): Promise<Score> {
  if (spawnSync('smtp-sink').error) return { name: NAME, measured: 'Postfix is not installed', isMet: true };
  const directory = await mkdtemp(join(tmpdir(), 'smtp-doctor-bench-'));
  // It refuses to be root.
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const listeners = [{ address, port }];
  const options = { command: 'smtp-sink', args: [...user, TARGET, '1000'], directory, listeners };
  const sink = await startDaemon(options);
  try {
    const file = join(directory, 'message.eml');
    await writeFile(file, message());
    return await compare(file);
  } finally {
    await sink.stop();
    await rm(directory, { recursive: true });
  }
}

async function compare(file: string): Promise<Score> {
  const pairs: { readonly ours: number; readonly theirs: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const elapsedMs = await timeProcess(['smtp-source', ...SOURCE_OPTIONS, TARGET]);
    pairs.push({ ours: perSecondOf(file), theirs: (MESSAGES / elapsedMs) * 1000 });
  }
  const ratio = median(pairs.map(({ ours, theirs }) => ours / theirs));
  const [ours, theirs] = [median(pairs.map((pair) => pair.ours)), median(pairs.map((pair) => pair.theirs))];
  return {
    name: NAME,
    measured: `${ratio.toFixed(2)} (${ours.toFixed(0)} / ${theirs.toFixed(0)} messages of 4 KiB a second)`,
    bar: `>= ${LEAST}`,
    isMet: ratio >= LEAST,
  };
}

/** From the first MAIL to the last answer, as the report has it: a series is not about how Node.js starts. */
function perSecondOf(file: string): number {
  const series = ['--count', String(MESSAGES), '--yes', '--eml', file];
  const args = [BIN, 'send-test', TARGET, '--json', ...series, ...ENVELOPE];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: MOST_OUTPUT });
  // The report is our own, of this very version.
  const { runs } = JSON.parse(stdout) as Report;
  const seen = runs[0]?.evidence.delivery?.series;
  if (seen?.accepted === MESSAGES) return seen.perSecond;
  throw new Error(`${seen?.accepted} of ${MESSAGES} messages were accepted: ${stderr}`);
}

/** A header, and text of the size that smtp-source has. */
function message(): string {
  const header = 'From: ada@bench.example\r\nTo: bob@bench.example\r\nSubject: bench\r\n\r\n';
  return header + `${'x'.repeat(62)}\r\n`.repeat(MESSAGE_BYTES / 64);
}
