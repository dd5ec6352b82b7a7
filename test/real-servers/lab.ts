import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type CertificateAuthority, type Credential, createAuthority } from './certificate-authority.ts';
import { DIRECTORY_PREFIX, killLeftovers } from './daemon.ts';
import { createDkimKeys, type DkimKeys } from './dkim-keys.ts';
import { authSocketOf, startDovecot } from './dovecot.ts';
import { startExim } from './exim.ts';
import { type Greylist, startGreylist } from './greylist.ts';
import { type Introspection, startIntrospection } from './introspection.ts';
import { type NameServer, startNsd } from './nsd.ts';
import { installServers } from './packages.ts';
import { startPostfix } from './postfix.ts';
import { ACCOUNT, HOSTNAMES, type MailServer, type Server, STRANGER } from './server.ts';

/** All servers of one run, and the file with the root that they are to be trusted by. */
export interface Lab {
  readonly rootFile: string;
  /** Certificates to log in with: the account's, and somebody's whom no server knows. */
  readonly clients: { readonly account: Credential; readonly stranger: Credential };
  readonly introspection: Introspection;
  readonly dkim: DkimKeys;
  readonly greylist: Greylist;
  readonly postfix: MailServer;
  readonly exim: MailServer;
  readonly dovecot: Server & { readonly directory: string };
  readonly nsd: NameServer;
  /** Ends every server and removes the directory. */
  stop(): Promise<void>;
}

type Stoppable = Pick<Server, 'stop'>;

/**
 * Installs and starts everything.
 *
 * @throws Error when a server does not start; those that had started are ended first.
 */
export async function startLab(): Promise<Lab> {
  // Every server has a user of its own, who must be able to read what is made here.
  process.umask(0o022);
  await killLeftovers();
  await installServers();
  const directory = await mkdtemp(DIRECTORY_PREFIX);
  await chmod(directory, 0o755);
  const started: Stoppable[] = [];
  const stop = async () => {
    await Promise.all(started.map((server) => server.stop()));
    await rm(directory, { recursive: true, force: true });
  };
  try {
    return { ...(await startServers(directory, started)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startServers(directory: string, started: Stoppable[]): Promise<Omit<Lab, 'stop'>> {
  const authority = await createAuthority(join(directory, 'ca'));
  const keep = <S extends Stoppable>(server: S): S => {
    started.push(server);
    return server;
  };
  const context = async (name: keyof typeof HOSTNAMES) => ({
    directory: await makeDirectory(directory, name),
    credential: await authority.issue(name, [HOSTNAMES[name]]),
    rootFile: authority.rootFile,
  });
  const introspection = keep(await startIntrospection());
  const greylist = keep(await startGreylist());
  const dkim = await createDkimKeys(await makeDirectory(directory, 'dkim'));
  const nsd = keep(await startNsd(await makeDirectory(directory, 'nsd'), dkim.records));
  const dovecotContext = await context('dovecot');
  const dovecot = keep(await startDovecot(dovecotContext));
  const authSocket = authSocketOf(dovecotContext.directory);
  const postfix = keep(
    await startPostfix({ ...(await context('postfix')), ...(await sickCredentials(authority)), authSocket }),
  );
  const exim = keep(await startExim(await context('exim')));
  const clients = {
    account: await authority.issue('account', [ACCOUNT.user]),
    stranger: await authority.issue('stranger', [STRANGER]),
  };
  return {
    rootFile: authority.rootFile,
    clients,
    introspection,
    dkim,
    greylist,
    nsd,
    dovecot,
    postfix,
    exim,
  };
}

async function makeDirectory(parent: string, name: string): Promise<string> {
  const directory = join(parent, name);
  await mkdir(directory);
  return directory;
}

async function sickCredentials(authority: CertificateAuthority) {
  const names = [HOSTNAMES.postfix];
  return {
    expired: await authority.issue('expired', names, { fromDays: -40, toDays: -10 }),
    withoutIntermediate: await authority.issue('lonely', names, { withoutIntermediate: true }),
    selfSigned: await authority.issueSelfSigned('self-signed', names),
  };
}
