/** One element of a document, with nothing of XML but what configurations need. */
export interface XmlElement {
  /** Without its namespace prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its own text, without that of the elements in it. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** Deeper than any configuration. */
const DEPTH = 16;
const ELEMENTS = 2_000;

/**
 * Reads a document's root element; entities are not expanded, and a document that declares a type is not read at all.
 *
 * @returns undefined for what is no XML, or is deeper or larger than a configuration can be.
 */
export async function parseXml(text: string): Promise<XmlElement | undefined> {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return undefined;
  const { XMLParser } = await import('./fast-xml-parser.ts');
  const parser = new XMLParser({
    ...{ preserveOrder: true, ignoreAttributes: false, removeNSPrefix: true, attributeNamePrefix: '' },
    ...{ processEntities: false, parseTagValue: false, parseAttributeValue: false, trimValues: true },
  });
  try {
    // With `true` a text that is not well-formed is refused.
    const nodes: unknown = parser.parse(text, true);
    const budget = { left: ELEMENTS };
    return childrenOf(nodes, DEPTH, budget).find(({ name }) => !name.startsWith('?'));
  } catch {
    // Whatever the parser throws, a RangeError included, says that the text is no document.
    return undefined;
  }
}

/** The first element of a name directly below another. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** The text of the first element of a name directly below another; empty where there is none. */
export function textOf(element: XmlElement, name: string): string {
  return childOf(element, name)?.text ?? '';
}

/** All elements of a name at any depth. */
export function descendantsOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...descendantsOf(child, name),
  ]);
}

function childrenOf(nodes: unknown, depth: number, budget: { left: number }): XmlElement[] {
  if (!Array.isArray(nodes)) return [];
  if (depth === 0) throw new RangeError('deeper than a configuration');
  return nodes.flatMap((node: unknown) => elementOf(node, depth, budget));
}

/** The parser's form of an element is an object of its name, which holds the children, and of `:@`, the attributes. */
function elementOf(node: unknown, depth: number, budget: { left: number }): XmlElement[] {
  if (typeof node !== 'object' || node === null) return [];
  const fields = Object.entries(node);
  const [name, content] = fields.find(([key]) => key !== ':@' && key !== '#text') ?? [];
  if (name === undefined) return [];
  budget.left -= 1;
  if (budget.left < 0) throw new RangeError('larger than a configuration');
  const attributes = fields.find(([key]) => key === ':@')?.[1];
  return [
    {
      name,
      attributes: stringsOf(attributes),
      text: ownText(content),
      children: childrenOf(content, depth - 1, budget),
    },
  ];
}

function ownText(nodes: unknown): string {
  if (!Array.isArray(nodes)) return '';
  const texts = nodes.flatMap((node: unknown) =>
    typeof node === 'object' && node !== null && '#text' in node ? [String(node['#text'])] : [],
  );
  return texts.join(' ').trim();
}

function stringsOf(fields: unknown): Record<string, string> {
  if (typeof fields !== 'object' || fields === null) return {};
  const known = Object.entries(fields).map(([key, value]) => [key, String(value)] as const);
  return Object.fromEntries(known);
}
