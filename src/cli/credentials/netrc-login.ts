import { join } from 'node:path';
import { UsageError } from '../../errors.ts';
import { parsePort } from '../../target.ts';
import { findNetrcEntry, type NetrcEntry, parseNetrc } from './netrc.ts';
import { checkedSecret, readPrivateFile } from './secret.ts';
import type { SourceContext } from './sources.ts';

/** Which entry is looked for. */
export interface NetrcWish {
  readonly host: string;
  /** Any port when absent. */
  readonly port: number | undefined;
  readonly user: string | undefined;
}

/** The login that a netrc file has for a host. */
export interface NetrcLogin {
  /** Absent where neither the entry nor the user names one. */
  readonly user: string | undefined;
  readonly password: string;
}

/**
 * Reads a netrc file, `~/.netrc` where none is named, and takes the login for a host from it.
 *
 * @throws UsageError; SmtpError `aborted`.
 */
export async function readNetrcLogin(
  named: string | true,
  wish: NetrcWish,
  { signal, surroundings }: SourceContext,
): Promise<NetrcLogin> {
  const file = named === true ? join(await surroundings.home(), '.netrc') : named;
  const { warn } = surroundings;
  const entries = await readPrivateFile(file, '--netrc', {
    signal,
    warn,
    parse: (text) => parseNetrc(text, file),
    hint: 'write --netrc=FILE, or --netrc behind the target for ~/.netrc',
  });
  const entry = findNetrcEntry(entries, {
    ...wish,
    isPort: (written) => wish.port === undefined || portOf(written) === wish.port,
  });
  return loginOf(entry, wish, file);
}

function loginOf(entry: NetrcEntry | undefined, { host, user }: NetrcWish, file: string): NetrcLogin {
  const whose = user === undefined ? '' : ` and "${user}"`;
  const hint = `add a line: machine ${host} login ${user ?? 'NAME'} password …`;
  if (!entry) throw new UsageError(`"${file}" has no entry for "${host}"${whose}`, hint);
  if (entry.password === undefined) {
    throw new UsageError(`"${file}" has no password for "${host}"${whose}`, hint);
  }
  const password = checkedSecret(entry.password, `--netrc "${file}"`);
  return { user: user ?? entry.login, password };
}

/** Undefined for a name that we do not know, which is no port that we would ask for. */
function portOf(written: string): number | undefined {
  try {
    return parsePort(written);
  } catch {
    return undefined;
  }
}
