import type { Locale } from '../../messages/catalog.ts';
import type { PageWords } from '../../messages/page-words.ts';
import { escapeMarkup } from '../markup.ts';
import type { Page } from '../page.ts';

/** One of the languages that the page speaks, and what is written in it. */
export interface Voice {
  readonly locale: Locale;
  readonly words: PageWords;
  /** For lines as long as they are. */
  readonly page: Page;
  /** For blocks of text, which a narrow screen scrolls. */
  readonly block: Page;
}

/** Writes the same in every language; the page shows one of them. */
export function inAll(voices: readonly Voice[], tag: 'div' | 'span', set: (voice: Voice) => string): string {
  return voices
    .map((voice) => `<${tag} class="${voice.locale}" lang="${voice.locale}">${set(voice)}</${tag}>`)
    .join('');
}

/** A sentence of ours in every language, with whatever it quotes made safe. */
export function said(voices: readonly Voice[], pick: (voice: Voice) => string): string {
  return inAll(voices, 'span', (voice) => sentence(pick(voice), voice));
}

/** A sentence of ours in one language; what stands in it between backticks is a command. */
export function sentence(text: string, { page }: Voice): string {
  return escapeMarkup(page.sentence(text)).replace(/`([^`]+)`/g, '<code>$1</code>');
}

/** A peer's words, the same in every language. */
export function quoted(text: string, { page }: Voice): string {
  return escapeMarkup(page.safe(text));
}
