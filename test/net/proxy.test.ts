import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SmtpError, UsageError } from '../../src/errors.ts';
import type { Dialled, Undialled } from '../../src/net/dial.ts';
import { dialThroughProxy, formatProxy, type ProxyServer, parseProxy } from '../../src/net/proxy.ts';
import { httpProxy, socksProxy } from '../support/proxies.ts';
import { closedPort, firstBytes, listen } from './loopback.ts';

const GREETING = '220 mx.example.net ESMTP\r\n';

function connected(result: Dialled | Undialled): Dialled {
  if ('failure' in result) throw result.failure;
  return result;
}

function failureOf(result: Dialled | Undialled): SmtpError {
  if ('socket' in result) throw new Error('connected, though the proxy should not have let us');
  assert.equal(result.failure.stage, 'connect');
  return result.failure;
}

async function greetingThrough(result: Dialled | Undialled): Promise<string> {
  const { socket } = connected(result);
  // A session takes a moment to begin: nothing may be lost meanwhile.
  await new Promise((resolve) => setTimeout(resolve, 20));
  const greeting = await firstBytes(socket);
  socket.destroy();
  return greeting;
}

describe('parseProxy', () => {
  test('socks5, socks5h and http are read, with and without a login', () => {
    assert.deepEqual(parseProxy('socks5://proxy.example'), {
      protocol: 'socks5',
      host: 'proxy.example',
      port: 1080,
    });
    assert.deepEqual(parseProxy('socks5h://ada:p%40ss@[2001:db8::1]:9050'), {
      protocol: 'socks5',
      host: '2001:db8::1',
      port: 9050,
      username: 'ada',
      password: 'p@ss',
    });
    assert.deepEqual(parseProxy('http://proxy.example:80/'), {
      protocol: 'http',
      host: 'proxy.example',
      port: 80,
    });
    assert.equal(parseProxy('http://ada:x@proxy.example:3128').username, 'ada');
  });

  test('anything else is a mistake of usage whose message has no password', () => {
    const wrong = [
      '',
      'proxy.example:3128',
      'socks4://proxy.example',
      'https://ada:hunter2@proxy.example:1',
      'http://ada:hunter2@proxy.example',
      'http://ada:hunter2@proxy.example:99999',
      'http://proxy.example:1/path',
      'socks5://ada:hunter2@',
      'socks5://ada:%ff@proxy.example',
      `socks5://ada:${'x'.repeat(256)}@proxy.example`,
      'socks5://pro xy.example',
    ];
    for (const text of wrong) {
      assert.throws(
        () => parseProxy(text),
        (error: unknown) => {
          assert.ok(error instanceof UsageError, text);
          assert.ok(error.hint);
          assert.doesNotMatch(error.message, /hunter2/);
          return true;
        },
      );
    }
  });

  test('a proxy is written without its login', () => {
    assert.equal(formatProxy(parseProxy('http://ada:hunter2@[::1]:3128')), 'http://[::1]:3128');
  });
});

