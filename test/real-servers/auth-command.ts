import { resolve } from 'node:path';
import type { LoginServer } from './auth-proven.ts';
import type { Trial } from './auth-trials.ts';
import { type Finished, finish } from './command.ts';
import type { Lab } from './lab.ts';
import { CLIENT_NAME } from './probe.ts';

const BIN = resolve('bin/smtp-doctor.js');
const AUTH_MS = 45_000;
/** Addresses 127.0.3.1 and following, so that a server's log tells one run from all others. */
const FIRST_NET = 3;
const HOSTS_PER_NET = 250;

/** A run of `auth` that has ended. */
export interface AuthRun extends Finished {
  /** Address that it came from, which no other run has. */
  readonly source: string;
}

let runs = 0;

/** Runs the built command line as a user would, with the lab's root trusted and secrets in the environment. */
export async function runAuth(
  lab: Lab,
  login: LoginServer,
  args: readonly string[],
  trial?: Trial,
): Promise<AuthRun> {
  const source = nextSource();
  const { address, hostname } = lab[login.server];
  const command = [
    ...[BIN, 'auth', `${address}:${login.port}`, '--ca', lab.rootFile, '--tls-servername', hostname],
    ...['--ehlo', CLIENT_NAME, '--source', source, '--lang', 'en', '--verbose', '--transcript'],
    ...(trial ? credentialArgs(lab, trial) : []),
  ];
  const env = {
    ...(trial?.password === undefined ? {} : { SMTP_DOCTOR_PASSWORD: trial.password }),
    ...(trial?.token === undefined ? {} : { SMTP_DOCTOR_TOKEN: trial.token }),
  };
  const finished = await finish(process.execPath, [...command, ...args], { env, timeoutMs: AUTH_MS });
  return { ...finished, source };
}

function nextSource(): string {
  const [net, host] = [Math.floor(runs / HOSTS_PER_NET), runs % HOSTS_PER_NET];
  runs += 1;
  return `127.0.${FIRST_NET + net}.${host + 1}`;
}

function credentialArgs({ clients }: Lab, { user, certificate }: Trial): readonly string[] {
  const shown = certificate && clients[certificate];
  return [
    ...(user === undefined ? [] : ['--user', user]),
    ...(shown ? ['--client-cert', shown.chainFile, '--client-key', shown.keyFile] : []),
  ];
}
