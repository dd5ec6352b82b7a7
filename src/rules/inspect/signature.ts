import type { Evidence, InspectionEvidence, SignatureEvidence, SignatureFault } from '../../evidence.ts';
import { defineRule, type Severity } from '../rule.ts';

/** A signature that a finding is about, and who had the message after it was made. */
export interface SignatureFinding {
  readonly domain: string;
  readonly selector: string;
  /** The domain is that of the sender, so that DMARC looks at it. */
  readonly isAligned: boolean;
  /** What the receiver wrote down about it. */
  readonly receiverSaid: string | undefined;
  readonly list: string | undefined;
  readonly forwarder: string | undefined;
  /** The last of the servers that had the message later, oldest first. */
  readonly laterServers: readonly string[];
}

const MOST_SERVERS = 5;

/** What is said of every signature with a fault. */
function findingOf(signature: SignatureEvidence, inspection: InspectionEvidence): SignatureFinding {
  const { domain, selector, isAligned, laterServers } = signature;
  const { detours, compared } = inspection;
  const said = compared.find((result) => result.method === 'dkim' && result.domain === domain);
  return {
    ...{ domain, selector, isAligned, receiverSaid: said?.theirs, list: detours.list },
    forwarder: detours.resentBy ?? detours.forwardedFor[0],
    laterServers: laterServers.slice(-MOST_SERVERS),
  };
}

/** The first with this fault; one that DMARC looks at goes before others. */
function faulty(
  inspection: InspectionEvidence,
  ...faults: readonly SignatureFault[]
): SignatureEvidence | undefined {
  const found = inspection.signatures.filter(({ fault }) => fault !== undefined && faults.includes(fault));
  return found.find(({ isAligned }) => isAligned) ?? found[0];
}

/** What the receiver found good was good when it mattered; what DMARC does without does less harm. */
function severityOf({ receiverSaid }: SignatureFinding, { inspection }: Evidence): Severity {
  if (receiverSaid === 'pass') return 'info';
  return inspection?.dmarc?.result === 'pass' ? 'warning' : 'error';
}

function keyRule<const Id extends string>(id: Id, ...faults: readonly SignatureFault[]) {
  return defineRule({
    id,
    severity: severityOf,
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['inspection'],
    find({ inspection }) {
      const signature = faulty(inspection, ...faults);
      if (!signature) return undefined;
      const { key, algorithm } = signature;
      const { name, status, type, bits } = key;
      return { ...findingOf(signature, inspection), algorithm, name, status, type, bits };
    },
  });
}

/** Questions to the DKIM signatures of a received message. */
export const inspectSignatureRules = [
  defineRule({
    id: 'domain.signature-absent',
    severity: 'warning',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['inspection'],
    find({ inspection: { signatures, message } }) {
      return signatures.length === 0 ? { from: message.from[0] } : undefined;
    },
  }),
  keyRule('domain.signature-unreadable', 'malformed', 'algorithm'),
  keyRule('domain.signature-key-missing', 'key-missing'),
  keyRule('domain.signature-key-unanswered', 'key-unread'),
  keyRule('domain.signature-key-revoked', 'key-revoked'),
  keyRule('domain.signature-key-unusable', 'key-unusable'),
  keyRule('domain.signature-key-mismatched', 'key-other'),
  defineRule({
    id: 'domain.dkim-body-changed',
    severity: severityOf,
    stage: 'domain',
    actor: ({ kind }: { readonly kind: string }) =>
      kind === 'canonicalization' ? 'domain-owner' : 'server-admin',
    needs: ['inspection'],
    find({ inspection }) {
      const signature = faulty(inspection, 'body-changed');
      if (!signature) return undefined;
      const { kind = 'unknown', lines, sample } = signature.body ?? {};
      const isHeaderChanged = signature.headerMatches === false;
      const changed = [...new Set((signature.changes ?? []).map(({ field }) => field))];
      return { ...findingOf(signature, inspection), kind, lines, sample, isHeaderChanged, changed };
    },
  }),
  defineRule({
    id: 'domain.dkim-header-changed',
    severity: severityOf,
    stage: 'domain',
    actor: ({ isOtherForm }: { readonly isOtherForm: boolean }) =>
      isOtherForm ? 'domain-owner' : 'server-admin',
    needs: ['inspection'],
    find({ inspection }) {
      const signature = faulty(inspection, 'header-changed');
      if (!signature) return undefined;
      const { changes = [], isOtherForm = false, form, signedFields } = signature;
      return { ...findingOf(signature, inspection), changes, isOtherForm, form, signedFields };
    },
  }),
  defineRule({
    id: 'domain.signature-expired',
    severity: severityOf,
    stage: 'domain',
    actor: 'server-admin',
    needs: ['inspection'],
    find({ inspection }) {
      const signature = faulty(inspection, 'expired');
      if (!signature) return undefined;
      const { signedAt, expiresAt } = signature;
      return { ...findingOf(signature, inspection), signedAt, expiresAt };
    },
  }),
  defineRule({
    id: 'domain.signature-length-limited',
    severity: ({ unsignedBytes }: { readonly unsignedBytes: number }) =>
      unsignedBytes > 0 ? 'warning' : 'info',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['inspection'],
    find({ inspection }) {
      const signature = inspection.signatures.find(({ bodyLength }) => bodyLength !== undefined);
      if (signature?.bodyLength === undefined) return undefined;
      const { bodyLength, unsignedBytes = 0 } = signature;
      return { ...findingOf(signature, inspection), bodyLength, unsignedBytes };
    },
  }),
  defineRule({
    id: 'domain.signature-key-testing',
    severity: 'info',
    stage: 'domain',
    actor: 'domain-owner',
    needs: ['inspection'],
    find({ inspection }) {
      const signature = inspection.signatures.find(({ key }) => key.isTesting);
      return signature && { ...findingOf(signature, inspection), name: signature.key.name };
    },
  }),
] as const;
