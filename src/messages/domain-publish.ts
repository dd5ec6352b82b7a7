import { formatZoneRecord, type ZoneRecord, zoneName } from '../identity/zone-record.ts';
import type { domainBimiRules } from '../rules/domain/bimi.ts';
import type { domainDkimRules } from '../rules/domain/dkim.ts';
import type { domainDmarcRules } from '../rules/domain/dmarc.ts';
import type { domainMxRules } from '../rules/domain/mx.ts';
import type { domainReceivingRules } from '../rules/domain/receiving.ts';
import type { domainSenderRules } from '../rules/domain/sender.ts';
import type { domainSpfRules } from '../rules/domain/spf.ts';
import type { domainSpfPolicyRules } from '../rules/domain/spf-policy.ts';

/** The findings about a domain, by the file that has their texts. */
export type DomainMxId = (typeof domainMxRules)[number]['id'];
export type DomainSpfId = (typeof domainSpfRules | typeof domainSpfPolicyRules)[number]['id'];
export type DomainDkimId = (typeof domainDkimRules)[number]['id'];
export type DomainDmarcId = (typeof domainDmarcRules | typeof domainBimiRules)[number]['id'];
export type DomainReceivingId = (typeof domainReceivingRules)[number]['id'];
export type DomainSenderId = (typeof domainSenderRules)[number]['id'];

const BEFORE_CHARACTERS = 300;

/** How one language says that a record is new, or takes the place of another; both come in backticks. */
export interface PublishWords {
  readonly publish: (record: string) => string;
  readonly replace: (before: readonly string[], record: string) => string;
}

/** One step a record, to be copied as it stands. */
export function publishSteps(records: readonly ZoneRecord[], words: PublishWords): string[] {
  return records.map((record) => {
    const line = code(formatZoneRecord(record));
    const before = (record.before ?? []).map((value) => code(value.slice(0, BEFORE_CHARACTERS)));
    return before.length === 0 ? words.publish(line) : words.replace(before, line);
  });
}

/** In backticks, which the text itself then cannot have. */
function code(text: string): string {
  return `\`${text.replaceAll('`', "'").replace(/\s+/g, ' ')}\``;
}

/** An address record of a host, with another address or a word that stands for one. */
export function addressLine(
  found: { readonly host: string; readonly address: string } | undefined,
  address = '',
): string {
  const type = found?.address.includes(':') ? 'AAAA' : 'A';
  return `${zoneName(found?.host ?? '')} ${type} ${address}`;
}
