import type { Argument, Command, Option } from 'commander';
import { TOOL } from '../src/version.ts';

export const MANUAL_FILE = 'docs/smtp-doctor.1';

/** An option of so many commands, and the same in each, is described once for all. */
const SHARED_BY = 4;

const EXIT_CODES: readonly (readonly [code: string, meaning: string])[] = [
  ['0', 'nothing at or above --fail-on'],
  ['1', 'a finding at or above --fail-on, though every stage asked for was reached'],
  ['2', 'usage: unknown option, bad target, bad config'],
  ['10', 'a name did not resolve'],
  ['11', 'no TCP connection'],
  ['12', 'the greeting or EHLO failed, or what answered is not SMTP'],
  ['13', 'TLS failed, or was required and not offered'],
  ['14', 'the login was refused, or not tried because it would not be safe'],
  ['15', 'a temporary refusal (4xx) of the transaction'],
  ['16', 'a permanent refusal (5xx) of the transaction'],
  ['70', 'a bug of ours; prints what to report'],
  ['130, 143', 'interrupted; the report of what was seen so far is still written'],
];

const VARIABLES: readonly (readonly [name: string, meaning: string])[] = [
  ['SMTP_DOCTOR_LANG', 'the language to speak, en or it, before that of the locale'],
  ['SMTP_DOCTOR_PASSWORD', 'the password of a login, where no option names another place'],
  ['SMTP_DOCTOR_TOKEN', 'the OAuth 2.0 access token of a login'],
  ['NO_COLOR, FORCE_COLOR', 'no colours; colours also where no terminal is'],
];

/** Writes the manual page in man(7), from the definition that `--help` is written from. */
export function manualPage(program: Command): string {
  const commands = program.createHelp().visibleCommands(program);
  const shared = sharedOptions(commands);
  return [
    `.TH SMTP\\-DOCTOR 1 "" "${TOOL.name} ${TOOL.version}" "User Commands"`,
    '.nh',
    '.SH NAME',
    `${roff(TOOL.name)} \\- holds an SMTP conversation and says what happened, why, and what to do next`,
    '.SH SYNOPSIS',
    `.B ${roff(TOOL.name)}`,
    '.I command',
    '[\\fIoption\\fR ...] [\\fIargument\\fR ...]',
    '.SH DESCRIPTION',
    roff(program.description()),
    '.SH COMMANDS',
    ...commands.flatMap((command) => commandLines(command, shared)),
    '.SH SHARED OPTIONS',
    ...[...shared.values()].flatMap(optionLines),
    '.SH EXIT STATUS',
    ...EXIT_CODES.flatMap(tagged),
    '.SH ENVIRONMENT',
    ...VARIABLES.flatMap(tagged),
    '.SH FILES',
    ...tagged(['smtp-doctor.yml', 'what check expects of servers; looked for here and in the folders above']),
    '.SH SEE ALSO',
    '.BR openssl\\-s_client (1ssl),',
    '.BR swaks (1)',
    '',
  ].join('\n');
}

/** Those of many commands, by what identifies them. */
function sharedOptions(commands: readonly Command[]): ReadonlyMap<string, Option> {
  const counts = new Map<string, number>();
  const all = commands.flatMap(visibleOptions);
  for (const option of all) counts.set(keyOf(option), (counts.get(keyOf(option)) ?? 0) + 1);
  const shared = all.filter((option) => (counts.get(keyOf(option)) ?? 0) >= SHARED_BY);
  return new Map(shared.map((option) => [keyOf(option), option]));
}

function visibleOptions(command: Command): readonly Option[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long !== '--help');
}

function keyOf(option: Option): string {
  return `${option.flags}\n${describe(option)}`;
}

function commandLines(command: Command, shared: ReadonlyMap<string, Option>): string[] {
  const help = command.createHelp();
  const options = visibleOptions(command);
  const own = options.filter((option) => !shared.has(keyOf(option)));
  const others = options.filter((option) => shared.has(keyOf(option))).map(({ long = '' }) => long);
  return [
    `.SS "${roff(`${command.name()} ${command.usage()}`)}"`,
    roff(command.description() || command.summary()),
    ...help.visibleArguments(command).flatMap(argumentLines),
    ...own.flatMap(optionLines),
    ...(others.length > 0 ? ['.PP', roff(`Shared options: ${others.join(', ')}`)] : []),
  ];
}

function argumentLines(argument: Argument): string[] {
  return tagged([argument.name(), argument.description]);
}

function optionLines(option: Option): string[] {
  return tagged([option.flags, describe(option)]);
}

function describe({ description, argChoices, defaultValue }: Option): string {
  const remarks = [
    ...(argChoices ? [`one of ${argChoices.join(', ')}`] : []),
    ...(defaultValue === undefined || typeof defaultValue === 'boolean' ? [] : [`default: ${defaultValue}`]),
  ];
  return remarks.length > 0 ? `${description} (${remarks.join('; ')})` : description;
}

function tagged([tag, text]: readonly [tag: string, text: string]): string[] {
  return ['.TP', `\\fB${roff(tag)}\\fR`, roff(text)];
}

/** A text as it is to be read: no escapes, no requests, and dashes that can be copied (groff_man_style(7)). */
function roff(text: string): string {
  return text
    .replace(/\\/g, '\\e')
    .replace(/-/g, '\\-')
    .replace(/’/g, '\\(cq')
    .replace(/…/g, '...')
    .replace(/"/g, '\\(dq')
    .replace(/^([.'])/, '\\&$1');
}
