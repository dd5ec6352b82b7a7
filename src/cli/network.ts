import { readFileSync } from 'node:fs';
import { reasonOf, UsageError } from '../errors.ts';
import { parseProxy } from '../net/proxy.ts';
import { createResolver } from '../net/resolver.ts';
import type { NetworkChoice, TlsChoice, TlsVersion } from '../probes/plan.ts';
import { ipVersion, parseDomain, parsePort } from '../target.ts';
import type { NetworkOptions, OutputOptions } from './options.ts';

type ConnectionOptions = Omit<NetworkOptions, Exclude<keyof OutputOptions, 'lang'>>;

/**
 * Makes of the options how connections are made; reads the files they name.
 *
 * @throws UsageError that names the option and the remedy.
 */
export async function networkChoice(options: ConnectionOptions): Promise<NetworkChoice> {
  const { timeout, source, proxy, proxyProtocol, ehlo } = options;
  if (source !== undefined && ipVersion(source) === 0) {
    throw new UsageError(`--source "${source}" is no IP address`, 'give an address of this machine');
  }
  const tls = await tlsChoice(options);
  const family = options.ipv4 ? 4 : options.ipv6 ? 6 : undefined;
  return {
    resolver: createResolver({
      ...(options.dns ? { servers: options.dns } : {}),
      ...(options.dnsTrusted ? { trusted: true } : {}),
      ...(tls.ca ? { ca: tls.ca } : {}),
      ...(options.resolve ? { overrides: parseOverrides(options.resolve) } : {}),
    }),
    ...(family ? { family } : {}),
    ...(source === undefined ? {} : { source }),
    ...(proxy === undefined ? {} : { proxy: parseProxy(proxy) }),
    ...(proxyProtocol === undefined ? {} : { proxyHeader: proxyProtocol === '1' ? 1 : 2 }),
    ...(timeout === undefined ? {} : { connectTimeoutMs: timeout * 1000 }),
    deadlineMs: options.deadline * 1000,
    session: timeout === undefined ? {} : { timeoutMs: timeout * 1000 },
    tls,
    ...(ehlo === undefined ? {} : { clientName: ehlo }),
  };
}

type Override = { address: string; port?: number };

function parseOverrides(texts: readonly string[]): Map<string, Override[]> {
  const overrides = new Map<string, Override[]>();
  for (const text of texts) {
    const match = /^([^=]+)=(?:\[([^\]]+)\]|([^:]+)|([0-9a-f:]+))(?::([^:]+))?$/i.exec(text);
    const address = match?.[2] ?? match?.[3] ?? match?.[4] ?? '';
    if (!match?.[1] || ipVersion(address) === 0) {
      throw new UsageError(`cannot read --resolve "${text}"`, 'write NAME=ADDRESS or NAME=ADDRESS:PORT');
    }
    const name = parseDomain(match[1]);
    const port = match[5] === undefined ? {} : { port: parsePort(match[5]) };
    overrides.set(name, [...(overrides.get(name) ?? []), { address, ...port }]);
  }
  return overrides;
}

async function tlsChoice(options: ConnectionOptions): Promise<TlsChoice> {
  const { tlsServername, tlsMin, tlsMax, ca } = options;
  if (tlsMin !== undefined && tlsMax !== undefined && tlsMin > tlsMax) {
    throw new UsageError(`--tls-min ${tlsMin} is above --tls-max ${tlsMax}`, 'swap them');
  }
  const clientCertificate = await readClientCertificate(options);
  return {
    ...(tlsServername === undefined ? {} : { servername: tlsServername }),
    ...(ca ? { ca: ca.map((file) => readPem('--ca', file)) } : {}),
    ...(tlsMin === undefined ? {} : { minVersion: tlsVersion(tlsMin) }),
    ...(tlsMax === undefined ? {} : { maxVersion: tlsVersion(tlsMax) }),
    ...(clientCertificate ? { clientCertificate } : {}),
  };
}

const VERSION_NAMES: Readonly<Record<string, TlsVersion>> = {
  '1.0': 'TLSv1',
  '1.1': 'TLSv1.1',
  '1.2': 'TLSv1.2',
  '1.3': 'TLSv1.3',
};

function tlsVersion(text: string): TlsVersion {
  return VERSION_NAMES[text] ?? 'TLSv1.2';
}

async function readClientCertificate(options: ConnectionOptions): Promise<TlsChoice['clientCertificate']> {
  const { clientCert, clientKey, lang } = options;
  if (clientCert === undefined && clientKey === undefined) return undefined;
  const certFile = clientCert ?? clientKey ?? '';
  const keyFile = clientKey ?? certFile;
  const cert = readPem('--client-cert', certFile);
  const key = readPem('--client-key', keyFile, /-----BEGIN [A-Z ]*PRIVATE KEY-----/);
  const { unlockKey } = await import('./client-key.ts');
  return { cert, key, ...(await unlockKey({ file: keyFile, key }, lang)) };
}

/** A PEM file is small; what is larger is some other file. */
const PEM_BYTES = 4 * 1024 * 1024;

function readPem(option: string, file: string, pattern = /-----BEGIN CERTIFICATE-----/): string {
  const text = readText(option, file);
  if (text.length <= PEM_BYTES && pattern.test(text)) return text;
  throw new UsageError(`${option} "${file}" holds no such PEM block`, 'give a PEM file (-----BEGIN …)');
}

/** At once, since nothing else is to be done meanwhile, and Node's promises of files are slow to load. */
function readText(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${option} "${file}": ${reasonOf(error)}`, 'give a readable PEM file');
  }
}
