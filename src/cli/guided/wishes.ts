import { Command, type Option } from 'commander';
import { UsageError } from '../../errors.ts';
import { formatHostPort, parseTarget } from '../../target.ts';
import { addCredentialOptions } from '../credentials/options.ts';
import type { SessionOptions } from '../session.ts';
import { isAddress, isServer } from './answers.ts';

/** What was said on the command line already, and is not asked again. */
export interface Wishes {
  readonly lang?: string;
  readonly color: boolean;
  /** An address or a server. */
  readonly subject?: string;
  /** Options for every command. */
  readonly shown: readonly string[];
  /** Those for commands that connect. */
  readonly network: readonly string[];
  /** Those for commands that connect to one port of one server. */
  readonly door: readonly string[];
  /** Who logs in. */
  readonly user?: string;
  /** Where the secret is, and how it may be sent, for commands that log in. */
  readonly login: readonly string[];
}

/** Those of who has said nothing. */
export const NO_WISHES: Wishes = { color: true, shown: [], network: [], door: [], login: [] };

const SHOWN = new Set(['lang', 'color']);
const DOOR = new Set(['security']);
/** These go no further. */
const OWN = new Set(['guided', 'port', 'replay', 'user']);

/**
 * Reads what `session --guided` was given.
 *
 * @throws UsageError for what has no place in it.
 */
export function wishesOf(command: Command, target: string | undefined): Wishes {
  const options = command.opts<SessionOptions>();
  if (options.replay !== undefined) {
    throw new UsageError('--guided and --replay are two different ways', 'give one of them');
  }
  const subject = subjectOf(target, options.port);
  const credentials = addCredentialOptions(new Command()).options.map((option) => option.attributeName());
  const login = new Set([...credentials, 'allowCleartext']);
  const isNetwork = (name: string): boolean => ![SHOWN, DOOR, OWN, login].some((names) => names.has(name));
  const argv = (isMeant: (name: string) => boolean): string[] =>
    command.options
      .filter((option) => isMeant(option.attributeName()))
      .flatMap((option) => wordsOf(option, command));
  return {
    ...(options.lang === undefined ? {} : { lang: options.lang }),
    ...(subject === undefined ? {} : { subject }),
    ...(options.user === undefined ? {} : { user: options.user }),
    color: options.color,
    shown: argv((name) => SHOWN.has(name)),
    network: argv(isNetwork),
    door: argv((name) => DOOR.has(name)),
    login: argv((name) => login.has(name) && !OWN.has(name)),
  };
}

function subjectOf(target: string | undefined, port: number | undefined): string | undefined {
  if (target === undefined) {
    if (port === undefined) return undefined;
    throw new UsageError('--port does not say of which server', 'name the server before it');
  }
  if (!isAddress(target) && !isServer(target)) {
    throw new UsageError(`"${target}" is neither an address nor an SMTP server`, 'leave it out to be asked');
  }
  if (port === undefined) return target;
  const parsed = parseTarget(target);
  if (parsed.kind === 'host' && parsed.port === undefined) return formatHostPort(parsed.host, port);
  throw new UsageError(`--port does not fit "${target}"`, 'leave one of them out');
}

/** An option as it was typed, or as it may have been. */
function wordsOf(option: Option, command: Command): readonly string[] {
  const name = option.attributeName();
  const value: unknown = command.getOptionValue(name);
  const { long } = option;
  if (!long || command.getOptionValueSource(name) !== 'cli' || option.negate !== (value === false)) return [];
  if (typeof value === 'boolean') return [long];
  return (Array.isArray(value) ? value : [value]).flatMap((one) => [long, String(one)]);
}
