import type { Evidence, Goal, TlsProfile, TlsScanEvidence } from '../../evidence.ts';
import type { CertificateFacts } from '../../tls/certificate.ts';

/** What TLS is judged by: as asked for, else by who connects here. */
export function profileOf({ profile, role }: Goal): TlsProfile {
  return profile ?? (role === 'relay' ? 'opportunistic' : 'intermediate');
}

/** What a server falls short of its profile in; each names what is too much, or what is missing. */
export type ProfileFault =
  | { readonly kind: 'protocols' | 'ciphers' | 'protocol-missing'; readonly names: readonly string[] }
  | { readonly kind: 'dh' | 'key'; readonly bits: number; readonly keyType: string };

interface Demands {
  readonly protocols: readonly string[];
  readonly ciphers: readonly string[];
  readonly keyTypes: readonly string[];
}

const MODERN_CIPHERS = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
] as const;

/** Mozilla's guidelines 6.0 (https://ssl-config.mozilla.org/guidelines/6.0.json), suites by IANA's names. */
const MOZILLA: Readonly<Record<Exclude<TlsProfile, 'opportunistic'>, Demands>> = {
  modern: { protocols: ['TLSv1.3'], ciphers: MODERN_CIPHERS, keyTypes: ['EC'] },
  intermediate: {
    protocols: ['TLSv1.3', 'TLSv1.2'],
    ciphers: [
      ...MODERN_CIPHERS,
      'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
      'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
      'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
      'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
      'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
      'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
    ],
    keyTypes: ['EC', 'RSA'],
  },
};

/** Senders that demand TLS speak TLS 1.2 at the least (RFC 8996 §5 and RFC 9325 §3.1.1 leave no older one). */
const SENDERS_SPEAK: readonly string[] = ['TLSv1.3', 'TLSv1.2'];

const LEAST_BITS = 2_048;

/** Holds what a scan found against a profile; empty when it is met, as far as it is known. */
export function profileFaults(
  profile: TlsProfile,
  { tlsScan, tls }: { readonly tls?: Evidence['tls'] | undefined; readonly tlsScan: TlsScanEvidence },
): readonly ProfileFault[] {
  const accepted = tlsScan.protocols.filter(({ state }) => state === 'accepted');
  const protocols: readonly string[] = accepted.map(({ protocol }) => protocol);
  if (profile === 'opportunistic') return missing(SENDERS_SPEAK, protocols, tlsScan);
  const demands = MOZILLA[profile];
  const suites = accepted
    .filter(({ protocol }) => demands.protocols.includes(protocol))
    .flatMap((scan) => scan.suites?.names ?? []);
  const keys = [
    ...(tls?.certificates.slice(0, 1) ?? []),
    ...tlsScan.certificates.map((kind) => kind.certificate),
  ];
  return [
    ...missing(demands.protocols, protocols, tlsScan),
    ...named('protocols', beyond(protocols, demands.protocols)),
    ...named('ciphers', beyond(suites, demands.ciphers)),
    ...fieldFaults(tlsScan),
    ...keyFaults(keys, demands),
  ];
}

function missing(
  wanted: readonly string[],
  accepted: readonly string[],
  scan: TlsScanEvidence,
): readonly ProfileFault[] {
  const isOpen = scan.protocols.some(
    ({ protocol, state }) => state === 'unknown' && wanted.includes(protocol),
  );
  const isMet = isOpen || wanted.some((protocol) => accepted.includes(protocol));
  return isMet ? [] : [{ kind: 'protocol-missing', names: wanted }];
}

function named(kind: 'protocols' | 'ciphers', names: readonly string[]): readonly ProfileFault[] {
  return names.length === 0 ? [] : [{ kind, names }];
}

function beyond(found: readonly string[], allowed: readonly string[]): readonly string[] {
  return [...new Set(found)].filter((name) => !allowed.includes(name));
}

function fieldFaults({ fields }: TlsScanEvidence): readonly ProfileFault[] {
  const small = fields.find(({ bits }) => bits < LEAST_BITS);
  return small ? [{ kind: 'dh', bits: small.bits, keyType: 'DH' }] : [];
}

/** Ed25519, which Mozilla does not name, is as good as the curves that it does. */
function keyFaults(keys: readonly CertificateFacts[], { keyTypes }: Demands): readonly ProfileFault[] {
  const bad = keys.find(({ keyBits, keyType }) => {
    if (keyType.startsWith('Ed')) return false;
    return !keyTypes.includes(keyType) || (keyType === 'RSA' && keyBits < LEAST_BITS);
  });
  return bad ? [{ kind: 'key', bits: bad.keyBits, keyType: bad.keyType }] : [];
}
