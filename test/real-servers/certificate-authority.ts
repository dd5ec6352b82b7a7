import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './command.ts';

/** A key and the chain that a server is to show, as PEM files. */
export interface Credential {
  readonly keyFile: string;
  readonly chainFile: string;
}

/** What `issue` may depart from: a leaf valid from yesterday for 90 days, shown with its intermediate. */
export interface Departure {
  readonly fromDays?: number;
  readonly toDays?: number;
  readonly withoutIntermediate?: boolean;
}

/** A root and an intermediate that live in one directory and end with it. */
export interface CertificateAuthority {
  /** The root's certificate: what a client is to trust. */
  readonly rootFile: string;
  issue(name: string, names: readonly string[], departure?: Departure): Promise<Credential>;
  /** A certificate that no authority has seen. */
  issueSelfSigned(name: string, names: readonly string[]): Promise<Credential>;
}

export const ROOT_NAME = 'smtp-doctor test root';
export const INTERMEDIATE_NAME = 'smtp-doctor test intermediate';
/** In every name, as real authorities have it: what tells an authority that is known from one that is not. */
const ORGANISATION = 'smtp-doctor tests';
export const LEAF_DAYS = 90;

const DAY_MS = 86_400_000;

const CONFIG = `
[ca]
default_ca = test
[test]
dir = .
database = index.txt
new_certs_dir = .
rand_serial = yes
default_md = sha256
unique_subject = no
policy = any
[any]
organizationName = supplied
commonName = supplied
[req]
distinguished_name = empty
[empty]
[authority]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth, clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = $ENV::NAMES
`;

/** Makes root and intermediate with the system's openssl: dates in the past need `openssl ca`. */
export async function createAuthority(directory: string): Promise<CertificateAuthority> {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'openssl.cnf'), CONFIG);
  await writeFile(join(directory, 'index.txt'), '');
  await sign(directory, { name: 'root', commonName: ROOT_NAME, section: 'authority' });
  await sign(directory, {
    name: 'intermediate',
    commonName: INTERMEDIATE_NAME,
    section: 'authority',
    issuer: 'root',
  });
  return {
    rootFile: join(directory, 'root.pem'),
    issue: (name, names, departure = {}) => issue(directory, name, { names, departure }),
    issueSelfSigned: (name, names) => issueSelfSigned(directory, name, names),
  };
}

async function issue(
  directory: string,
  name: string,
  { names, departure }: { names: readonly string[]; departure: Departure },
): Promise<Credential> {
  await sign(directory, {
    name,
    commonName: names[0] ?? name,
    section: 'leaf',
    issuer: 'intermediate',
    names,
    ...departure,
  });
  const parts = departure.withoutIntermediate ? [name] : [name, 'intermediate'];
  const pems = await Promise.all(parts.map((part) => readFile(join(directory, `${part}.pem`), 'utf8')));
  const chainFile = join(directory, `${name}.chain.pem`);
  await writeFile(chainFile, pems.join(''));
  return { keyFile: join(directory, `${name}.key`), chainFile };
}

async function issueSelfSigned(
  directory: string,
  name: string,
  names: readonly string[],
): Promise<Credential> {
  await sign(directory, { name, commonName: names[0] ?? name, section: 'leaf', names });
  return { keyFile: join(directory, `${name}.key`), chainFile: join(directory, `${name}.pem`) };
}

interface Request extends Departure {
  readonly name: string;
  readonly commonName: string;
  readonly section: 'authority' | 'leaf';
  /** Absent for what signs itself. */
  readonly issuer?: string;
  readonly names?: readonly string[];
}

async function sign(directory: string, request: Request): Promise<void> {
  const { name, issuer } = request;
  const openssl = (...args: string[]) =>
    runCommand('openssl', args, { cwd: directory, env: environment(request) });
  const key = `${name}.key`;
  await openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', key);
  // Exim reads its key when it is no longer root.
  await chmod(join(directory, key), 0o644);
  const subject = `/O=${ORGANISATION}/CN=${request.commonName}`;
  await openssl(
    'req',
    '-new',
    '-config',
    'openssl.cnf',
    '-key',
    key,
    '-subj',
    subject,
    '-out',
    `${name}.csr`,
  );
  const signer =
    issuer === undefined
      ? ['-selfsign', '-keyfile', key]
      : ['-cert', `${issuer}.pem`, '-keyfile', `${issuer}.key`];
  await openssl(
    ...['ca', '-batch', '-notext', '-config', 'openssl.cnf', '-extensions', request.section, ...signer],
    ...['-startdate', asn1Time(request.fromDays ?? -1), '-enddate', asn1Time(request.toDays ?? LEAF_DAYS)],
    ...['-in', `${name}.csr`, '-out', `${name}.pem`],
  );
}

/** The configuration names the variable in every section, so it must exist for the authorities too. */
function environment({ names = ['unused.test.example'] }: Request): Record<string, string> {
  return { NAMES: names.map((name) => `${name.includes('@') ? 'email' : 'DNS'}:${name}`).join(',') };
}

/** `20261122031500Z`, some days from now. */
function asn1Time(days: number): string {
  const iso = new Date(Date.now() + days * DAY_MS).toISOString();
  return `${iso.slice(0, 19).replace(/[-T:]/g, '')}Z`;
}
