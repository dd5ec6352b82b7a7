import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import { CONFIG, type TargetSettings } from './config-fields.ts';
import { Mistakes } from './mistakes.ts';

/** Names that a config is found by, in the order in which they are looked for. */
const NAMES = ['smtp-doctor.yml', 'smtp-doctor.yaml', 'smtp-doctor.json'];

/** Some hundred thousand targets are smaller. */
const CONFIG_BYTES = 16 * 1024 * 1024;

/** A target with what is set for it alone. */
export interface ConfiguredTarget {
  readonly text: string;
  readonly own: TargetSettings;
}

/** A config that was read without a mistake. */
export interface CheckConfig {
  readonly file: string;
  readonly defaults: TargetSettings;
  readonly targets: readonly ConfiguredTarget[];
  /** For `serve`, by their names. */
  readonly modules: ReadonlyMap<string, TargetSettings>;
}

/** A config, or everything that is wrong with it, one line each. */
export type ReadConfig = { readonly config: CheckConfig } | { readonly complaints: readonly string[] };

/** Looks for a config in a folder and in those above it. */
export function findConfig(folder: string): string | undefined {
  const found = NAMES.map((name) => join(folder, name)).find((file) => existsSync(file));
  const above = dirname(folder);
  return found ?? (above === folder ? undefined : findConfig(above));
}

/** The config for the folder that is worked in, as seen from there. */
export function findConfigHere(): string | undefined {
  const found = findConfig(process.cwd());
  return found && relative(process.cwd(), found);
}

/** Whether what was named on the command line is a config and no target. */
export function isConfigName(name: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(name);
}

/**
 * Reads a config and judges it as a whole.
 *
 * @throws UsageError for a file that cannot be read.
 */
export async function readConfig(file: string): Promise<ReadConfig> {
  const { readYaml } = await import('./yaml.ts');
  const mistakes = new Mistakes();
  const { root, mistakes: notation } = readYaml(readText(file));
  for (const { message, hint, ...place } of notation) mistakes.add(place, message, hint);
  const value = root && CONFIG.read(root, mistakes);
  if (!value || mistakes.all.length > 0) {
    return { complaints: mistakes.linesFor(file) };
  }
  const { defaults = {}, targets = [], modules = new Map<string, TargetSettings>() } = value;
  const folder = dirname(resolve(file));
  return {
    config: {
      file,
      defaults: inFolder(defaults, folder),
      targets: targets.map(({ target = '', ...own }) => ({ text: target, own: inFolder(own, folder) })),
      modules: new Map([...modules].map(([name, own]) => [name, inFolder(own, folder)])),
    },
  };
}

/** Files are named from where the config lies. */
function inFolder(settings: TargetSettings, folder: string): TargetSettings {
  const { ca, login } = settings;
  const file = login?.password?.file;
  return {
    ...settings,
    ...(ca ? { ca: ca.map((path) => resolve(folder, path)) } : {}),
    ...(login && file !== undefined
      ? { login: { ...login, password: { file: resolve(folder, file) } } }
      : {}),
  };
}

function readText(file: string): string {
  try {
    if (statSync(file).size > CONFIG_BYTES) throw new UsageError(`"${file}" is too large for a config`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error)) throw error;
    throw new UsageError(`cannot read "${file}": ${error.message}`, 'write one with smtp-doctor init HOST');
  }
}
