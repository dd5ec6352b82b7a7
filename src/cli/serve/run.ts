import { once } from 'node:events';
import type { Server } from 'node:http';
import { UsageError } from '../../errors.ts';
import { AddressGate } from '../../net/address-gate.ts';
import { printable } from '../../render/printable.ts';
import { formatHostPort } from '../../target.ts';
import { TOOL } from '../../version.ts';
import { type CheckConfig, findConfigHere, readConfig } from '../check/config.ts';
import { prepare } from '../check/prepare.ts';
import { listenForSignals } from '../run.ts';
import type { ServeOptions } from '../serve.ts';
import { keepHeapSteady } from '../steady-heap.ts';
import { permissionOf } from './allowed.ts';
import { Exporter } from './exporter.ts';
import { createHttpServer } from './http.ts';

const EXIT_USAGE = 2;

/** After a signal, probes under way have so long to be answered. */
const STOP_MS = 10_000;

/**
 * Answers scrapes until a signal ends it: who was being answered still is. A second signal ends it at once.
 *
 * @throws UsageError for a config that cannot be used, a place to listen that is taken, and where nothing may be probed.
 */
export async function serve(named: string | undefined, options: ServeOptions): Promise<number> {
  keepHeapSteady();
  const isAllowed = permissionOf(options.allow ?? [], options.allowAnyTarget === true);
  const place = named ?? findConfigHere();
  const read = place === undefined ? { config: NO_CONFIG } : await readConfig(place);
  if ('complaints' in read) {
    for (const line of read.complaints) say(line);
    return EXIT_USAGE;
  }
  const { config } = read;
  if (config.targets.length === 0 && !options.allow && !options.allowAnyTarget) {
    throw new UsageError('nothing may be probed', 'list targets in smtp-doctor.yml, or give --allow');
  }
  // What is wrong with a file or a secret is found out now, not with the first scrape.
  await prepare(config.targets, config.defaults, { ...options, retries: 0 });
  const exporter = new Exporter(
    { config, options, gate: new AddressGate(options.perHost) },
    isAllowed,
    (message) => say(`${TOOL.name}: ${message}`),
  );
  const server = createHttpServer(options.concurrency, (request) => exporter.answer(request), reportBug);
  return untilSignal(server, options);
}

const NO_CONFIG: CheckConfig = { file: '', defaults: {}, targets: [], modules: new Map() };

async function untilSignal(server: Server, { listen }: ServeOptions): Promise<number> {
  const interruption = listenForSignals();
  try {
    await listenAt(server, listen);
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : listen.port;
    say(`${TOOL.name}: listening at http://${formatHostPort(listen.host, port)}/`);
    if (!interruption.signal.aborted) await once(interruption.signal, 'abort');
    const closed = once(server, 'close');
    server.close();
    server.closeIdleConnections();
    const late = setTimeout(() => server.closeAllConnections(), STOP_MS);
    await closed;
    clearTimeout(late);
    return 0;
  } finally {
    interruption.end();
  }
}

async function listenAt(server: Server, { host, port }: ServeOptions['listen']): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `cannot listen at ${formatHostPort(host, port)}: ${reason}`,
      'give another --listen',
    );
  }
}

function reportBug(error: unknown): void {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  for (const line of [`${TOOL.name}: this is a bug of ours, please report it`, ...trace.split('\n')])
    say(line);
}

/** Whoever starts it writes what it says to a log. */
function say(line: string): void {
  process.stderr.write(`${printable(line, { unicode: true })}\n`);
}
