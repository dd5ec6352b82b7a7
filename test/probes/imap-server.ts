import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** What the scripted mail store holds, and how it misbehaves. */
export interface Store {
  /** Headers by folder; a folder with the attribute `\Junk` is written `Name\Junk`. */
  readonly folders: Readonly<Record<string, readonly string[]>>;
  readonly password?: string;
  /** In the place of the usual answer to a command, after its tag: `BYE`, `drop`, `mute`, or raw text. */
  readonly instead?: Readonly<Record<string, string>>;
  readonly greeting?: string;
  /** Sent for ever, every 20 ms, from the first command of that name on; `greeting` for the beginning. */
  readonly endless?: { readonly from: string; readonly text: string };
  readonly capabilities?: string;
}

/** A running store. */
export interface Stored {
  readonly port: number;
  /** Command lines as they came. */
  readonly lines: readonly string[];
  /** Puts a message into a folder. */
  put(folder: string, header: string): void;
}

/** Serves a mail store in clear text on loopback until the test ends. */
export async function serveStore(context: TestContext, store: Store): Promise<Stored> {
  const lines: string[] = [];
  const folders = new Map(Object.entries(store.folders).map(([name, headers]) => [name, [...headers]]));
  const server = createServer((socket) => {
    context.after(() => socket.destroy());
    socket.on('error', () => socket.destroy());
    serve(socket, { ...store, folders, lines });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  context.after(() => server.close());
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    lines,
    put: (folder, header) => folders.set(folder, [...(folders.get(folder) ?? []), header]),
  };
}

interface Session extends Omit<Store, 'folders'> {
  readonly folders: Map<string, string[]>;
  readonly lines: string[];
}

function serve(socket: Socket, session: Session): void {
  let opened = 'INBOX';
  let received = '';
  if (session.endless?.from === 'greeting') goOn(socket, session.endless.text);
  else socket.write(session.greeting ?? '* OK ready\r\n');
  socket.on('data', (bytes) => {
    received += bytes.toString('latin1');
    for (let end = received.indexOf('\r\n'); end !== -1; end = received.indexOf('\r\n')) {
      const line = received.slice(0, end);
      received = received.slice(end + 2);
      session.lines.push(line);
      const [tag = '', first = '', second = ''] = line.split(' ');
      const command = (first.toUpperCase() === 'UID' ? `${first} ${second}` : first).toUpperCase();
      const instead = session.instead?.[command];
      if (session.endless?.from === command) goOn(socket, session.endless.text);
      else if (instead === 'drop') socket.destroy();
      else if (instead !== 'mute') {
        opened = /^(?:SELECT|EXAMINE)$/.test(command) ? folderIn(line) : opened;
        socket.write(instead === undefined ? answer(line, command, opened, session) : `${tag} ${instead}`);
      }
    }
  });
}

function goOn(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 20);
  socket.once('close', () => clearInterval(timer));
}

function folderIn(line: string): string {
  return /(?:SELECT|EXAMINE) "?([^"\r ]+)"?/i.exec(line)?.[1] ?? 'INBOX';
}

function answer(line: string, command: string, opened: string, session: Session): string {
  const [tag = ''] = line.split(' ');
  const ok = `${tag} OK done\r\n`;
  const { folders, capabilities = 'IMAP4rev1 SPECIAL-USE LIST-EXTENDED', password = 'secret' } = session;
  const name = [...folders.keys()].find((folder) => folder.split('\\')[0] === opened) ?? opened;
  const headers = folders.get(name) ?? [];
  switch (command) {
    case 'CAPABILITY':
      return `* CAPABILITY ${capabilities}\r\n${ok}`;
    case 'LOGIN':
      return line.includes(`"${password}"`) || line.endsWith(` ${password}`)
        ? ok
        : `${tag} NO [AUTHENTICATIONFAILED] Invalid credentials\r\n`;
    case 'NAMESPACE':
      return `* NAMESPACE (("" "/")) NIL NIL\r\n${ok}`;
    case 'LIST':
      return line.endsWith('"" ""') ? `* LIST (\\Noselect) "/" ""\r\n${ok}` : `${listOf(folders)}${ok}`;
    case 'LSUB':
      return ok;
    case 'SELECT':
    case 'EXAMINE':
      return `* ${headers.length} EXISTS\r\n* OK [UIDVALIDITY 1] x\r\n* OK [UIDNEXT 99] x\r\n* FLAGS ()\r\n${tag} OK [READ-ONLY] done\r\n`;
    case 'UID SEARCH': {
      const wanted = /"?(<[^>]+>)"?/.exec(line)?.[1] ?? '\0';
      const found = headers.flatMap((header, index) => (header.includes(wanted) ? [index + 1] : []));
      return `* SEARCH ${found.join(' ')}\r\n${ok}`;
    }
    case 'UID FETCH': {
      const uid = Number(/UID FETCH (\d+)/i.exec(line)?.[1]);
      const header = headers[uid - 1] ?? '';
      return `* ${uid} FETCH (UID ${uid} BODY[HEADER] {${header.length}}\r\n${header})\r\n${ok}`;
    }
    default:
      return ok;
  }
}

function listOf(folders: Map<string, string[]>): string {
  return [...folders.keys()]
    .map((folder) => {
      const [name, use] = folder.split('\\');
      return `* LIST (${use === undefined ? '' : `\\${use}`}) "/" "${name}"\r\n`;
    })
    .join('');
}
