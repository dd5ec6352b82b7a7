import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { finish, runCommand } from './command.ts';

/** The libraries are what Exim's binary needs, for its package cannot be installed beside Postfix; see `ldd`. */
const PACKAGES = [
  ...[
    'postfix',
    'dovecot-core',
    'dovecot-submissiond',
    'dovecot-lmtpd',
    'dovecot-imapd',
    'nsd',
    'unbound',
    'ldnsutils',
    'opendkim-tools',
    'openssl',
    'sslscan',
    'nmap',
  ],
  'tmux',
  ...['sasl2-bin', 'libsasl2-modules', 'libsasl2-modules-db'],
  ...['libdb5.3', 'libgnutls-dane0', 'libidn12', 'libnsl2', 'libpcre2-8-0'],
  ...['libldap-2.5-0', 'libmariadb3', 'libperl5.36', 'libpq5', 'libspf2-2', 'libsqlite3-0'],
];
/** The one whose build can ask Cyrus SASL. */
const EXIM_PACKAGE = 'exim4-daemon-heavy';
/** Compiled into Debian's Exim, which does not start without it. */
const EXIM_USER = 'Debian-exim';
const EXIM_ROOT = resolve('.cache/real-servers', EXIM_PACKAGE);
/** The configurations are written for the versions of this release. */
const RELEASE = '12';
const POLICY_FILE = '/usr/sbin/policy-rc.d';
const INSTALL_MS = 300_000;

export const EXIM_BINARY = join(EXIM_ROOT, 'usr/sbin/exim4');

/** Why the servers cannot be run here, or undefined where they can. */
export function reasonToSkip(): string | undefined {
  if (process.platform !== 'linux') return 'the real servers need Debian';
  if (process.getuid?.() !== 0) return 'the real servers need root';
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  if (/^ID=debian$/m.test(release) && release.includes(`VERSION_ID="${RELEASE}"`)) return undefined;
  return `the real servers need Debian ${RELEASE}`;
}

/** Installs what is missing; nothing that it installs is started. */
export async function installServers(): Promise<void> {
  const missing = await missingPackages();
  const needsExim = !existsSync(EXIM_BINARY);
  if (missing.length === 0 && !needsExim) return;
  await apt('update', '-qq');
  if (missing.length > 0) await withoutServiceStart(() => installPackages(missing));
  if (needsExim) await unpackExim();
}

async function missingPackages(): Promise<readonly string[]> {
  const states = await Promise.all(PACKAGES.map((name) => finish('dpkg', ['--status', name])));
  return PACKAGES.filter((_name, index) => !states[index]?.stdout.includes('Status: install ok installed'));
}

function installPackages(names: readonly string[]): Promise<string> {
  return apt('install', '-qq', '--yes', '--no-install-recommends', ...names);
}

function apt(...args: string[]): Promise<string> {
  return runCommand('apt-get', args, {
    env: { DEBIAN_FRONTEND: 'noninteractive', DEBCONF_NONINTERACTIVE_SEEN: 'true' },
    timeoutMs: INSTALL_MS,
  });
}

/** Debian starts a service as it installs it, unless this file forbids it. */
async function withoutServiceStart(install: () => Promise<unknown>): Promise<void> {
  if (existsSync(POLICY_FILE)) {
    await install();
    return;
  }
  await writeFile(POLICY_FILE, '#!/bin/sh\nexit 101\n');
  await chmod(POLICY_FILE, 0o755);
  try {
    await install();
  } finally {
    await rm(POLICY_FILE);
  }
}

async function unpackExim(): Promise<void> {
  await mkdir(EXIM_ROOT, { recursive: true });
  await runCommand('apt-get', ['download', '-qq', EXIM_PACKAGE], { cwd: EXIM_ROOT, timeoutMs: INSTALL_MS });
  const archives = (await readdir(EXIM_ROOT)).filter((name) => name.endsWith('.deb'));
  for (const archive of archives) await runCommand('dpkg', ['-x', archive, EXIM_ROOT], { cwd: EXIM_ROOT });
  const { code } = await finish('getent', ['passwd', EXIM_USER]);
  if (code === 0) return;
  await runCommand('useradd', [
    ...['--system', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin'],
    EXIM_USER,
  ]);
}
