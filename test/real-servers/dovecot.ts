import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { offeredBy } from './auth-proven.ts';
import { runCommand } from './command.ts';
import { startDaemon } from './daemon.ts';
import { INTROSPECTION_URL } from './introspection.ts';
import {
  ACCOUNT,
  ADDRESSES,
  HOSTNAMES,
  LMTP_PORT,
  PORTS,
  type Server,
  type ServerContext,
} from './server.ts';

const address = ADDRESSES.dovecot;

const OAUTH_CONFIG = `
introspection_mode = post
introspection_url = ${INTROSPECTION_URL}
username_attribute = username
active_attribute = active
active_value = true
`;

/** Path of the socket at which Dovecot checks passwords for Postfix. */
export function authSocketOf(directory: string): string {
  return join(directory, 'auth-client');
}

/** Path of the socket at which Dovecot speaks LMTP. */
export function lmtpSocketOf(directory: string): string {
  return join(directory, 'lmtp');
}

/** A user whose mailbox has no room for any message. */
export const FULL_USER = 'full@test.example';

/** Starts Dovecot's submission service, which hands accepted mail to Postfix, and LMTP, which delivers it here. */
export async function startDovecot(context: ServerContext): Promise<Server & { readonly directory: string }> {
  const { directory } = context;
  const configFile = join(directory, 'dovecot.conf');
  const usersFile = join(directory, 'users');
  await writeFile(
    usersFile,
    `${ACCOUNT.user}:{PLAIN}${ACCOUNT.password}:::::\n${FULL_USER}:{PLAIN}${ACCOUNT.password}::::::userdb_quota_rule=*:bytes=1\n`,
  );
  await writeFile(configFile, config(context, usersFile));
  await mkdir(join(directory, 'homes'));
  await runCommand('chown', ['nobody:nogroup', join(directory, 'homes')]);
  // Whoever has proven the name by a certificate is asked for no password.
  await writeFile(join(directory, 'certified'), `${ACCOUNT.user}:::::::nopassword=y\n`);
  await writeFile(join(directory, 'oauth2.conf'), OAUTH_CONFIG);
  const daemon = await startDaemon({
    command: '/usr/sbin/dovecot',
    args: ['-F', '-c', configFile],
    directory,
    listeners: [
      { address, port: PORTS.submission },
      { address, port: PORTS.submissions },
      { address, port: LMTP_PORT },
    ],
  });
  return {
    address,
    hostname: HOSTNAMES.dovecot,
    directory,
    log: () => logOf(directory),
    stop: daemon.stop,
  };
}

function logOf(directory: string): Promise<string> {
  return runCommand('cat', [join(directory, 'dovecot.log')]);
}

function config({ directory, credential, rootFile }: ServerContext, usersFile: string): string {
  return `
base_dir = ${directory}/run
state_dir = ${directory}/state
log_path = ${directory}/dovecot.log
listen = ${address}
hostname = ${HOSTNAMES.dovecot}
protocols = submission lmtp imap
lmtp_save_to_detail_mailbox = yes
ssl = required
ssl_cert = <${credential.chainFile}
ssl_key = <${credential.keyFile}
disable_plaintext_auth = yes
auth_mechanisms = ${offeredBy('dovecot', PORTS.submission).join(' ').toLowerCase()}
auth_failure_delay = 0
auth_verbose = yes
auth_ssl_username_from_cert = yes
ssl_ca = <${rootFile}
ssl_verify_client_cert = yes
ssl_require_crl = no
mail_location = maildir:~/Maildir
mail_plugins = quota
postmaster_address = postmaster@test.example
mail_uid = nobody
mail_gid = nogroup
first_valid_uid = 1
submission_relay_host = ${ADDRESSES.postfix}
submission_relay_port = ${PORTS.relay}
submission_relay_trusted = no
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${directory}/oauth2.conf
}
passdb {
  driver = passwd-file
  mechanisms = external
  args = ${directory}/certified
}
passdb {
  driver = passwd-file
  args = ${usersFile}
}
userdb {
  driver = passwd-file
  args = ${usersFile}
  default_fields = uid=nobody gid=nogroup home=${directory}/homes/%u
}
namespace inbox {
  inbox = yes
  mailbox Junk {
    auto = create
    special_use = \\Junk
  }
}
plugin {
  quota = count:User quota
  quota_vsizes = yes
}
service lmtp {
  inet_listener lmtp {
    port = ${LMTP_PORT}
  }
  unix_listener ${lmtpSocketOf(directory)} {
    mode = 0666
  }
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
