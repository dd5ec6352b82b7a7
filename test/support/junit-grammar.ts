import { XMLParser, XMLValidator } from 'fast-xml-parser';

interface Grammar {
  readonly attributes: readonly string[];
  readonly required?: readonly string[];
  readonly children?: readonly string[];
  readonly hasText?: true;
}

/** What elements may hold by junit-10.xsd of Jenkins’ xUnit plugin (MIT; github.com/jenkinsci/xunit-plugin), in our words. */
const ELEMENTS: Readonly<Record<string, Grammar>> = {
  testsuites: { attributes: ['name', 'time', 'tests', 'failures', 'errors'], children: ['testsuite'] },
  testsuite: {
    attributes: [
      ...['name', 'tests', 'failures', 'errors', 'group', 'time', 'skipped', 'timestamp', 'hostname', 'id'],
      ...['package', 'file', 'log', 'url'],
    ],
    required: ['name', 'tests', 'failures', 'errors'],
    children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
  },
  testcase: {
    attributes: ['name', 'time', 'classname', 'group'],
    required: ['name'],
    children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
  },
  failure: { attributes: ['type', 'message'], hasText: true },
  error: { attributes: ['type', 'message'], hasText: true },
  skipped: { attributes: ['type', 'message'], hasText: true },
  'system-out': { attributes: [], hasText: true },
  'system-err': { attributes: [], hasText: true },
};

/** One element as fast-xml-parser gives it in order: its name, its children, and its attributes under `:@`. */
type XmlNode = Readonly<Record<string, unknown>>;

/** An element that was read. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: { enabled: true, maxTotalExpansions: 1e6, maxExpandedLength: 1e8 },
});

/** Reads JUnit XML, and throws where it is not well-formed or not what the schema allows. */
export function readJunit(xml: string): Element {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new Error(valid.err.msg);
  // Of any well-formed text the parser makes a list of such nodes.
  const nodes = (parser.parse(xml) as XmlNode[]).map(toElement).filter(({ name }) => name === 'testsuites');
  const [root] = nodes;
  if (!root) throw new Error('no testsuites');
  check(root);
  return root;
}

function toElement(node: XmlNode): Element {
  const name = Object.keys(node).find((key) => key !== ':@') ?? '';
  const inner = node[name];
  const nodes: XmlNode[] = Array.isArray(inner) ? inner : [];
  const texts = nodes.filter((child) => '#text' in child).map((child) => String(child['#text']));
  return {
    name,
    attributes: { ...(node[':@'] as Record<string, string> | undefined) },
    children: nodes.filter((child) => !('#text' in child)).map(toElement),
    text: texts.join(''),
  };
}

function check({ name, attributes, children, text }: Element): void {
  const grammar = ELEMENTS[name];
  if (!grammar) throw new Error(`no element ${name}`);
  const strange = Object.keys(attributes).filter((key) => !grammar.attributes.includes(key));
  const missing = (grammar.required ?? []).filter((key) => attributes[key] === undefined);
  const misplaced = children.filter((child) => !(grammar.children ?? []).includes(child.name));
  if (strange.length > 0 || missing.length > 0 || misplaced.length > 0)
    throw new Error(
      `${name}: ${[...strange, ...missing, ...misplaced.map((child) => child.name)].join(' ')}`,
    );
  if (!grammar.hasText && text.trim() !== '') throw new Error(`${name} holds text: ${text}`);
  children.forEach(check);
}
