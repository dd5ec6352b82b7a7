import { readdir, readFile } from 'node:fs/promises';
import { STAGES, UsageError } from '../errors.ts';
import { readScene, type SceneScript } from './scene.ts';
import { parseSections, sectionText, splitCommand } from './sections.ts';

/** A server with one thing wrong with it, and the command that finds it out. */
export interface Illness extends SceneScript {
  /** File name and what users type: the finding's id with a dash for its dot. */
  readonly name: string;
  /** The finding it must give; absent for the healthy ones. */
  readonly id?: string;
  readonly title: { readonly en: string; readonly it: string };
  /** Arguments after the program's name, with placeholders. */
  readonly command: readonly string[];
}

/** Beside this file in the sources, beside the chunk that holds it in the bundle. */
const FOLDER = new URL('./dialogues/', import.meta.url);
const EXTENSION = '.txt';

/**
 * Reads one illness: `# en:` and `# it:` titles, a `command` section, and a scene's sections.
 *
 * @throws UsageError for a file that lacks one of these or cannot be read.
 */
export function parseIllness(name: string, text: string): Illness {
  const { preamble, sections } = parseSections(text);
  const [en, it] = ['en', 'it'].map(
    (language) => new RegExp(`^# ${language}: (.+)$`, 'm').exec(preamble)?.[1],
  );
  const [program, ...command] = splitCommand(sectionText(sections, 'command') ?? '');
  if (en === undefined || it === undefined || program === undefined) {
    throw new UsageError(
      `the illness "${name}" is incomplete`,
      'give it "# en:", "# it:" and a command section',
    );
  }
  const id = name.startsWith('healthy') ? {} : { id: name.replace('-', '.') };
  return { name, ...id, title: { en, it }, command, ...readScene(sections) };
}

/** Every illness, the healthy ones first, then in the order of the stages. */
export async function illnesses(): Promise<Illness[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(EXTENSION));
  const names = files.map((file) => file.slice(0, -EXTENSION.length)).sort();
  const all = await Promise.all(names.map(load));
  return all.sort((a, b) => stageIndex(a) - stageIndex(b));
}

async function load(name: string): Promise<Illness> {
  return parseIllness(name, await readFile(new URL(name + EXTENSION, FOLDER), 'utf8'));
}

function stageIndex({ id }: Illness): number {
  return STAGES.findIndex((stage) => id?.startsWith(`${stage}.`));
}

/**
 * Finds an illness by name or by finding id.
 *
 * @throws UsageError with the nearest names.
 */
export async function findIllness(name: string): Promise<Illness> {
  const wanted = name.toLowerCase().replaceAll('.', '-');
  const all = await illnesses();
  const found = all.find((illness) => illness.name === wanted);
  if (found) return found;
  const near = nearest(
    wanted,
    all.map((illness) => illness.name),
  );
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'smtp-doctor demo lists them all';
  throw new UsageError(`unknown illness "${name}"`, hint);
}

const NEAR = 3;

/** At most three names that hold the wanted word or are a few typing errors away from it, the nearest first. */
function nearest(wanted: string, names: readonly string[]): string[] {
  return names
    .map((name) => ({
      name,
      distance: wanted !== '' && name.includes(wanted) ? 0 : editDistance(wanted, name),
    }))
    .filter(({ distance }) => distance <= Math.max(2, wanted.length / 3))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, NEAR)
    .map(({ name }) => name);
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (b[j - 1] === letter ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
