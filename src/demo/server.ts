import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Authority } from './certificates.ts';
import type { Dialogue, Script } from './dialogue.ts';
import { newPerformance, type Performance, Player } from './player.ts';
import { Wire } from './wire.ts';

/** Connections remembered; later ones are played to as well. */
const KEPT_CONNECTIONS = 10_000;

/** How long a closing server waits for connections to end by themselves. */
const PATIENCE_MS = 200;

export interface DialogueServerOptions {
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  readonly certificates: Authority;
}

/** A server that plays a dialogue, and remembers what it heard. */
export interface DialogueServer {
  readonly port: number;
  /** The client's lines of each connection, in order of arrival; secrets included. */
  readonly received: readonly (readonly string[])[];
  /** What a client said that its script did not expect, one sentence each. */
  readonly mismatches: readonly string[];
  /** Connections so far. */
  readonly connections: number;
  /** For each script that no connection has played to its end: the client's line it still waits for. */
  missing(): string[];
  /** Stops listening, and breaks off the connections that do not end by themselves. */
  close(): Promise<void>;
}

/**
 * Plays a dialogue on an ephemeral port; with `* refuse`, holds a port at which nothing listens.
 *
 * @throws the system's error when the host's address cannot be bound.
 */
export async function startDialogueServer(
  dialogue: Dialogue,
  { host = '127.0.0.1', certificates }: DialogueServerOptions,
): Promise<DialogueServer> {
  const stage = new Stage(dialogue, certificates);
  const server = createServer((socket) => (dialogue.refuses ? socket.resume() : stage.enter(socket)));
  await listen(server, host);
  const refused = dialogue.refuses ? await holdPort(server, host) : undefined;
  return {
    port: refused?.port ?? portOf(server),
    get received() {
      return stage.performances.map((performance) => performance.received);
    },
    get mismatches() {
      return stage.performances.flatMap(({ mismatches }, index) =>
        mismatches.map((mismatch) => `connection ${index + 1}: ${mismatch}`),
      );
    },
    get connections() {
      return stage.connections;
    },
    missing: () => stage.missing(),
    async close() {
      refused?.socket.destroy();
      const closed = new Promise((resolve) => server.close(resolve));
      await stage.clear();
      await closed;
    },
  };
}

/** The connections of one server. */
class Stage {
  readonly performances: Performance[] = [];
  connections = 0;
  readonly #dialogue: Dialogue;
  readonly #certificates: Authority;
  readonly #playing = new Map<Socket, Promise<void>>();

  constructor(dialogue: Dialogue, certificates: Authority) {
    this.#dialogue = dialogue;
    this.#certificates = certificates;
  }

  enter(socket: Socket): void {
    this.connections += 1;
    const index = Math.min(this.connections, this.#dialogue.scripts.length) - 1;
    const performance = newPerformance(index);
    if (this.performances.length < KEPT_CONNECTIONS) this.performances.push(performance);
    const playing = this.#play(this.#dialogue.scripts[index] ?? [], socket, performance);
    this.#playing.set(socket, playing);
    void playing.finally(() => this.#playing.delete(socket));
  }

  async #play(script: Script, socket: Socket, performance: Performance): Promise<void> {
    const wire = new Wire(socket);
    await new Player(wire, this.#certificates, performance).play(script);
    wire.destroy();
  }

  missing(): string[] {
    return this.#dialogue.scripts.flatMap((script, index) => {
      const played = this.performances.filter((one) => one.script === index).map((one) => one.played);
      const next = script.slice(Math.max(0, ...played)).find((step) => step.do === 'expect');
      return next?.do === 'expect' ? [next.pattern] : [];
    });
  }

  /** Lets clients that have left be heard to their end, and breaks off the others. */
  async clear(): Promise<void> {
    const enough = new AbortController();
    const patience = delay(PATIENCE_MS, undefined, { signal: enough.signal }).catch(() => {});
    await Promise.race([Promise.all(this.#playing.values()), patience]);
    enough.abort();
    for (const socket of this.#playing.keys()) socket.destroy();
  }
}

async function listen(server: Server, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
}

function portOf(server: Server): number {
  // A server that listens on TCP has an AddressInfo: a string is a pipe's path, null one that does not listen.
  return (server.address() as AddressInfo).port;
}

/** The local end of an open connection: taken, so that nobody else can listen there, and refusing. */
async function holdPort(server: Server, host: string): Promise<{ port: number; socket: Socket }> {
  const socket = connect(portOf(server), host);
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  return { port: socket.localPort ?? 0, socket };
}
