import { promises } from 'node:fs';

/** How relative names are completed (resolv.conf(5)). */
export interface SearchList {
  readonly domains: readonly string[];
  /** A name with at least as many dots is tried as it stands first. */
  readonly ndots: number;
}

const SEARCH_DOMAINS = 6;
const NDOTS = 1;
/** The C library's own bound on `ndots`. */
const NDOTS_LIMIT = 15;

/** Reads the `search`, `domain` and `options ndots:` lines of a resolv.conf; of several, the last one counts. */
export function parseSearchList(text: string): SearchList {
  let domains: readonly string[] = [];
  let ndots = NDOTS;
  for (const line of text.split(/\r?\n/)) {
    const [keyword, ...values] = line.trim().split(/\s+/);
    if (keyword === 'search') domains = values.slice(0, SEARCH_DOMAINS);
    if (keyword === 'domain') domains = values.slice(0, 1);
    if (keyword === 'options') ndots = ndotsOf(values) ?? ndots;
  }
  return { domains: domains.filter((domain) => domain !== '.'), ndots };
}

function ndotsOf(options: readonly string[]): number | undefined {
  const digits = options
    .map((option) => /^ndots:(\d{1,3})$/.exec(option)?.[1])
    .find((value) => value !== undefined);
  return digits === undefined ? undefined : Math.min(Number(digits), NDOTS_LIMIT);
}

/** Reads the system's search list; without a readable resolv.conf (on Windows) it is empty. */
export async function readSearchList(path: string): Promise<SearchList> {
  try {
    return parseSearchList(await promises.readFile(path, 'utf8'));
  } catch {
    return { domains: [], ndots: NDOTS };
  }
}

/** The names to try for one that a person typed, in order; a trailing dot says that it is complete. */
export function searchNames(name: string, { domains, ndots }: SearchList): readonly string[] {
  if (name.endsWith('.')) return [name];
  const completed = domains.map((domain) => `${name}.${domain}`);
  const dots = name.split('.').length - 1;
  return dots >= ndots ? [name, ...completed] : [...completed, name];
}
