import type { SignatureEvidence, SignatureFault } from '../../evidence.ts';
import type { DnsAnswer, Resolver } from '../../net/resolver.ts';
import { alterationOf, type BodyAlteration, type BodyVerdict, judgeBody } from '../../trace/dkim-body.ts';
import type { BodyForms } from '../../trace/dkim-canonical.ts';
import { type HeaderVerdict, judgeHeader } from '../../trace/dkim-header.ts';
import { readKey, type UsableKey } from '../../trace/dkim-key.ts';
import { type DkimSignature, parseSignature } from '../../trace/dkim-signature.ts';
import type { HeaderField, MessageParts } from '../../trace/header.ts';
import type { Way } from '../../trace/hops.ts';

/** What a signature is judged with. */
export interface SignatureContext {
  readonly parts: MessageParts;
  readonly body: BodyForms;
  readonly way: Way;
  readonly resolver: Resolver;
  readonly signal: AbortSignal;
  /** When the message was received: a signature may expire later. */
  readonly judgedAt: Date;
}

/** What is found without mailauth. */
export interface OwnJudgement extends Omit<SignatureEvidence, 'mailauth' | 'isAligned'> {
  /** The signature's own value, to find mailauth's result by. */
  readonly value: string;
}

const ALGORITHMS = ['rsa-sha256', 'ed25519-sha256'];
const FORMS = ['simple', 'relaxed'];
/** Shorter keys must not be believed (RFC 8301 §3.2). */
const LEAST_BITS = 1_024;
const MOST_SERVERS = 20;

/** Judges one DKIM-Signature field by itself, so far that what was changed can be said. */
export async function judgeSignature(place: number, context: SignatureContext): Promise<OwnJudgement> {
  const field = context.parts.fields[place];
  const signature = field && parseSignature(field, place);
  if (!signature) return malformed(place, context);
  const name = `${signature.selector}._domainkey.${signature.domain}`;
  const answer = await context.resolver.query(name, 'TXT', context.signal);
  return judged(signature, answer, context);
}

function judged(
  signature: DkimSignature,
  answer: DnsAnswer,
  { parts, body: forms, way, judgedAt }: SignatureContext,
): OwnJudgement {
  const usable = keyOf(answer);
  const body = judgeBody(forms, signature);
  const isWeak = (usable?.facts.bits ?? LEAST_BITS) < LEAST_BITS && usable?.facts.type === 'rsa';
  const key = isWeak || !isKnown(signature) ? undefined : usable?.key;
  const header = key && judgeHeader(parts.fields, signature, key);
  const isExpired = (signature.expiresAt ?? Number.POSITIVE_INFINITY) * 1000 < judgedAt.getTime();
  const fault =
    beforeVerifying(signature, answer, { usable, isWeak }) ??
    contentFault(body, header) ??
    (isExpired ? 'expired' : undefined);
  return {
    ...factsOf(signature, answer, usable),
    ...(fault ? { fault } : {}),
    ...bodyFacts(body, signature, fault === 'body-changed' ? alterationOf(forms, signature) : undefined),
    ...headerFacts(header),
    laterServers: laterServers(way, signature.field),
    value: signature.signature,
  };
}

function keyOf({ records }: DnsAnswer): UsableKey | undefined {
  const texts = records.flatMap((record) => (record.type === 'TXT' ? [record.text] : []));
  return texts[0] === undefined ? undefined : readKey(texts[0]);
}

function isKnown({ algorithm, headerForm, bodyForm }: DkimSignature): boolean {
  return ALGORITHMS.includes(algorithm) && FORMS.includes(headerForm) && FORMS.includes(bodyForm);
}

/** What keeps a verifier from even looking at the message. */
function beforeVerifying(
  signature: DkimSignature,
  { status }: DnsAnswer,
  { usable, isWeak }: { readonly usable: UsableKey | undefined; readonly isWeak: boolean },
): SignatureFault | undefined {
  if (!isKnown(signature)) return 'algorithm';
  if (status === 'nxdomain' || status === 'no-data') return 'key-missing';
  if (status !== 'answer' || !usable) return 'key-unread';
  if (usable.facts.isRevoked) return 'key-revoked';
  return usable.key && !isWeak ? undefined : 'key-unusable';
}

function contentFault(body: BodyVerdict, header: HeaderVerdict | undefined): SignatureFault | undefined {
  if (header?.isOfKey === false) return 'key-other';
  if (!body.matches) return 'body-changed';
  return header?.matches === false ? 'header-changed' : undefined;
}

function factsOf(signature: DkimSignature, { name, status }: DnsAnswer, usable: UsableKey | undefined) {
  const { domain, selector, algorithm, headerForm, bodyForm, signedFields, signedAt, expiresAt } = signature;
  const bits = usable?.facts.bits;
  return {
    ...{ domain, selector, algorithm, form: `${headerForm}/${bodyForm}`, signedFields },
    ...(signedAt === undefined ? {} : { signedAt: isoTime(signedAt) }),
    ...(expiresAt === undefined ? {} : { expiresAt: isoTime(expiresAt) }),
    key: {
      name,
      status,
      ...(usable ? { type: usable.facts.type } : {}),
      ...(bits === undefined ? {} : { bits }),
      ...(usable?.facts.isTesting ? { isTesting: true as const } : {}),
    },
  };
}

/** Twelve digits of seconds are within what a Date can be. */
function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

function bodyFacts(
  { matches, unsignedBytes }: BodyVerdict,
  { bodyLength }: DkimSignature,
  alteration: BodyAlteration | undefined,
) {
  return {
    bodyMatches: matches,
    ...(alteration ? { body: alteration } : {}),
    ...(bodyLength === undefined ? {} : { bodyLength, unsignedBytes }),
  };
}

function headerFacts(header: HeaderVerdict | undefined) {
  if (!header) return {};
  const { matches, changes, isOtherForm } = header;
  return {
    headerMatches: matches,
    ...(matches ? {} : { changes }),
    ...(isOtherForm ? { isOtherForm } : {}),
  };
}

/** Servers write above what they find: those above the signature had the message after it. */
function laterServers({ hops }: Way, field: number): string[] {
  const names = hops.filter((hop) => hop.field < field).map(({ by }) => by);
  return [...new Set(names.filter((name) => name !== undefined))].slice(-MOST_SERVERS);
}

function malformed(place: number, { way }: SignatureContext): OwnJudgement {
  return {
    ...{ domain: '', selector: '', algorithm: '', form: '', signedFields: [], fault: 'malformed' },
    key: { name: '', status: 'malformed' },
    laterServers: laterServers(way, place),
    value: '',
  };
}

/** The places of the DKIM-Signature fields, from the top. */
export function signaturePlaces(fields: readonly HeaderField[]): number[] {
  return fields.flatMap(({ name }, place) => (name === 'dkim-signature' ? [place] : []));
}
