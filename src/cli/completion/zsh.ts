import { quoted } from './quote.ts';
import type { CommandTree, TreeCommand, TreeOption, Values } from './tree.ts';

/** Writes a completion for zsh's compsys: to be evaluated, or to stand as `_smtp-doctor` in a folder of $fpath. */
export function zshCompletion(tree: CommandTree): string {
  const { program, commands } = tree;
  const lists = listsOf(tree);
  const arrays = [...lists].map(([words, name]) => `  local -a ${name}=(${words})`).join('\n');
  const described = commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`).join('\n');
  const top = tree.options.map((option) => specsOf(option, lists)).join(' ');
  return `#compdef ${program}
_smtp-doctor() {
  local curcontext="$curcontext" state line ret=1
${arrays}
  local -a commands=(
${described}
  )
  _arguments -C ${top} '1:command:->command' '*::argument:->argument' && ret=0
  case $state in
    command) _describe -t commands command commands && ret=0 ;;
    argument)
      case $words[1] in
${commands.map((command) => branchOf(command, lists)).join('\n')}
      esac ;;
  esac
  return ret
}

# A word of a list, or behind it and a colon the name of a file.
_smtp-doctor-word-or-file() {
  if compset -P '*:'; then _files; else compadd "\${@[1,-2]}" -a "\${@[-1]}"; fi
}

if [[ $funcstack[1] == _smtp-doctor ]]; then
  _smtp-doctor "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
  compdef _smtp-doctor ${program}
fi
`;
}

/** Each list of words once, by a name of its own. */
function listsOf({ commands }: CommandTree): ReadonlyMap<string, string> {
  const values = commands.flatMap(({ options, operand }) => [
    operand,
    ...options.flatMap(({ value }) => value ?? []),
  ]);
  const texts = new Set(values.filter(({ words }) => words.length > 0).map(textOf));
  return new Map([...texts].map((text, at) => [text, `list${at + 1}`]));
}

function textOf({ words }: Values): string {
  return words.map(quoted).join(' ');
}

function branchOf({ name, options, operand }: TreeCommand, lists: ReadonlyMap<string, string>): string {
  const action = actionOf(operand, lists);
  const first = quoted(`${operand.isRepeated ? '*' : '1'}:${name}:${action}`);
  // An operand without an action would keep zsh from completing the options.
  const specs = [...options.map((option) => specsOf(option, lists)), ...(action === '' ? [] : [first])];
  return `        ${name}) _arguments \\\n          ${specs.join(' \\\n          ')} && ret=0 ;;`;
}

function specsOf({ flags, description, value }: TreeOption, lists: ReadonlyMap<string, string>): string {
  const shown = `[${escaped(description)}]`;
  const taken =
    value && `${value.isOptional ? '::' : ':'}${escaped(value.name)}:${actionOf(value, lists) || ' '}`;
  const specs = flags.map((flag) => {
    const sign = !taken ? '' : flag.startsWith('--') ? '=' : '+';
    return quoted(`*${flag}${sign}${shown}${taken ?? ''}`);
  });
  return specs.join(' ');
}

function actionOf(values: Values, lists: ReadonlyMap<string, string>): string {
  const list = lists.get(textOf(values));
  if (values.files === 'name') return '_files';
  if (list === undefined) return '';
  return values.files === undefined ? `compadd -a ${list}` : `_smtp-doctor-word-or-file ${list}`;
}

/** What `_arguments` would take for its own marks. */
function escaped(text: string): string {
  return text.replace(/[\\[\]:]/g, '\\$&');
}
