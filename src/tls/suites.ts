import { SUITE_TABLE } from './suite-table.ts';

/** `worthless`: protects nothing or next to nothing; `weak`: broken or short; `ageing`: sound, but out of use. */
export type SuiteStrength = 'strong' | 'ageing' | 'weak' | 'worthless';

/** A cipher suite and what its name says of it. */
export interface Suite {
  readonly id: number;
  /** IANA's. */
  readonly name: string;
  readonly openSslName: string;
  /** `ECDHE`, `DHE`, `RSA`, `ECDH`, `DH`, `PSK`, …; `any` in TLS 1.3. */
  readonly keyExchange: string;
  /** `RSA`, `ECDSA`, `DSS`, `anon`, `PSK`, …; `any` in TLS 1.3. */
  readonly authentication: string;
  /** Cipher with its mode and hash: `AES_128_GCM_SHA256`. */
  readonly encryption: string;
  readonly isForwardSecret: boolean;
  readonly strength: SuiteStrength;
  /** What makes it weak or worthless: `NULL`, `EXPORT`, `anon`, `RC4`, `3DES`, … */
  readonly weakness?: string;
  /** The oldest version that may have it. */
  readonly since: 'SSLv3' | 'TLSv1.2' | 'TLSv1.3';
}

/** In the order of gravity: the first that fits names the weakness. */
const WORTHLESS = /(?:^|_)(NULL|EXPORT1024|EXPORT|anon|DES40|40|56|DES_CBC)(?:_|$)/;
const WEAK = /(?:^|_)(RC4|RC2|3DES|DES|IDEA|MD5|28147)(?:_|$)/;
/** Blocks of 64 bits, CBC and static keys: RFC 9325 §4.2 recommends none of them. */
const AEAD = /_(?:GCM|CCM|POLY1305|MGM)/;

function suiteFrom(row: string): Suite {
  const [id = '', name = '', openSslName = name] = row.split(' ');
  const [agreement, encryption] = name.slice('TLS_'.length).split('_WITH_');
  const parts = { id: Number.parseInt(id, 16), name, openSslName };
  if (encryption === undefined) return { ...parts, ...modern(agreement ?? '') };
  const [keyExchange = '', ...rest] = (agreement ?? '').replace(/_EXPORT(?:1024)?$/, '').split('_');
  const isForwardSecret = /^(?:ECDHE|DHE|ECCPWD|CECPQ1)$/.test(keyExchange) || rest.includes('anon');
  return {
    ...parts,
    keyExchange,
    authentication: rest.join('_') || keyExchange,
    encryption,
    isForwardSecret,
    ...strengthOf(name.slice('TLS_'.length), isForwardSecret),
    since: /SHA256$|SHA384$|CCM|GCM|OMAC|MGM/.test(encryption) ? 'TLSv1.2' : 'SSLv3',
  };
}

/** TLS 1.3 names the cipher alone; RFC 9150 and the Kuznyechik suites are none for mail. */
function modern(encryption: string): Omit<Suite, 'id' | 'name' | 'openSslName'> {
  const isPlain = /^SHA\d+_SHA\d+$/.test(encryption);
  return {
    keyExchange: 'any',
    authentication: 'any',
    encryption,
    isForwardSecret: true,
    strength: isPlain ? 'worthless' : 'strong',
    ...(isPlain ? { weakness: 'NULL' } : {}),
    since: 'TLSv1.3',
  };
}

function strengthOf(name: string, isForwardSecret: boolean): Pick<Suite, 'strength' | 'weakness'> {
  const worthless = WORTHLESS.exec(name)?.[1];
  if (worthless !== undefined)
    return { strength: 'worthless', weakness: weaknessNames[worthless] ?? worthless };
  const weak = WEAK.exec(name)?.[1];
  if (weak !== undefined) return { strength: 'weak', weakness: weaknessNames[weak] ?? weak };
  return { strength: isForwardSecret && AEAD.test(name) ? 'strong' : 'ageing' };
}

const weaknessNames: Readonly<Record<string, string>> = {
  EXPORT1024: 'EXPORT',
  DES40: 'EXPORT',
  '40': 'EXPORT',
  '56': 'EXPORT',
  DES_CBC: 'DES',
  '28147': 'GOST',
};

/** Every suite of TLS and SSL 3.0, by number. */
export const SUITES: readonly Suite[] = SUITE_TABLE.trim().split('\n').map(suiteFrom);

const byId = new Map(SUITES.map((suite) => [suite.id, suite]));
const byName = new Map(SUITES.map((suite) => [suite.name, suite]));

/** The suite of a number, or of IANA's name; undefined where there is none. */
export function suiteOf(key: number | string): Suite | undefined {
  return typeof key === 'number' ? byId.get(key) : byName.get(key);
}

/** Signals that a client has fallen back to an older version (RFC 7507). */
export const FALLBACK_SCSV = 0x5600;
