import type { Renderer } from './renderer.ts';

export type { RenderContext, Renderer, ReportHead } from './renderer.ts';

const LOADERS = {
  text: async () => (await import('./text.ts')).renderer,
  json: async () => (await import('./json.ts')).renderer,
  ndjson: async () => (await import('./ndjson.ts')).renderer,
} satisfies Readonly<Record<string, () => Promise<Renderer>>>;

export type Format = keyof typeof LOADERS;

/** Names of the formats, in the order in which they are listed to a user. */
// Object.keys forgets the literal types that the table has.
export const FORMATS = Object.keys(LOADERS) as readonly Format[];

/** Loads one renderer; the others cost nothing. */
export function loadRenderer(format: Format): Promise<Renderer> {
  return LOADERS[format]();
}
