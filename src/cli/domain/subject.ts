import { UsageError } from '../../errors.ts';
import { ipVersion, parseDomain, parseTarget } from '../../target.ts';

/**
 * Reads the mail domain that is meant: a domain, or an address of one, also with a name beside it.
 *
 * @throws UsageError that says what to give in the place of a server, a URL or an IP address.
 */
export function domainOf(text: string): string {
  const bare = /<([^<>]*@[^<>]*)>\s*$/.exec(text)?.[1] ?? text.trim();
  try {
    const target = bare.includes('@') ? parseTarget(bare) : undefined;
    return target?.kind === 'domain' ? target.domain : parseDomain(bare);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(error.message, remedyFor(bare));
  }
}

const PLAIN = 'give the part behind the @ of a mail address, as example.org, or the address itself';

function remedyFor(text: string): string {
  const address = text.replace(/^\[|\]$/g, '');
  if (ipVersion(address) !== 0) return `${PLAIN}; for one server: smtp-doctor probe ${text}`;
  const host = /^(?:[a-z][a-z\d+.-]*:\/\/)?([\w.-]+)(?::(\d{1,5}))?(?:[/?#].*)?$/i.exec(text);
  if (host?.[1] === undefined || host[1] === text) return PLAIN;
  const [, name, port] = host;
  const server = port === undefined ? '' : `; for one server: smtp-doctor probe ${name}:${port}`;
  return `${PLAIN}; here perhaps ${name.replace(/^(?:www|mail|mx|smtp)\d*\./i, '')}${server}`;
}
