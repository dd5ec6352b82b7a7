import { createHash, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import type { TestContext } from 'node:test';
import { dkimSign } from 'mailauth';
import type { Evidence, InspectionEvidence, SignatureEvidence } from '../../src/evidence.ts';
import type { ClientWishes } from '../../src/probes/inspect/client.ts';
import { inspectMessage } from '../../src/probes/inspect/inspect.ts';
import { diagnose, type FindingId } from '../../src/rules/index.ts';
import { canonicalBody, signedText } from '../../src/trace/dkim-canonical.ts';
import { parseHeader } from '../../src/trace/header.ts';
import { serveZone } from '../net/dns-fixture.ts';

/** A key with its record, as a zone has it: in strings of 255 bytes at most. */
export interface TestKey {
  readonly pem: string;
  readonly record: string;
}

function recordOf(tags: string): string {
  return (tags.match(/.{1,250}/g) ?? []).map((part) => `"${part}"`).join(' ');
}

function rsaKey(bits: number): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  const value = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  return {
    pem: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    record: recordOf(`v=DKIM1; k=rsa; p=${value}`),
  };
}

function ed25519Key(): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const value = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64');
  return {
    pem: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    record: recordOf(`v=DKIM1; k=ed25519; p=${value}`),
  };
}

export const rsa = rsaKey(1024);
export const otherRsa = rsaKey(1024);
export const weakRsa = rsaKey(768);
export const ed25519 = ed25519Key();

/** The message before it is signed; sent through two servers. */
export const MESSAGE = [
  'From: Ada <ada@example.org>',
  'To: Bob <bob@example.net>',
  'Subject: Ping',
  'Date: Sun, 22 Nov 2026 08:00:00 +0000',
  'Message-ID: <1@example.org>',
  '',
  'Hello Bob, ',
  '',
  'bye',
  '',
].join('\r\n');

const TRANSPORT = [
  'Return-Path: <ada@example.org>',
  'Received: from mail.example.org (mail.example.org [192.0.2.7])',
  '\tby mx.example.net (Postfix) with ESMTPS id 4XYZ',
  '\tfor <bob@example.net>; Sun, 22 Nov 2026 08:00:07 +0000',
  '',
].join('\r\n');

/** A domain that lets 192.0.2.7 send, and whose policy is strict. */
export const ZONE = `
example.org TXT "v=spf1 ip4:192.0.2.7 -all"
_dmarc.example.org TXT "v=DMARC1; p=reject"
rsa._domainkey.example.org TXT ${rsa.record}
ed._domainkey.example.org TXT ${ed25519.record}
other._domainkey.example.org TXT ${otherRsa.record}
weak._domainkey.example.org TXT ${weakRsa.record}
revoked._domainkey.example.org TXT "v=DKIM1; p="
broken._domainkey.example.org TXT "v=DKIM1; k=rsa; p=AAAA"
test._domainkey.example.org TXT ${rsa.record.replace('v=DKIM1;', 'v=DKIM1; t=y;')}
mute._domainkey.example.org SERVFAIL
`;

/** How mailauth is to sign. */
export interface Signing {
  readonly selector?: string;
  readonly key?: TestKey;
  readonly algorithm?: string;
  readonly canonicalization?: string;
  readonly maxBodyLength?: number;
}

/** Signs by mailauth and puts the field on top. */
export async function signed(signing: Signing = {}, message = MESSAGE): Promise<string> {
  const { selector = 'rsa', key = rsa, canonicalization = 'relaxed/relaxed', algorithm, ...rest } = signing;
  const one = { signingDomain: 'example.org', selector, privateKey: key.pem, ...rest };
  const { signatures } = await dkimSign(message, {
    canonicalization,
    signTime: new Date('2026-11-22T08:00:01Z'),
    ...(algorithm === undefined ? {} : { algorithm }),
    // mailauth's types have the parts of one signature beside those of all.
    ...{ ...one, signatureData: [one] },
  });
  return `${signatures.trim()}\r\n${message}`;
}

/** Signs by hand what no package would: any tags, with bh= and b= filled in. */
export function signedByHand(tags: string, names: readonly string[], message = MESSAGE): string {
  const [header = '', body = ''] = message.split(/\r\n\r\n(.*)/s);
  const [headerForm = 'simple', bodyForm = 'simple'] = (/c=([a-z/]+)/.exec(tags)?.[1] ?? '').split('/');
  const bh = createHash('sha256')
    .update(canonicalBody(Buffer.from(body, 'latin1'), bodyForm), 'latin1')
    .digest('base64');
  const own = `DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=rsa; ${tags}; h=${names.join(':')}; bh=${bh}; b=`;
  const left = parseHeader(header).reverse();
  const raws = names.flatMap((name) => {
    const at = left.findIndex((field) => field.name === name.toLowerCase());
    return at === -1 ? [] : left.splice(at, 1).map(({ raw }) => raw);
  });
  const b = signBytes('RSA-SHA256', signedText(raws, own, headerForm), rsa.pem).toString('base64');
  return `${own}${b}\r\n${message}`;
}

/** What inspecting came to. */
export interface Inspected {
  readonly evidence: Evidence;
  readonly inspection: InspectionEvidence;
  readonly signature: SignatureEvidence;
  /** Ids of the findings. */
  readonly ids: readonly FindingId[];
  readonly queries: readonly string[];
}

/** Inspects a message as received, over a real DNS server on loopback. */
export async function inspected(
  context: TestContext,
  message: string,
  {
    zone = ZONE,
    wishes = {},
    transport = TRANSPORT,
  }: { zone?: string; wishes?: ClientWishes; transport?: string } = {},
): Promise<Inspected> {
  const { resolver, queries } = await serveZone(context, zone);
  const evidence = await inspectMessage({
    message: Buffer.from(transport + message, 'latin1'),
    subject: 'message.eml',
    ...{ wishes, resolver, deadlineMs: 10_000 },
  });
  const { inspection } = evidence;
  if (!inspection) throw new Error('there is no inspection');
  const none = {
    key: { name: '', status: 'malformed' },
    laterServers: [],
    signedFields: [],
    isAligned: false,
  } as const;
  const [signature = { ...none, domain: '', selector: '', algorithm: '', form: '' }] = inspection.signatures;
  return { evidence, inspection, signature, ids: diagnose(evidence).findings.map(({ id }) => id), queries };
}
