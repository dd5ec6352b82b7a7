import { readdir, readFile, writeFile } from 'node:fs/promises';
import { readScene, type Scene, startScene, substitute } from '../../src/demo/scene.ts';
import {
  formatSections,
  parseSections,
  type Sections,
  sectionText,
  splitCommand,
} from '../../src/demo/sections.ts';
import { normalise, reflow } from './normalise.ts';
import { type Outcome, runCli } from './run-cli.ts';

const FOLDER = new URL('../cases/', import.meta.url);
const EXTENSION = '.case';
/** Sections that are expectations, which UPDATE=1 rewrites. */
const EXPECTED = ['exit', 'stdout', 'stderr'] as const;

type Expected = (typeof EXPECTED)[number];

/** One `.case` file: a command, the servers it meets, and what it must print. */
export interface Case {
  readonly name: string;
  readonly file: URL;
  readonly parts: Sections;
}

/** What a case's command printed, in the form that is compared, and what its servers complain of. */
export interface CaseOutcome {
  readonly printed: Readonly<Record<Expected, string>>;
  /** As it came out of the program. */
  readonly raw: Outcome;
  readonly complaints: readonly string[];
}

/** All cases whose name holds the filter, in alphabetical order. */
export async function loadCases(filter = ''): Promise<Case[]> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith(EXTENSION) && name.includes(filter));
  return Promise.all(
    files.sort().map(async (name) => {
      const file = new URL(name, FOLDER);
      return {
        name: name.slice(0, -EXTENSION.length),
        file,
        parts: parseSections(await readFile(file, 'utf8')),
      };
    }),
  );
}

/** Starts what the case asks for, runs its command and ends everything. */
export async function playCase({ parts }: Case): Promise<CaseOutcome> {
  const scene = await startScene(readScene(parts.sections));
  try {
    const raw = await runCli(commandOf(parts, scene), {
      stdin: sectionText(parts.sections, 'stdin') ?? '',
    });
    const [stdout, stderr] = [raw.stdout, raw.stderr].map((text) => normalise(text, scene.variables));
    const printed = { exit: String(raw.code ?? 'killed'), stdout: stdout ?? '', stderr: stderr ?? '' };
    await Promise.all(scene.servers.map((server) => server.close()));
    return { printed, raw, complaints: complaintsOf(scene) };
  } finally {
    await scene.close();
  }
}

function commandOf({ sections }: Sections, { variables }: Scene): string[] {
  const [program, ...args] = splitCommand(sectionText(sections, 'command') ?? '');
  if (program !== 'smtp-doctor') throw new Error(`the command is "${program}", not smtp-doctor`);
  return args.map((word) => substitute(word, variables));
}

function complaintsOf({ servers }: Scene): string[] {
  return servers.flatMap((server) => [
    ...server.mismatches,
    ...server.missing().map((pattern) => `the client never said "${pattern}"`),
  ]);
}

/** The expectations that the outcome does not meet. */
export function failuresOf({ parts }: Case, { printed }: CaseOutcome): Expected[] {
  return EXPECTED.filter((name) => {
    const expected = sectionText(parts.sections, name);
    return expected !== undefined && reflow(expected) !== reflow(printed[name]);
  });
}

/** The text of one section of a case; empty where it has none. */
export function sectionOf({ parts }: Case, name: string): string {
  return sectionText(parts.sections, name) ?? '';
}

/** Writes what was printed in the place of the expectations not met; the rest stays as it is. */
export async function updateCase(one: Case, outcome: CaseOutcome): Promise<void> {
  const stale = failuresOf(one, outcome);
  if (stale.length === 0) return;
  const sections = one.parts.sections.map((section) => {
    const name = stale.find((expected) => expected === section.name);
    return name === undefined ? section : { name, text: outcome.printed[name] };
  });
  await writeFile(one.file, formatSections({ ...one.parts, sections }));
}
