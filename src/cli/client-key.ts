import { createPrivateKey } from 'node:crypto';
import { UsageError } from '../errors.ts';
import { promptWordsOf } from '../messages/prompt-words.ts';
import { askHidden } from './prompt.ts';
import { localeOf } from './terminal.ts';

/** A file with a private key, and what it holds. */
export interface KeyFile {
  readonly file: string;
  readonly key: string;
}

/**
 * Finds out whether a private key can be used, and asks for its passphrase on a terminal when it is encrypted.
 *
 * @param lang  The language that was asked for, else the environment's.
 * @throws UsageError for a key that cannot be read.
 */
export async function unlockKey({ file, key }: KeyFile, lang?: string): Promise<{ passphrase?: string }> {
  if (isReadable(key)) return {};
  if (!/ENCRYPTED/.test(key)) throw new UsageError(`--client-key "${file}" is no usable private key`);
  if (!process.stdin.isTTY) {
    throw new UsageError(
      `--client-key "${file}" is encrypted`,
      'run on a terminal to be asked for its passphrase',
    );
  }
  const { passphraseOf } = await promptWordsOf(localeOf(lang, process.env));
  const passphrase = await askHidden(passphraseOf(file));
  if (isReadable(key, passphrase)) return { passphrase };
  throw new UsageError(`the passphrase does not open --client-key "${file}"`);
}

function isReadable(key: string, passphrase?: string): boolean {
  try {
    createPrivateKey({ key, ...(passphrase === undefined ? {} : { passphrase }) });
    return true;
  } catch {
    // Why a key cannot be read is told by its PEM label, above.
    return false;
  }
}
