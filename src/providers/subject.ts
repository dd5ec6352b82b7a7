import { UsageError } from '../errors.ts';
import { parseDomain, parsePort } from '../target.ts';

/** What settings are asked for. */
export interface SettingsSubject {
  /** As typed, without blanks or a person's name around it. */
  readonly text: string;
  /** Absent where a domain, a host or a provider was named. */
  readonly address?: string;
  /** A-labels, lower case; absent for a provider's name. */
  readonly domain?: string;
  /** The one named with a host. */
  readonly port?: number;
}

const CHARACTERS = 320;
const HINT = 'give user@domain, a domain, a server, host:port or a provider';
/** RFC 5321 §4.1.2: only within quotes may the local part hold an @ itself. */
const ADDRESS = /^(?:"(?:[^"\\]|\\.)*"|[^@"]+)@([^@]*)$/;

/**
 * Reads what was typed: an address, also as `Mario Rossi <mario@libero.it>`, a domain, a host with or without a port,
 * or the name of a provider.
 *
 * @throws UsageError that quotes the text and says what is accepted.
 */
export function readSubject(typed: string): SettingsSubject {
  const text = (/^[^<>]*<([^<>]*)>$/.exec(typed.trim())?.[1] ?? typed).trim();
  if (text === '' || text.length > CHARACTERS || text.startsWith('@')) throw noAddress(text);
  if (text.includes('@')) return { text, address: text, domain: domainIn(text, domainOfAddress(text)) };
  return /[.]/.test(text) && !text.includes(' ') ? readHost(text) : { text };
}

function domainOfAddress(text: string): string {
  const domain = ADDRESS.exec(text)?.[1];
  if (domain !== undefined) return domain;
  if (/[,;\s]/.test(text))
    throw new UsageError(`"${text}" holds more than one address`, 'give one at a time');
  throw noAddress(text);
}

/** `smtp://` before it says nothing that is asked here. */
function readHost(text: string): SettingsSubject {
  const [, host = text, port] = /^(?:smtps?:\/\/)?([^:/]+)(?::([^:/]+))?\/?$/i.exec(text) ?? [];
  const domain = domainIn(text, host);
  return { text: host, domain, ...(port === undefined ? {} : { port: parsePort(port) }) };
}

/** The reader of probe's targets would offer what does not go here. */
function domainIn(text: string, domain: string): string {
  try {
    return parseDomain(domain);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`"${text}" holds no domain name`, HINT);
  }
}

function noAddress(text: string): UsageError {
  return new UsageError(`"${text.slice(0, CHARACTERS)}" is no mail address`, HINT);
}
