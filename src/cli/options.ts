import { type Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { FORMATS, type Format } from '../render/index.ts';
import type { Severity } from '../rules/rule.ts';
import { ipVersion, parseDomain, parsePort } from '../target.ts';
import { type FormatChoice, parseFormat } from './format.ts';

/** What commander makes of the options that every network command has. */
export interface NetworkOptions extends OutputOptions {
  readonly port?: number;
  readonly security?: 'none' | 'starttls' | 'tls';
  readonly ehlo?: string;
  readonly timeout?: number;
  readonly deadline: number;
  readonly ipv4?: true;
  readonly ipv6?: true;
  readonly source?: string;
  readonly proxy?: string;
  readonly proxyProtocol?: '1' | '2';
  readonly dns?: readonly string[];
  readonly dnsTrusted?: true;
  readonly resolve?: readonly string[];
  readonly ca?: readonly string[];
  readonly tlsServername?: string | false;
  readonly tlsMin?: string;
  readonly tlsMax?: string;
  readonly clientCert?: string;
  readonly clientKey?: string;
}

/** What it makes of those about how and where something is shown. */
export interface DisplayOptions {
  readonly format: Format;
  readonly json?: true;
  readonly output?: string;
  readonly lang?: string;
  readonly verbose?: true;
  readonly color: boolean;
}

/** What it makes of those about the report. */
export interface OutputOptions extends Omit<DisplayOptions, 'format'> {
  readonly format?: readonly FormatChoice[];
  readonly transcript?: string | true;
  readonly failOn: Severity;
  readonly ignore?: readonly string[];
  readonly quiet?: true;
}

export const TLS_VERSIONS = ['1.0', '1.1', '1.2', '1.3'] as const;

/** For everything one target does, in seconds. */
const DEADLINE_SECONDS = 90;

/** Adds the options of connecting to a command. */
export function addNetworkOptions(command: Command): Command {
  return command
    .option('-p, --port <port>', 'port number or service name', argument(parsePort))
    .addOption(new Option('--security <mode>', 'none, starttls or tls').choices(['none', 'starttls', 'tls']))
    .option('--ehlo <name>', 'name to give in EHLO', argument(clientName))
    .option('--timeout <seconds>', 'wait for one reply (10; greeting, login 30)', argument(seconds))
    .option(
      '--deadline <seconds>',
      'limit for all that one target takes',
      argument(seconds),
      DEADLINE_SECONDS,
    )
    .addOption(new Option('-4, --ipv4', 'use IPv4 only').conflicts('ipv6'))
    .option('-6, --ipv6', 'use IPv6 only')
    .option('--source <address>', 'local address to connect from')
    .option('--proxy <url>', 'socks5://host:port or http://host:port')
    .addOption(
      new Option('--proxy-protocol <version>', 'send a PROXY protocol header first').choices(['1', '2']),
    )
    .option(
      '--dns <server>',
      'ask this DNS server: ADDRESS[:PORT], tls://HOST or https://HOST/PATH (repeatable)',
      collect,
    )
    .option('--dns-trusted', 'believe the DNS server’s word on DNSSEC, wherever it is')
    .option('--resolve <name=address>', 'take ADDRESS[:PORT] for NAME (repeatable)', collect)
    .option('--ca <file>', 'trust the PEM certificates in FILE too (repeatable)', collect)
    .option(
      '--tls-servername <name>',
      'name to send as SNI and to check the certificate for',
      argument(serverName),
    )
    .option('--no-tls-servername', 'send no SNI')
    .addOption(new Option('--tls-min <version>', 'lowest TLS version').choices(TLS_VERSIONS))
    .addOption(new Option('--tls-max <version>', 'highest TLS version').choices(TLS_VERSIONS))
    .option('--client-cert <file>', 'PEM certificate to show')
    .option('--client-key <file>', 'its PEM key');
}

/** Adds the options of how and where something is shown to a command that has these formats. */
export function addDisplayOptions(command: Command, formats: readonly Format[]): Command {
  return addPlaceOptions(
    command.addOption(new Option('--format <format>', formats.join(', ')).choices(formats).default('text')),
  );
}

function addPlaceOptions(command: Command): Command {
  return command
    .option('--json', 'the same as --format json')
    .option('-o, --output <file>', 'write the report to FILE')
    .option('--lang <language>', 'en or it')
    .option('-v, --verbose', 'show what was passed, asked and measured')
    .option('--no-color', 'no colours');
}

/** Adds the options of the report to a command. */
export function addOutputOptions(command: Command): Command {
  return addPlaceOptions(command.addOption(formatOption()))
    .option('--transcript [file]', 'show the dialogue too, or write it to FILE')
    .addOption(
      new Option('--fail-on <severity>', 'what makes the exit code 1')
        .choices(['error', 'warning', 'info'])
        .default('error'),
    )
    .option('--ignore <id>', 'set a finding aside (repeatable)', collect)
    .option('-q, --quiet', 'show the headline only');
}

/** The names are kept for who completes a command line. */
function formatOption(): Option {
  const parse = argument(parseFormat);
  return new Option('--format <format[:file]>', 'how to write the report, to FILE if named (repeatable)')
    .choices(FORMATS)
    .argParser((text, previous: readonly FormatChoice[] = []) => [...previous, parse(text)]);
}

/** Gathers what an option that may be repeated was given. */
export function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}

/** Turns a parser's UsageError into commander's own, which names the option. */
export function argument<T>(parse: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      throw new InvalidArgumentError(
        error.hint === undefined ? error.message : `${error.message}; ${error.hint}`,
      );
    }
  };
}

/** Reads a time in seconds: above 0, at most a day. */
export function seconds(text: string): number {
  const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : 0;
  if (value > 0 && value <= 86_400) return value;
  throw new UsageError(`"${text}" is no time in seconds`, 'give a number above 0, e.g. 10 or 2.5');
}

/** A name goes onto the wire as it is, so it must not be able to bring a second command with it. */
function clientName(text: string): string {
  if (/^[!-~]{1,255}$/.test(text)) return text;
  throw new UsageError(`"${text}" cannot stand in EHLO`, 'give a host name, or an address in brackets');
}

/** An address is taken too: the certificate is checked for it, and no SNI is sent. */
/** A domain name or an address, as `--tls-servername` takes it. */
export function serverName(text: string): string {
  return ipVersion(text) === 0 ? parseDomain(text) : text;
}
