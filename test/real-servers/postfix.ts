import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Credential } from './certificate-authority.ts';
import { finish, runCommand } from './command.ts';
import { CYRUS_REALM, configureCyrus } from './cyrus.ts';
import { startDaemon } from './daemon.ts';
import { GREYLIST_SERVICE } from './greylist.ts';
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

const address = ADDRESSES.postfix;

/** Ports on which the same Postfix shows what is wrong, or unusual, about one thing. */
export const SICK_PORTS = {
  expired: 2601,
  withoutIntermediate: 2602,
  selfSigned: 2603,
  withoutTls: 2604,
  /** Cyrus SASL without a database. */
  withoutAccounts: 2606,
  /** Healthy: postscreen greets in two halves and notes clients that talk too early. */
  postscreen: 2605,
} as const;

/** Ports with a policy of their own, and the mailboxes of all others. */
export const POLICY_PORTS = {
  /** Asks the greylisting service. */
  greylisting: 2621,
  /** Whoever logs in may send as himself alone. */
  ownSender: 2622,
  /** Takes mail from nobody. */
  noSender: 2623,
  /** Says 421 to who says nothing for three seconds. */
  impatient: 2624,
  /** Names no size, and refuses what is too large once it has it. */
  withoutSize: 2625,
} as const;

/** Octets of a message that Postfix takes. */
export const POSTFIX_SIZE_LIMIT = 40 * 1024 ** 2;

/** What Postfix needs beyond its own certificate. */
export interface PostfixContext extends ServerContext {
  readonly authSocket: string;
  readonly expired: Credential;
  readonly withoutIntermediate: Credential;
  readonly selfSigned: Credential;
}

/** Starts a Postfix instance with its own configuration, queue and data directory. */
export async function startPostfix(context: PostfixContext): Promise<MailServer> {
  const { directory } = context;
  const configDirectory = join(directory, 'config');
  const logFile = join(directory, 'postfix.log');
  for (const name of ['config', 'queue', 'data', 'mail']) await mkdir(join(directory, name));
  await runCommand('chown', ['postfix:', join(directory, 'data')]);
  await runCommand('chown', ['nobody:nogroup', join(directory, 'mail')]);
  const mailboxes = MAILBOXES.map((user) => `${user}@${MAIL_DOMAIN} ${user}/\n`).join('');
  await writeFile(join(configDirectory, 'mailboxes'), mailboxes);
  await writeFile(join(configDirectory, 'main.cf'), mainConfig(context, logFile));
  await writeFile(join(configDirectory, 'master.cf'), masterConfig(context));
  // Where Debian's Postfix looks for it, whatever cyrus_sasl_config_path says.
  await configureCyrus(join(configDirectory, 'sasl'), 'smtpd');
  // Makes the queue's directories with the owners that the daemons insist on.
  await checkConfiguration(configDirectory, logFile);
  const daemon = await startDaemon({
    command: '/usr/lib/postfix/sbin/master',
    args: ['-c', configDirectory, '-d'],
    directory,
    listeners: [PORTS, SICK_PORTS, POLICY_PORTS, { CYRUS_PORT }]
      .flatMap((ports) => Object.values(ports))
      .map((port) => ({ address, port })),
  });
  return {
    address,
    hostname: HOSTNAMES.postfix,
    log: () => logOf(logFile),
    maildirOf: (user) => join(directory, 'mail', user),
    deliver: async () => undefined,
    program: `/usr/sbin/sendmail -C ${configDirectory} -bs`,
    stop: daemon.stop,
  };
}

/** Postfix says what is wrong in its log alone. */
async function checkConfiguration(configDirectory: string, logFile: string): Promise<void> {
  const { code, stderr } = await finish('postfix', ['-c', configDirectory, 'check']);
  if (code !== 0) throw new Error(`postfix refuses its configuration:\n${stderr}${await logOf(logFile)}`);
}

/** Nothing is in the log of a Postfix to which nothing has happened. */
async function logOf(logFile: string): Promise<string> {
  return existsSync(logFile) ? readFile(logFile, 'utf8') : '';
}

