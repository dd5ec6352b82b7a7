import type { DomainLabel, DomainWords } from '../../messages/domain-words.ts';
import type { Page } from '../page.ts';

/** The words of a domain's report in the page's language. */
export function wordsOf({ context }: Page): DomainWords {
  return context.catalog.domain;
}

/** What stands before a line or a section, printable. */
export function labelOf(name: DomainLabel, page: Page): string {
  return page.sentence(wordsOf(page).labels[name]);
}
