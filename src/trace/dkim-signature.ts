import { parseTagList, tagValue } from '../identity/tag-list.ts';
import type { HeaderField } from './header.ts';

/** A DKIM-Signature field taken apart (RFC 6376 §3.5). */
export interface DkimSignature {
  readonly domain: string;
  readonly selector: string;
  /** `rsa-sha256`, `ed25519-sha256`, `rsa-sha1`, or what it says. */
  readonly algorithm: string;
  readonly headerForm: string;
  readonly bodyForm: string;
  /** Names in `h=`, in lower case; a name more often than there are fields forbids to add one. */
  readonly signedFields: readonly string[];
  /** `l=`, in octets of the canonical body. */
  readonly bodyLength?: number;
  /** Seconds since 1970. */
  readonly signedAt?: number;
  readonly expiresAt?: number;
  /** `i=`, in whose name it was signed. */
  readonly identity?: string;
  readonly bodyHash: string;
  readonly signature: string;
  /** `z=`: the fields as they were, by name in lower case. */
  readonly copies: ReadonlyMap<string, string>;
  /** Its place in the header, from the top. */
  readonly field: number;
}

/** A longer field is read up to here. */
const FIELD_CHARACTERS = 32_768;
const MOST_FIELDS = 200;
/** RFC 1035 §2.3.4. */
const NAME_CHARACTERS = 253;

/** Reads a signature; undefined where a tag is missing, or no name, without which nothing can be verified. */
export function parseSignature(field: HeaderField, place: number): DkimSignature | undefined {
  const list = parseTagList(field.value.slice(0, FIELD_CHARACTERS));
  const tag = (name: string): string => (tagValue(list, name) ?? '').replace(/\s+/g, '');
  const [headerForm = '', bodyForm = ''] = tag('c').toLowerCase().split('/');
  const [domain, selector, signature, bodyHash] = [tag('d'), tag('s'), tag('b'), tag('bh')];
  const names = tag('h')
    .toLowerCase()
    .split(':')
    .filter((name) => name !== '');
  if (!isName(domain) || !isName(selector) || !signature || !bodyHash || names.length === 0) return undefined;
  return {
    domain: domain.toLowerCase(),
    selector,
    algorithm: tag('a').toLowerCase(),
    headerForm: headerForm || 'simple',
    bodyForm: bodyForm || 'simple',
    signedFields: names.slice(0, MOST_FIELDS),
    ...wholeNumber('bodyLength', tag('l')),
    ...wholeNumber('signedAt', tag('t')),
    ...wholeNumber('expiresAt', tag('x')),
    ...(tag('i') === '' ? {} : { identity: tag('i') }),
    bodyHash,
    signature,
    copies: copiesOf(tag('z')),
    field: place,
  };
}

/** What can be looked up: labels without white space, control characters and what marks off other things. */
function isName(text: string): boolean {
  return (
    text.length <= NAME_CHARACTERS &&
    /^[^\0-\x20"(),:;<>@[\\\]\x7f.]+(?:\.[^\0-\x20"(),:;<>@[\\\]\x7f.]+)*$/.test(text)
  );
}

function wholeNumber<Key extends string>(key: Key, text: string) {
  // The compiler makes of a computed key one of any name.
  return (/^\d{1,12}$/.test(text) ? { [key]: Number(text) } : {}) as { readonly [K in Key]?: number };
}

/** `z=Subject:text|From:…` in DKIM's quoted-printable (RFC 6376 §2.11). */
function copiesOf(text: string): Map<string, string> {
  const copies = text
    .split('|')
    .slice(0, MOST_FIELDS)
    .map((copy) => {
      const at = copy.indexOf(':');
      const name = copy.slice(0, Math.max(at, 0)).trim().toLowerCase();
      const value = copy.slice(at + 1);
      return [
        name,
        value.replace(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      ] as const;
    });
  return new Map(copies.filter(([name]) => name !== ''));
}
