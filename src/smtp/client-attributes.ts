import { findExtension, type Hello } from './extension.ts';
import { xtext } from './xtext.ts';

/**
 * Postfix's commands by which a trusted client says for whom it speaks: XCLIENT replaces what the server's rules look
 * at, XFORWARD what its log names (Postfix XCLIENT_README, XFORWARD_README).
 */
export type AttributeCommand = 'XCLIENT' | 'XFORWARD';

/** One attribute of the client that is spoken for. */
export interface ClientAttribute {
  /** Upper case: `NAME`, `ADDR`, `HELO`. */
  readonly name: string;
  /** As it is meant; `[UNAVAILABLE]` and `[TEMPUNAVAIL]` stand for what is not known. */
  readonly value: string;
}

/** Both READMEs: a command has at most 512 characters, CRLF included. */
const COMMAND_CHARACTERS = 510;

/** The commands that say these attributes, values in xtext. XFORWARD may be said several times, XCLIENT goes in one. */
export function attributeCommands(
  command: AttributeCommand,
  attributes: readonly ClientAttribute[],
): string[] {
  const pairs = attributes.map(({ name, value }) => `${name}=${xtext(value)}`);
  if (command === 'XCLIENT') return [[command, ...pairs].join(' ')];
  const lines: string[] = [];
  for (const pair of pairs) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + pair.length <= COMMAND_CHARACTERS)
      lines[lines.length - 1] = `${last} ${pair}`;
    else lines.push(`${command} ${pair}`);
  }
  return lines;
}

/** Names that the server does not list behind the command's keyword: all, where it does not offer the command. */
export function unofferedAttributes(
  command: AttributeCommand,
  attributes: readonly ClientAttribute[],
  hello: Hello,
): string[] {
  const offered = findExtension(hello, command)?.parameters.map((name) => name.toUpperCase()) ?? [];
  return attributes.map(({ name }) => name).filter((name) => !offered.includes(name));
}
