import type { Renderer } from './renderer.ts';

export type { RenderContext, Renderer, ReportHead, ReportStream } from './renderer.ts';

const LOADERS = {
  text: async () => (await import('./text.ts')).renderer,
  json: async () => (await import('./json.ts')).renderer,
  ndjson: async () => (await import('./ndjson.ts')).renderer,
  junit: async () => (await import('./junit.ts')).renderer,
  tap: async () => (await import('./tap.ts')).renderer,
  github: async () => (await import('./github.ts')).renderer,
  gitlab: async () => (await import('./gitlab.ts')).renderer,
  nagios: async () => (await import('./nagios.ts')).renderer,
  prometheus: async () => (await import('./prometheus.ts')).renderer,
  markdown: async () => (await import('./markdown.ts')).renderer,
  html: async () => (await import('./html.ts')).loadRenderer(),
} satisfies Readonly<Record<string, () => Promise<Renderer>>>;

export type Format = keyof typeof LOADERS;

/** Names of the formats, in the order in which they are listed to a user. */
// Object.keys forgets the literal types that the table has.
export const FORMATS = Object.keys(LOADERS) as readonly Format[];

/** Loads one renderer; the others cost nothing. */
export function loadRenderer(format: Format): Promise<Renderer> {
  return LOADERS[format]();
}
