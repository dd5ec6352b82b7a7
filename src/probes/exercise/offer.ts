import type { HelloEvidence, TlsEvidence } from '../../evidence.ts';
import { findExtension, type Hello } from '../../smtp/extension.ts';
import type { ExerciseRecord } from './record.ts';

/** Whether what stands behind a keyword can be read, for the extensions that say all they have in their EHLO line. */
const READABLE: Readonly<Record<string, (parameters: readonly string[]) => boolean>> = {
  // RFC 4954 §3, RFC 4422 §3.1.
  AUTH: (parameters) => parameters.length > 0 && parameters.every((name) => /^[a-z\d_-]{1,20}$/i.test(name)),
  LIMITS: (parameters) => parameters.length > 0 && parameters.every(isLimit),
};

/** RFC 9422 §3 and §4: the three that are registered are whole numbers above 0. */
function isLimit(parameter: string): boolean {
  const [, name = '', value = ''] = /^([a-z\d][a-z\d-]*)=([!-:<-~]+)$/i.exec(parameter) ?? [];
  const isNumber = /^(?:MAIL|RCPT|RCPTDOMAIN)MAX$/i.test(name);
  return isNumber ? /^\d{1,6}$/.test(value) && Number(value) > 0 : name !== '';
}

/** RFC 1870 §4: one number of up to 20 digits, or none. */
export function isReadableSize(parameters: readonly string[]): boolean {
  return parameters.length === 0 || (parameters.length === 1 && /^\d{1,20}$/.test(parameters[0] ?? ''));
}

/** Judges what the answer to EHLO alone tells. */
export function judgeOffer(
  record: ExerciseRecord,
  hello: Hello,
  before: { readonly hello?: HelloEvidence; readonly tls?: TlsEvidence },
): void {
  for (const [keyword, isReadable] of Object.entries(READABLE)) {
    const extension = findExtension(hello, keyword);
    if (!extension) continue;
    const { parameters } = extension;
    if (isReadable(parameters)) record.set(keyword, { outcome: 'works' });
    else record.set(keyword, { outcome: 'fails', reason: 'parameters-malformed', parameters });
  }
  judgeStartTls(record, before);
}

/** RFC 3207 §4.2: under TLS it must not be offered again. */
function judgeStartTls(
  record: ExerciseRecord,
  { hello, tls }: { readonly hello?: HelloEvidence; readonly tls?: TlsEvidence },
): void {
  if (!tls) {
    // Asked for without TLS, it was left alone.
    if (record.offers('STARTTLS')) record.set('STARTTLS', { outcome: 'untried' });
  } else if (record.offers('STARTTLS')) {
    record.set('STARTTLS', { outcome: 'fails', reason: 'offered-in-tls' });
  } else if (tls.mode === 'starttls' && findExtension(hello?.plain, 'STARTTLS')) {
    record.set('STARTTLS', { outcome: 'works', said: ['STARTTLS'] }, true);
  }
}
