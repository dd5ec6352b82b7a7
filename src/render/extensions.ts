import type { Evidence, HelloEvidence } from '../evidence.ts';
import { describeExtension } from '../messages/words.ts';
import { authMechanisms, type Extension, type Hello } from '../smtp/extension.ts';
import type { Page, Row } from './page.ts';

const KEYWORD_CHARACTERS = 40;
const MOST_KEYWORDS = 60;

/** Login mechanisms before and after TLS, in one line where there is only one of them. */
export function loginLines({ hello, failure }: Evidence, page: Page): string[] {
  if (!hello || (failure && !hello.secure)) return [];
  const { plain, secure } = hello;
  const { words } = page;
  const before = plain && authMechanisms(plain);
  const after = secure && authMechanisms(secure);
  if ((before ?? []).length === 0 && (after ?? []).length === 0) return [page.sentence(words.loginNever)];
  if (!before || !after) return [page.sentence(words.loginAlways(before ?? after ?? []))];
  return [words.loginBeforeTls(before), words.loginAfterTls(after)].map(page.sentence);
}

/** What EHLO says after TLS that it had not said before, in words. STARTTLS has to go (RFC 3207 §4.2): not told. */
export function setDifferences(hello: HelloEvidence | undefined, page: Page): string[] {
  if (!hello?.plain || !hello.secure) return [];
  const { words } = page;
  const before = valuesOf(hello.plain);
  const after = valuesOf(hello.secure);
  const gained = [...after.keys()].filter((keyword) => !before.has(keyword));
  const lost = [...before.keys()].filter((keyword) => !after.has(keyword) && keyword !== 'STARTTLS');
  const changed = [...after].filter(
    ([keyword, value]) => before.has(keyword) && before.get(keyword) !== value,
  );
  const lines = [
    ...(gained.length > 0 ? [words.gained(gained)] : []),
    ...(lost.length > 0 ? [words.lost(lost)] : []),
    ...(changed.length > 0 ? [words.changed(changed.map(([keyword]) => keyword))] : []),
  ];
  return (lines.length === 0 ? [words.unchanged] : lines).map(page.sentence);
}

function valuesOf({ extensions }: Hello): Map<string, string> {
  return new Map(extensions.map(({ keyword, parameters }) => [keyword, parameters.join(' ')]));
}

/** Every keyword of the last EHLO, in words. */
export function extensionRows(hello: HelloEvidence | undefined, page: Page): Row[] {
  const last = hello?.secure ?? hello?.plain;
  if (!last) return [];
  if (last.verb === 'HELO') return [{ label: 'HELO', lines: [page.sentence(page.words.heloOnly)] }];
  const rows = last.extensions.slice(0, MOST_KEYWORDS).map((extension) => extensionRow(extension, page));
  const hidden = last.extensions.length - rows.length;
  const rest = { label: page.marks.ellipsis, lines: [page.sentence(page.words.more(hidden))] };
  return hidden > 0 ? [...rows, rest] : rows;
}

function extensionRow(extension: Extension, page: Page): Row {
  const words = describeExtension(extension, page.context.catalog.keywords);
  return { label: page.safe(extension.keyword, KEYWORD_CHARACTERS), lines: [page.sentence(words)] };
}
