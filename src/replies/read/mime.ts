import PostalMime from 'postal-mime';

/** The parts of a mail that may hold a refusal. */
export interface MailParts {
  /** The bodies of its delivery reports (RFC 3464). */
  readonly reports: readonly string[];
  /** What a person is meant to read, HTML turned into text. */
  readonly text: string;
}

/** The original message comes last in a bounce, and nothing of it is needed. */
const MAIL_BYTES = 1024 * 1024;
/** So many lines may look like a boundary; the package's time grows with the square of the parts. */
const BOUNDARIES = 1_000;
const REPORTS = 20;
const TEXT_CHARACTERS = 1024 * 1024;
const LIMITS = { maxNestingDepth: 20, maxRfc822NestingDepth: 0, maxHeadersSize: 512 * 1024 };

/**
 * Opens a mail (RFC 5322, RFC 2045), of which it reads the first MiB and 1000 parts.
 *
 * A mail that goes beyond the limits on nesting and headers has no parts.
 */
export async function openMail(bytes: Uint8Array): Promise<MailParts> {
  try {
    const mail = await PostalMime.parse(opening(bytes), LIMITS);
    const reports = mail.attachments.filter(({ mimeType }) =>
      /^message\/(?:global-)?delivery-status$/.test(mimeType),
    );
    return {
      reports: reports.slice(0, REPORTS).map(({ content }) => textOf(content)),
      text: (mail.text ?? '').slice(0, TEXT_CHARACTERS),
    };
  } catch {
    // The package throws for what exceeds its limits: such a mail is hostile, not a bounce.
    return { reports: [], text: '' };
  }
}

function textOf(content: ArrayBuffer | Uint8Array | string): string {
  const text = typeof content === 'string' ? content : Buffer.from(new Uint8Array(content)).toString('utf8');
  return text.slice(0, TEXT_CHARACTERS);
}

function opening(bytes: Uint8Array): Uint8Array {
  const cut = Buffer.from(bytes.subarray(0, MAIL_BYTES));
  let at = 0;
  for (let count = 0; count < BOUNDARIES; count += 1) {
    at = cut.indexOf('\n--', at + 1);
    if (at === -1) return cut;
  }
  return cut.subarray(0, at);
}
