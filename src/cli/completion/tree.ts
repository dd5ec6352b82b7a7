import type { Command, Option } from 'commander';
import { illnesses } from '../../demo/illnesses.ts';
import { PROVIDERS } from '../../providers/index.ts';
import { rules } from '../../rules/index.ts';
import { MECHANISMS } from '../../sasl/registry.ts';
import { MESSAGE_KINDS } from '../../smtp/message-kinds.ts';
import { LOCALES } from '../terminal.ts';

/** What may stand in one place of a command line, as far as it is known. */
export interface Values {
  readonly words: readonly string[];
  /** `name`: a file's name; `behind-colon`: one may follow a word and a colon. */
  readonly files?: 'name' | 'behind-colon';
}

/** An option, as `--help` shows it. */
export interface TreeOption {
  /** Each with its dashes. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Absent where the option stands for itself. */
  readonly value?: Values & { readonly name: string; readonly isOptional: boolean };
}

/** A subcommand, as `--help` shows it. */
export interface TreeCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly TreeOption[];
  readonly operand: Values & { readonly isRepeated: boolean };
}

/** The command line of the program: what every completion is written from. */
export interface CommandTree {
  readonly program: string;
  readonly options: readonly TreeOption[];
  readonly commands: readonly TreeCommand[];
}

/** Words that an option does not limit its value to, or of which there are too many for a help text. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  '--ignore': rules.map(({ id }) => id),
  '--lang': LOCALES,
  '--mechanism': ['auto', ...MECHANISMS.map(({ name }) => name)],
  '--provider': PROVIDERS.map(({ id }) => id),
  '--kind': MESSAGE_KINDS,
};

/** Placeholders that stand for a file. */
const FILE_VALUES = /^(?:file|report)$/;
const FILE_OPERANDS = /^(?:message|text|config-or-target)$/;

/** Reads the tree off the definition that `--help` is written from. */
export async function treeOf(program: Command): Promise<CommandTree> {
  const shown = program.createHelp().visibleCommands(program);
  const names = shown.map((command) => command.name());
  const operands: Readonly<Record<string, readonly string[]>> = {
    command: names,
    illness: (await illnesses()).map(({ name }) => name),
  };
  return {
    program: program.name(),
    options: optionsOf(program),
    commands: shown.map((command) => ({
      name: command.name(),
      summary: command.summary() || command.description(),
      options: optionsOf(command),
      operand: operandOf(command, operands),
    })),
  };
}

function optionsOf(command: Command): TreeOption[] {
  return command.createHelp().visibleOptions(command).map(optionOf);
}

function optionOf(option: Option): TreeOption {
  const { short, long, description, argChoices, required, optional, flags } = option;
  const known = [short, long].filter((flag) => flag !== undefined);
  const [, name] = /[<[](.+)[\]>]$/.exec(flags) ?? [];
  if (name === undefined || !(required || optional)) return { flags: known, description };
  const words = argChoices ?? WORDS[long ?? ''] ?? [];
  const files = FILE_VALUES.test(name) ? 'name' : name.endsWith('[:file]') ? 'behind-colon' : undefined;
  return { flags: known, description, value: { name, isOptional: optional, words, ...(files && { files }) } };
}

/** What may stand in the first place that is no option; where more may follow, they are of the same kind. */
function operandOf(
  command: Command,
  known: Readonly<Record<string, readonly string[]>>,
): TreeCommand['operand'] {
  const [first] = command.registeredArguments;
  if (!first) return { words: [], isRepeated: false };
  const words = first.argChoices ?? known[first.name()] ?? [];
  const files = FILE_OPERANDS.test(first.name()) ? { files: 'name' as const } : {};
  return { words, isRepeated: first.variadic, ...files };
}
