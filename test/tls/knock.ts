import { connect } from 'node:net';
import { type ServerAnswer, ServerFlight } from '../../src/tls/server-flight.ts';

const PATIENCE_MS = 5_000;

/** Sends bytes to a port on loopback and reads the first flight; undefined when the server closed without one. */
export function knockAt(
  port: number,
  bytes: Buffer,
  endsAtOnce = false,
  onChunk: (chunk: Buffer) => void = () => undefined,
): Promise<ServerAnswer | undefined> {
  const flight = new ServerFlight();
  const socket = connect(port, '127.0.0.1', () => (endsAtOnce ? socket.end(bytes) : socket.write(bytes)));
  return new Promise((resolve, reject) => {
    const settle = (answer: ServerAnswer | undefined): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(PATIENCE_MS, () => reject(new Error('no answer')));
    socket.on('data', (chunk: Buffer) => {
      onChunk(chunk);
      const answer = flight.push(chunk);
      if (answer) settle(answer);
    });
    socket.on('error', () => settle(undefined));
    socket.on('close', () => settle(undefined));
  });
}
