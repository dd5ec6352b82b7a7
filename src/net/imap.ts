import type { ImapFlow } from 'imapflow';
import { SmtpError } from '../errors.ts';
import { ipVersion } from '../target.ts';
import type { Resolver } from './resolver.ts';
import { trustIn } from './secure-context.ts';

/** A mail store, and who looks into it. */
export interface ImapServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte, or by STARTTLS. */
  readonly security: 'tls' | 'starttls';
  readonly user: string;
  readonly password: string;
  /** The password may go without TLS, or to a server whose certificate is not trusted. */
  readonly allowCleartext: boolean;
  /** PEM certificates trusted beside the default roots. */
  readonly ca?: readonly string[];
}

/** How the server is found, and how long it may be silent. */
export interface ImapOptions {
  readonly resolver: Resolver;
  readonly family?: 4 | 6;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** A folder that can be opened. */
export interface Folder {
  readonly path: string;
  readonly role: 'inbox' | 'junk' | 'other';
}

/** What a message is found by: its Message-ID, else a word in it. */
export interface SearchKey {
  readonly messageId?: string;
  readonly text?: string;
}

/** A login that the server refused is an answer. */
export type ImapOpening = { readonly session: ImapSession } | { readonly refused: string };

const LINE_BYTES = 256 * 1024;
/** A header is no larger, and nothing else is fetched. */
const LITERAL_BYTES = 2 * 1024 * 1024;
const MOST_FOLDERS = 30;
const MOST_ADDRESSES = 3;

/**
 * Connects and logs in; the signal closes the connection, also later.
 *
 * @throws SmtpError `resolve`, `refused`, `unreachable`, `timeout`, `tls`, `disconnected`, `protocol` or `limit` when it does not come to an answer.
 */
export async function openImap(server: ImapServer, options: ImapOptions): Promise<ImapOpening> {
  const addresses = await addressesOf(server.host, options);
  let failed: unknown;
  for (const address of addresses) {
    const client = await clientFor(server, address, options);
    // Who listens to a signal that has come already hears nothing.
    if (options.signal.aborted) break;
    const stop = (): void => client.close();
    options.signal.addEventListener('abort', stop, { once: true });
    try {
      await client.connect();
      return { session: new ImapSession(client) };
    } catch (error) {
      client.close();
      if (isLoginRefused(error)) return { refused: textOf(error) };
      failed = error;
    }
  }
  throw imapError(failed ?? options.signal.reason);
}

/** A logged-in session that changes nothing in the mailbox. */
export class ImapSession {
  readonly #client: ImapFlow;
  /** Why the connection was closed by us; who waits is told only that there is none. */
  #fault: unknown;

  constructor(client: ImapFlow) {
    this.#client = client;
    client.on('error', (error) => {
      this.#fault ??= error;
    });
  }

  /** The folders that can be opened, the inbox first, then the one for spam; at most 30. */
  async folders(): Promise<Folder[]> {
    const listed = await this.#asked(() => this.#client.list());
    const open = listed.filter(({ flags }) => !flags.has('\\Noselect') && !flags.has('\\NonExistent'));
    const folders = open.map(({ path, specialUse }): Folder => ({ path, role: roleOf(path, specialUse) }));
    const order = ['inbox', 'junk', 'other'];
    return folders.sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role)).slice(0, MOST_FOLDERS);
  }

  /** The header of the newest message that fits, a character a byte; undefined where there is none. */
  async find({ path }: Folder, { messageId, text }: SearchKey): Promise<string | undefined> {
    return this.#asked(async () => {
      await this.#client.mailboxOpen(path, { readOnly: true });
      // A mailbox that stays open tells of new mail only when asked.
      await this.#client.noop();
      const query = messageId === undefined ? { text: text ?? '' } : { header: { 'message-id': messageId } };
      const found = await this.#client.search(query, { uid: true });
      const uid = found ? found.at(-1) : undefined;
      if (uid === undefined) return undefined;
      const message = await this.#client.fetchOne(String(uid), { headers: true }, { uid: true });
      return message ? message.headers?.toString('latin1') : undefined;
    });
  }

  async #asked<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      throw imapError(this.#fault ?? error);
    }
  }
}

function roleOf(path: string, specialUse: string | undefined): Folder['role'] {
  if (path.toUpperCase() === 'INBOX') return 'inbox';
  return specialUse === '\\Junk' ? 'junk' : 'other';
}

async function addressesOf(host: string, { resolver, family, signal }: ImapOptions): Promise<string[]> {
  const answers = await resolver.addresses(host, signal);
  const found = answers.flatMap(({ records }) =>
    records.flatMap((record) => {
      const isWanted = family === undefined || record.type === (family === 4 ? 'A' : 'AAAA');
      return (record.type === 'A' || record.type === 'AAAA') && isWanted ? [record.address] : [];
    }),
  );
  if (found.length > 0) return found.slice(0, MOST_ADDRESSES);
  throw new SmtpError('resolve', `"${host}" has no address`, { stage: 'data' });
}

async function clientFor(server: ImapServer, address: string, { timeoutMs }: ImapOptions): Promise<ImapFlow> {
  const { ImapFlow: Client } = await import('./imapflow.ts');
  const { host, port, security, user, password, allowCleartext, ca } = server;
  const client = new Client({
    ...{ host: address, port, secure: security === 'tls' },
    // No address may stand in SNI (RFC 6066 §3).
    ...(ipVersion(host) === 0 ? { servername: host } : {}),
    // Without this, a server that does not offer STARTTLS would be given the password in clear text.
    ...(security === 'starttls' && !allowCleartext ? { doSTARTTLS: true } : {}),
    auth: { user, pass: password },
    tls: { ...trustIn(ca), rejectUnauthorized: !allowCleartext },
    ...{ logger: false, disableAutoIdle: true, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs },
    ...{ socketTimeout: timeoutMs, maxLineLength: LINE_BYTES, maxLiteralSize: LITERAL_BYTES },
    maxResponseSize: LITERAL_BYTES * 2,
  });
  // What it tells here it also throws where somebody waits.
  client.on('error', () => undefined);
  return client;
}

function isLoginRefused(error: unknown): boolean {
  return error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed === true;
}

/** The server's own words, where it gave some; no longer than a line. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const said = 'responseText' in error ? error.responseText : undefined;
  return typeof said === 'string' ? said : error.message;
}

const KINDS: Readonly<Record<string, SmtpError['kind']>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'timeout',
  ETIMEOUT: 'timeout',
  CONNECT_TIMEOUT: 'timeout',
  GREETING_TIMEOUT: 'timeout',
  UPGRADE_TIMEOUT: 'timeout',
  ECONNRESET: 'disconnected',
  NoConnection: 'disconnected',
  EConnectionClosed: 'disconnected',
  ClosedAfterConnectTLS: 'disconnected',
  ClosedAfterConnectText: 'disconnected',
  LineTooLarge: 'limit',
  LiteralTooLarge: 'limit',
  ResponseTooLarge: 'limit',
};

function imapError(error: unknown): SmtpError {
  if (error instanceof SmtpError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  const isTls = error instanceof Error && 'tlsFailed' in error && error.tlsFailed === true;
  const isCertificate =
    code !== undefined && /^(?:ERR_SSL|ERR_TLS|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO)|_CERT/.test(code);
  const kind = isTls || isCertificate ? 'tls' : (KINDS[code ?? ''] ?? 'protocol');
  return new SmtpError(kind, textOf(error), { stage: 'data', code, cause: error });
}