describe('dialThroughProxy, SOCKS5', () => {
  const at = (port: number): ProxyServer => ({ protocol: 'socks5', host: '127.0.0.1', port });

  test('the name is resolved by the proxy and the greeting comes through', async (t) => {
    const { port } = await listen(t, (socket) => socket.write(GREETING));
    const proxy = await socksProxy(t);
    const result = await dialThroughProxy(at(proxy.port), { host: 'mx.example.net', port });
    assert.equal(await greetingThrough(result), GREETING);
    assert.deepEqual(proxy.requests, [`mx.example.net:${port}`]);
    assert.deepEqual(
      result.attempts.map(({ port, outcome }) => [port, outcome]),
      [[proxy.port, 'connected']],
    );
  });

  test('a greeting in one packet with the consent is kept', async (t) => {
    const proxy = await socksProxy(t, { early: GREETING });
    const result = await dialThroughProxy(at(proxy.port), { host: '192.0.2.1', port: 25 });
    assert.equal(await greetingThrough(result), GREETING);
    assert.deepEqual(proxy.requests, ['192.0.2.1:25']);
  });

  test('a login is used, and its rejection named without the password', async (t) => {
    const { port } = await listen(t, (socket) => socket.write(GREETING));
    const proxy = await socksProxy(t, { login: 'ada:hunter2' });
    const login = { ...at(proxy.port), username: 'ada', password: 'hunter2' };
    assert.equal(await greetingThrough(await dialThroughProxy(login, { host: 'mx', port })), GREETING);
    const rejected = failureOf(
      await dialThroughProxy({ ...login, password: 'hunter3' }, { host: 'mx', port }),
    );
    assert.deepEqual([rejected.kind, rejected.code], ['refused', 'SOCKS5_LOGIN_REJECTED']);
    assert.doesNotMatch(JSON.stringify([rejected.message, rejected.cause]), /hunter3/);
    const missing = failureOf(await dialThroughProxy(at(proxy.port), { host: 'mx', port }));
    assert.deepEqual([missing.kind, missing.code], ['refused', 'SOCKS5_LOGIN_REQUIRED']);
  });

  const refusals = [
    [1, 'unreachable', 'SOCKS5_FAILURE'],
    [2, 'refused', 'SOCKS5_NOT_ALLOWED'],
    [3, 'unreachable', 'SOCKS5_NETWORK_UNREACHABLE'],
    [4, 'unreachable', 'SOCKS5_HOST_UNREACHABLE'],
    [5, 'refused', 'SOCKS5_CONNECTION_REFUSED'],
    [6, 'timeout', 'SOCKS5_TTL_EXPIRED'],
    [7, 'unreachable', 'SOCKS5_COMMAND_NOT_SUPPORTED'],
    [8, 'unreachable', 'SOCKS5_ADDRESS_NOT_SUPPORTED'],
  ] as const;
  for (const [status, kind, code] of refusals) {
    test(`the refusal ${status} is ${kind}, and its message names the proxy`, async (t) => {
      const proxy = await socksProxy(t, { status });
      const failure = failureOf(await dialThroughProxy(at(proxy.port), { host: 'mx', port: 25 }));
      assert.deepEqual([failure.kind, failure.code], [kind, code]);
      assert.ok(failure.message.includes(`socks5://127.0.0.1:${proxy.port}`), failure.message);
    });
  }

  test('what does not speak SOCKS is told', async (t) => {
    const { port } = await listen(t, (socket) => socket.write('220 I am a mail server\r\n'));
    const failure = failureOf(await dialThroughProxy(at(port), { host: 'mx', port: 25 }));
    assert.equal(failure.kind, 'protocol');
  });

  test('a name too long for SOCKS is a failure, not a crash', async (t) => {
    const proxy = await socksProxy(t);
    const failure = failureOf(await dialThroughProxy(at(proxy.port), { host: 'x'.repeat(256), port: 25 }));
    assert.equal(failure.kind, 'unreachable');
  });
});

