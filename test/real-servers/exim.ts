import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { startDaemon } from './daemon.ts';
import { EXIM_BINARY } from './packages.ts';
import { ACCOUNT, ADDRESSES, HOSTNAMES, PORTS, type Server, type ServerContext } from './server.ts';

const address = ADDRESSES.exim;

/** Starts Exim, which queues what it accepts and delivers nothing. */
export async function startExim(context: ServerContext): Promise<Server> {
  const { directory } = context;
  const configFile = join(directory, 'exim.conf');
  for (const name of ['spool', 'log']) await mkdir(join(directory, name));
  await runCommand('chown', ['Debian-exim:', join(directory, 'spool'), join(directory, 'log')]);
  await writeFile(configFile, config(context));
  const daemon = await startDaemon({
    command: EXIM_BINARY,
    args: ['-C', configFile, '-bdf'],
    directory,
    listeners: Object.values(PORTS).map((port) => ({ address, port })),
  });
  const log = () => readFile(join(directory, 'log/main.log'), 'utf8');
  return { address, hostname: HOSTNAMES.exim, log, stop: daemon.stop };
}

function config({ directory, credential }: ServerContext): string {
  const { relay, submission, submissions } = PORTS;
  return `
exim_path = ${EXIM_BINARY}
primary_hostname = ${HOSTNAMES.exim}
spool_directory = ${directory}/spool
log_file_path = ${directory}/log/%s.log
pid_file_path = ${directory}/spool/exim.pid
log_selector = +smtp_connection +smtp_no_mail +smtp_protocol_error +smtp_syntax_error +tls_sni
local_interfaces = <; ${address}.${relay} ; ${address}.${submission} ; ${address}.${submissions}
tls_on_connect_ports = ${submissions}
tls_certificate = ${credential.chainFile}
tls_privatekey = ${credential.keyFile}
tls_advertise_hosts = *
prdr_enable = true
auth_advertise_hosts = \${if eq{$received_port}{${relay}}{}{*}}
host_lookup =
rfc1413_query_timeout = 0s
keep_environment =
queue_only = true
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
  accept domains = test.example
  deny message = relay not permitted

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{$auth2}{${ACCOUNT.user}}}{eq{$auth3}{${ACCOUNT.password}}}}}
  server_set_id = $auth2
  server_advertise_condition = \${if def:tls_in_cipher}
`;
}
