import type { Evidence } from '../evidence.ts';

/** Cisco's firewalls leave of a banner only the characters of `220` and put asterisks for the rest. */
const MASKED_BANNER = /^(?=.*\*)[*20 \t]+$/;
/** An EHLO line that they hide becomes X's, as many as it was long, the last one a running letter. */
const MASKED_KEYWORD = /^X{3,}[A-Z]$/;

/** Whether a middlebox overwrote the greeting's text. */
export function isGreetingMasked({ greeting }: Evidence): boolean {
  return greeting?.reply.code === 220 && greeting.reply.lines.some((line) => MASKED_BANNER.test(line));
}

/** The overwritten keywords of the EHLO in clear text (else of the one under TLS), as they came. */
export function maskedKeywords({ hello }: Evidence): string[] {
  const extensions = (hello?.plain ?? hello?.secure)?.extensions ?? [];
  return extensions.map(({ keyword }) => keyword).filter((keyword) => MASKED_KEYWORD.test(keyword));
}

/** Whether one of them is as long as STARTTLS, and STARTTLS is not among the others. */
export function isStartTlsMasked(evidence: Evidence): boolean {
  if (evidence.starttls?.offered) return false;
  return maskedKeywords(evidence).some((keyword) => keyword.length === 'STARTTLS'.length);
}
