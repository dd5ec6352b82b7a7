import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { startDaemon } from './daemon.ts';
import { ACCOUNT, ADDRESSES, HOSTNAMES, PORTS, type Server, type ServerContext } from './server.ts';

const address = ADDRESSES.dovecot;

/** Path of the socket at which Dovecot checks passwords for Postfix. */
export function authSocketOf(directory: string): string {
  return join(directory, 'auth-client');
}

/** Starts Dovecot's submission service, which hands accepted mail to Postfix. */
export async function startDovecot({ directory, credential }: ServerContext): Promise<Server> {
  const configFile = join(directory, 'dovecot.conf');
  const usersFile = join(directory, 'users');
  await writeFile(usersFile, `${ACCOUNT.user}:{PLAIN}${ACCOUNT.password}:::::\n`);
  await writeFile(configFile, config({ directory, credential }, usersFile));
  const daemon = await startDaemon({
    command: '/usr/sbin/dovecot',
    args: ['-F', '-c', configFile],
    directory,
    listeners: [
      { address, port: PORTS.submission },
      { address, port: PORTS.submissions },
    ],
  });
  return { address, hostname: HOSTNAMES.dovecot, log: () => logOf(directory), stop: daemon.stop };
}

function logOf(directory: string): Promise<string> {
  return runCommand('cat', [join(directory, 'dovecot.log')]);
}

function config({ directory, credential }: ServerContext, usersFile: string): string {
  return `
base_dir = ${directory}/run
state_dir = ${directory}/state
log_path = ${directory}/dovecot.log
listen = ${address}
hostname = ${HOSTNAMES.dovecot}
protocols = submission
ssl = required
ssl_cert = <${credential.chainFile}
ssl_key = <${credential.keyFile}
disable_plaintext_auth = yes
auth_mechanisms = plain login
mail_location = maildir:${directory}/mail
mail_uid = nobody
mail_gid = nogroup
first_valid_uid = 1
submission_relay_host = ${ADDRESSES.postfix}
submission_relay_port = ${PORTS.relay}
submission_relay_trusted = no
passdb {
  driver = passwd-file
  args = ${usersFile}
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=${directory}/home
}
service submission-login {
  inet_listener submission {
    port = ${PORTS.submission}
  }
  inet_listener submissions {
    port = ${PORTS.submissions}
    ssl = yes
  }
}
service auth {
  unix_listener ${authSocketOf(directory)} {
    mode = 0666
  }
}
service stats {
  unix_listener stats-writer {
    mode = 0666
  }
}
`;
}
