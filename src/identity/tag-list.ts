/** One `name=value` of a record. */
export interface Tag {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
}

/** A `name=value; name=value` record as DKIM, DMARC and BIMI have it (RFC 6376 §3.2). */
export interface TagList {
  /** In order; the first of those that repeat a name. */
  readonly tags: readonly Tag[];
  /** Parts that are no tag, or repeat one. */
  readonly faults: readonly string[];
}

const TAG = /^\s*([a-z][a-z0-9_]*)\s*=\s*([\s\S]*?)\s*$/i;

/** Reads a tag list; what cannot be read stands among its faults. */
export function parseTagList(text: string): TagList {
  const tags: Tag[] = [];
  const faults: string[] = [];
  for (const part of text.split(';')) {
    if (part.trim() === '') continue;
    const match = TAG.exec(part);
    const name = match?.[1]?.toLowerCase();
    if (name === undefined || tags.some((tag) => tag.name === name)) faults.push(part.trim());
    else tags.push({ name, value: match?.[2] ?? '' });
  }
  return { tags, faults };
}

/** The value of one tag. */
export function tagValue({ tags }: TagList, name: string): string | undefined {
  return tags.find((tag) => tag.name === name)?.value;
}