function mainConfig({ directory, credential, authSocket }: PostfixContext, logFile: string): string {
  return `
compatibility_level = 3.6
queue_directory = ${directory}/queue
data_directory = ${directory}/data
maillog_file = ${logFile}
maillog_file_prefixes = ${directory}
myhostname = ${HOSTNAMES.postfix}
mydestination = test.example
mynetworks = ${ADDRESSES.dovecot}
inet_interfaces = loopback-only
inet_protocols = ipv4
default_transport = discard
relay_transport = discard
local_transport = discard
local_recipient_maps =
virtual_mailbox_domains = ${MAIL_DOMAIN}
virtual_mailbox_maps = texthash:${directory}/config/mailboxes
virtual_mailbox_base = ${directory}/mail
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
message_size_limit = ${POSTFIX_SIZE_LIMIT}
alias_maps =
alias_database =
smtputf8_enable = yes
smtpd_peername_lookup = no
smtpd_tls_chain_files = ${chainFiles(credential)}
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_tls_loglevel = 1
smtpd_sasl_type = dovecot
smtpd_sasl_path = ${authSocket}
smtpd_sasl_mechanism_filter = !external, static:all
smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination
postscreen_greet_action = enforce
postscreen_greet_wait = 1s
postscreen_pipelining_enable = yes
postscreen_bare_newline_enable = yes
postscreen_access_list =
postscreen_cache_map =
`;
}

/** Listener by listener: what differs from main.cf stands in the options. */
function masterConfig(context: PostfixContext): string {
  const listeners = [
    smtpd(PORTS.relay),
    smtpd(PORTS.submission, 'smtpd_tls_security_level=encrypt', 'smtpd_sasl_auth_enable=yes'),
    smtpd(PORTS.submissions, 'smtpd_tls_wrappermode=yes', 'smtpd_sasl_auth_enable=yes'),
    smtpd(SICK_PORTS.expired, `smtpd_tls_chain_files=${chainFiles(context.expired)}`),
    smtpd(SICK_PORTS.withoutIntermediate, `smtpd_tls_chain_files=${chainFiles(context.withoutIntermediate)}`),
    smtpd(SICK_PORTS.selfSigned, `smtpd_tls_chain_files=${chainFiles(context.selfSigned)}`),
    smtpd(SICK_PORTS.withoutTls, 'smtpd_tls_security_level=none'),
    smtpd(POLICY_PORTS.greylisting, `smtpd_recipient_restrictions=check_policy_service,${GREYLIST_SERVICE}`),
    smtpd(
      POLICY_PORTS.ownSender,
      'smtpd_sasl_auth_enable=yes',
      `smtpd_sender_login_maps=inline:{${ACCOUNT.user}=${ACCOUNT.user},eve@test.example=eve}`,
      'smtpd_sender_restrictions=reject_sender_login_mismatch',
    ),
    smtpd(POLICY_PORTS.noSender, 'smtpd_sender_restrictions=check_sender_access,static:REJECT'),
    smtpd(POLICY_PORTS.impatient, 'smtpd_timeout=3s'),
    smtpd(POLICY_PORTS.withoutSize, 'smtpd_discard_ehlo_keywords=size'),
    smtpd(CYRUS_PORT, ...CYRUS_SETTINGS),
    smtpd(SICK_PORTS.withoutAccounts, ...CYRUS_SETTINGS, 'smtpd_sasl_path=absent'),
    `${address}:${SICK_PORTS.postscreen} inet n - n - 1 postscreen`,
  ];
  return `${[...listeners, INTERNAL_SERVICES].join('\n')}\n`;
}

/** The mechanisms that show no password are offered before TLS too. */
const CYRUS_SETTINGS = [
  'smtpd_sasl_auth_enable=yes',
  'smtpd_sasl_type=cyrus',
  'smtpd_sasl_path=smtpd',
  `smtpd_sasl_local_domain=${CYRUS_REALM}`,
  'smtpd_tls_auth_only=no',
  'smtpd_sasl_security_options=noplaintext,noanonymous',
  'smtpd_sasl_tls_security_options=',
  // A login that is cancelled counts as an error, and from the eleventh on each is answered a second late.
  'smtpd_error_sleep_time=0',
] as const;

function smtpd(port: number, ...settings: string[]): string {
  return [`${address}:${port} inet n - n - - smtpd`, ...settings.map((setting) => `  -o ${setting}`)].join(
    '\n',
  );
}

function chainFiles({ keyFile, chainFile }: Credential): string {
  return `${keyFile},${chainFile}`;
}

const INTERNAL_SERVICES = `
smtpd pass - - n - - smtpd
dnsblog unix - - n - 0 dnsblog
tlsproxy unix - - n - 0 tlsproxy
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
virtual unix - n n - - virtual
discard unix - - n - - discard
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd`;
