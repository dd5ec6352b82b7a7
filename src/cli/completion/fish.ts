import type { CommandTree, TreeCommand, TreeOption, Values } from './tree.ts';

/** Writes a completion for fish 3. */
export function fishCompletion({ program, options, commands }: CommandTree): string {
  const isFirst = '__fish_use_subcommand';
  const lines = [
    ...options.map((option) => lineOf(isFirst, option)),
    ...commands.map(({ name, summary }) => `-n ${isFirst} -a ${quoted(name)} -d ${quoted(summary)}`),
    ...sharedOptions(commands).map(([names, option]) => {
      return lineOf(`__fish_seen_subcommand_from ${names.join(' ')}`, option);
    }),
    ...commands.flatMap(operandLine),
  ];
  return `# fish completion for ${program}
function __smtp_doctor_has_no_operand
    test (count (string match -v -- '-*' (commandline -opc))) -eq 2
end

complete -c ${program} -f
${lines.map((line) => `complete -c ${program} ${line}`).join('\n')}
`;
}

/** Each option that is the same in several commands once. */
function sharedOptions(
  commands: readonly TreeCommand[],
): readonly (readonly [names: readonly string[], option: TreeOption])[] {
  const shared = new Map<string, { readonly option: TreeOption; readonly names: string[] }>();
  for (const { name, options } of commands) {
    for (const option of options) {
      const key = JSON.stringify(option);
      const entry = shared.get(key) ?? { option, names: [] };
      entry.names.push(name);
      shared.set(key, entry);
    }
  }
  return [...shared.values()].map(({ names, option }) => [names, option]);
}

function lineOf(condition: string, { flags, description, value }: TreeOption): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const taken = value ? ` -r${valuesOf(value)}` : '';
  return `-n ${quoted(condition)} ${names.join(' ')}${taken} -d ${quoted(description)}`;
}

function operandLine({ name, operand }: TreeCommand): string[] {
  if (operand.words.length === 0 && !operand.files) return [];
  const alone = operand.isRepeated ? '' : '; and __smtp_doctor_has_no_operand';
  return [`-n ${quoted(`__fish_seen_subcommand_from ${name}${alone}`)}${valuesOf(operand)}`];
}

/** Behind a colon fish completes the name of a file by itself. */
function valuesOf({ words, files }: Values): string {
  return `${files ? ' -F' : ' -f'}${words.length > 0 ? ` -a ${quoted(words.join(' '))}` : ''}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
