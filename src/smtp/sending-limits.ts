import { findExtension, type Hello } from './extension.ts';

/** What a server says it takes at most (RFC 9422 §4); what it does not say is absent. */
export interface SendingLimits {
  /** Transactions in one connection. */
  readonly mailMax?: number;
  /** Recipients in one transaction. */
  readonly rcptMax?: number;
  /** Domains of recipients in one transaction. */
  readonly rcptDomainMax?: number;
}

const NAMES: Readonly<Record<string, keyof SendingLimits>> = {
  MAILMAX: 'mailMax',
  RCPTMAX: 'rcptMax',
  RCPTDOMAINMAX: 'rcptDomainMax',
};

/** Reads LIMITS out of an answer to EHLO; what is no whole number above 0 counts for nothing (RFC 9422 §3). */
export function sendingLimits(hello: Hello): SendingLimits {
  const parameters = findExtension(hello, 'LIMITS')?.parameters ?? [];
  const known = parameters.flatMap((parameter) => {
    const [, name = '', value] = /^([a-z]{1,20})=(\d{1,6})$/i.exec(parameter) ?? [];
    const limit = NAMES[name.toUpperCase()];
    return limit && Number(value) > 0 ? [[limit, Number(value)] as const] : [];
  });
  return Object.fromEntries(known);
}

/**
 * The first of the recipients that one transaction takes, in their order: those beyond the number, and those of one
 * domain too many, are left for the next.
 */
export function firstBatch<Recipient extends { readonly address: string }>(
  recipients: readonly Recipient[],
  { rcptMax, rcptDomainMax }: SendingLimits,
): Recipient[] {
  const domains = new Set<string>();
  const batch: Recipient[] = [];
  for (const recipient of recipients) {
    const domain = recipient.address.slice(recipient.address.lastIndexOf('@') + 1).toLowerCase();
    if (batch.length === rcptMax) break;
    if (!domains.has(domain) && domains.size === rcptDomainMax) continue;
    domains.add(domain);
    batch.push(recipient);
  }
  return batch;
}
