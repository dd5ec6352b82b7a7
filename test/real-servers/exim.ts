import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { CYRUS_REALM, CYRUS_USER, configureCyrus } from './cyrus.ts';
import { startDaemon } from './daemon.ts';
import { EXIM_BINARY } from './packages.ts';
import {
  ACCOUNT,
  ADDRESSES,
  CYRUS_PORT,
  HOSTNAMES,
  MAIL_DOMAIN,
  MAILBOXES,
  type MailServer,
  PORTS,
  type ServerContext,
} from './server.ts';

const address = ADDRESSES.exim;

/** Octets of a message that Exim takes. */
export const EXIM_SIZE_LIMIT = 40 * 1024 ** 2;

/** Starts Exim, which queues what it accepts and delivers what it is told to. */
export async function startExim(context: ServerContext): Promise<MailServer> {
  const { directory } = context;
  const configFile = join(directory, 'exim.conf');
  const own = ['spool', 'log', 'mail'].map((name) => join(directory, name));
  for (const path of own) await mkdir(path);
  await runCommand('chown', ['Debian-exim:', ...own]);
  await writeFile(configFile, config(context));
  await configureCyrus(join(directory, 'sasl'), 'exim');
  const daemon = await startDaemon({
    command: EXIM_BINARY,
    args: ['-C', configFile, '-bdf'],
    directory,
    listeners: [...Object.values(PORTS), CYRUS_PORT].map((port) => ({ address, port })),
  });
  const log = () => readFile(join(directory, 'log/main.log'), 'utf8');
  return {
    address,
    hostname: HOSTNAMES.exim,
    log,
    maildirOf: (user) => join(directory, 'mail', user),
    deliver: async (queueId) => {
      await runCommand(EXIM_BINARY, ['-C', configFile, '-M', queueId]);
    },
    program: `${EXIM_BINARY} -C ${configFile} -bs`,
    stop: daemon.stop,
  };
}

function config({ directory, credential, rootFile }: ServerContext): string {
  const { relay, submission, submissions } = PORTS;
  return `
exim_path = ${EXIM_BINARY}
primary_hostname = ${HOSTNAMES.exim}
spool_directory = ${directory}/spool
log_file_path = ${directory}/log/%s.log
pid_file_path = ${directory}/spool/exim.pid
log_selector = +smtp_connection +smtp_no_mail +smtp_protocol_error +smtp_syntax_error +tls_sni
local_interfaces = <; ${address}.${relay} ; ${address}.${submission} ; ${address}.${submissions} ; ${address}.${CYRUS_PORT}
tls_on_connect_ports = ${submissions}
tls_certificate = ${credential.chainFile}
tls_privatekey = ${credential.keyFile}
tls_advertise_hosts = *
tls_verify_certificates = ${rootFile}
tls_try_verify_hosts = \${if ${isAtCyrusPort}{*}}
add_environment = SASL_CONF_PATH=${directory}/sasl
prdr_enable = true
auth_advertise_hosts = \${if eq{$received_port}{${relay}}{}{*}}
host_lookup =
rfc1413_query_timeout = 0s
keep_environment =
queue_only = true
message_size_limit = ${EXIM_SIZE_LIMIT}
smtp_accept_max_nonmail_hosts = \${if ${isAtCyrusPort}{}{*}}
acl_smtp_mail = acl_mail
acl_smtp_rcpt = acl_rcpt

begin acl
acl_mail:
  deny message = STARTTLS is required on this port
       condition = \${if eq{$received_port}{${submission}}}
       !encrypted = *
  accept
acl_rcpt:
  accept authenticated = *
  defer message = Greylisted, please try again in 5 minutes
        local_parts = grey
  deny domains = ${MAIL_DOMAIN}
       !verify = recipient
  accept domains = ${MAIL_DOMAIN}
  accept domains = test.example
  deny message = relay not permitted

begin routers
mailboxes:
  driver = accept
  domains = ${MAIL_DOMAIN}
  local_parts = ${MAILBOXES.join(' : ')}
  transport = maildir

begin transports
maildir:
  driver = appendfile
  directory = ${directory}/mail/$local_part_data
  maildir_format
  user = Debian-exim
  group = Debian-exim

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${isAccount('$auth2', '$auth3')}
  server_set_id = $auth2
  server_advertise_condition = \${if def:tls_in_cipher}
login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = Username:: : Password::
  server_condition = ${isAccount('$auth1', '$auth2')}
  server_set_id = $auth1
  server_advertise_condition = \${if and{{def:tls_in_cipher}{${isAtCyrusPort}}}}
cram_md5:
  driver = cram_md5
  public_name = CRAM-MD5
  server_secret = \${if eq{$auth1}{${CYRUS_USER}}{${ACCOUNT.password}}fail}
  server_set_id = $auth1
  server_advertise_condition = \${if ${isAtCyrusPort}}
external:
  driver = external
  public_name = EXTERNAL
  server_param2 = \${certextract{subj_altname,mail,>:}{$tls_in_peercert}}
  server_condition = \${if eq{$auth2}{${ACCOUNT.user}}}
  server_set_id = $auth2
  server_advertise_condition = \${if and{{bool{$tls_in_certificate_verified}}{${isAtCyrusPort}}}}
${CYRUS_MECHANISMS.map(cyrusAuthenticator).join('')}`;
}

const isAtCyrusPort = `eq{$received_port}{${CYRUS_PORT}}`;

function isAccount(user: string, password: string): string {
  return `\${if and{{eq{${user}}{${CYRUS_USER}}}{eq{${password}}{${ACCOUNT.password}}}}}`;
}

/** Answered by Cyrus SASL; Exim has mechanisms of its own for the others. */
const CYRUS_MECHANISMS = [
  ...['SCRAM-SHA-1', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'DIGEST-MD5', 'NTLM', 'ANONYMOUS'],
] as const;

function cyrusAuthenticator(mechanism: string): string {
  return `${mechanism.toLowerCase().replaceAll('-', '_')}:
  driver = cyrus_sasl
  public_name = ${mechanism}
  server_realm = ${CYRUS_REALM}
  server_set_id = $auth1
  server_advertise_condition = \${if ${isAtCyrusPort}}
`;
}
