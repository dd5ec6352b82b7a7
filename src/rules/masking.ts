import type { Evidence } from '../evidence.ts';
import type { Hello } from '../smtp/extension.ts';

/** Cisco's firewalls leave of a banner only the characters of `220` and put asterisks for the rest. */
const MASKED_BANNER = /^(?=.*\*)[*20 \t]+$/;
/** An EHLO line that they hide becomes X's, as many as it was long, the last one a running letter. */
const MASKED_KEYWORD = /^X{3,}[A-Z]$/;

/** Whether a middlebox overwrote the greeting's text. */
export function isGreetingMasked({ greeting }: Evidence): boolean {
  return greeting?.reply.code === 220 && greeting.reply.lines.some((line) => MASKED_BANNER.test(line));
}

/** Whether a greeting's line, its code included, is one that was overwritten. */
export function isMaskedLine(line: string): boolean {
  return line.startsWith('220') && MASKED_BANNER.test(line.slice('220 '.length));
}

/** The overwritten keywords of the EHLO in clear text (else of the one under TLS), as they came. */
export function maskedKeywords({ hello }: Evidence): string[] {
  return maskedIn(hello?.plain ?? hello?.secure);
}

/** The overwritten keywords of one EHLO, as they came. */
export function maskedIn(hello: Hello | undefined): string[] {
  const extensions = hello?.extensions ?? [];
  return extensions.map(({ keyword }) => keyword).filter((keyword) => MASKED_KEYWORD.test(keyword));
}

/** Whether one of them is as long as STARTTLS, and STARTTLS is not among the others. */
export function isStartTlsMasked(evidence: Evidence): boolean {
  if (evidence.starttls?.offered) return false;
  return maskedKeywords(evidence).some((keyword) => keyword.length === 'STARTTLS'.length);
}
