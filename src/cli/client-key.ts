import { createPrivateKey } from 'node:crypto';
import { UsageError } from '../errors.ts';
import { askHidden } from './prompt.ts';

/**
 * Finds out whether a private key can be used, and asks for its passphrase on a terminal when it is encrypted.
 *
 * @throws UsageError for a key that cannot be read.
 */
export async function unlockKey(file: string, key: string): Promise<{ passphrase?: string }> {
  if (isReadable(key)) return {};
  if (!/ENCRYPTED/.test(key)) throw new UsageError(`--client-key "${file}" is no usable private key`);
  if (!process.stdin.isTTY) {
    throw new UsageError(
      `--client-key "${file}" is encrypted`,
      'run on a terminal to be asked for its passphrase',
    );
  }
  const passphrase = await askHidden(`Passphrase of ${file}`);
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
