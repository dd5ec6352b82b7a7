import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { SmtpError, UsageError } from '../../errors.ts';
import type { DkimKey, DkimWishes } from '../../smtp/dkim-sign.ts';
import { parseDomain } from '../../target.ts';
import { readPrivateFile } from '../credentials/secret.ts';
import { processSurroundings } from '../surroundings.ts';
import type { MessageOptions } from './message-options.ts';

/** RFC 8301 §3.2: below it nobody verifies, and below the second nobody should sign. */
const RSA_BITS = 1024;
const SOUND_RSA_BITS = 2048;

/**
 * Reads what a message is to be signed with; undefined where it is not to be.
 *
 * @throws UsageError for a key that cannot be used, which is never quoted, and for options that lack another.
 */
export async function dkimWishes(
  options: MessageOptions,
  deadlineMs: number,
): Promise<DkimWishes | undefined> {
  const { dkimKey: files = [], dkimSelector: selectors = [], dkimDomain, dkimOversign } = options;
  checkOptions(options);
  if (files.length === 0) return undefined;
  const keys: DkimKey[] = [];
  for (const [index, file] of files.entries()) {
    keys.push(await readKey({ file, selector: selectors[index] ?? '' }, deadlineMs));
  }
  return {
    keys,
    ...(dkimDomain === undefined ? {} : { domain: parseDomain(dkimDomain) }),
    canonicalization: options.dkimCanonicalization,
    isOversigned: dkimOversign === true,
  };
}

function checkOptions({
  dkimKey = [],
  dkimSelector = [],
  dkimDomain,
  dkimOversign,
  kind,
}: MessageOptions): void {
  if (dkimKey.length !== dkimSelector.length) {
    throw new UsageError(
      `${dkimKey.length} --dkim-key and ${dkimSelector.length} --dkim-selector`,
      'give a selector for each key, in the same order',
    );
  }
  if (dkimKey.length === 0 && (dkimDomain !== undefined || dkimOversign)) {
    throw new UsageError('nothing signs the message', 'add --dkim-key FILE and --dkim-selector NAME');
  }
  if (dkimKey.length > 0 && kind?.toLowerCase() === 'empty') {
    throw new UsageError('an empty message cannot be signed', 'leave out --dkim-key');
  }
}

async function readKey(named: NamedKey, deadlineMs: number): Promise<DkimKey> {
  const { file } = named;
  const { warn } = processSurroundings();
  try {
    return await readPrivateFile(file, '--dkim-key', {
      signal: AbortSignal.timeout(deadlineMs),
      warn,
      parse: (text) => keyOf(text, named),
    });
  } catch (error) {
    if (!(error instanceof SmtpError)) throw error;
    throw new UsageError(
      `--dkim-key "${file}" did not end within the deadline of ${deadlineMs / 1000} s`,
      'end what writes to it, or give a longer --deadline',
    );
  }
}

interface NamedKey {
  readonly file: string;
  readonly selector: string;
}

function keyOf(text: string, { file, selector }: NamedKey): DkimKey {
  const key = parsedKey(text, file);
  const privateKey = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  switch (key.asymmetricKeyType) {
    case 'ed25519':
      return { selector, algorithm: 'ed25519-sha256', privateKey };
    case 'rsa':
      checkLength(key.asymmetricKeyDetails?.modulusLength ?? 0, file);
      return { selector, algorithm: 'rsa-sha256', privateKey };
    default:
      throw new UsageError(
        `--dkim-key "${file}" is a key of the type "${key.asymmetricKeyType}"`,
        'DKIM knows RSA and Ed25519 only',
      );
  }
}

function parsedKey(text: string, file: string): KeyObject {
  try {
    return createPrivateKey(text);
  } catch (error) {
    throw new UsageError(`--dkim-key "${file}" ${faultOf(text, error)}`, remedyFor(text));
  }
}

function faultOf(text: string, error: unknown): string {
  if (/ENCRYPTED/.test(text)) return 'is encrypted with a passphrase';
  if (isPublic(text)) return 'holds a public key';
  const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
  return `holds no private key that can be read${code}`;
}

function remedyFor(text: string): string {
  if (/ENCRYPTED/.test(text)) return 'decrypt it into a file of its own: openssl pkey -in FILE -out FILE';
  return 'give the private key as PEM: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out FILE';
}

function isPublic(text: string): boolean {
  try {
    createPublicKey(text);
    return true;
  } catch {
    // It is no key of any kind, which the other error tells.
    return false;
  }
}

function checkLength(bits: number, file: string): void {
  const remedy = `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:${SOUND_RSA_BITS} -out FILE`;
  const said = `--dkim-key "${file}" is an RSA key of ${bits} bits`;
  if (bits < RSA_BITS) throw new UsageError(`${said}, which nobody verifies`, `make a new one: ${remedy}`);
  if (bits < SOUND_RSA_BITS) processSurroundings().warn(`${said}; 2048 are what is expected today`);
}
