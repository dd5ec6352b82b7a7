import { createHash } from 'node:crypto';
import type { BodyForms } from './dkim-canonical.ts';
import type { DkimSignature } from './dkim-signature.ts';

/** How a body differs from the one that was signed. */
export interface BodyAlteration {
  /** `appended`: lines at the end; `canonicalization`: signed in the other form than `c=` says; `cut`: shorter than `l=`. */
  readonly kind: 'appended' | 'prepended' | 'canonicalization' | 'cut' | 'unknown';
  /** Lines that were added. */
  readonly lines?: number;
  /** The first of them that says something. */
  readonly sample?: string;
}

/** What the body comes to beside what was signed. */
export interface BodyVerdict {
  readonly matches: boolean;
  /** Octets behind `l=`, which nobody signed. */
  readonly unsignedBytes: number;
}

/** Lines at either end that are tried without. */
const TRIED_LINES = 400;
const TRIED_LINES_ABOVE = 30;
/** A larger body is not hashed again for each of them. */
const TRIED_BYTES_ABOVE = 4 * 1024 * 1024;
const SAMPLE_CHARACTERS = 200;

/** Holds a body against the hash of a signature. */
export function judgeBody(forms: BodyForms, signature: DkimSignature): BodyVerdict {
  const canonical = forms(formOf(signature));
  const { bodyLength } = signature;
  const unsignedBytes = bodyLength === undefined ? 0 : Math.max(0, canonical.length - bodyLength);
  return { matches: isHashOf(canonical.slice(0, bodyLength), signature), unsignedBytes };
}

/** Tries a body that is not the one that was signed without what lists and filters add. */
export function alterationOf(forms: BodyForms, signature: DkimSignature): BodyAlteration {
  const { bodyLength } = signature;
  const form = formOf(signature);
  const canonical = forms(form);
  if (bodyLength !== undefined && bodyLength > canonical.length) return { kind: 'cut' };
  const other = forms(form === 'relaxed' ? 'simple' : 'relaxed');
  if (isHashOf(other.slice(0, bodyLength), signature)) return { kind: 'canonicalization' };
  return withoutEnd(canonical, signature) ?? withoutBeginning(canonical, signature) ?? { kind: 'unknown' };
}

/** There are two forms, whatever a signature calls its own. */
function formOf({ bodyForm }: DkimSignature): 'relaxed' | 'simple' {
  return bodyForm === 'relaxed' ? 'relaxed' : 'simple';
}

/** A footer: the lines before it are the body that was signed, with the empty lines at its end taken away again. */
function withoutEnd(canonical: string, signature: DkimSignature): BodyAlteration | undefined {
  const starts = lastLineStarts(canonical);
  const hash = createHash(hashName(signature));
  let hashed = 0;
  for (const start of starts) {
    hash.update(canonical.slice(hashed, start), 'latin1');
    hashed = start;
    if (hash.copy().digest('base64') !== signature.bodyHash) continue;
    return { kind: 'appended', ...describe(canonical.slice(start)) };
  }
  return undefined;
}

/** A warning put on top. */
function withoutBeginning(canonical: string, signature: DkimSignature): BodyAlteration | undefined {
  if (canonical.length > TRIED_BYTES_ABOVE) return undefined;
  let start = 0;
  for (let line = 0; line < TRIED_LINES_ABOVE; line += 1) {
    const end = canonical.indexOf('\r\n', start);
    if (end === -1) return undefined;
    start = end + 2;
    if (isHashOf(canonical.slice(start), signature)) {
      return { kind: 'prepended', ...describe(canonical.slice(0, start)) };
    }
  }
  return undefined;
}

/** Where the last lines begin, first to last; the very beginning where there are few: nothing was signed then. */
function lastLineStarts(text: string): number[] {
  const starts: number[] = [];
  let at = text.length;
  while (starts.length < TRIED_LINES && at > 0) {
    const end = text.lastIndexOf('\r\n', at - 3);
    at = end === -1 ? 0 : end + 2;
    starts.push(at);
    if (at === 0) break;
  }
  return starts.reverse();
}

function describe(added: string): Pick<BodyAlteration, 'lines' | 'sample'> {
  const lines = added.replace(/\r\n$/, '').split('\r\n');
  const said = lines.find((line) => /[\p{L}\d]/u.test(line)) ?? lines.find((line) => line.trim() !== '');
  const sample = Buffer.from(said ?? '', 'latin1')
    .toString('utf8')
    .slice(0, SAMPLE_CHARACTERS);
  return { lines: lines.length, ...(sample === '' ? {} : { sample }) };
}

function isHashOf(text: string, signature: DkimSignature): boolean {
  return createHash(hashName(signature)).update(text, 'latin1').digest('base64') === signature.bodyHash;
}

function hashName({ algorithm }: DkimSignature): string {
  return algorithm.endsWith('sha1') ? 'sha1' : 'sha256';
}
