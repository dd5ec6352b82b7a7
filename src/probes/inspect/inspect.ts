import type { Evidence, InspectionEvidence, SignatureEvidence } from '../../evidence.ts';
import type { DnsAnswer, Resolver } from '../../net/resolver.ts';
import { mailauthResolver } from '../../smtp/mailauth-resolver.ts';
import { readDetours } from '../../trace/detours.ts';
import { newBodyForms } from '../../trace/dkim-canonical.ts';
import { type MessageParts, readParts, valuesOf } from '../../trace/header.ts';
import { readWay, type Way } from '../../trace/hops.ts';
import { startDeadline } from '../plan.ts';
import { type ClientWishes, clientOf } from './client.ts';
import {
  evaluateArc,
  evaluatePolicies,
  evaluateSpf,
  type MailauthSignatures,
  verifySignatures,
} from './mailauth.ts';
import { compareResults, receiverResults } from './receiver.ts';
import { judgeSignature, type OwnJudgement, type SignatureContext, signaturePlaces } from './signature.ts';

/** A message to look at, and how. */
export interface InspectionPlan {
  /** As it was received; at most what fits in memory. */
  readonly message: Uint8Array;
  /** What it is called in the report. */
  readonly subject: string;
  readonly wishes: ClientWishes;
  readonly resolver: Resolver;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
}

/** So many signatures are verified; each may ask the DNS and hash the body. */
const MOST_SIGNATURES = 10;
const MOST_FROM = 5;
const TEXT_CHARACTERS = 320;

/**
 * Reads a received message: its way, and SPF, DKIM, DMARC, ARC and BIMI as of the time it was received.
 *
 * @throws UsageError for what is no message.
 */
export async function inspectMessage(plan: InspectionPlan): Promise<Evidence> {
  const observedAt = new Date();
  const parts = readParts(plan.message);
  const deadline = startDeadline(plan.deadlineMs, plan.signal);
  const asked = new Map<string, DnsAnswer>();
  const resolver = listening(plan.resolver, asked);
  try {
    const way = readWay(parts.fields);
    const context = {
      ...{ parts, body: newBodyForms(parts.body), way, resolver, signal: deadline.signal },
      judgedAt: timeOf(way, observedAt),
    };
    const judged = await judge(context, plan.wishes);
    const inspection: InspectionEvidence = {
      message: messageFacts(parts, plan.message.length),
      ...judged,
      questions: [...asked.values()].map(({ name, type, status, elapsedMs }) => {
        return { name, type, status, elapsedMs };
      }),
    };
    const goal = { host: plan.subject, role: 'relay', security: 'auto' } as const;
    return { observedAt: observedAt.toISOString(), goal, inspection };
  } finally {
    deadline.end();
  }
}

async function judge(
  context: SignatureContext,
  wishes: ClientWishes,
): Promise<Omit<InspectionEvidence, 'message' | 'questions'>> {
  const { fields } = context.parts;
  const client = clientOf(fields, context.way, wishes);
  const ask = mailauthResolver(context.resolver, context.signal);
  const places = signaturePlaces(fields);
  const surplus = places.slice(MOST_SIGNATURES);
  const [spf, { verified, ...mailauth }, own] = await Promise.all([
    evaluateSpf(client, ask),
    verifySignatures(context.parts, surplus, { resolver: ask, judgedAt: context.judgedAt }),
    Promise.all(places.slice(0, MOST_SIGNATURES).map((place) => judgeSignature(place, context))),
  ]);
  const signatures = own.map((judgement) => joined(judgement, mailauth));
  const [arc, policies] = await Promise.all([
    evaluateArc(verified, ask),
    evaluatePolicies(verified, { signatures, spf }, ask),
  ]);
  const results = { signatures, ...(spf ? { spf } : {}), ...(arc ? { arc } : {}), ...policies };
  const receiver = receiverResults(fields);
  return {
    ...{ client, way: context.way, detours: readDetours(fields), ...results },
    moreSignatures: surplus.length,
    ...(receiver ? { receiver } : {}),
    compared: compareResults(receiver, results),
  };
}

function joined(
  { value, ...judgement }: OwnJudgement,
  { bySignature, aligned }: Pick<MailauthSignatures, 'bySignature' | 'aligned'>,
): SignatureEvidence {
  const mailauth = bySignature.get(value);
  return { ...judgement, ...(mailauth ? { mailauth } : {}), isAligned: aligned.has(value) };
}

/** A signature may have expired since, and that is no fault of the message. */
function timeOf({ hops, entry }: Way, now: Date): Date {
  const date = hops[entry ?? hops.length - 1]?.date;
  return date === undefined || Date.parse(date) > now.getTime() ? now : new Date(date);
}

function messageFacts({ fields }: MessageParts, bytes: number): InspectionEvidence['message'] {
  const first = (name: string): string | undefined => valuesOf(fields, name)[0]?.slice(0, TEXT_CHARACTERS);
  const [subject, messageId] = [first('subject'), first('message-id')];
  return {
    bytes,
    from: valuesOf(fields, 'from')
      .slice(0, MOST_FROM)
      .map((value) => value.slice(0, TEXT_CHARACTERS)),
    ...(subject === undefined ? {} : { subject }),
    ...(messageId === undefined ? {} : { messageId }),
  };
}

/** Keeps the last answer to each question that goes through it. */
function listening(resolver: Resolver, asked: Map<string, DnsAnswer>): Resolver {
  const keep = (answer: DnsAnswer): DnsAnswer => {
    asked.set(`${answer.name} ${answer.type}`, answer);
    return answer;
  };
  return {
    query: async (name, type, signal) => keep(await resolver.query(name, type, signal)),
    addresses: async (name, signal) => (await resolver.addresses(name, signal)).map(keep),
    portOf: (name, port) => resolver.portOf(name, port),
  };
}
