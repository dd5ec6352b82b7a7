import type { ComparedResult, MethodEvidence, SignatureEvidence } from '../../evidence.ts';
import {
  type AuthenticationResults,
  type MethodResult,
  parseAuthenticationResults,
} from '../../trace/authentication-results.ts';
import { type HeaderField, valuesOf } from '../../trace/header.ts';

/** Our own evaluation, by method. */
export interface OwnResults {
  readonly signatures: readonly SignatureEvidence[];
  readonly spf?: MethodEvidence;
  readonly dmarc?: MethodEvidence;
  readonly arc?: MethodEvidence;
  readonly bimi?: MethodEvidence;
}

const MOST_FIELDS = 20;
const MOST_RESULTS = 30;

/** What the last receiver wrote down: the topmost field, and those below it under the same name. */
export function receiverResults(fields: readonly HeaderField[]): AuthenticationResults | undefined {
  const all = valuesOf(fields, 'authentication-results')
    .slice(0, MOST_FIELDS)
    .map(parseAuthenticationResults);
  const [newest] = all;
  if (!newest) return undefined;
  const own = all.filter(({ server }) => server === newest.server);
  return { ...newest, results: own.flatMap(({ results }) => results).slice(0, MOST_RESULTS) };
}

/** Puts the receiver's results beside ours; methods that we do not evaluate are left out. */
export function compareResults(
  receiver: AuthenticationResults | undefined,
  own: OwnResults,
): ComparedResult[] {
  return (receiver?.results ?? []).flatMap((result): ComparedResult[] => {
    const { method, result: theirs } = result;
    if (method === 'dkim') return [comparedSignature(result, own.signatures)];
    if (method !== 'spf' && method !== 'dmarc' && method !== 'arc' && method !== 'bimi') return [];
    const check = own[method];
    const domain = domainOf(result) ?? check?.domain;
    // They may have looked at another sender: that compares with nothing.
    const isSame = check?.domain === undefined || check.domain === domain || method === 'dmarc';
    return [
      {
        ...{ method, theirs },
        ...(domain === undefined ? {} : { domain }),
        ...(check && isSame ? { ours: check.result } : {}),
      },
    ];
  });
}

/** Whom an SPF or DMARC result is about. */
function domainOf({ properties }: MethodResult): string | undefined {
  const named = properties['header.from'] ?? properties['smtp.mailfrom'] ?? properties['smtp.helo'];
  return named?.replace(/^.*@/, '').toLowerCase();
}

function comparedSignature(
  { result: theirs, properties }: MethodResult,
  signatures: readonly SignatureEvidence[],
): ComparedResult {
  const domain = (properties['header.d'] ?? properties['header.i']?.replace(/^.*@/, ''))?.toLowerCase();
  const ours = signatures.filter((signature) => signature.domain === domain);
  const best = ours.find(({ fault }) => fault === undefined) ?? ours[0];
  // Nothing to be found good bears that name: it was taken out since, or nobody ever saw it.
  const result = best ? dkimResult(best) : domain === undefined ? undefined : 'none';
  return {
    ...{ method: 'dkim', theirs },
    ...(domain === undefined ? {} : { domain }),
    ...(result ? { ours: result } : {}),
  };
}

/** A signature's result in the words of RFC 8601 §2.7.1. */
export function dkimResult({ fault }: Pick<SignatureEvidence, 'fault'>): string {
  if (fault === undefined) return 'pass';
  if (fault === 'key-unread') return 'temperror';
  return fault === 'body-changed' || fault === 'header-changed' || fault === 'key-other'
    ? 'fail'
    : 'permerror';
}
