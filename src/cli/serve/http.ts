import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Who asks has sent the whole request by then, in milliseconds. */
const REQUEST_MS = 10_000;
const HEADER_BYTES = 8 * 1024;

/** Beside the probes there is room for those who ask for something small. */
const SPARE_CONNECTIONS = 50;

/** A request, as far as it matters. */
export interface Request {
  readonly url: URL;
  readonly timeoutHeader: string | undefined;
  /** Aborted when nobody waits for the answer any more. */
  readonly gone: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Makes a server that gives every GET and HEAD to `answer`; what that throws goes to `onBug`, and nothing of it out. */
export function createHttpServer(
  probes: number,
  answer: (request: Request) => Promise<Answer>,
  onBug: (error: unknown) => void,
): Server {
  const limits = { requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS, maxHeaderSize: HEADER_BYTES };
  const server = createServer(limits, (incoming, outgoing) => {
    const asked = requestOf(incoming, outgoing);
    if ('status' in asked) return send(outgoing, asked);
    const bug = (error: unknown): Answer => {
      onBug(error);
      return { status: 500, text: 'the exporter failed; its own log says why\n' };
    };
    answer(asked)
      .catch(bug)
      .then((given) => send(outgoing, given));
  });
  server.maxConnections = probes + SPARE_CONNECTIONS;
  return server;
}

function requestOf(incoming: IncomingMessage, outgoing: ServerResponse): Request | Answer {
  const { method, url = '/', headers } = incoming;
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, text: 'only GET is answered\n' };
  if (!URL.canParse(url, 'http://exporter')) return { status: 400, text: 'this is no path\n' };
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  const timeout = headers['x-prometheus-scrape-timeout-seconds'];
  return {
    url: new URL(url, 'http://exporter'),
    timeoutHeader: typeof timeout === 'string' ? timeout : undefined,
    gone: gone.signal,
  };
}

function send(outgoing: ServerResponse, { status, text }: Answer): void {
  outgoing.writeHead(status, {
    'content-type': status === 200 ? METRICS_TYPE : 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'x-content-type-options': 'nosniff',
    ...(status === 405 ? { allow: 'GET, HEAD' } : {}),
  });
  outgoing.end(text);
}
