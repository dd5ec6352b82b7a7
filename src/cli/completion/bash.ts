import { quoted } from './quote.ts';
import type { CommandTree, Values } from './tree.ts';

/** Writes a completion for bash 3.2 and later, which needs no package beside it. */
export function bashCompletion(tree: CommandTree): string {
  const { program, commands } = tree;
  const names = commands.map(({ name }) => name).join(' ');
  const optionsOf = commands.map(({ name, options }) => branch([name], quoted(flagsOf(options))));
  return `# bash completion for ${program}
# Sets words and files to what may follow an option of a command; fails where nothing does.
_smtp_doctor_value() {
  case "$1 $2" in
${valueBranches(tree)}
    *) return 1 ;;
  esac
}

_smtp_doctor_operand() {
  case "$1" in
${operandBranches(tree)}
  esac
}

_smtp_doctor_options() {
  case "$1" in
${optionsOf.join('\n')}
    *) words=${quoted(flagsOf(tree.options))} ;;
  esac
}

${LOGIC.replace('NAMES', quoted(names))}
complete -F _smtp_doctor ${program}
`;
}

/** Where readline has cut a word at "=" or ":", the cut is a word of its own. */
const LOGIC = `_smtp_doctor() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" option="\${COMP_WORDS[COMP_CWORD-1]}"
  local command= operands=0 words= files= at word previous=
  for ((at = 1; at < COMP_CWORD; at++)); do
    word="\${COMP_WORDS[at]}"
    if [[ $word == -* || $word == = || $previous == = || $word == : || $previous == : ]]; then :
    elif [[ -z $command ]]; then command=$word
    elif ! _smtp_doctor_value "$command" "$previous"; then operands=$((operands + 1))
    fi
    previous=$word
  done
  if [[ $cur == : ]]; then cur= option=:; fi
  if [[ $cur == = ]]; then cur=
  elif [[ $option == = ]]; then option="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  words= files=
  if [[ $option == : ]]; then files=name
  elif [[ -z $command && $cur == -* ]]; then _smtp_doctor_options ''
  elif [[ -z $command ]]; then words=NAMES
  elif [[ $cur == -* ]]; then _smtp_doctor_options "$command"
  elif ! _smtp_doctor_value "$command" "$option"; then
    _smtp_doctor_operand "$command" "$operands"
  fi
  COMPREPLY=()
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(
    compgen -W "$words" -- "$cur"
    if [[ $files == name ]]; then compgen -f -- "$cur"; fi
  )
  if [[ $files == name ]]; then compopt -o filenames 2>/dev/null; fi
  return 0
}
`;

function flagsOf(options: CommandTree['options']): string {
  return options.flatMap(({ flags }) => flags).join(' ');
}

/** One branch for all options that take the same. */
function valueBranches({ commands }: CommandTree): string {
  const branches = new Map<string, string[]>();
  for (const { name, options } of commands) {
    for (const { flags, value } of options) {
      if (!value) continue;
      const taken = assignment(value);
      const own = branches.get(taken) ?? [];
      branches.set(taken, [...own, ...flags.map((flag) => quoted(`${name} ${flag}`))]);
    }
  }
  return [...branches].map(([taken, places]) => `    ${places.join('|')})\n      ${taken} ;;`).join('\n');
}

function operandBranches({ commands }: CommandTree): string {
  return commands
    .filter(({ operand: { words, files } }) => words.length > 0 || files)
    .map(({ name, operand }) => {
      const guard = operand.isRepeated ? '' : 'if [[ $2 -gt 0 ]]; then return; fi; ';
      return `    ${quoted(name)}) ${guard}${assignment(operand)} ;;`;
    })
    .join('\n');
}

function assignment({ words, files }: Values): string {
  return `words=${quoted(words.join(' '))} files=${files ?? ''}`;
}

function branch(names: readonly string[], words: string): string {
  return `    ${names.map(quoted).join('|')}) words=${words} ;;`;
}
