import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
} from 'yaml';
import type { ConfigEntry, ConfigMistake, ConfigNode, ConfigPlace } from './config-node.ts';

/** Deeper than any config of ours; also what ends an anchor that holds itself. */
const DEPTH = 20;

/** Aliases written out: a few lines of them could stand for billions. */
const NODES = 500_000;

/** What was read, or what is wrong with the notation itself. */
export interface ReadYaml {
  readonly root?: ConfigNode;
  readonly mistakes: readonly ConfigMistake[];
}

/** Reads YAML, and with it JSON; each value with its place. */
export function readYaml(text: string): ReadYaml {
  const counter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: true });
  const [document, second] = Array.isArray(documents) ? documents : [];
  const reader = new Reader(counter, document);
  if (!document?.contents) return { mistakes: [{ line: 1, column: 1, message: 'the config is empty' }] };
  for (const { pos, message } of document.errors) reader.note(pos[0], firstSentence(message));
  if (second) reader.note(second.range[0], 'a second document begins here', 'leave one document');
  if (reader.mistakes.length > 0) return { mistakes: reader.mistakes };
  const root = reader.read(document.contents, 0);
  return reader.mistakes.length > 0 ? { mistakes: reader.mistakes } : { root, mistakes: [] };
}

class Reader {
  readonly mistakes: ConfigMistake[] = [];
  readonly #counter: LineCounter;
  readonly #document: Document | undefined;
  readonly #targets = new Map<Alias, Node>();
  #nodes = 0;

  constructor(counter: LineCounter, document: Document | undefined) {
    this.#counter = counter;
    this.#document = document;
  }

  note(offset: number, message: string, hint?: string): void {
    this.mistakes.push({ ...this.#placeOf(offset), message, ...(hint === undefined ? {} : { hint }) });
  }

  read(node: Node, depth: number): ConfigNode {
    const place = this.#placeOf(node.range?.[0] ?? 0);
    this.#nodes += 1;
    if (depth > DEPTH || this.#nodes > NODES) {
      if (this.mistakes.length === 0) this.note(node.range?.[0] ?? 0, 'the config is nested too deeply');
      return { ...place, kind: 'list', items: [] };
    }
    if (isAlias(node)) return this.#readAlias(node, depth, place);
    if (isSeq<Node>(node))
      return { ...place, kind: 'list', items: node.items.map((item) => this.read(item, depth + 1)) };
    if (isMap<Node, Node | null>(node)) {
      return { ...place, kind: 'map', entries: node.items.map((pair) => this.#readPair(pair, depth)) };
    }
    return isScalar(node)
      ? { ...place, kind: 'scalar', ...scalarOf(node.value, node.source) }
      : emptyAt(place);
  }

  #readAlias(alias: Alias, depth: number, place: ConfigPlace): ConfigNode {
    const target = this.#targetOf(alias);
    return target ? { ...this.read(target, depth + 1), ...place } : emptyAt(place);
  }

  /** The package looks through the whole document each time it is asked. */
  #targetOf(alias: Alias): Node | undefined {
    if (!this.#document) return undefined;
    const known = this.#targets.get(alias) ?? alias.resolve(this.#document);
    if (known) this.#targets.set(alias, known);
    return known;
  }

  #readPair({ key, value }: Pair<Node, Node | null>, depth: number): ConfigEntry {
    const place = this.#placeOf(key.range?.[0] ?? 0);
    const name = isScalar(key) ? String(key.value) : '';
    if (!isScalar(key)) this.note(key.range?.[0] ?? 0, 'a key must be a word');
    return { key: name, place, value: value ? this.read(value, depth + 1) : emptyAt(place) };
  }

  #placeOf(offset: number): ConfigPlace {
    const { line, col } = this.#counter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

function emptyAt(place: ConfigPlace): ConfigNode {
  return { ...place, kind: 'scalar', value: null, source: '' };
}

function scalarOf(value: unknown, source: string | undefined) {
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  const plain = isPlain ? value : value === null ? null : String(value);
  return { value: plain, source: source ?? String(plain ?? '') };
}

function firstSentence(message: string): string {
  const [first = ''] = message.split('\n');
  return `${first.charAt(0).toLowerCase()}${first.slice(1)}`;
}