describe('dialThroughProxy, HTTP CONNECT', () => {
  const at = (port: number): ProxyServer => ({ protocol: 'http', host: '127.0.0.1', port });

  test('the greeting comes through, and the login goes to the proxy', async (t) => {
    const { port } = await listen(t, (socket) => socket.write(GREETING));
    const proxy = await httpProxy(t);
    const login = { ...at(proxy.port), username: 'ada', password: 'hunter2' };
    const result = await dialThroughProxy(login, { host: 'mx.example.net', port });
    assert.equal(await greetingThrough(result), GREETING);
    assert.match(proxy.requests[0] ?? '', new RegExp(`^CONNECT mx\\.example\\.net:${port} HTTP/1\\.1\r\n`));
    const basic = Buffer.from('ada:hunter2').toString('base64');
    assert.ok(proxy.requests[0]?.toLowerCase().includes(`proxy-authorization: basic ${basic.toLowerCase()}`));
  });

  test('a greeting in one packet with the consent is kept', async (t) => {
    const proxy = await httpProxy(t, { early: GREETING });
    const result = await dialThroughProxy(at(proxy.port), { host: '2001:db8::1', port: 25 });
    assert.equal(await greetingThrough(result), GREETING);
    assert.match(proxy.requests[0] ?? '', /^CONNECT \[2001:db8::1\]:25 /);
  });

  const refusals = [
    ['407 Proxy Authentication Required', 'refused', 'HTTP_407'],
    ['403 Forbidden', 'refused', 'HTTP_403'],
    ['502 Bad Gateway', 'unreachable', 'HTTP_502'],
    ['504 Gateway Timeout', 'timeout', 'HTTP_504'],
    ['302 Found', 'unreachable', 'HTTP_302'],
  ] as const;
  for (const [status, kind, code] of refusals) {
    test(`the refusal ${status} is ${kind}`, async (t) => {
      const proxy = await httpProxy(t, { status });
      const failure = failureOf(await dialThroughProxy(at(proxy.port), { host: 'mx', port: 25 }));
      assert.deepEqual([failure.kind, failure.code], [kind, code]);
      assert.ok(failure.message.includes(`http://127.0.0.1:${proxy.port}`), failure.message);
    });
  }

  test('what does not speak HTTP is told', async (t) => {
    const { port } = await listen(t, (socket) => socket.write(GREETING));
    const failure = failureOf(await dialThroughProxy(at(port), { host: 'mx', port: 25 }));
    assert.equal(failure.kind, 'protocol');
  });
});

for (const protocol of ['socks5', 'http'] as const) {
  describe(`a proxy in trouble, ${protocol}`, () => {
    const target = { host: 'mx.example.net', port: 25 };
    const at = (port: number): ProxyServer => ({ protocol, host: '127.0.0.1', port });

    test('one that refuses connections is named', async () => {
      const port = await closedPort();
      const result = await dialThroughProxy(at(port), target);
      const failure = failureOf(result);
      assert.deepEqual([failure.kind, failure.code], ['refused', 'ECONNREFUSED']);
      assert.ok(failure.message.includes(`${protocol}://127.0.0.1:${port}`), failure.message);
      assert.equal(result.attempts[0]?.outcome, 'refused');
    });

    test('one that keeps silent is a timeout, and its socket is closed', async (t) => {
      const { port, sockets } = await listen(t);
      const failure = failureOf(await dialThroughProxy(at(port), target, { timeoutMs: 80 }));
      assert.equal(failure.kind, 'timeout');
      sockets[0]?.resume();
      if (!sockets[0]?.closed) await new Promise((resolve) => sockets[0]?.once('close', resolve));
    });

    test('one that closes has disconnected', async (t) => {
      const { port } = await listen(t, (socket) => socket.once('data', () => socket.end()));
      assert.equal(failureOf(await dialThroughProxy(at(port), target)).kind, 'disconnected');
    });

    test('an abort is thrown as such', async (t) => {
      const { port } = await listen(t);
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 30);
      const isAborted = (error: unknown) => error instanceof SmtpError && error.kind === 'aborted';
      await assert.rejects(dialThroughProxy(at(port), target, { signal: controller.signal }), isAborted);
      await assert.rejects(dialThroughProxy(at(port), target, { signal: AbortSignal.abort() }), isAborted);
    });

    test('one whose name is unknown is named', async () => {
      const proxy = { protocol, host: 'proxy.invalid', port: 1080 };
      const failure = failureOf(await dialThroughProxy(proxy, target));
      assert.equal(failure.kind, 'unreachable');
      assert.ok(failure.message.includes(`${protocol}://proxy.invalid:1080`), failure.message);
    });
  });
}
