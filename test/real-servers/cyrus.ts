import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { ACCOUNT } from './server.ts';

/** What Cyrus SASL knows the account by: a name without a domain, and a realm. */
export const CYRUS_REALM = 'test.example';
export const CYRUS_USER = 'ada';

/** Writes Cyrus SASL's configuration for a program of this name, and its database with the one account. */
export async function configureCyrus(directory: string, application: string): Promise<void> {
  await mkdir(directory);
  const database = join(directory, 'sasldb2');
  const register = ['-f', database, '-c', '-p', '-u', CYRUS_REALM, CYRUS_USER];
  await runCommand('sh', ['-c', 'printf %s "$PASSWORD" | saslpasswd2 "$@"', 'sh', ...register], {
    env: { PASSWORD: ACCOUNT.password },
  });
  // Servers read it when they are no longer root.
  await chmod(database, 0o644);
  await writeFile(join(directory, `${application}.conf`), config(database));
}

/** Without a list of mechanisms, all that are installed are offered. */
function config(database: string): string {
  return `
pwcheck_method: auxprop
auxprop_plugin: sasldb
sasldb_path: ${database}
`;
}
