import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { startDaemon } from './daemon.ts';

/** Where one Postfix listens on port 25 with a TLS of its own, and what it is told about it. */
export const TLS_DOORS = {
  /** As Postfix is without a word about ciphers, but that no cipher without a certificate is left. */
  plain: { address: '127.0.1.11', settings: ['smtpd_tls_exclude_ciphers=aNULL'] },
  /** TLS 1.2 alone, in the server's order. */
  ordered: {
    address: '127.0.1.12',
    settings: [
      'smtpd_tls_protocols=TLSv1.2',
      'tls_preempt_cipherlist=yes',
      'smtpd_tls_exclude_ciphers=aNULL,ARIA,CAMELLIA,AESCCM,SEED',
    ],
  },
  modern: { address: '127.0.1.13', settings: ['smtpd_tls_protocols=>=TLSv1.3'] },
  /** A certificate of each kind. */
  both: {
    address: '127.0.1.14',
    settings: ['smtpd_tls_exclude_ciphers=aNULL,kRSA,ARIA,CAMELLIA,AESCCM', 'smtpd_tls_protocols=>=TLSv1.2'],
  },
  /** Diffie-Hellman of 1024 bits. */
  small: {
    address: '127.0.1.15',
    settings: ['smtpd_tls_protocols=TLSv1.2', 'smtpd_tls_exclude_ciphers=aNULL,kRSA,ARIA,CAMELLIA,AESCCM'],
  },
} as const;

export type TlsDoorName = keyof typeof TLS_DOORS;

const NAMES = ['plain', 'ordered', 'modern', 'both', 'small'] as const satisfies readonly TlsDoorName[];

const MAIL_PORT = 25;
const HOSTNAME = 'tls.test.example';

/** Starts one Postfix for all of these doors. */
export async function startTlsPostfix(directory: string): Promise<{ stop(): Promise<void> }> {
  const configDirectory = join(directory, 'config');
  for (const name of ['config', 'queue', 'data']) await mkdir(join(directory, name));
  await runCommand('chown', ['postfix:', join(directory, 'data')]);
  const [rsa, ec] = [await selfSigned(directory, 'rsa'), await selfSigned(directory, 'ec')];
  const field = join(directory, 'dh1024.pem');
  await runCommand('openssl', ['dhparam', '-out', field, '1024']);
  await writeFile(join(configDirectory, 'main.cf'), mainConfig(directory, rsa));
  const doors = NAMES.map((name) => {
    const { address, settings } = TLS_DOORS[name];
    const own = [
      ...(name === 'both' ? [`smtpd_tls_chain_files=${rsa},${ec}`] : []),
      ...(name === 'small' ? [`smtpd_tls_dh1024_param_file=${field}`] : []),
    ];
    return [
      `${address}:${MAIL_PORT} inet n - n - - smtpd`,
      ...[...settings, ...own].map((one) => `  -o ${one}`),
    ];
  });
  await writeFile(join(configDirectory, 'master.cf'), `${doors.flat().join('\n')}\n${INTERNAL}`);
  await runCommand('postfix', ['-c', configDirectory, 'check']);
  return startDaemon({
    command: '/usr/lib/postfix/sbin/master',
    args: ['-c', configDirectory, '-d'],
    directory,
    listeners: NAMES.map((name) => ({ address: TLS_DOORS[name].address, port: MAIL_PORT })),
  });
}

/** A key and its certificate in one file. */
async function selfSigned(directory: string, kind: 'rsa' | 'ec'): Promise<string> {
  const file = join(directory, `${kind}.pem`);
  const key = kind === 'rsa' ? ['rsa:2048'] : ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  const names = ['-subj', `/CN=${HOSTNAME}`, '-addext', `subjectAltName=DNS:${HOSTNAME}`];
  await runCommand('openssl', [
    ...['req', '-x509', '-nodes', '-newkey', ...key, '-days', '90', ...names],
    ...['-keyout', `${file}.key`, '-out', `${file}.crt`],
  ]);
  await runCommand('sh', ['-c', `cat "${file}.key" "${file}.crt" > "${file}"`]);
  return file;
}

function mainConfig(directory: string, chainFile: string): string {
  return `
compatibility_level = 3.6
queue_directory = ${directory}/queue
data_directory = ${directory}/data
maillog_file = ${directory}/postfix.log
maillog_file_prefixes = ${directory}
myhostname = ${HOSTNAME}
mydestination = test.example
inet_interfaces = loopback-only
inet_protocols = ipv4
default_transport = discard
local_transport = discard
local_recipient_maps =
alias_maps =
alias_database =
smtpd_peername_lookup = no
smtpd_tls_chain_files = ${chainFile}
smtpd_tls_security_level = may
`;
}

const INTERNAL = `
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
proxymap unix - - n - - proxymap
discard unix - - n - - discard
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd`;
