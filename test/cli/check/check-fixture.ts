import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report, Run } from '../../../src/report.ts';
import { type Outcome, type RunOptions, runCli } from '../../support/run-cli.ts';
import type { TestScene } from '../../support/scene.ts';

/** A server without TLS that takes as many connections as come. */
export const PLAIN =
  'S: 220 mx.example.org ESMTP Postfix\nC: EHLO ***\nS: 250-mx.example.org\nS: 250-PIPELINING\nS: 250 AUTH PLAIN\nC: QUIT\nS: 221 bye';

/** The folder of a scene. */
export function folderOf({ variables }: TestScene): string {
  return variables.get('DIR') ?? '';
}

/** Writes a config beside a scene; `$PORT` and its like stand for the scene's variables. */
export async function configOf(scene: TestScene, text: string): Promise<string> {
  const file = join(folderOf(scene), 'smtp-doctor.yml');
  await writeFile(file, withVariables(scene, text));
  return file;
}

export function withVariables({ variables }: TestScene, text: string): string {
  return text.replace(/\$([A-Z]+)/g, (all, name: string) => variables.get(name) ?? all);
}

/** What check says of a scene with these expectations. */
export async function checkWith(
  scene: TestScene,
  config: string,
  ...options: readonly string[]
): Promise<{ readonly report: Report; readonly outcome: Outcome; readonly run: Run }> {
  const args = [
    'check',
    await configOf(scene, config),
    ...options.map((one) => withVariables(scene, one)),
    '--json',
  ];
  const outcome = await runCli(args);
  if (outcome.stdout === '') throw new Error(outcome.stderr);
  const report: Report = JSON.parse(outcome.stdout);
  const [run] = report.runs;
  if (!run) throw new Error('no run');
  return { report, outcome, run };
}

export function idsOf({ findings }: Pick<Run, 'findings'>): string[] {
  return findings.map(({ id }) => id);
}

/** The lines of an ndjson report that are runs. */
export function runLines(text: string): { subject: string; target?: string; exitCode: number }[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === 'run');
}

export async function checkLines(args: readonly string[], options?: RunOptions) {
  const outcome = await runCli(['check', ...args, '--format', 'ndjson'], options);
  return { ...outcome, lines: runLines(outcome.stdout) };
}
