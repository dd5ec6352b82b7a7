import { createReadStream, existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { UsageError } from '../../errors.ts';
import type { CheckOptions } from '../check.ts';
import { listedTargets, readTargets } from '../probe/targets.ts';
import {
  type CheckConfig,
  type ConfiguredTarget,
  findConfigHere,
  isConfigName,
  readConfig,
} from './config.ts';

/** What the command line and the config come to together. */
export type CheckList =
  | { readonly targets: readonly ConfiguredTarget[]; readonly defaults: CheckConfig['defaults'] }
  | { readonly complaints: readonly string[] };

/**
 * Reads the config, and the targets: those named, else those of the config. What is named and stands in the config
 * too keeps what the config says of it.
 *
 * @throws UsageError for a file that cannot be read, and where nothing is left to check.
 */
export async function readCheckList(named: readonly string[], options: CheckOptions): Promise<CheckList> {
  const [file, ...others] = named.filter(isConfigName);
  if (others.length > 0) {
    throw new UsageError(`"${others[0]}" is a second config`, 'check one config at a time');
  }
  const place = file ?? findConfigHere();
  const read = place === undefined ? undefined : await readConfig(place);
  if (read && 'complaints' in read) return read;
  const { defaults = {}, targets = [] } = read?.config ?? {};
  const texts = await namedTargets(
    named.filter((name) => !isConfigName(name)),
    options,
  );
  if (!texts && targets.length === 0) throw nothingToCheck(place);
  if (!texts) return { defaults, targets };
  const known = new Map(targets.map((target) => [target.text, target]));
  return { defaults, targets: texts.map((name) => known.get(name) ?? { text: name, own: {} }) };
}

async function namedTargets(
  named: readonly string[],
  { targets: file }: CheckOptions,
): Promise<readonly string[] | undefined> {
  if (file === undefined) return named.length === 0 ? undefined : readTargets(named);
  if (!existsSync(file))
    throw new UsageError(`there is no file "${file}"`, 'give --targets a list, one a line');
  const listed = listedTargets(await text(createReadStream(file)));
  return [...listed, ...(named.length === 0 ? [] : await readTargets(named))];
}

function nothingToCheck(file: string | undefined): UsageError {
  if (file !== undefined)
    return new UsageError(`"${file}" names no targets`, 'add targets, or name them here');
  return new UsageError(
    'no smtp-doctor.yml here or in a folder above, and no target',
    'write one with smtp-doctor init HOST, or name a target',
  );
}
