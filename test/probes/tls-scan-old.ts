import type { Socket } from 'node:net';
import { ByteReader, uint, uint16s, vector } from '../../src/tls/bytes.ts';
import { suiteOf } from '../../src/tls/suites.ts';

/** A server of old, as far as its first flight: no handshake with it ever ends. */
export interface OldServer {
  readonly suites: readonly number[];
  readonly refuses: 'alert' | 'hang-up';
  readonly compresses?: boolean;
}

const TLS12 = 0x0303;
const HANDSHAKE_FAILURE = Buffer.from('15030300020228', 'hex');
const FIELD_BYTES = 128;

/** Answers each ClientHello in its version, with the first of its suites that the server has. */
export function oldHandshake({ suites, refuses, compresses }: OldServer): (socket: Socket) => void {
  return (socket) => {
    socket.once('data', (chunk: Buffer) => {
      const hello = read(chunk);
      const suite = hello.suites.find((id) => suites.includes(id));
      const isTooNew = hello.isModernOnly || (refuses === 'hang-up' && hello.version !== TLS12);
      if (suite !== undefined && !isTooNew) {
        const flight = [
          serverHello(hello.version, suite, compresses === true),
          ...keyExchange(suite),
          message(14),
        ];
        socket.write(record(Buffer.concat(flight), hello.version));
      } else if (refuses === 'alert') socket.end(HANDSHAKE_FAILURE);
      else socket.end();
    });
  };
}

/** Reads what matters of a ClientHello that came in one piece. */
function read(chunk: Buffer): { version: number; suites: number[]; isModernOnly: boolean } {
  const reader = new ByteReader(chunk.subarray(9));
  const version = reader.uint(2);
  reader.take(32);
  reader.vector(1);
  const list = new ByteReader(reader.vector(2));
  const suites: number[] = [];
  while (list.left > 0) suites.push(list.uint(2));
  return {
    version,
    suites,
    isModernOnly: suites.every((id) => suiteOf(id)?.since === 'TLSv1.3' || id % 0x1010 === 0x0a0a),
  };
}

function serverHello(version: number, suite: number, compresses: boolean): Buffer {
  return message(
    2,
    Buffer.concat([
      uint(version, 2),
      Buffer.alloc(32, 7),
      vector(1),
      uint16s([suite]),
      uint(compresses ? 1 : 0, 1),
    ]),
  );
}

function keyExchange(suite: number): Buffer[] {
  const agreement = suiteOf(suite)?.keyExchange;
  if (agreement === 'ECDHE') {
    const curve = Buffer.concat([uint(3, 1), uint(29, 2), vector(1, Buffer.alloc(32))]);
    return [message(12, Buffer.concat([curve, uint(0x0804, 2), vector(2, Buffer.alloc(4))]))];
  }
  if (agreement !== 'DHE') return [];
  const number = vector(2, Buffer.alloc(FIELD_BYTES, 0xff));
  return [message(12, Buffer.concat([number, vector(2, uint(2, 1)), number]))];
}

function message(type: number, body: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([uint(type, 1), vector(3, body)]);
}

function record(content: Buffer, version: number): Buffer {
  return Buffer.concat([uint(22, 1), uint(version, 2), vector(2, content)]);
}
