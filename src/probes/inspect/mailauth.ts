import type { DKIMVerifyResult, DMARCResult, DNSResolver } from 'mailauth';
import type {
  ClientEvidence,
  DmarcResultEvidence,
  InspectionEvidence,
  MethodEvidence,
  SignatureEvidence,
} from '../../evidence.ts';
import type { MessageParts } from '../../trace/header.ts';

/** What mailauth makes of the signatures, and of the chain that goes with them. */
export interface MailauthSignatures {
  readonly verified: DKIMVerifyResult;
  /** By the signature's value without white space. */
  readonly bySignature: ReadonlyMap<string, MethodEvidence>;
  /** By the same, whether the domain fits the one in From. */
  readonly aligned: ReadonlySet<string>;
}

/** Stands for the receiver's name, with which mailauth begins its comments. */
const RECEIVER = 'receiver';
const TEXT_CHARACTERS = 320;

/** Evaluates SPF (RFC 7208) for whom the receiver had before it; undefined without an address or a name to ask for. */
export async function evaluateSpf(
  { ip, helo, mailFrom }: ClientEvidence,
  resolver: DNSResolver,
): Promise<MethodEvidence | undefined> {
  const sender = mailFrom?.value || undefined;
  const name = helo?.value;
  if (!ip || (sender === undefined && name === undefined)) return undefined;
  const { spf } = await import('../../smtp/mailauth.ts');
  const { status, domain } = await spf({
    ip: ip.value,
    ...(name === undefined ? {} : { helo: name }),
    ...(sender === undefined ? {} : { sender }),
    ...{ mta: RECEIVER, resolver },
  });
  return checkOf(status, domain);
}

/**
 * Verifies the signatures but those that are too many, as of a point in time.
 *
 * @param surplus  Places in the header that mailauth is not shown.
 */
export async function verifySignatures(
  parts: MessageParts,
  surplus: readonly number[],
  { resolver, judgedAt }: { readonly resolver: DNSResolver; readonly judgedAt: Date },
): Promise<MailauthSignatures> {
  const { dkimVerify } = await import('../../smtp/mailauth.ts');
  const verify = (left: readonly number[]): Promise<DKIMVerifyResult> =>
    dkimVerify(left.length === 0 ? parts.bytes : without(parts, left), { resolver, curTime: judgedAt });
  // A time that no Date can hold makes mailauth throw, for one signature as for all: we then judge alone.
  const verified = await inSilence(() => verify(surplus).catch(() => verify(allSignatures(parts))));
  const results = verified.results.flatMap((result) => {
    const signature = 'signature' in result ? String(result.signature).replace(/\s+/g, '') : '';
    return signature === '' ? [] : [{ signature, status: result.status }];
  });
  return {
    verified,
    bySignature: new Map(results.map(({ signature, status }) => [signature, checkOf(status)])),
    aligned: new Set(results.filter(({ status }) => status.aligned).map(({ signature }) => signature)),
  };
}

/** Verifies the newest seal and its chain (RFC 8617 §5.2); undefined where nobody has sealed the message. */
export async function evaluateArc(
  { arc: data }: DKIMVerifyResult,
  resolver: DNSResolver,
): Promise<MethodEvidence | undefined> {
  if (!data || (data.chain === false && !data.error)) return undefined;
  const { arc } = await import('../../smtp/mailauth.ts');
  const { error, lastEntry } = data;
  const { status } = await arc(
    { chain: data.chain || [], ...(lastEntry ? { lastEntry } : {}), ...(error ? { error } : {}) },
    { resolver },
  );
  return checkOf(status);
}

/** What came of DMARC (RFC 7489), and the record of the logo (BIMI) where a receiver would look for it. */
export async function evaluatePolicies(
  verified: DKIMVerifyResult,
  own: { readonly signatures: readonly SignatureEvidence[]; readonly spf: MethodEvidence | undefined },
  resolver: DNSResolver,
): Promise<Pick<InspectionEvidence, 'dmarc' | 'bimi'>> {
  const { dmarc, bimi } = await import('../../smtp/mailauth.ts');
  const { signatures, spf } = own;
  const good = signatures.filter(({ fault }) => fault === undefined);
  const policy = await dmarc({
    headerFrom: verified.headerFrom,
    spfDomains: spf?.result === 'pass' && spf.domain !== undefined ? [spf.domain] : [],
    dkimDomains: good.map(({ domain }) => ({ domain })),
    resolver,
  });
  if (policy === false) return {};
  const logo = await bimi({ dmarc: policy, headers: verified.headers, resolver });
  const isAsked = logo && !['skipped', 'none'].includes(logo.status.result);
  return { dmarc: dmarcEvidence(policy), ...(isAsked ? { bimi: checkOf(logo.status, policy.domain) } : {}) };
}

function dmarcEvidence({ status, domain, policy, alignment }: DMARCResult): DmarcResultEvidence {
  const { spf, dkim } = alignment ?? {};
  return {
    ...checkOf(status, domain),
    ...(policy === undefined ? {} : { policy: policy.slice(0, 20).toLowerCase() }),
    alignedBy: {
      ...(spf?.result ? { spf: spf.result } : {}),
      ...(dkim?.result ? { dkim: dkim.result } : {}),
    },
  };
}

function checkOf(
  status: { readonly result: string; readonly comment?: string | false },
  domain?: string,
): MethodEvidence {
  const comment = status.comment || undefined;
  return {
    result: status.result,
    ...(comment === undefined
      ? {}
      : { comment: comment.replace(`${RECEIVER}: `, '').slice(0, TEXT_CHARACTERS) }),
    ...(domain === undefined ? {} : { domain }),
  };
}

function allSignatures({ fields }: MessageParts): number[] {
  return fields.flatMap(({ name }, place) => (/^(?:dkim-signature|arc-)/.test(name) ? [place] : []));
}

function without({ fields, body }: MessageParts, surplus: readonly number[]): Buffer {
  const kept = fields.filter((_field, place) => !surplus.includes(place)).map(({ raw }) => `${raw}\r\n`);
  return Buffer.concat([Buffer.from(`${kept.join('')}\r\n`, 'latin1'), body]);
}

/** Of a signature whose l= goes beyond the body mailauth tells stdout, which is the report's. */
async function inSilence<Value>(work: () => Promise<Value>): Promise<Value> {
  const { log } = console;
  console.log = () => undefined;
  try {
    return await work();
  } finally {
    console.log = log;
  }
}
