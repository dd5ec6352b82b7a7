import {
  countLookups,
  countVoids,
  isWhole,
  SPF_LOOKUPS,
  SPF_VOIDS,
  type SpfNode,
  type SpfQuestion,
} from '../../identity/spf-tree.ts';
import { type Page, setHanging } from '../page.ts';
import { wordsOf } from './domain-page.ts';

const TREE_LINES = 40;

/** What the whole record costs, beside what it may. */
export function costOf(spf: SpfNode, page: Page): string {
  const words = wordsOf(page);
  return page.sentence(
    `${words.lookups(countLookups(spf), SPF_LOOKUPS, !isWhole(spf))}, ${words.voids(countVoids(spf), SPF_VOIDS)}`,
  );
}

/** The terms that cost look-ups, each below the record that has it. */
export function setSpfTree(spf: SpfNode, page: Page): string[] {
  const lines = treeLines(spf, 0, page);
  const shown = lines.slice(0, TREE_LINES);
  const rest = lines.length - shown.length;
  return [
    ...shown.flatMap(({ depth, text }) => setHanging('  '.repeat(depth), text, page)),
    ...(rest > 0
      ? setHanging('', `${page.marks.ellipsis} ${page.sentence(page.words.more(rest))}`, page)
      : []),
  ];
}

interface TreeLine {
  readonly depth: number;
  readonly text: string;
}

function treeLines({ questions }: SpfNode, depth: number, page: Page): TreeLine[] {
  return questions.flatMap((question) => [
    { depth, text: treeLine(question, page) },
    ...(question.node ? treeLines(question.node, depth + 1, page) : []),
  ]);
}

function treeLine({ text, lookup, node }: SpfQuestion, page: Page): string {
  const { cost, spfNotes } = wordsOf(page);
  const notes = [
    cost(1 + (node ? countLookups(node) : 0)),
    ...(lookup === 'answer' ? [] : [spfNotes[lookup]]),
    ...(node && node.status !== 'found' && node.status !== 'failed' ? [spfNotes[node.status]] : []),
  ];
  return `${page.safe(text)} ${page.marks.dot} ${page.sentence(notes.join(', '))}`;
}
